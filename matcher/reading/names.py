"""What currencies, languages and months are called in the languages of briefs, from CLDR."""

from collections.abc import Iterator

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import get_currency_name

BRIEFS = ("ja", "en", "ko", "zh_Hans", "zh_Hant", "th", "id", "es")
CURRENCIES = (
    *("JPY", "USD", "EUR", "KRW", "CNY", "TWD", "HKD", "THB", "IDR", "GBP", "SGD", "MYR", "VND", "PHP", "INR"),
    *("AUD", "CAD", "NZD", "CHF", "MXN", "ARS", "COP", "CLP", "PEN", "BRL", "SEK", "AED", "TRY"),
)
NAMED = ("th", "id")  # whose languages are called like their countries: they take a word for language
SPELT = ("en", "es", "id", "th")  # the others number their months
SHORT = ("en", "th")  # whose short names are no other words
LANGUAGES = (
    *("ja", "en", "ko", "zh", "zh_Hans", "zh_Hant", "yue", "th", "id", "es", "vi", "ms", "fil", "hi", "bn", "ta"),
    *("fr", "de", "it", "pt", "nl", "ru", "uk", "pl", "sv", "da", "nb", "fi", "cs", "hu", "ro", "el", "tr", "ar"),
    *("he", "fa", "ur", "my", "km", "lo", "mn", "ne", "si", "te", "mr", "ca", "jv"),
)


def name_currencies() -> Iterator[tuple[str, str]]:
    """Yield (ISO 4217 code, name) for one and for several: "US dollar", "US dollars", 米ドル."""
    for locale in BRIEFS:
        for code in CURRENCIES:
            names = {get_currency_name(code, count, locale).lower() for count in (None, 1, 2)}
            yield from ((code, name) for name in sorted(names))


def name_languages() -> Iterator[tuple[str, str]]:
    """Yield (BCP 47 code, name): "Japanese", 日本語, 일본어, japonés; ("ja named", Jepang) with bahasa before it."""
    for locale in BRIEFS:
        names = Locale.parse(locale).languages
        for language in LANGUAGES:
            name = names.get(language)
            if name is not None:
                mark = " named" if locale in NAMED else ""
                yield language.replace("_", "-") + mark, name.lower()


def name_months() -> Iterator[tuple[str, str]]:
    """Yield (number, name) of months that have names (October, octubre, ตุลาคม), and ("10 short", "Oct").

    "May" only with its capital, since it is a verb, too.
    """
    for locale in SPELT:
        for width in ("wide", "abbreviated") if locale in SHORT else ("wide",):
            for month, name in get_month_names(width, "format", locale).items():
                short = " short" if width == "abbreviated" else ""
                yield f"{month}{short}", name if name == "May" else name.lower()
