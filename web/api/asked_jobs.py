"""What can be asked of jobs, field by field."""

from typing import Annotated

from flask_openapi3.models.file import FileStorage
from pydantic import BeforeValidator, ConfigDict, Field

from indexer.importers.layouts import FIELDS
from web.api.asked import Asked, Platform
from web.checks import read_integer

LONGEST_COLUMNS = 50_000  # characters
CURSOR = r"^[1-9][0-9]{0,17}$"


def _read_limit(given: object) -> object:
    """A query has no numbers, only digits; anything else is refused by its type."""
    return int(given) if isinstance(given, str) and given.isascii() and given.isdigit() else read_integer(given)


class ImportForm(Asked):
    """A file, and what its columns mean where their names alone do not tell."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: FileStorage = Field(
        description="CSV, JSON Lines, or a zip of creators.csv, posts.csv, history.csv, fees.csv."
    )
    columns: Annotated[str, Field(max_length=LONGEST_COLUMNS)] | None = Field(
        None,
        description='Of a table with other columns than ours, as JSON: `{"フォロワー数": "followers"}`. '
        f"Columns that are not named are left out. The fields are {', '.join(FIELDS)}.",
    )
    platform: Platform | None = Field(None, description="Of rows that do not name one; only together with `columns`.")


class JobsQuery(Asked):
    """Which jobs."""

    limit: Annotated[int, Field(ge=1, le=100), BeforeValidator(_read_limit)] = Field(20, description="How many.")
    cursor: Annotated[str, Field(pattern=CURSOR)] | None = Field(None, description="`next_cursor` of the page before.")


class JobPath(Asked):
    """Where a job is found."""

    id: int = Field(ge=0, description="The job's id, as an answer shows it.")
