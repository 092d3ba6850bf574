"""Forecasts of the creators that are shown, from the catalogue's posts and a generation's pools."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from indexer.catalogue.reading import CatalogueReader
from matcher.domain import Creator
from matcher.forecast.nouns import Forecast, Record
from matcher.forecast.outlook import forecast
from matcher.forecast.pool import Pool


@dataclass(frozen=True, slots=True)
class CatalogueForecasts:
    """Tells what a post is expected to bring that is planned for when the generation was built."""

    reader: CatalogueReader
    pools: Mapping[str, Pool]  # by kind of count
    now: datetime  # UTC

    def __call__(self, creators: Sequence[Creator]) -> Mapping[int, Forecast]:
        """Return forecasts by the creator's id; one statement, none where there are no pools."""
        if not self.pools or not creators:
            return {}
        records = self.reader.records([creator.id for creator in creators])
        return {
            creator.id: forecast(creator, records.get(creator.id, Record()), self.pools, self.now)
            for creator in creators
        }
