"""Text in one form of its letters, each at its own place: what is found in it lies there in the text, too."""

import unicodedata
from functools import lru_cache

TILDES, DASHES = "〜∼˜", "‐‑‒–—―−﹣"
SINGLE = {**dict.fromkeys(TILDES, "~"), **dict.fromkeys(DASHES, "-"), "、": ",", "，": ",", "。": "."}


def fold(text: str) -> str:
    """Return the text in lower case, half width and without Latin accents, as long as it was."""
    return text.translate({ord(letter): _fold_letter(letter) for letter in set(text)})


def is_latin(letter: str) -> bool:
    """Say whether a folded letter is one of a to z."""
    return "a" <= letter <= "z"


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    """Return one letter for one: ａ, Á and á are a, ３ and ๓ are 3; ① and ½ stay what they are."""
    if letter in SINGLE:
        return SINGLE[letter]
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    if unicodedata.category(letter) == "No":
        return letter
    composed = unicodedata.normalize("NFKC", letter)
    plain = unicodedata.normalize("NFD", composed)
    folded = (plain[0] if plain[:1].isascii() and plain[:1].isalpha() else composed).lower()
    return SINGLE.get(folded, folded) if len(folded) == 1 and len(composed) == 1 else letter
