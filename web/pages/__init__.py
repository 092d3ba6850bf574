"""The pages, one file each; importing this registers them all on the blueprint `pages`."""

from web.pages import (
    audiences,
    comparing,
    creator,
    drafts,
    entries,
    figures,
    forecasts,
    imports,
    reference,
    search,
    sharing,
    shortlists,
    switching,
    taking_away,
)
from web.pages.blueprint import pages

PAGES = (
    audiences,
    *(search, creator, forecasts, switching),
    *(shortlists, entries, comparing, taking_away, sharing, figures),
    *(imports, drafts, reference),
)

__all__ = ["PAGES", "pages"]
