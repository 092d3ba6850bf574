"""What is ordinary vocabulary: lists of words by frequency, what is derived from them, and words of the trade."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from matcher.reading.vocabulary import read_table

# wordfreq's "small" lists end at one word in a million (Zipf frequency 3): a word in none of the likely languages'
# lists is met less often than that. Parts of a compound must be ten times as frequent.
COMMON = 1e-5
SHORTEST_NAME = 4  # letters: shorter ones are too often abbreviations
LONGEST_ACRONYM = 5  # letters in capitals: UGC, ASMR, LGBTQ
SHORTEST_PART = 3  # letters
SUFFIXES = "ings able ness less ing ers ist ish ors es ed er or ly ns s d y n".split()
PREFIXES = "un re up de dis pre non co anti mini multi micro mega nano super".split()
FREQUENT = {  # words that a text of more than a line cannot do without
    "en": "the and for of to with we are who our that looking find need",
    "de": "der die das und für mit ein eine wir sind im auf von den auch nach suchen",
    "es": "el los las para con que en una por del más quien sobre buscamos",
    "fr": "le les des pour avec une dans nous et sur qui du aux cherchons est",
    "id": "yang dan untuk di dengan dari ini kami pada dalam adalah mencari ke atau",
    "it": "il gli per con una che di della sono nel cerchiamo alla dei e",
    "nl": "het een voor met van die wij zijn op en naar zoeken bij",
    "pt": "os para com uma que em dos das por mais não sobre buscamos e do no na ao",
    "tr": "ve bir için ile bu da olan en arıyoruz çok daha gibi",
    "vi": "và của cho các có những với là trong người về được tìm",
}


def is_of_trade(word: str) -> bool:
    """Say whether a word is one that briefs use without meaning a name: platforms, formats, acronyms, subjects."""
    plain = "".join(letter for letter in word.casefold() if letter.isalnum())
    return any(plain.removesuffix(ending) in _read_trade() for ending in ("", "s", "rs", "ers", "r", "er"))


def is_ordinary(word: str, languages: tuple[str, ...]) -> bool:
    """Say whether a language has the word, or what it is derived from or put together of."""
    plain = word.casefold()
    lists = [_read_list(language) for language in languages]
    return any(plain in words or _is_derived(plain, words) or _is_compound(plain, words) for words in lists)


def tell_languages(text: str) -> tuple[str, ...]:
    """Return the languages whose words a brief in Latin letters may use: English, and its own.

    None where its own is not told.
    """
    words = Counter(text.casefold().split())
    met = {language: sum(words[word] for word in frequent.split()) for language, frequent in FREQUENT.items()}
    own = {language for language, count in met.items() if count and count == max(met.values())}
    return tuple(sorted(own | {"en"})) if own else ()


def _is_derived(word: str, words: Mapping[str, float]) -> bool:
    stems = {word.removesuffix(suffix) for suffix in SUFFIXES if word.endswith(suffix)}
    stems |= {stem + ending for stem in tuple(stems) for ending in ("e", "y")}
    stems |= {stem[:-1] for stem in tuple(stems) if stem[-2:-1] == stem[-1:]}  # unboxing has box, running run
    stems |= {stem.removeprefix(prefix) for stem in (word, *stems) for prefix in PREFIXES if stem.startswith(prefix)}
    return any(stem != word and len(stem) >= SHORTEST_PART and stem in words for stem in stems)


def _is_compound(word: str, words: Mapping[str, float]) -> bool:
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return any(words.get(word[:cut], 0) >= COMMON and words.get(word[cut:], 0) >= COMMON for cut in cuts)


@cache
def _read_trade() -> frozenset[str]:
    cells = [row[-1] for table in ("ordinary", "platforms") for row in read_table(table)]
    return frozenset("".join(word.casefold().split()) for cell in cells for word in cell.split("; "))


@cache
def _read_list(language: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415 (a tenth of a second that ordinary briefs do without)

    words: Mapping[str, float] = get_frequency_dict(language, "small")
    return words
