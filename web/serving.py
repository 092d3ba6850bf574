"""Serve the page on this machine."""

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from indexer.index.watching import Watch
from indexer.jobs.processes import keeping_worker
from indexer.settings import Settings
from indexer.shelves import Shelves, open_shelves
from matcher.errors import EnmusubiError
from matcher.reading.understanding import understand
from web import create_app
from web.access.visitors import Register
from web.door import tell_day

OWN_ADDRESSES = ("127.0.0.1", "localhost", "::1")  # nobody reaches them from outside
THREADS = 4
SECONDS = 120  # a first request may load the model
WARM_UP = "縁結び"
UNLIMITED = 0  # a brief of 10,000 characters travels in the address


class InvalidAddress(EnmusubiError):
    """The page may not be served at that address."""

    code = "invalid_address"
    exit_code = 2


class AddressTaken(EnmusubiError):
    """Another program listens there already."""

    code = "address_taken"
    exit_code = 3


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the page until interrupted; an index that turns out to be damaged is no longer served.

    Raises:
        InvalidAddress: it could be reached from outside while nobody can sign in, or the port is none.
        AddressTaken: another program listens there.
    """
    check_reach(settings, host)
    check_address(host, port)
    shelves = open_shelves(settings, watch=Watch())
    server = Server(create_app(settings, shelves), write_bind(host, port), lambda: warm_up(shelves))
    with keeping_worker(settings):
        server.run()


def warm_up(shelves: Shelves) -> None:
    """Load the words and places of briefs, and the model where there is an index, before the first brief."""
    understand(WARM_UP, tell_day())
    with suppress(EnmusubiError):
        shelves.current().encode_brief(WARM_UP)


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


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one process and a few threads: one model in memory, several readers."""

    def __init__(self, app: Flask, bind: str, prepare: Callable[[], None]) -> None:
        """Remember what to serve, where, and what to do beside the first requests."""
        self._app, self._bind, self._prepare = app, bind, prepare
        super().__init__()

    def load_config(self) -> None:
        """Set everything here: nothing is read from files or the environment."""
        for name, setting in {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "timeout": SECONDS,
            "limit_request_line": UNLIMITED,
            "limit_request_field_size": UNLIMITED,
            "forwarded_allow_ips": "",
            "loglevel": "warning",
            "post_worker_init": lambda worker: Thread(target=self._prepare, daemon=True).start(),
        }.items():
            self.cfg.set(name, setting)

    def load(self) -> Flask:
        """Return the app."""
        return self._app


def _explain(error: OSError, host: str, port: int) -> EnmusubiError:
    if error.errno == errno.EADDRINUSE:
        return AddressTaken(
            f"Something listens at {write_bind(host, port)} already.", f"Stop it, or take --port {port + 1}."
        )
    return InvalidAddress(f"{write_bind(host, port)} cannot be opened: {error.strerror}.", "Choose another --port.")
