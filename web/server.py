"""Gunicorn as this program runs it: workers that are copies of one process, each with a few threads."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

THREADS = 4  # a worker: one computes, the others wait for the disk or the network
SECONDS = 120  # after which a worker that says nothing is replaced
LAST_SECONDS = 30  # that requests under way have left when the server is told to stop
UNLIMITED = 0  # a brief of 10,000 characters travels in the address; gunicorn itself stops at a megabyte


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to serve."""

    bind: str
    workers: int
    prepare: Callable[[], None]  # what each worker does beside its first requests


class ServerLog(Logger):  # type: ignore[misc]
    """Gunicorn's messages go to the log of the process instead of one of its own."""

    def setup(self, cfg: Config) -> None:
        """Take its handlers away."""
        super().setup(cfg)
        self.error_log.handlers = []
        self.error_log.propagate = True


class Server(BaseApplication):  # type: ignore[misc]
    """The app is made once and copied: what it has loaded before is in memory once, whatever the number of workers."""

    def __init__(self, app: Flask, plan: Plan) -> None:
        """Remember what to serve, and how."""
        self._app, self._plan = app, plan
        super().__init__()

    def load_config(self) -> None:
        """Set everything here: nothing is read from files or the environment."""
        for name, setting in {
            "bind": self._plan.bind,
            "workers": self._plan.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "timeout": SECONDS,
            "graceful_timeout": LAST_SECONDS,
            "limit_request_line": UNLIMITED,
            "limit_request_field_size": UNLIMITED,
            "forwarded_allow_ips": "",
            "loglevel": "warning",
            "logger_class": ServerLog,
            "control_socket_disable": True,
            "post_worker_init": lambda worker: Thread(target=self._plan.prepare, daemon=True).start(),
            "child_exit": lambda server, worker: _close_counts(worker.pid),
        }.items():
            self.cfg.set(name, setting)

    def load(self) -> Flask:
        """Return the app."""
        return self._app


def _close_counts(process: int) -> None:
    from prometheus_client import multiprocess, values  # noqa: PLC0415 (see web/observing/measures.py)

    if getattr(values.ValueClass, "_multiprocess", False):
        multiprocess.mark_process_dead(process)  # type: ignore[no-untyped-call]
