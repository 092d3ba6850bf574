"""Sets of places in a segment, one bit each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]  # little endian: bit i of word w is place 64 w + i
Places = npt.NDArray[np.int64]
WIDTH = 64  # places in a word
SHIFT, LAST = 6, 63  # place >> SHIFT is its word, place & LAST its bit
CROWDED = 7  # used octets a word, of 8: looking at all of them is then as fast as choosing them


@dataclass(frozen=True, slots=True)
class Bits:
    """A set of places; its words are never written to."""

    words: Words  # (ceil(places / 64),)
    count: int  # how many bits are set

    def __and__(self, other: "Bits") -> "Bits":
        """Return the places that are in both."""
        return seal(self.words & other.words)

    def __or__(self, other: "Bits") -> "Bits":
        """Return the places that are in either."""
        return seal(self.words | other.words)

    def without(self, other: "Bits") -> "Bits":
        """Return the places that are not in the other."""
        return seal(self.words & ~other.words)

    def places(self) -> Places:
        """Return the places, ascending."""
        return list_places(self.words)


def seal(words: Words) -> Bits:
    """Return the bits of words that nobody will write to from now on."""
    words.flags.writeable = False
    return Bits(words, count_bits(words))


def count_bits(words: Words) -> int:
    """Return how many bits are set."""
    return int(np.bitwise_count(words).sum(dtype=np.int64))


def clear_words(places: int) -> Words:
    """Return words for so many places, with no bit set."""
    return np.zeros(-(-places // WIDTH), dtype=np.uint64)


def pack_mask(mask: npt.NDArray[np.bool_]) -> Words:
    """Return the words of a mask by place."""
    words = clear_words(len(mask))
    packed = np.packbits(mask, bitorder="little")
    words.view(np.uint8)[: len(packed)] = packed
    return words


def pack_places(places: npt.NDArray[np.integer], among: int) -> Words:
    """Return the words of so many places in which just these are set; they may come in any order."""
    mask = np.zeros(among, dtype=np.bool_)
    mask[places] = True
    return pack_mask(mask)


def flip_places(words: Words, places: npt.NDArray[np.integer]) -> None:
    """Turn the bits of places that all differ, in words that are the caller's own."""
    wide = places.astype(np.uint64)
    np.bitwise_xor.at(words, (wide >> np.uint64(SHIFT)).astype(np.intp), np.uint64(1) << (wide & np.uint64(LAST)))


def list_places(words: Words) -> Places:
    """Return the places of the bits that are set, ascending."""
    used = np.flatnonzero(words != 0)
    octets = words[used].view(np.uint8)
    within = np.flatnonzero(octets != 0)
    if len(within) > CROWDED * len(words):
        return _list_bits(words.view(np.uint8))
    inside = _list_bits(octets[within])  # of few octets: nothing else is as fast for sets that are sparse
    octet = within[inside >> 3]
    places: Places = (used[octet >> 3] << SHIFT) + ((octet & 7) << 3) + (inside & 7)
    return places


def _list_bits(octets: npt.NDArray[np.uint8]) -> Places:
    return np.flatnonzero(np.unpackbits(octets, bitorder="little").view(np.bool_))
