"""The language that a text's script gives away; the alphabet gives none."""

import re

SCRIPTS = (("ja", re.compile("[ぁ-ゖァ-ヺ]")), ("ko", re.compile("[가-힣]")), ("th", re.compile("[ก-๛]")))
HAN = re.compile("[一-鿿]")


def tell_script(text: str) -> str | None:
    """Return "ja", "ko", "th", "zh-Hans" or "zh-Hant": kana are Japanese, Han letters without kana Chinese.

    Han letters of which the Chinese charset GB 2312 lacks more than Taiwan's Big5 does are traditional.
    """
    for language, letters in SCRIPTS:
        if letters.search(text):
            return language
    han = set(HAN.findall(text))
    if not han:
        return None
    lacking = {charset: sum(not _holds(charset, letter) for letter in han) for charset in ("gb2312", "big5")}
    return "zh-Hant" if lacking["gb2312"] > lacking["big5"] else "zh-Hans"


def _holds(charset: str, letter: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
