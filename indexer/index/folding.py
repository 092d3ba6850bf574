"""One form for writings of the same word: what is indexed and what is asked are folded alike."""

import unicodedata
from functools import cache

# Vietnamese letters that no large neighbour writes; without their marks they are other words (chạy, to run; chay, of
# plants alone). The Spanish ñ is a letter of its own (año, year; ano, anus).
KEPT = frozenset("ăđơưñ") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
PLAIN = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ё": "е"}
ALPHABETS = ((0xC0, 0x250), (0x370, 0x400), (0x1E00, 0x2000))  # Latin, Greek, both again
HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2A6E0))
SHANGHAI = "沪"  # simplified from 滬; in Japan it is written for 濾, to filter, which is seldom
KATAKANA, TO_HIRAGANA = (0x30A1, 0x30F7), -0x60
RARE_KANA = {"ヷ": "わ\u3099", "ヸ": "ゐ\u3099", "ヹ": "ゑ\u3099", "ヺ": "を\u3099", "ヽ": "ゝ", "ヾ": "ゞ"}
INVISIBLE = (  # soft hyphen, joiners, directions, selectors of a variant, tags, skin tones, the frame of a key
    *((0xAD, 0xAE), (0x180B, 0x180F), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10)),
    *((0xFEFF, 0xFF00), (0xE0000, 0xE0200), (0x1F3FB, 0x1F400), (0x20E3, 0x20E4)),
)
POINTS = (  # accents that are left alone, Hebrew points, Arabic vowels and the stroke that widens a word
    *((0x300, 0x370), (0x591, 0x5BE), (0x5BF, 0x5C0), (0x5C1, 0x5C3), (0x5C4, 0x5C6), (0x5C7, 0x5C8)),
    *((0x610, 0x61B), (0x640, 0x641), (0x64B, 0x660), (0x670, 0x671), (0x6D6, 0x6DD), (0x6DF, 0x6E9), (0x6EA, 0x6EE)),
)
BEFORE = {  # what compatibility would glue to the word before it, and marks that stand for a voiced kana's own
    **dict.fromkeys(map(ord, "™℠®©"), " "),
    **{0x309B: "\u3099", 0x309C: "\u309a"},
    **{code: None for start, end in INVISIBLE for code in range(start, end)},
}


def fold(text: str) -> str:
    """Return the text in its one form; what is folded stays as it is.

    Alike become: full and half width, and whatever else Unicode calls compatible; capital and small; katakana and
    hiragana; traditional, simplified and Japanese forms of a Han character; Latin and Greek letters with accents and
    without, but those that are KEPT; Arabic and Hebrew with vowels and without. What is not seen is dropped.
    """
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFKC", text.translate(BEFORE))
    folded = unicodedata.normalize("NFKC", composed.casefold()).translate(_after()).replace("เเ", "แ")
    return folded if folded == text else fold(folded)


@cache
def _after() -> dict[int, str | None]:
    """Return what single characters become once they are composed and small."""
    table: dict[int, str | None] = {code: None for start, end in POINTS for code in range(start, end)}
    table |= {code: None for code, becomes in BEFORE.items() if becomes is None}
    table |= {ord(letter): plain for letter, plain in (PLAIN | RARE_KANA).items()}
    table |= {code: chr(code + TO_HIRAGANA) for code in range(*KATAKANA)}
    return table | _alphabets() | _han()


def _alphabets() -> dict[int, str]:
    """Return the plain letters of those with accents."""
    letters = (chr(code) for start, end in ALPHABETS for code in range(start, end))
    bare = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters if letter not in KEPT}
    return {ord(letter): PLAIN.get(base, base) for letter, base in bare.items() if letter != base}


def _han() -> dict[int, str]:
    """Return the simplified forms of all Han characters that have one, found through their traditional ones.

    Character by character: with their context, a word would be folded otherwise than the text it stands in.
    """
    from opencc import OpenCC  # noqa: PLC0415 (takes a moment, and is needed where there are Han characters alone)

    characters = [chr(code) for start, end in HAN for code in range(start, end)]

    def convert(configuration: str) -> dict[str, str]:
        lines = OpenCC(configuration).convert("\n".join(characters)).split("\n")
        return {one: other for one, other in zip(characters, lines, strict=True) if one != other and len(other) == 1}

    simple, traditional = convert("hk2s"), convert("jp2t")
    through = {one: simple.get(other, other) for one, other in traditional.items() if one != SHANGHAI}
    table = simple | through
    return {ord(one): _follow(table, one) for one in table}


def _follow(table: dict[str, str], character: str) -> str:
    """Return where a chain of characters ends."""
    seen = {character}
    while (after := table.get(character, character)) not in seen:
        seen.add(after)
        character = after
    return character
