"""What a detector answers."""

from dataclasses import dataclass
from math import exp

ENSEMBLE, LANGDETECT = DETECTORS = ("ensemble", "langdetect")  # what tells languages that share an alphabet
LEAST_CONFIDENCE = 0.5  # a language is told where it is more likely right than wrong


@dataclass(frozen=True, slots=True)
class Guess:
    """A language with the chance that it is right."""

    language: str | None  # BCP 47; None: it cannot be told
    confidence: float  # 0..1: of the language, or of the best guess where that was too doubtful to be given
    japanese: float | None = None  # log odds of Japanese against Chinese, where a text is in Han letters or kana


def guess(language: str, confidence: float, japanese: float | None = None) -> Guess:
    """Return the language where it is likely enough, else None with the same confidence."""
    return Guess(language if confidence >= LEAST_CONFIDENCE else None, confidence, japanese)


def sigmoid(evidence: float) -> float:
    """Return the chance of what has these log odds."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, evidence))))
