from importlib import import_module
from pkgutil import walk_packages

import pytest

import indexer
import matcher
import web.serving
from indexer import settings
from indexer.index.ahead import ReaderDied
from matcher.errors import EnmusubiError
from web.errors import STATUS, status_of


def kinds_of(error):
    for kind in error.__subclasses__():
        yield kind
        yield from kinds_of(kind)


@pytest.fixture(scope="module", autouse=True)
def every_module():
    """Errors are found whichever tests ran before."""
    for room in (matcher, indexer, web):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            if ".migrations" not in module.name:
                import_module(module.name)


def test_every_error_that_a_request_can_meet_has_a_status():
    without = {kind.__name__ for kind in kinds_of(EnmusubiError) if kind not in STATUS}

    assert without <= {
        web.serving.InvalidAddress.__name__,
        web.serving.AddressTaken.__name__,
        ReaderDied.__name__,
    }


def test_an_error_has_the_status_of_its_nearest_ancestor():
    class Empty(settings.InvalidSetting):
        pass

    class Odd(EnmusubiError):
        pass

    assert (status_of(Empty("a", "b")), status_of(Odd("a", "b"))) == (500, 500)
