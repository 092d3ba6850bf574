"""Say which Python is needed, in words that any Python 3 can run."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where older ones are turned away
    sys.exit(
        "Enmusubi needs Python 3.11 or newer; this is {}.{}. "
        "Name another one: make setup PYTHON=python3.12".format(*sys.version_info[:2])
    )
