"""The languages that a brief wants creators to use."""

import re

from matcher.reading.codes import contains
from matcher.reading.found import Found, find_all, place, tokens_of
from matcher.reading.tokens import Sentence, Token

NAMES = "L(?:[AsDl]?S?L){0,6}"
SPOKEN = re.compile(
    f"(?:S|p)(?P<before>{NAMES})|(?P<after>{NAMES})l{{0,2}}D?(?:V|k)|(?:^|(?<=s))(?P<alone>{NAMES})(?=s|$)"
)
LEARNT = re.compile(
    r"学|教|勉強|講座|レッスン|会話|検定|単語|文法|発音|留学|공부|배우|강의|회화|학습|เรียน|สอน|ฝึก|"
    r"\b(?:learn|study|teach|lesson|tutor|course|grammar|belajar|kursus|mengajar|aprend|ensen|clase)"
)
NEAR = 12  # letters around in which learning it would be told
ITSELF = re.compile("[語语語文]|어$|ภาษา")


def find_languages(sentence: Sentence) -> list[Found]:
    """Return the languages asked for, in one value where they stand side by side.

    A name alone is none ("Japanese skincare"): it takes "speaking", "in", で発信, のクリエイター, bahasa ..., or
    stands alone between two commas. A language that is taught or learnt is a subject.
    """
    found = [_read_languages(match, sentence) for match in find_all(SPOKEN, sentence.kinds)]
    return [one for one in found if one]


def _read_languages(match: re.Match[str], sentence: Sentence) -> Found | None:
    tokens = tokens_of(match, sentence)
    names = [token for token in tokens if token.kind == "L"]
    if _is_learnt(tokens, sentence) or not _is_meant(match, names, tokens, sentence):
        return None
    return place("languages", _list_codes(names), tokens)


def _list_codes(names: list[Token]) -> list[str]:
    """Return each language once; 中国語（繁体字） is the narrower one."""
    codes = list(dict.fromkeys(name.value.split()[0] for name in names))
    return [code for code in codes if not any(code != other and contains(code, other) for other in codes)]


def _is_learnt(tokens: tuple[Token, ...], sentence: Sentence) -> bool:
    around = sentence.folded[max(0, tokens[0].start - NEAR) : tokens[-1].end + NEAR]
    return LEARNT.search(around) is not None


def _is_meant(match: re.Match[str], names: list[Token], tokens: tuple[Token, ...], sentence: Sentence) -> bool:
    """Say whether the name is a language's own where the cue is weak: 日本語のクリエイター, not "Thai creators"."""
    before_name = sentence.folded[max(0, names[0].start - NEAR) : names[0].start].rstrip()
    if names[0].value.endswith("named") and not before_name.endswith(("bahasa", "ภาษา")):
        return False
    own = all(ITSELF.search(sentence.folded[name.start : name.end]) for name in names)
    if match["before"]:
        return True
    return tokens[-1].kind == "V" if match["after"] and not own else own
