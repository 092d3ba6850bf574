"""A filter's codes as places in the columns, for engines that hold numbers."""

from indexer.index.columns import Columns
from matcher.domain import Filter


def name_places(must: Filter, columns: Columns) -> dict[str, list[int]]:
    """Return the wanted places by field; a field that the filter leaves open is not there."""
    fields = (
        ("language", must.languages, columns.languages),
        ("region", must.regions, columns.regions),
        ("platform", must.platforms, columns.platforms),
    )
    return {
        field: [place for place, name in enumerate(names) if name in wanted]
        for field, wanted, names in fields
        if wanted
    }
