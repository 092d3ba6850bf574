"""A shortlist as a table: one row a creator, and one row a number with its definition and source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext  # type: ignore[import-untyped]

from indexer.catalogue.shortlists.nouns import Entry
from web.language import name_source, read_locale
from web.names import name_language, name_platform, name_region
from web.shortlists.board import Answered, Board
from web.shortlists.figures import Amount, Figure, define_figure, find_kind, label_figure
from web.shortlists.portrait import Portrait


@dataclass(frozen=True, slots=True)
class Number:
    """A cell that holds a number or a day, and how it is written."""

    amount: Amount | None  # None: an empty cell
    form: str  # "count", "rate" (a fraction, shown as percent) or "day"


Cell = str | Number
Column = tuple[str, Callable[["_Row"], Cell]]  # its head, and what it says of a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Heads, and rows with a cell for each."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Everything that one row is made of."""

    place: int
    entry: Entry
    portrait: Portrait
    answers: Sequence[Answered]


def list_creators(board: Board, *, internal: bool) -> Table:
    """Return one row a creator, in the list's order; internal notes only where they are asked for."""
    rows = _list_rows(board)
    names = dict.fromkeys(figure.name for row in rows for figure in row.portrait.figures)
    columns = [*_describe_profile(), *_describe_notes(internal=internal), *(_describe_figure(name) for name in names)]
    return Table(
        title=gettext("Creators"),
        heads=tuple(head for head, _ in columns),
        rows=tuple(tuple(read(row) for _, read in columns) for row in rows),
    )


def list_numbers(board: Board) -> Table:
    """Return one row for each known number of each creator: what it means, where it is from, when it was seen."""
    heads = (
        *(gettext("Creator"), gettext("Number"), gettext("Amount")),
        *(gettext("At least"), gettext("At most")),
        *(gettext("Definition"), gettext("Source"), gettext("Seen on")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            _name(row.portrait),
            label_figure(figure.name),
            Number(figure.amount, find_kind(figure.name).form),
            *(Number(bound, find_kind(figure.name).form) for bound in figure.interval or (None, None)),
            define_figure(figure.name),
            tell_source(figure),
            Number(None if figure.source is None else figure.source.observed_at.date(), "day"),
        )
        for row in _list_rows(board)
        for figure in row.portrait.figures
        if figure.amount is not None
    ]
    return Table(title=gettext("Numbers"), heads=heads, rows=tuple(rows))


def tell_source(figure: Figure) -> str:
    """Return where a number is from, in words."""
    if figure.source is not None:
        return figure.source.name
    if figure.posts is None:
        return ""
    return str(ngettext("computed from %(num)s post", "computed from %(num)s posts", figure.posts))


def _list_rows(board: Board) -> list[_Row]:
    drawn = [entry for entry in board.shortlist.entries if entry.creator in board.portraits]
    return [
        _Row(
            place=place,
            entry=entry,
            portrait=board.portraits[entry.creator],
            answers=board.find_answers(entry.creator),
        )
        for place, entry in enumerate(drawn, start=1)
    ]


def _describe_profile() -> list[Column]:
    return [
        (gettext("Place"), lambda row: Number(row.place, "count")),
        (gettext("Creator's name"), lambda row: _name(row.portrait)),
        (gettext("Handle"), lambda row: (row.portrait.handle or "").removeprefix("@")),
        (gettext("Platform"), lambda row: name_platform(row.portrait.platform)),
        (gettext("Id on the platform"), lambda row: row.portrait.external_id),
        (gettext("Address"), lambda row: row.portrait.url or ""),
        (gettext("Region"), lambda row: _name_region(row.portrait.region)),
        (gettext("Region, source"), lambda row: name_source(row.portrait.region_source) or ""),
        (gettext("Languages"), lambda row: _name_languages(row.portrait.languages)),
    ]


def _describe_notes(*, internal: bool) -> list[Column]:
    columns: list[Column] = [
        (gettext("Note"), lambda row: row.entry.note),
        (gettext("Internal note"), lambda row: row.entry.internal_note),
        (gettext("Tags"), lambda row: gettext(", ").join(row.entry.tags)),
        (gettext("Client's answer"), lambda row: _tell_answers(row.answers)),
        (gettext("Added on"), lambda row: Number(row.entry.added_at.date(), "day")),
        (gettext("Post"), lambda row: row.portrait.quotes[0].text if row.portrait.quotes else ""),
    ]
    return columns if internal else [columns[0], *columns[2:]]


def _describe_figure(name: str) -> Column:
    return label_figure(name), lambda row: Number(_find_amount(row.portrait, name), find_kind(name).form)


def _name_languages(codes: Sequence[str]) -> str:
    return str(gettext(", ").join(name_language(code, read_locale()) for code in codes))


def _find_amount(portrait: Portrait, name: str) -> Amount | None:
    return next((figure.amount for figure in portrait.figures if figure.name == name), None)


def _name(portrait: Portrait) -> str:
    return portrait.name or portrait.handle or portrait.external_id


def _name_region(code: str | None) -> str:
    return "" if code is None else name_region(code, read_locale())


def _tell_answers(answers: Sequence[Answered]) -> str:
    kinds = {"accepted": gettext("accepted"), "rejected": gettext("rejected")}
    told = []
    for answer in answers:
        said = ": ".join(filter(None, (kinds[answer.verdict.kind], answer.verdict.reason)))
        told.append(f"{said} ({answer.verdict.reviewer})" if answer.verdict.reviewer else said)
    return " / ".join(told)
