"""The one shape of every refusal, and what each status means."""

from typing import Any

from pydantic import BaseModel, Field

MEANINGS = {
    400: "The body is not valid JSON, or the request is malformed.",
    401: "A key is needed, or the one that was sent is not valid.",
    403: "The key's scope does not reach so far, or a proxy or another site sent the request.",
    413: "The body is too large.",
    415: "The content type is not JSON.",
    421: "The host name is not this server's.",
    422: "The request is well formed, yet it cannot be answered as it stands; `details` names the fields.",
    429: "Too many requests; `Retry-After` says after how many seconds the next one is answered.",
    500: "Nobody expected it; the log has the request's id.",
    503: "There is no index, or it cannot be used.",
}
LATER = {"Retry-After": "Seconds until the next request is answered."}


class Detail(BaseModel):
    """One field that is wrong."""

    field: str = Field(description="Path of the field, such as `filter.followers.min` or `like.0`.")
    message: str = Field(description="What is wrong with it.")


class Refused(BaseModel):
    """What is wrong, and what to do about it."""

    code: str = Field(description="Stable name for programs.")
    message: str = Field(description="A sentence for people: what is wrong, and what to do.")
    details: list[Detail] = Field(description="The fields that are wrong, where the fault is one of fields.")
    request_id: str = Field(description="The request's id, as in the header `X-Request-ID` and in the log.")


class Refusal(BaseModel):
    """The shape of every answer from 400 on."""

    error: Refused


def describe_refusal(status: int, meaning: str | None = None) -> dict[str, Any]:
    """Return how a refusal stands in the API's document."""
    described: dict[str, Any] = {
        "description": meaning or MEANINGS[status],
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
    }
    if status in (429, 503):
        described["headers"] = {
            name: {"description": text, "schema": {"type": "integer"}} for name, text in LATER.items()
        }
    return described


REFUSALS: dict[str | int, Any] = {status: describe_refusal(status) for status in MEANINGS}
