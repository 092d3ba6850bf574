"""What every resource of the API has: its place, its refusals, and requests that are checked in one way."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, get_type_hints

from flask import request
from flask.typing import ResponseReturnValue
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from web.api.bodies import read_json
from web.api.refusals import REFUSALS
from web.refusals import refuse_fields

TYPES = "enmusubi_types"  # of views, for the API's document

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def make_resource(name: str, promise: str) -> APIBlueprint:
    """Return a blueprint under /api/v1 whose routes say what each status means."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix="/api/v1",
        abp_tags=[Tag(name=name, description=promise)],
        abp_security=[{"key": []}, {}],
        abp_responses=REFUSALS,
        operation_id_callback=lambda *, name, path, method: name,
    )


def checked(view: View) -> View:
    """Hand the view what the request holds, as the types of its `path`, `query`, `body` and `form` say.

    Stands nearest to the view, so that whoever may not ask is turned away before anything is read.

    Raises:
        InvalidRequest: a field is missing, unknown or not of its type; each is told with its path.
        BadRequest: the body is not JSON.
        UnsupportedMediaType: the body does not say that it is JSON.
    """
    types = {place: kind for place, kind in get_type_hints(view).items() if place in READERS}

    @wraps(view)
    def read_and_answer(**parts: object) -> ResponseReturnValue:
        given = {place: _read(kind, READERS[place](parts)) for place, kind in types.items()}
        return view(**given)

    setattr(read_and_answer, TYPES, types)
    read_and_answer.__delay_validate_request__ = True  # type: ignore[attr-defined]  # else it is checked before all else
    return read_and_answer  # type: ignore[return-value]


READERS: dict[str, Callable[[dict[str, object]], object]] = {
    "path": lambda parts: parts,
    "query": lambda parts: _flatten(request.args),
    "body": lambda parts: read_json(),
    "form": lambda parts: _flatten(request.form) | _flatten(request.files),
}


def _flatten(given: MultiDict[str, Any]) -> dict[str, Any]:
    """Return each field once; one that is given several times as a list."""
    return {name: values[0] if len(values) == 1 else values for name, values in given.lists()}


def _read(kind: type[BaseModel], given: object) -> BaseModel:
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise refuse_fields(error) from error
