"""A second process that works one step ahead of this one."""

import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from indexer.threads import use_one_blas_thread
from matcher.errors import EnmusubiError

Item = TypeVar("Item")


class ReaderDied(EnmusubiError):
    """The second process ended in the middle of its work."""

    code = "reader_died"
    exit_code = 3


def ahead(make: Callable[..., Iterator[Item]], *arguments: object) -> Iterator[Item]:
    """Give what `make(*arguments)` gives, made by a second process while the last item is worked on here.

    `make` and all that it takes and gives can be pickled; what it raises is raised here. The process waits when it is
    one item ahead, and ends when this one does, however that ends.

    Raises:
        ReaderDied: it was killed.
    """
    context = get_context("spawn")  # a forked process would share the threads' locks of this one
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, make, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        while (item := _receive(receiver)) is not None:
            yield item[0]
    finally:
        process.kill()
        process.join()
        receiver.close()


def _receive(receiver: Connection) -> tuple[Any] | None:
    """Return the next item in a tuple of one; None at the end."""
    try:
        item, error = receiver.recv()
    except EOFError as ended:
        raise ReaderDied(
            "The process that reads the catalogue was killed.", "Run the command again; it goes on from there."
        ) from ended
    if error is not None:
        raise error
    return item  # type: ignore[no-any-return]


def _work(sender: Connection, make: Callable[..., Iterator[Any]], arguments: tuple[object, ...]) -> None:
    """Send all items, then the end or the error; a reader that is gone ends the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what an interrupt means
    use_one_blas_thread()
    with suppress(BrokenPipeError):
        try:
            for item in make(*arguments):
                sender.send(((item,), None))
            sender.send((None, None))
        except BrokenPipeError:
            raise
        except Exception as error:
            sender.send((None, _portable(error)))


def _portable(error: Exception) -> Exception:
    """Return the error, or what it says where it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
