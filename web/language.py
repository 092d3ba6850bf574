"""The language of the page: chosen by cookie, else by the browser, else English."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from babel.dates import format_date
from babel.numbers import format_currency, format_percent
from flask import Flask, request
from flask_babel import Babel, get_locale, gettext  # type: ignore[import-untyped]

from matcher.domain import Creator, Sign
from web import names
from web.access.cookies import read_cookie
from web.phrases import Phrase

LANGUAGES = ("en", "ja")
COOKIE = "language"


def init_language(app: Flask) -> None:
    """Give the templates translations, and names of codes and numbers in the reader's language."""
    Babel(app, locale_selector=choose_language)
    app.jinja_env.filters.update(
        language_name=lambda code: names.name_language(code, read_locale()),
        region_name=lambda code: names.name_region(code, read_locale()),
        platform_name=names.name_platform,
        compact=lambda number: names.write_compact(number, read_locale()),
        number=lambda number: names.write_number(number, read_locale()),
        share=names.write_share,
        day=write_day,
        translate=translate,
        money=write_money,
        source_name=name_source,
        region_note=note_region,
        sign=write_sign,
        web_link=read_web_link,
    )
    app.jinja_env.globals.update(locale=read_locale, field_label=label_field, number_label=label_number)


def choose_language() -> str:
    """Return the language chosen by the switch, else the best that the browser accepts, else English."""
    chosen = read_cookie(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    accepted = (code.partition("-")[0].lower() for code, quality in request.accept_languages if quality > 0)
    return next((code for code in accepted if code in LANGUAGES), "en")


def read_locale() -> str:
    """Return the language of this request: "ja" or "en"."""
    return str(get_locale())


def translate(text: str) -> str:
    """Return a phrase in the language of the request; any other text as it is."""
    if not isinstance(text, Phrase):
        return text
    values = {
        name: label_field(str(found)) if name == "field" else translate(found) if isinstance(found, Phrase) else found
        for name, found in text.values.items()
    }
    return str(gettext(text.template, **values))


def label_field(field: str) -> str:
    """Return what the form calls a field of the brief or its filter."""
    labels = {
        "text": gettext("Brief"),
        "limit": gettext("How many to show"),
        "languages": gettext("Language"),
        "regions": gettext("Region"),
        "inferred_regions": gettext("Region"),
        "platforms": gettext("Platform"),
        "followers": gettext("Followers"),
        "followers.min": gettext("Followers, at least"),
        "followers.max": gettext("Followers, at most"),
        "engagement_rate": gettext("Engagement rate"),
        "last_post_days": gettext("Last post"),
        "must": gettext("Must mention"),
        "must_not": gettext("Must not mention"),
        "disclosure": gettext("Paid posts disclosed clearly"),
        "disclosure.min": gettext("Paid posts disclosed clearly, at least"),
        "sponsors_not": gettext("Not paid by"),
    }
    return str(labels.get(field, field))


def label_number(name: str, statistic: str) -> str:
    """Return what a number that a source had summarised is called: ("views", "median") is "Views, median"."""
    numbers = {
        "followers": gettext("Followers"),
        "views": gettext("Views"),
        "likes": gettext("Likes"),
        "comments": gettext("Comments"),
        "shares": gettext("Shares"),
        "saves": gettext("Saves"),
        "videos": gettext("Videos"),
    }
    statistics = {"median": gettext("median"), "mean": gettext("mean"), "count": gettext("count")}
    return str(
        gettext(
            "%(number)s, %(statistic)s",
            number=numbers.get(name, name),
            statistic=statistics.get(statistic, statistic),
        )
    )


def name_source(source: str | None) -> str | None:
    """Return what a region's source is called; one that has no name here is shown as it is stored."""
    sources = {
        "declared": gettext("as stated"),
        "trending list": gettext("from a trending list"),
        "inferred": gettext("inferred"),
    }
    return None if source is None else str(sources.get(source, source))


def note_region(creator: Creator) -> str | None:
    """Return where a creator's region is from; an inferred one says how sure it is."""
    if creator.region_confidence is None:
        return name_source(creator.region_source)
    sure = format_percent(creator.region_confidence, locale=read_locale())
    return str(gettext("inferred, %(sure)s sure", sure=sure))


def write_sign(sign: Sign) -> str:
    """Return a sign that a region was inferred from, with what it is and where it stands."""
    kinds = {
        "flag": gettext("flag"),
        "home": gettext("home"),
        "place": gettext("place"),
        "phone": gettext("telephone number"),
        "currency": gettext("currency"),
    }
    places = {"bio": gettext("in the bio"), "name": gettext("in the name"), "posts": gettext("in posts")}
    kind, where = kinds.get(sign.kind, sign.kind), places.get(sign.where, sign.where)
    return str(gettext("%(kind)s “%(what)s” %(where)s", kind=kind, what=sign.what, where=where))


def write_money(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency as people write it."""
    return format_currency(amount, currency, locale=read_locale())


def write_day(day: date) -> str:
    """Return a date as people write it."""
    return format_date(day, format="medium", locale=read_locale())


def read_web_link(url: str | None) -> str | None:
    """Return the address if a browser may be sent there: http or https with a host; else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
