"""Addresses that programs ask, which get JSON and are never led to a form."""

from flask import request

PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics")


def is_program() -> bool:
    """Say whether a program asks, by the address; pages may lie under such a one."""
    return request.path.startswith(PROGRAMS) and request.blueprint != "pages"
