# What one may wish for; `make` alone says it.
PYTHON ?= python3
PY := .venv/bin/python
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: help run test lint oracle bench lock messages screenshots geometry photographs measure

help:  ## this list
	@grep -E '^[a-z]+: .*## ' Makefile | sed 's/:.*## /: /'

run:  ## serve Alteram on http://127.0.0.1:$PORT/ (8000), with demo data in a fresh clone
	@$(PYTHON) alteram/local/install.py requirements.txt
	@exec $(PY) -m alteram.local.run

test:  ## every check: style, types, contracts, then the suite on SQLite and on PostgreSQL
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@exec $(PY) -m alteram.local.check

lint:  ## the checks that need no server
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@exec $(PY) -m alteram.local.check --lint

oracle:  ## the state machine against its model: STEPS=10000 steps of chance, dates and persons included
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@exec $(PY) -m alteram.local.check --oracle $(or $(STEPS),10000)

bench:  ## the product beside the smallest Django that does the same: SIZE=10000 cases; WRITE=yes keeps the figures
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@exec $(PY) -m bench --size $(or $(SIZE),10000) $(if $(WRITE),--write)

lock:  ## pin the newest versions that requirements*.in allow
	.venv/bin/$(LOCK) --upgrade requirements.in -o requirements.txt
	.venv/bin/$(LOCK) --upgrade requirements-dev.in -o requirements-dev.txt

screenshots:  ## a picture of every page, on a phone and on a desk, by day and by night: var/screenshots/
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@ALTERAM_DEMO=yes $(PY) -m pytest --quiet --numprocesses auto tests/look/screenshots.py

geometry:  ## keep where the parts of ten pages stand, once somebody has looked at the pictures
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@ALTERAM_DEMO=yes $(PY) -m pytest --quiet tests/look/geometry.py

photographs:  ## the pictures of the README: docs/images/
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@ALTERAM_DEMO=yes $(PY) -m pytest --quiet tests/look/photographs.py

measure:  ## weights, requests and seconds of a server as in production: WRITE=yes keeps the figures
	@$(PYTHON) alteram/local/install.py requirements-dev.txt
	@ALTERAM_DEMO=yes $(PY) -m pytest --quiet -s tests/look/measure.py

messages:  ## bring locale/ up to the sentences in code and templates
	@$(PY) manage.py extract_messages
