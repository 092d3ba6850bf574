"""The API's document as people read it: operations with their fields, examples and answers."""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
DEEPEST = 4  # objects within objects whose fields are listed
HERE = "http://127.0.0.1:8000"
BOUNDS = (("minimum", "from {}"), ("maximum", "to {}"), ("minLength", "from {} characters"))
SIZES = (("maxLength", "at most {} characters"), ("minItems", "at least {}"), ("maxItems", "at most {}"))


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field that is sent or answered."""

    name: str  # its path, such as filter.followers.min
    kind: str
    is_required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a status means."""

    status: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOperation:
    """One thing that can be asked for."""

    name: str
    method: str
    path: str
    promise: str
    parameters: tuple[ShownField, ...]
    body: tuple[ShownField, ...]
    answer: tuple[ShownField, ...]
    answers: tuple[ShownAnswer, ...]
    examples: tuple[str, ...]  # lines for a shell


@dataclass(frozen=True, slots=True)
class Section:
    """A resource with its operations."""

    name: str
    promise: str
    operations: tuple[ShownOperation, ...]


def list_sections(document: Schema) -> list[Section]:
    """Return the resources of the API's document, in its order."""
    operations = [
        (operation["tags"][0], _show(document, path, method, operation))
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    return [
        Section(tag["name"], tag["description"], tuple(shown for name, shown in operations if name == tag["name"]))
        for tag in document["tags"]
    ]


def _show(document: Schema, path: str, method: str, operation: Schema) -> ShownOperation:
    parameters = operation.get("parameters", [])
    contents = operation.get("requestBody", {}).get("content", {})
    answers = sorted(operation["responses"].items())
    return ShownOperation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        promise=operation["summary"],
        parameters=tuple(
            ShownField(each["name"], _name(each["schema"]), each.get("required", False), each.get("description", ""))
            for each in parameters
        ),
        body=tuple(field for content in contents.values() for field in _list_fields(document, content["schema"])),
        answer=tuple(_list_fields(document, _find_answer(operation))),
        answers=tuple(ShownAnswer(status, said["description"]) for status, said in answers),
        examples=tuple(_write_examples(method.upper(), path, operation)),
    )


def _find_answer(operation: Schema) -> Schema:
    for status, said in sorted(operation["responses"].items()):
        if status.startswith("2"):
            return next((content["schema"] for content in said.get("content", {}).values() if "schema" in content), {})
    return {}


def _list_fields(document: Schema, schema: Schema, before: str = "", depth: int = DEEPEST) -> Iterator[ShownField]:
    """Give every field of an object with its path; those of lists' items carry `[]`."""
    whole = _resolve(document, schema)
    for name, inner in whole.get("properties", {}).items():
        path = f"{before}{name}"
        meaning = inner.get("description") or _resolve(document, _unwrap(inner)).get("description", "")
        yield ShownField(path, _name(inner), name in whole.get("required", ()), meaning)
        if depth > 1:
            yield from _list_fields(document, _unwrap(inner), f"{path}.", depth - 1)
            if "items" in _unwrap(inner):
                yield from _list_fields(document, _unwrap(inner)["items"], f"{path}[].", depth - 1)


def _unwrap(schema: Schema) -> Schema:
    """Return what a field holds where it is not null."""
    others = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return others[0] if len(others) == 1 else schema


def _resolve(document: Schema, schema: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Schema = document["components"]["schemas"][name] if name else schema
    return found


def _name(schema: Schema) -> str:
    """Return the kind of a value in a few words, with its bounds."""
    if "anyOf" in schema:
        return " or ".join(_name(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return "object"
    if "enum" in schema or "const" in schema:
        return ", ".join(json.dumps(each) for each in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type", "any")
    if kind == "array":
        kind = f"list of {_name(schema.get('items', {}))}"
    bounds = [words.format(f"{schema[bound]:,}") for bound, words in (*BOUNDS, *SIZES) if bound in schema]
    return " ".join([kind, *bounds])


def _write_examples(method: str, path: str, operation: Schema) -> Iterator[str]:
    for parameter in operation.get("parameters", ()):
        example = parameter.get("example", parameter["schema"].get("example", f"{parameter['name'].upper()}"))
        path = path.replace(f"{{{parameter['name']}}}", str(example))
    command = f"curl {HERE}{path}" if method in ("GET", "POST") else f"curl -X {method} {HERE}{path}"
    contents = operation.get("requestBody", {}).get("content", {})
    bodies = [each["value"] for each in contents.get("application/json", {}).get("examples", {}).values()]
    if not bodies:
        yield f"curl -X POST {HERE}{path}" if method == "POST" else command
    for body in bodies:
        yield f"{command} --json {shlex.quote(json.dumps(body, ensure_ascii=False))}"
