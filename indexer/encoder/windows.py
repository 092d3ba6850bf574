"""Texts as windows of tokens that a model can read at once, in batches of like length."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from transformers import PreTrainedTokenizerBase

PART = 4096  # texts that are tokenised together, while the model computes those before them
Part = TypeVar("Part")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text that the model reads at once."""

    text: int  # which text
    tokens: list[int]  # with the special ones
    weight: int  # tokens of the text itself; at least 1, so that an empty text has a vector


class Cutter:
    """Cuts texts into windows. Safe between threads."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, longest: int | None) -> None:
        """Take the tokenizer, and how many tokens the model reads at once (None: 512)."""
        self._tokenizer = tokenizer
        self._before, self._after = _special_tokens(tokenizer)
        self._nothing = [tokenizer.unk_token_id or 0]  # a model that adds no special tokens still wants one
        self._room = (longest or 512) - len(self._before) - len(self._after)

    def batches(self, texts: Sequence[str], most_tokens: int) -> Iterator[list[Window]]:
        """Give windows of all texts in batches of like length, longest first.

        A batch has at most `most_tokens` tokens when padded to its longest window, or it is one window.
        Texts are tokenised in a thread of its own while the caller works on the batches before them.
        """
        order = sorted(range(len(texts)), key=lambda place: len(texts[place].encode()), reverse=True)
        parts = [order[start : start + PART] for start in range(0, len(order), PART)]
        for windows in _make_ahead(lambda part: self._cut(part, texts), parts):
            yield from _gather(windows, most_tokens)

    def _cut(self, part: Sequence[int], texts: Sequence[str]) -> list[Window]:
        chosen = [texts[place] for place in part]
        tokenised = self._tokenizer(chosen, add_special_tokens=False, truncation=False, verbose=False)["input_ids"]
        return [
            Window(place, self._before + cut + self._after or self._nothing, max(len(cut), 1))
            for place, tokens in zip(part, tokenised, strict=True)
            for cut in _pieces(tokens, self._room)
        ]


def _pieces(tokens: list[int], longest: int) -> Iterator[list[int]]:
    """Give the tokens in pieces, at least one."""
    for start in range(0, max(len(tokens), 1), longest):
        yield tokens[start : start + longest]


def _special_tokens(tokenizer: PreTrainedTokenizerBase) -> tuple[list[int], list[int]]:
    """Return the ids that the model wants before and after a text."""
    sample = tokenizer("a", return_special_tokens_mask=True)
    ids, mask = sample["input_ids"], sample["special_tokens_mask"]
    start, end = mask.index(0), len(mask) - mask[::-1].index(0)
    return ids[:start], ids[end:]


def _make_ahead(make: Callable[[Part], Made], parts: Sequence[Part]) -> Iterator[Made]:
    """Give what is made of each part, in order; the next one is made while the caller works on the last."""
    if not parts[1:]:  # nothing to work on meanwhile
        yield from map(make, parts)
        return
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="tokenise") as thread:
        made = thread.submit(make, parts[0])
        for part in parts[1:]:
            following = thread.submit(make, part)
            yield made.result()
            made = following
        yield made.result()


def _gather(windows: list[Window], most_tokens: int) -> Iterator[list[Window]]:
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: len(window.tokens), reverse=True):
        if batch and (len(batch) + 1) * len(batch[0].tokens) > most_tokens:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
