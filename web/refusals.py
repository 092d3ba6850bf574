"""Requests that are turned away before anybody looks at what they ask."""

from werkzeug.exceptions import HTTPException


class Refused(HTTPException):
    """A request that may not be answered."""

    def __init__(self, status: int, reason: str, problem: str, fix: str) -> None:
        """Say what is wrong with it and what to do instead."""
        super().__init__(f"{problem} {fix}")
        self.code, self.reason, self.problem, self.fix = status, reason, problem, fix
        self.headers: dict[str, str] = {}  # sent with the answer
