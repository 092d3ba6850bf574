"""langdetect with a fixed seed: slow, but at home in 55 languages."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from indexer.tagging.guess import Guess
from matcher.reading.codes import read_language

if TYPE_CHECKING:
    from langdetect import DetectorFactory

FEWEST_LETTERS = 12  # below that langdetect guesses
SUREST = 0.8  # langdetect's own probability: it is never in doubt, right or wrong


def tell_by_langdetect(text: str) -> Guess:
    """Tell a text in an alphabet by langdetect alone, where it is long enough and langdetect sure."""
    shares = detect(text)
    best = max(shares, key=lambda code: (shares[code], code), default=None)
    if best is None or best.startswith("zh"):
        return Guess(None, 0.0)
    sure = shares[best] >= SUREST and sum(map(str.isalpha, text)) >= FEWEST_LETTERS
    return Guess(read_language(best) if sure else None, shares[best])


def detect(text: str) -> Mapping[str, float]:
    """Return langdetect's own probabilities by its own codes; none where it knows no letter of the text."""
    from langdetect import LangDetectException  # noqa: PLC0415 -- most processes never ask it

    detector = _open_profiles().create()
    detector.append(text.lower() if text.isupper() else text)
    try:
        return {found.lang: found.prob for found in detector.get_probabilities()}
    except LangDetectException:
        return {}


@cache
def _open_profiles() -> "DetectorFactory":
    """Read langdetect's profiles. Its own detect_langs shows them to other threads half read."""
    from langdetect import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415 -- 8 megabytes of profiles

    profiles = DetectorFactory()
    profiles.set_seed(0)  # its answers are drawn at random otherwise
    profiles.load_profile(PROFILES_DIRECTORY)
    return profiles
