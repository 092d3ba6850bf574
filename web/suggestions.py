"""What was read in a brief, as suggestions on the page: one click applies what the form can hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_percent
from flask_babel import gettext, ngettext  # type: ignore[import-untyped]

from matcher.domain import Brief, Range, Understood
from web import names
from web.form import SEPARATORS, Arguments, write_address
from web.language import label_field, read_locale, write_day, write_money

PARAMETERS = {
    "languages": "language",
    "regions": "region",
    "platforms": "platform",
    "must": "must",
    "must_not": "must_not",
}
MOST_NAMED = 3  # codes of one suggestion that are written out; more go by the brief's own words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A constraint that a brief names and its filter lacks."""

    label: str  # of the field, in the reader's language
    told: str  # its value, in the reader's language
    span: str  # the brief's own words
    url: str | None  # of the same search with it; None: the form has no such field
    ignore_url: str  # of the same search, not suggesting it any more
    field: str


def list_suggestions(brief: Brief, args: Arguments) -> list[Suggestion]:
    """Return what was read in the brief and is neither applied nor ignored, in its order; needs a request."""
    return [
        Suggestion(
            label=label_constraint(one.field),
            told=write_constraint(one),
            span=one.span,
            url=_write_url(one, args),
            ignore_url=write_address(args, add=[("ignore", one.field)]),
            field=one.field,
        )
        for one in brief.understood
        if not _is_applied(one, brief) and one.field not in args.getlist("ignore")
    ]


def label_constraint(field: str) -> str:
    """Return what a field that is read from a brief is called."""
    labels = {
        "budget": gettext("Budget"),
        "audience": gettext("Audience"),
        "dates": gettext("Dates"),
        "engagement_rate": gettext("Engagement rate"),
        "last_post_days": gettext("Last post"),
    }
    return str(labels.get(field) or label_field(field))


def write_constraint(one: Understood) -> str:
    """Return the value of a constraint as people write it."""
    value = one.value
    if isinstance(value, int):
        return str(ngettext("in the last %(days)s day", "in the last %(days)s days", value, days=value))
    if isinstance(value, list):
        return _write_list(one.field, value, one.span)
    if isinstance(value, Mapping):
        return _write_mapping(one.field, value)
    return str(value)


def _write_list(field: str, values: Sequence[str], span: str) -> str:
    if len(values) > MOST_NAMED:
        return span
    name = {
        "languages": lambda code: names.name_language(code, read_locale()),
        "regions": lambda code: names.name_region(code, read_locale()),
        "platforms": names.name_platform,
    }.get(field, str)
    return str(gettext(", ")).join(name(value) for value in values)


def _write_mapping(field: str, value: Mapping[str, object]) -> str:
    if field == "audience":
        return _write_audience(value)
    if field == "dates":
        first, last = (None if day is None else write_day(date.fromisoformat(str(day))) for day in _ends(value))
        return _write_dates(first, last)
    low, high = (None if number is None else _write_number(field, number, value) for number in _ends(value))
    return _write_people(low, high) if field == "followers" else _write_range(low, high)


def _ends(value: Mapping[str, object]) -> tuple[object, object]:
    return value.get("min", value.get("from")), value.get("max", value.get("to"))


def _write_number(field: str, number: object, value: Mapping[str, object]) -> str:
    amount = Decimal(str(number))
    if field == "engagement_rate":
        return format_percent(amount, format="#,##0.##%", locale=read_locale())
    currency = value.get("currency")
    return write_money(amount, str(currency)) if currency else names.write_number(float(amount), read_locale())


def _write_people(low: str | None, high: str | None) -> str:
    if high is None:
        return str(gettext("%(low)s or more", low=low))
    if low is None:
        return str(gettext("%(high)s or fewer", high=high))
    return str(gettext("%(low)s to %(high)s", low=low, high=high))


def _write_range(low: str | None, high: str | None) -> str:
    if high is None:
        return str(gettext("at least %(low)s", low=low))
    if low is None:
        return str(gettext("at most %(high)s", high=high))
    return str(gettext("%(low)s – %(high)s", low=low, high=high))


def _write_dates(first: str | None, last: str | None) -> str:
    if last is None:
        return str(gettext("from %(day)s", day=first))
    if first is None:
        return str(gettext("until %(day)s", day=last))
    return first if first == last else str(gettext("%(low)s – %(high)s", low=first, high=last))


def _write_audience(value: Mapping[str, object]) -> str:
    genders = {"female": gettext("women"), "male": gettext("men")}
    parts = [str(genders[gender]) for gender in [value.get("gender")] if isinstance(gender, str)]
    age = value.get("age")
    if isinstance(age, Mapping):
        parts.append(_write_ages(*_ends(age)))
    return str(gettext(", ")).join(parts)


def _write_ages(low: object, high: object) -> str:
    if high is None:
        return str(gettext("%(low)s years and older", low=low))
    if low is None:
        return str(gettext("%(high)s years and younger", high=high))
    return str(gettext("%(low)s to %(high)s years", low=low, high=high))


def _is_applied(one: Understood, brief: Brief) -> bool:
    if one.field == "followers" and isinstance(one.value, Mapping):
        return brief.filter.followers == Range(min=one.value.get("min"), max=one.value.get("max"))
    if one.field == "engagement_rate" and isinstance(one.value, Mapping):
        return brief.filter.engagement_rate == Range(min=one.value.get("min"), max=one.value.get("max"))
    if one.field == "last_post_days":
        return brief.filter.last_post != Range()
    if one.field in PARAMETERS and isinstance(one.value, list):
        return set(one.value) <= set(getattr(brief.filter, one.field))
    return False


def _write_url(one: Understood, args: Arguments) -> str | None:
    """Return the address of the search with the constraint; bounds of followers replace those that are set."""
    if one.field == "followers" and isinstance(one.value, Mapping):
        add = [(f"{end}_followers", str(number)) for end, number in one.value.items()]
        return write_address(args, drop=("min_followers", "max_followers"), add=add)
    if one.field == "engagement_rate" and isinstance(one.value, Mapping) and set(one.value) == {"min"}:
        return write_address(args, drop=(one.field,), add=[(one.field, f"{one.value['min']:g}")])
    if one.field == "last_post_days":
        return write_address(args, drop=(one.field,), add=[(one.field, str(one.value))])
    if one.field in PARAMETERS and isinstance(one.value, list):
        is_word = PARAMETERS[one.field].startswith("must")
        if not is_word or not any(SEPARATORS.search(word) for word in one.value):
            return write_address(args, add=[(PARAMETERS[one.field], value) for value in one.value])
    return None
