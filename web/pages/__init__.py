"""The pages, one file each; importing this registers them all on the blueprint `pages`."""

from web.pages import (
    comparing,
    creator,
    entries,
    figures,
    forecasts,
    reference,
    search,
    sharing,
    shortlists,
    switching,
    taking_away,
)
from web.pages.blueprint import pages

PAGES = (
    search,
    creator,
    forecasts,
    reference,
    switching,
    shortlists,
    entries,
    comparing,
    taking_away,
    sharing,
    figures,
)

__all__ = ["PAGES", "pages"]
