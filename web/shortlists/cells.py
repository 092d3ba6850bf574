"""Text that no spreadsheet takes for a formula."""

import unicodedata

FORMULA_SIGNS = "=+-@"  # those that a width or form of its own has, too: ＝ ﹢ ⁻ ＠
SEPARATORS = "\t\r\n"
DEFUSED = "'"


def defuse(text: str) -> str:
    """Return the text, behind an apostrophe where a spreadsheet might calculate it or break it into cells.

    Spaces and invisible signs before a formula do not hide it. Excel and LibreOffice read =, +, - and @ as the
    beginning of a formula, Japanese input also in full width; a tab or line break may start a new cell.
    """
    if text.startswith(tuple(SEPARATORS)):
        return DEFUSED + text
    first = next((letter for letter in text if not _is_unseen(letter)), "")
    return DEFUSED + text if unicodedata.normalize("NFKC", first)[:1] in tuple(FORMULA_SIGNS) else text


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Mn")
