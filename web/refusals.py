"""Requests that are turned away before anybody looks at what they ask."""

from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from matcher.errors import EnmusubiError
from web.phrases import Phrase


class InvalidRequest(EnmusubiError):
    """Fields of a request are missing, unknown or not of their type."""

    code = "invalid_request"


def refuse_fields(error: ValidationError) -> InvalidRequest:
    """Return the refusal that tells the first fault in a sentence, and all of them with the paths of their fields."""
    faults = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors(include_url=False)]
    field, message = faults[0]
    refusal = InvalidRequest(
        Phrase("%(field)s: %(message)s.", field=field or "body", message=message),
        Phrase("The reference at /api/ says what it may hold."),
    )
    refusal.details = tuple(faults)
    return refusal


class Refused(HTTPException):
    """A request that may not be answered."""

    def __init__(self, status: int, reason: str, problem: str, fix: str) -> None:
        """Say what is wrong with it and what to do instead."""
        super().__init__(f"{problem} {fix}")
        self.code, self.reason, self.problem, self.fix = status, reason, problem, fix
        self.headers: dict[str, str] = {}  # sent with the answer
