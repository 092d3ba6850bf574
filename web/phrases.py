"""Sentences that are English in the code and are translated where they are shown."""


class Phrase(str):
    """An English sentence that remembers its template, so that a page can say it in the reader's language.

    `Phrase("%(found)d is too many.", found=7)` is the string "7 is too many.". Programs and the command
    line use it as it stands; `web.language.translate` looks its template up.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> "Phrase":
        """Fill the template in."""
        phrase = super().__new__(cls, template % values if values else template)
        phrase.template, phrase.values = template, values
        return phrase
