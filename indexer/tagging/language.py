"""Which language a text is in: the evidence of its script first, then langdetect with a fixed seed.

Hangul is Korean, Thai letters are Thai, and a share of kana is Japanese. Kana alone is no proof: Taiwanese channels
like a kana in their name. Han letters without kana are told by the charsets of the countries that write them.
"Undetermined" (None) is an answer.
"""

import re
from collections import Counter
from functools import cache
from importlib.metadata import version

from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException

from matcher.reading.codes import read_language

TAGGER = f"script-2+langdetect-{version('langdetect')}"  # a new name tags every text anew at the next index

NOISE = re.compile(r"https?://\S+|www\.\S+|[@＠][\w.]+|[#＃]")
LETTER = re.compile(r"[^\W\d_]")
HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")

SCRIPT_SHARE = 0.25  # of the letters: a Korean or Thai post may name an English brand
KANA_SHARE = 0.08  # of kana and Han together
FEWEST_LETTERS = 12  # below that langdetect guesses
FEWEST_HAN = 6  # a few Han letters without kana are a name in either language
SUREST = 0.8  # langdetect's own probability
MOST_TEXT = 2_000  # characters; more does not change the answer
JIS_LEVEL_1 = (b"\xb0", b"\xd0")  # in EUC-JP: the letters that Japanese is written with today, first and past the last


def tag_language(text: str) -> str | None:
    """Return the BCP 47 code of a text's language; None where it cannot be told."""
    text = NOISE.sub(" ", text[:MOST_TEXT])
    letters = len(LETTER.findall(text))
    if not letters:
        return None
    hangul, kana, han, thai = (len(script.findall(text)) for script in (HANGUL, KANA, HAN, THAI))
    if thai > SCRIPT_SHARE * letters:
        return "th"
    if kana + han > SCRIPT_SHARE * letters and kana > KANA_SHARE * (kana + han):
        return "ja"
    if hangul > SCRIPT_SHARE * letters:
        return "ko"
    if han > SCRIPT_SHARE * letters:
        return _tag_han("".join(HAN.findall(text))) if han >= FEWEST_HAN else None
    return _tag_alphabet(text) if letters >= FEWEST_LETTERS else None


def _tag_han(letters: str) -> str | None:
    """Return the language whose charset knows most of the letters, if no other knows as many.

    langdetect takes most short Chinese texts for Korean.
    """
    first, past = JIS_LEVEL_1
    known = Counter(
        {
            "zh-Hans": len(letters.encode("gb2312", "ignore").decode("gb2312")),
            "zh-Hant": len(letters.encode("big5", "ignore").decode("big5")),
            "ja": sum(first <= letter.encode("euc_jp", "ignore") < past for letter in letters),
        }
    )
    (best, most), (_, next_most) = known.most_common(2)
    return best if most > next_most else None


def _tag_alphabet(text: str) -> str | None:
    shares = _detect(text.lower() if text.isupper() else text)
    best = max(shares, key=lambda code: (shares[code], code), default=None)
    return read_language(best) if best and shares[best] >= SUREST and not best.startswith("zh") else None


def _detect(text: str) -> dict[str, float]:
    detector = _open_profiles().create()
    detector.append(text)
    try:
        return {found.lang: found.prob for found in detector.get_probabilities()}
    except LangDetectException:  # no letter that its profiles know
        return {}


@cache
def _open_profiles() -> DetectorFactory:
    """Read langdetect's profiles. Its own detect_langs shows them to other threads half read."""
    profiles = DetectorFactory()
    profiles.set_seed(0)  # its answers are drawn at random otherwise
    profiles.load_profile(PROFILES_DIRECTORY)
    return profiles
