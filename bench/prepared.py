"""`python -m bench.prepared MODULE ARGUMENTS`: Django first, then the module that needs it, and its `main`."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(sys.argv[1]).main(*sys.argv[2:])
