"""Names of brands in one form: @KOSE_official and "Kose Japan" are both met by kose."""

from hashlib import blake2b

from matcher.disclosure.spelling import spell

AFFIXES = (
    "official",
    "japan",
    "global",
    "usa",
    "inc",
    "brand",
    "公式",
    "株式会社",
    "有限会社",
    "合同会社",
    "ジャパン",
    "様",
)
SHORT_AFFIXES = ("jp", "us")  # stripped only where a sign sets them apart: kose_jp, not bebejp
LEAST = 2  # letters that a name keeps


def name_key(name: str) -> str:
    """Return what the spellings of a brand's name have in common; empty where nothing of a name is left."""
    spelt = spell(name.lstrip("@＠#＃")).text
    words = "".join(letter if letter.isalnum() else " " for letter in spelt).split()
    if len(words) > 1:
        words = [word for word in words if word not in SHORT_AFFIXES] or words
    return _strip("".join(words))


def digest_key(key: str) -> int:
    """Return a key as a number of 63 bits, by which an index finds it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 1


def _strip(key: str) -> str:
    for affix in AFFIXES:
        if key.endswith(affix) and len(key) >= len(affix) + LEAST:
            return _strip(key.removesuffix(affix))
        if key.startswith(affix) and len(key) >= len(affix) + LEAST:
            return _strip(key.removeprefix(affix))
    return key
