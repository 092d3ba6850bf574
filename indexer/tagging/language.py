"""Which language a text is in: its script first, then the words and letters of the languages that share it.

Scripts that one language writes decide alone. A share of kana is Japanese; kana alone are no proof, since Taiwanese
channels like one in their name. Han letters are weighed by words and forms, other alphabets by words, spelling and
the votes of whole detectors. "Undetermined" (None) is an answer.
"""

from collections.abc import Mapping
from importlib.metadata import version

from indexer.tagging.alphabets import tell_alphabet
from indexer.tagging.cleaning import clean
from indexer.tagging.guess import ENSEMBLE, LANGDETECT, Guess, guess, sigmoid
from indexer.tagging.han import LARGEST, weigh_han
from indexer.tagging.profiles import tell_by_langdetect
from indexer.tagging.scripts import count_scripts, find_words

METHOD = "words-1"  # a new number tags every text anew at the next index
LIBRARIES = ("wordfreq", "opencc", "py3langid", "langdetect")

ONE_LANGUAGE: Mapping[str, str] = {
    **{"hangul": "ko", "Thai": "th", "Greek": "el", "Hebrew": "he", "Armenian": "hy", "Georgian": "ka"},
    **{"Bengali": "bn", "Gurmukhi": "pa", "Gujarati": "gu", "Oriya": "or", "Tamil": "ta", "Telugu": "te"},
    **{"Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Lao": "lo", "Khmer": "km", "Myanmar": "my"},
    **{"Ethiopic": "am"},
}
BY_SCRIPT = 0.995  # how often a script is right that decides alone
LATIN_WEIGHT = 0.4  # brands and hashtags are in Latin letters everywhere
KANA_SHARE = 0.3  # of kana and Han together; below that Han letters are heard too
PARTICLE = "の"  # Chinese writes it as an ornament
TRUST = 0.6  # in the log odds of Han letters: the words of a text depend on one another
KANA_EVIDENCE = 2.0  # of one kana, as log odds of Japanese against Chinese


def name_tagger(detector: str) -> str:
    """Return a name that changes with the method or a library that it asks."""
    return "+".join([detector, METHOD, *(f"{library}-{version(library)}" for library in LIBRARIES)])


TAGGER = name_tagger(ENSEMBLE)


def tag_language(text: str, detector: str = ENSEMBLE) -> str | None:
    """Return the BCP 47 code of a text's language; None where it cannot be told."""
    return tell_language(text, detector).language


def tell_language(text: str, detector: str = ENSEMBLE) -> Guess:
    """Return a text's language and how likely it is right; the detector is one of DETECTORS."""
    text = clean(text)
    letters = count_scripts(text)
    if not letters:
        return Guess(None, 0.0)
    kana, han = letters.pop("kana", 0), letters.pop("Han", 0)
    weights = {name: count * (LATIN_WEIGHT if name == "Latin" else 1) for name, count in letters.items()}
    script = max(weights, key=lambda name: (weights[name], name), default="")
    if kana + han >= weights.get(script, 0):
        return _tell_east(text, kana, han)
    if script in ONE_LANGUAGE:
        return Guess(ONE_LANGUAGE[script], BY_SCRIPT)
    return tell_by_langdetect(text) if detector == LANGDETECT else tell_alphabet(script, text)


def _tell_east(text: str, kana: int, han: int) -> Guess:
    """Tell Japanese from Chinese, by kana where they are many, else by Han letters with the kana as an argument."""
    if kana >= KANA_SHARE * (kana + han) and text.count(PARTICLE) < kana:
        return Guess("ja", BY_SCRIPT, LARGEST)
    evidence = weigh_han("".join(find_words("Han", text)))
    japanese = evidence.japanese + KANA_EVIDENCE * kana
    chance = sigmoid(TRUST * japanese)
    return guess("ja" if japanese > 0 else evidence.script, max(chance, 1 - chance), japanese)
