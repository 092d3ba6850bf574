"""Whether a name in a text means the place: what stands before and after it decides."""

import re

from matcher.reading.places_words import IS_HANGUL, IS_KATAKANA, IS_THAI

CUES = frozenset(
    "in from near around at within across throughout based living lives en desde de del em no na à au aus da di dari "
    "ke asal kota daerah wilayah provinsi sekitar ở tại".split()
)
PINS = "📍🏠🏡🌏🌍🌎"
NOT_OF_PLACES = frozenset({"interested", "interesado", "interesada", "tertarik"})  # "interested in Reading"
CLUBS = frozenset({"Real", "FC", "AC", "Inter", "Atlético", "Atletico", "Olympique"})  # "Real Madrid" plays anywhere
PEOPLE_OR_LANGUAGE = frozenset("bahasa orang makanan masakan gaya tiếng người món idioma".split())

AFTER_HAN = re.compile(
    "語|语|文[^化]|人(?![気气氣])|食(?!べ)|料理|製|制造|酒|菜|系|風|风|式|弁|焼|橋|海(?!外)|一|产|産|腔|話|话|[东西南北中東]?路(?![线線上过過])"
)
AFTER_NAME = re.compile("さん|ちゃん|くん|君|様|氏|先生|選手|監督")
CUE_AFTER = re.compile("[のでにへ]|在住|から|県|市|内|エリア|旅行|出身|各地|地区|本地|当地|拠点")
CUE_BEFORE = re.compile(f"[在住{PINS}]\\s*$")
AFTER_HANGUL = re.compile(
    r"어|인(?!플루|스타)|말|식|풍|계|산|제|탕|문학|음식|사(?:\s|$|[를의])|집(?!합|중)|대(?:학|\s|$)"
)
CUE_AFTER_HANGUL = re.compile(r"\s*(에서|지역|거주|현지|출신|여행|현|시|도)(?![가-힣])")
THAI_TAIL = re.compile(r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")  # signs that still belong to the letter before
THAI_HEAD = re.compile(r"[\u0e40-\u0e44]$")
THAI_CUE = re.compile(r"(ใน|ที่|ประเทศ|จาก|จังหวัด|จ\.|เมือง|ทั่ว|อยู่)\s*$")
THAI_ADJECTIVE = re.compile(r"(ภาษา|คน|ชาว|อาหาร|สไตล์|แบบ|เพลง|หนัง|ซีรีส์|ซีรี่ส์)\s*$")
LOOK = 12  # letters before a name that are read


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether letters of a script without spaces are a word of their own, and no language, people or dish."""
    before, after = text[max(0, start - LOOK) : start], text[end : end + LOOK]
    first, last = text[start], text[end - 1]
    if IS_KATAKANA.match(last) and IS_KATAKANA.match(after):
        return False
    if IS_KATAKANA.match(first) and IS_KATAKANA.match(before[-1:]):
        return False
    if IS_HANGUL.match(first):
        return not IS_HANGUL.match(before[-1:]) and not AFTER_HANGUL.match(after)
    if IS_THAI.match(first):
        return not THAI_TAIL.match(after) and not THAI_HEAD.search(before)
    return not AFTER_HAN.match(after)


def has_cue(text: str, start: int, end: int) -> bool:
    """Say whether the words around letters of a script without spaces speak of a place."""
    before, after = text[max(0, start - LOOK) : start], text[end : end + LOOK]
    if IS_HANGUL.match(text[start]):
        return CUE_AFTER_HANGUL.match(after) is not None or before.rstrip().endswith(tuple(PINS))
    if IS_THAI.match(text[start]):
        return THAI_CUE.search(before) is not None
    return CUE_AFTER.match(after) is not None or CUE_BEFORE.search(before) is not None


def is_adjective(text: str, start: int) -> bool:
    """Say whether a Thai country's name only tells a language, a people or a dish."""
    return THAI_ADJECTIVE.search(text[max(0, start - LOOK) : start]) is not None


def is_person(text: str, end: int) -> bool:
    """Say whether a Japanese name is followed by what follows names of people."""
    return AFTER_NAME.match(text[end : end + LOOK]) is not None
