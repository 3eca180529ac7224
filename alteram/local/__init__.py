"""One machine, no installation: what `make run` and `make test` are made of. Production needs none of it."""
