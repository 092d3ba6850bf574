"""Serve the page on this machine."""

import errno
import socket

from indexer.index.watching import Watch
from indexer.jobs.processes import keeping_worker
from indexer.settings import Settings
from indexer.shelves import open_shelves
from indexer.threads import count_cores
from matcher.errors import EnmusubiError
from web import create_app
from web.access.visitors import Register
from web.observing.lines import start_log
from web.server import Plan, Server
from web.warming import load_ahead, warm_up

OWN_ADDRESSES = ("127.0.0.1", "localhost", "::1")  # nobody reaches them from outside
MOST_WORKERS = 4  # unless more are asked for: each takes 100 MB of its own


class InvalidAddress(EnmusubiError):
    """The page may not be served at that address."""

    code = "invalid_address"
    exit_code = 2


class AddressTaken(EnmusubiError):
    """Another program listens there already."""

    code = "address_taken"
    exit_code = 3


def count_workers() -> int:
    """Return how many processes answer unless one is told otherwise: one a core, at most 4."""
    return min(count_cores(), MOST_WORKERS)


def serve(settings: Settings, host: str, port: int, workers: int = 1) -> None:
    """Serve the page until interrupted; an index that turns out to be damaged is no longer served.

    Pages, words, places and the model are loaded once and shared by all workers.

    Raises:
        InvalidAddress: it could be reached from outside while nobody can sign in, or the port is none.
        AddressTaken: another program listens there.
    """
    check_reach(settings, host)
    check_address(host, port)
    start_log(settings.log)
    shelves = open_shelves(settings, watch=Watch())
    app = create_app(settings, shelves)
    load_ahead(app, settings, shelves, workers)
    plan = Plan(bind=write_bind(host, port), workers=workers, prepare=lambda: warm_up(shelves))
    with keeping_worker(settings):
        Server(app, plan).run()


def check_reach(settings: Settings, host: str) -> None:
    """Do nothing, unless others than this machine could reach the page before it asks who they are.

    Raises:
        InvalidAddress: the host is not this machine's own, or a proxy is named, and nobody can sign in or no name is
            known under which it is opened.
    """
    if host in OWN_ADDRESSES and not settings.proxies:
        return
    if not Register(settings).has_users():
        raise InvalidAddress(
            f"{host} can be reached from outside, and nobody can sign in yet.",
            "Run `enmusubi user add NAME`, or serve at 127.0.0.1 without ENMUSUBI_PROXIES.",
        )
    if not settings.hosts:
        raise InvalidAddress(
            f"{host} can be reached from outside under names that are not known.",
            "Set ENMUSUBI_HOSTS to those under which the page is opened, such as search.example.com.",
        )


def check_address(host: str, port: int) -> None:
    """Say whether something can listen there.

    Raises:
        InvalidAddress: there is no such address here, or the port is none.
        AddressTaken: another program listens there.
    """
    if not 1 <= port <= 65535:  # noqa: PLR2004
        raise InvalidAddress(f"{port} is no port.", "Give one between 1 and 65535, such as 8000.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _explain(error, host, port) from error


def write_bind(host: str, port: int) -> str:
    """Return host and port in one word; an IPv6 address stands in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _explain(error: OSError, host: str, port: int) -> EnmusubiError:
    if error.errno == errno.EADDRINUSE:
        return AddressTaken(
            f"Something listens at {write_bind(host, port)} already.", f"Stop it, or take --port {port + 1}."
        )
    return InvalidAddress(f"{write_bind(host, port)} cannot be opened: {error.strerror}.", "Choose another --port.")
