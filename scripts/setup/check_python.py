"""Say which Python is needed, in words that any Python 3 can run."""

import sys

REFUSAL = "Enmusubi needs Python 3.11 or newer; this is {}.{}. Name another: make setup PYTHON=python3.12"

if sys.version_info < (3, 11):  # noqa: UP036 - this is where older ones are turned away
    sys.exit(REFUSAL.format(*sys.version_info[:2]))
