"""Reads the rule packs that come with the program, and checks them while it does."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from indexer.disclosure.shape import PackShape, Said, TermShape
from matcher.disclosure.judge import REASONS
from matcher.disclosure.rules import (
    DENIAL,
    OURS,
    PHRASE,
    UNCLEAR,
    Hashtags,
    Layout,
    Platform,
    RulePack,
    Source,
    Term,
    Words,
)
from matcher.disclosure.spelling import spell
from matcher.errors import EnmusubiError

PACKS = ("jp", "us")
DEFAULT = "jp"  # judges creators whose region no other pack covers


class RulesUnusable(EnmusubiError):
    """A rule pack says something that cannot be."""

    code = "rules_unusable"
    exit_code = 3


@cache
def read_pack(name: str) -> RulePack:
    """Return a rule pack by its name, one of PACKS.

    Raises:
        RulesUnusable: its file does not say what a pack must say.
    """
    return parse_pack(files("indexer.disclosure.data").joinpath(f"{name}.toml").read_text("utf-8"), name)


def choose_pack(region: str | None) -> RulePack:
    """Return the pack that covers a region (ISO 3166), else the default one."""
    country = (region or "").partition("-")[0]
    packs = map(read_pack, PACKS)
    return next((pack for pack in packs if country in pack.regions), read_pack(DEFAULT))


def name_rules() -> str:
    """Return what verdicts are remembered by: every pack with its version."""
    return " ".join(f"{name}-{read_pack(name).version}" for name in PACKS)


def parse_pack(text: str, name: str) -> RulePack:
    """Return the pack that a TOML text holds.

    Raises:
        RulesUnusable: it is no TOML, lacks something, names a source that it does not list, or says a word twice.
    """
    try:
        shape = PackShape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _refuse(name, f"is no TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _refuse(name, f"is wrong at {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    for fault in _find_faults(shape, name):
        raise _refuse(name, fault)
    return _make_pack(shape)


def _find_faults(shape: PackShape, name: str) -> Iterator[str]:
    if shape.name != name:
        yield f"calls itself {shape.name}"
    used = [term.source for term in shape.terms] + [platform.source for platform in shape.platforms.values()]
    used += [shape.hashtags.source, shape.label.source]
    yield from (f"names the source {key}, which it does not list" for key in used if key not in (*shape.sources, OURS))
    if missing := set(REASONS) ^ set(shape.reasons):
        yield f"has other reasons than there are: {', '.join(sorted(missing))}"
    written = Counter((term.form, spell(word).text) for term in shape.terms for word in term.words)
    yield from (f"says {word!r} twice as a {form}" for (form, word), count in written.items() if count > 1)


def _make_pack(shape: PackShape) -> RulePack:
    layout = {field: tuple(spell(word).text for word in words) for field, words in _list_layout(shape).items()}
    return RulePack(
        name=shape.name,
        version=shape.version,
        title=_say(shape.title),
        in_force=shape.in_force,
        regions=frozenset(shape.regions),
        layout=Layout(loose=shape.layout.loose, **layout),
        hashtags=Hashtags(**shape.hashtags.model_dump()),
        denied=Term(kind=DENIAL, form=PHRASE, parts=(), why=_say(shape.denied)),
        label=Term(kind=UNCLEAR, form=PHRASE, parts=(), why=_say(shape.label), source=shape.label.source),
        terms=tuple(map(_make_term, shape.terms)),
        platforms={name: Platform(**platform.model_dump()) for name, platform in shape.platforms.items()},
        sources={key: Source(**source.model_dump()) for key, source in shape.sources.items()},
        reasons={reason: _say(said) for reason, said in shape.reasons.items()},
        note=_say(shape.note),
    )


def _list_layout(shape: PackShape) -> dict[str, list[str]]:
    said: dict[str, list[str]] = shape.layout.model_dump(exclude={"loose"})
    return said


def _make_term(shape: TermShape) -> Term:
    parts = tuple(map(tuple, shape.parts)) or (tuple(shape.words),)
    return Term(
        kind=shape.kind, form=shape.form, parts=parts, why=_say(shape), source=shape.source, within=shape.within
    )


def _say(said: Said) -> Words:
    return {"ja": said.ja, "en": said.en}


def _refuse(name: str, fault: str) -> RulesUnusable:
    return RulesUnusable(f"The rule pack {name} {fault}.", "Mend its file, or install the program anew.")
