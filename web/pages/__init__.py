"""The pages, one file each; importing this registers them all on the blueprint `pages`."""

from web.pages import creator, forecasts, search, switching
from web.pages.blueprint import pages

PAGES = (search, creator, forecasts, switching)

__all__ = ["PAGES", "pages"]
