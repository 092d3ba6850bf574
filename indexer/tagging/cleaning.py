"""What is left of a caption when addresses, names of others and ornaments are taken out."""

import re
from unicodedata import normalize

MOST_TEXT = 2_000  # characters; more does not change the answer
NOISE = re.compile(r"https?:\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]+|&\w{2,6};|\bRT\b", re.ASCII)
NAMED = re.compile(r"@[\w.]+")  # names in other scripts too
TELLTALES = ("@", "http", "www.", "&", "RT")  # most captions have none of these: a look for each costs less
REPEATED = re.compile(r"([^\W\d_])\1{2,}")  # "sooooo": no word of any language has a letter three times
HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")  # "#MyMorningRoutine"
HASHTAG = re.compile(r"#(\w+)")


def clean(text: str) -> str:
    """Return the words of a text: without addresses, @names and hash signs.

    Half-width and styled letters become plain ones (NFKC); a hashtag in humps is cut into its words.
    """
    text = normalize("NFKC", text[:MOST_TEXT])
    if any(telltale in text for telltale in TELLTALES):
        text = NAMED.sub(" ", NOISE.sub(" ", text))
    return HASHTAG.sub(_open_hashtag, text) if "#" in text else text


def shorten(text: str) -> str:
    """Write drawn-out letters twice: "sooooo" is "soo"."""
    return REPEATED.sub(r"\1\1", text)


def _open_hashtag(hashtag: re.Match[str]) -> str:
    return " " + HUMP.sub(" ", hashtag[1].replace("_", " ")) + " "
