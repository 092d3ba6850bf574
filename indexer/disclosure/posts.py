"""Posts out of a JSON Lines file, checked where they enter."""

import json
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from matcher.disclosure.judge import Shown
from matcher.errors import EnmusubiError

LONGEST_LINE = 1_000_000  # characters


class InvalidPost(EnmusubiError):
    """A line holds no post that can be judged."""

    code = "invalid_post"

    def __init__(self, problem: str, fix: str, id: object = None) -> None:
        """Say what is wrong; `id` is the post's, where it could be read."""
        super().__init__(problem, fix)
        self.id = id


class _Post(BaseModel):
    model_config = ConfigDict(strict=True)

    id: str | int | None = None
    text: str | None = None
    title: str | None = None
    tags: list[str] | None = None
    platform: str | None = None
    sponsored: bool | None = None


def read_shown(line: str, platform: str | None = None) -> tuple[str | int | None, Shown]:
    """Return a line's id and its post; `platform` is that of posts that name none. Other keys are ignored.

    Raises:
        InvalidPost: it is no JSON object of at most 1 MB, or a field has another type.
    """
    data = _parse(line)
    try:
        json.dumps(data, ensure_ascii=False).encode()
        post = _Post.model_validate(data)
    except UnicodeEncodeError as error:
        raise InvalidPost("The line holds half a character.", "Send whole Unicode text.", _read_id(data)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InvalidPost(f"{field}: {first['msg']}.", 'Give {"text": "..."}.', _read_id(data)) from error
    return post.id, Shown(
        text=post.text or "",
        title=post.title or "",
        tags=tuple(post.tags or ()),
        platform=post.platform or platform,
        labelled=post.sponsored,
    )


def _read_id(data: Mapping[str, object]) -> str | int | None:
    """Return the id of a post that is refused, where it can be printed."""
    id = data.get("id")
    return id if isinstance(id, int) or (isinstance(id, str) and id.isprintable()) else None


def _parse(line: str) -> dict[str, object]:
    try:
        data = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError) as error:
        raise InvalidPost(f"The line is no JSON: {error}.", 'Give {"text": "..."} on a line.') from error
    if not isinstance(data, dict):
        raise InvalidPost("The line is no JSON object of at most 1 MB.", 'Give {"text": "..."} on a line.')
    return data
