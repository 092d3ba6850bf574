"""How the pages write the numbers of a portrait."""

from datetime import date

from babel.numbers import format_percent

from web.language import read_locale, write_day
from web.names import write_compact
from web.pages.blueprint import pages
from web.shortlists.figures import Figure, define_figure, find_kind, label_figure
from web.shortlists.table import tell_source


@pages.app_template_filter("figure_amount")
def write_amount(figure: Figure) -> str:
    """Return a known number as people write it."""
    if figure.amount is None:
        return ""
    if isinstance(figure.amount, date):
        return write_day(figure.amount)
    if figure.interval is not None:
        low, high = (format_percent(bound, locale=read_locale()) for bound in figure.interval)
        return f"{format_percent(figure.amount, locale=read_locale())} ({low}–{high})"
    if find_kind(figure.name).form == "rate":
        return format_percent(figure.amount, format="#,##0.##%", locale=read_locale())
    return write_compact(figure.amount, read_locale())


@pages.app_template_filter("figure_source")
def write_source(figure: Figure) -> str:
    """Return where a number is from and when it was seen."""
    seen = "" if figure.source is None else write_day(figure.source.observed_at)
    return ", ".join(filter(None, (tell_source(figure), seen)))


pages.add_app_template_filter(label_figure, "figure_label")
pages.add_app_template_filter(define_figure, "figure_definition")
