"""A map of single code points in the form that the library tokenizers reads (a SentencePiece "charsmap").

The form is a double-array trie over UTF-8 (Aoe 1989, laid out as in Darts-clone: 32-bit units, a child lies at the
parent's offset XOR its byte) followed by the replacements, each ended by a zero byte. The library has no other
normaliser that maps code points one by one: NFKC composes across them, which the vocabulary was not made with.
"""

import struct

END = 0  # the label under which a key's value lies
Trie = dict[int, "Trie | int"]


def pack_charsmap(replaced: dict[int, str]) -> bytes:
    """Return the charsmap that replaces each code point by its text."""
    texts = bytearray()
    trie: Trie = {}
    for code_point, text in sorted(replaced.items()):
        _insert(trie, chr(code_point).encode(), len(texts))
        texts += text.encode() + b"\0"
    units = _lay_out(trie)
    return struct.pack("<I", 4 * len(units)) + struct.pack(f"<{len(units)}I", *units) + bytes(texts)


def _insert(trie: Trie, key: bytes, value: int) -> None:
    for byte in key:
        child = trie.setdefault(byte, {})
        if isinstance(child, int):
            raise ValueError(f"{key!r} holds a zero byte, which ends every key.")
        trie = child
    trie[END] = value


def _lay_out(trie: Trie) -> list[int]:
    units = [0] * 256
    taken = [True] + [False] * 255
    bases: set[int] = {0}  # one node a base: a unit knows its label but not its parent
    waiting: list[tuple[int, Trie]] = [(0, trie)]
    first_free = 1
    while waiting:
        place, node = waiting.pop()
        while first_free < len(taken) and taken[first_free]:
            first_free += 1
        base = _find_base(taken, bases, node, first_free)
        bases.add(base)
        if base + 256 > len(units):
            grown = (base // 256 + 1) * 256 - len(units)
            units += [0] * grown
            taken += [False] * grown
        units[place] |= (place ^ base) << 10 | (END in node) << 8
        for label, child in node.items():
            taken[base ^ label] = True
            if isinstance(child, int):
                units[base ^ label] = 1 << 31 | child
            else:
                units[base ^ label] = label
                waiting.append((base ^ label, child))
    return units


def _find_base(taken: list[bool], bases: set[int], node: Trie, first_free: int) -> int:
    """Return the first unused base at which every child falls on a free unit (units past the end are free)."""
    label = min(node)
    candidates = (place ^ label for place in range(first_free, len(taken) + 512))
    return next(
        base
        for base in candidates
        if base not in bases and all((spot := base ^ other) >= len(taken) or not taken[spot] for other in node)
    )
