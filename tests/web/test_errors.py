import web.serving
from indexer import settings
from indexer.index.ahead import ReaderDied
from matcher.errors import EnmusubiError
from web.errors import STATUS, status_of


def kinds_of(error):
    for kind in error.__subclasses__():
        yield kind
        yield from kinds_of(kind)


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
