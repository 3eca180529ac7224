"""`make bench`: the product beside the smallest Django that does the same work, both over HTTP, in one run."""
