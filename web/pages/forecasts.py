"""How a page writes the numbers of a forecast: in two or three digits, for more would be false."""

from decimal import Decimal

from babel.numbers import format_percent
from flask_babel import gettext  # type: ignore[import-untyped]

from web import names
from web.language import read_locale, write_money
from web.pages.blueprint import pages
from web.show_forecast import round_figure

WITH_CENTS = 10  # a smaller price keeps two decimals


@pages.app_template_filter("short")
def write_short(number: float) -> str:
    """Return an expected number: 18,711 is 18.7K in English and 1.9万 in Japanese."""
    return names.write_compact(round_figure(number), read_locale())


@pages.app_template_filter("percent")
def write_percent(share: float) -> str:
    """Return a chance in whole percent; below one, it says so."""
    least = 0.01
    written = format_percent(max(share, least), locale=read_locale())
    return str(gettext("less than %(share)s", share=written)) if share < least else written


@pages.app_template_filter("cost")
def write_cost(price: float, currency: str) -> str:
    """Return the price of a unit with its currency."""
    rounded = round_figure(price)
    return write_money(Decimal(str(round(rounded, 2) if rounded < WITH_CENTS else rounded)), currency)


@pages.app_template_global()
def price_label(name: str) -> str:
    """Return what a price of a unit is called, spelt out."""
    labels = {
        "cpm": gettext("CPM (per 1,000 views)"),
        "cpv": gettext("CPV (per view)"),
        "cpe": gettext("CPE (per reaction)"),
    }
    return str(labels[name])
