"""A rule pack: the words that one authority's rules know, where they count, and why. Facts that are handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

CLEAR, UNCLEAR, DUE, DENIAL = "clear", "unclear", "due", "denial"
KINDS = (CLEAR, UNCLEAR, DUE, DENIAL)
LABEL, TAG, PHRASE, SENTENCE, LINK = "label", "tag", "phrase", "sentence", "link"
FORMS = (LABEL, TAG, PHRASE, SENTENCE, LINK)
OURS = "ours"  # the source of what stands in no official text
LANGUAGES = ("ja", "en")  # of everything that a pack tells people

Words = Mapping[str, str]  # by language, each of LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule was read."""

    title: str
    publisher: str
    date: date | None
    url: str
    read: str  # "itself", or who reported it


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that mean the same under the rules.

    `kind` is CLEAR (the official text names it), UNCLEAR (a disclosure that it does not name), DUE (points to a
    relation and discloses nothing) or DENIAL (says that there is none). `form` says where it counts: LABEL as a
    hashtag or set apart as a label, TAG as a hashtag alone, PHRASE anywhere, SENTENCE one word of each part, in their
    order and near each other, LINK inside an address, too.
    """

    kind: str
    form: str
    parts: tuple[tuple[str, ...], ...]  # one part, but for SENTENCE
    why: Words
    source: str = OURS  # or a key of the pack's sources
    within: int = 0  # SENTENCE: characters between two parts, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What a platform shows of a post before a reader asks for more."""

    visible: int  # characters
    lines: int | None  # None: lines are not counted
    wide: int  # how many characters a full-width one counts
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What sets a label apart from a word in a sentence."""

    loose: bool  # a space does: "PR 今日は"
    tails: tuple[str, ...]  # what may follow a label: です
    glosses: tuple[str, ...]  # words that a label in brackets explains: 広報(PR)
    after: tuple[str, ...]  # behind a term, what turns it into its opposite: ではありません
    before: tuple[str, ...]  # the same in front of it: not
    fillers: tuple[str, ...]  # what may stand between: an


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashtags:
    """When a disclosure drowns among hashtags."""

    many: int  # so many in a row
    first_counts: bool  # the first of a row is seen; False: only one that opens the post
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RulePack:
    """The rules of one authority."""

    name: str  # "jp", "us"
    version: str
    title: Words
    in_force: date
    regions: frozenset[str]  # ISO 3166-1: creators whose posts are judged by it
    layout: Layout
    hashtags: Hashtags
    denied: Term  # a term of the pack with "not" before it
    label: Term  # what the platform's own label alone amounts to
    terms: tuple[Term, ...]
    platforms: Mapping[str, Platform]
    sources: Mapping[str, Source]
    reasons: Mapping[str, Words]  # by matcher.disclosure.judge.REASONS
    note: Words  # that this is no legal advice
