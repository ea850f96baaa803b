"""Which documents share a segment: a tree over the hashes of their ids, whose leaves hold as much as is read at once.

The tree depends on nothing but the documents that are in it, so that the same articles lie in the same segments in
whatever order and in however many steps they came; and each change touches as few segments as it has documents.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Mapping

CAPACITY = 200_000  # characters of a leaf: seconds of reading, so that little is lost when a build is stopped

Sizes = Mapping[str, int]  # document id -> characters


def place(document: str) -> str:
    """Where a document lies in the tree: the bits of its id's hash, from the root."""
    return f"{int.from_bytes(hashlib.blake2b(document.encode(), digest_size=8).digest()):064b}"


def leaf_of(document: str, leaves: Container[str]) -> str | None:
    """The leaf that covers a document, None where the tree has none yet."""
    bits = place(document)
    return next((bits[:n] for n in range(len(bits) + 1) if bits[:n] in leaves), None)


def split(sizes: Sizes, prefix: str = "", capacity: int = CAPACITY) -> dict[str, list[str]]:
    """The leaves of the tree below `prefix` that holds just these documents."""
    found: dict[str, list[str]] = {}
    waiting = [(prefix, sorted((place(document), document) for document in sizes))]
    while waiting:
        prefix, members = waiting.pop()
        if len(members) < 2 or sum(sizes[document] for _, document in members) <= capacity:
            if members:
                found[prefix] = sorted(document for _, document in members)
            continue
        ones = bisect_left(members, (prefix + "1", ""))
        waiting += [(prefix + "0", members[:ones]), (prefix + "1", members[ones:])]
    return found


def rearranged(
    leaves: Collection[str],
    contents: Callable[[str], Sizes],
    added: Sizes,
    removed: Collection[str],
    capacity: int = CAPACITY,
) -> tuple[set[str], dict[str, list[str]]]:
    """Which leaves go and which are made when documents come and go; `contents` tells what a leaf holds.

    A document whose characters changed is among those added.
    """
    tree = _Tree(leaves)
    regions: dict[str, dict[str, int]] = {}
    opened: set[str] = set()

    def open_leaf(prefix: str) -> None:
        if prefix not in opened:
            opened.add(prefix)
            regions.setdefault(prefix, {}).update({d: n for d, n in contents(prefix).items() if d not in removed})

    shrunk: set[str] = set()
    for document in (*added, *removed):
        if (leaf := leaf_of(document, tree.leaves)) is not None:
            open_leaf(leaf)
            if added.get(document, 0) < contents(leaf).get(document, 0):
                shrunk.add(leaf)
    for document, size in added.items():
        regions.setdefault(tree.home(place(document)), {})[document] = size
    for prefix in sorted(shrunk, key=len, reverse=True):
        _lift(prefix, regions, tree, open_leaf, capacity)
    made: dict[str, list[str]] = {}
    for prefix, sizes in regions.items():
        made |= split(sizes, prefix, capacity)
    return opened, made


class _Tree:
    """The leaves in order, to find those below a prefix."""

    def __init__(self, leaves: Collection[str]) -> None:
        self.leaves = frozenset(leaves)
        self._sorted = sorted(self.leaves)

    def below(self, prefix: str) -> list[str]:
        first, end = bisect_left(self._sorted, prefix), bisect_left(self._sorted, prefix + "2")
        return self._sorted[first:end]

    def home(self, bits: str) -> str:
        """The leaf that covers a place, else the widest prefix of it that has no leaves below."""
        covered = next((bits[:n] for n in range(len(bits) + 1) if bits[:n] in self.leaves), None)
        if covered is not None:
            return covered
        return next(bits[:n] for n in range(len(bits) + 1) if not self.below(bits[:n]))


def _lift(
    prefix: str,
    regions: dict[str, dict[str, int]],
    tree: _Tree,
    open_leaf: Callable[[str], None],
    capacity: int,
) -> None:
    """Join a region with its neighbour as long as the two fit into one leaf."""
    while prefix in regions and prefix:
        parent = prefix[:-1]
        beside = prefix[:-1] + ("1" if prefix[-1] == "0" else "0")
        neighbours = [leaf for leaf in tree.below(beside) if leaf not in regions]
        inside = [region for region in regions if region.startswith(parent)]
        if len(neighbours) + len(inside) > 2:
            return  # a subtree of several leaves holds more than fits into one
        for leaf in neighbours:
            open_leaf(leaf)
        inside = [region for region in regions if region.startswith(parent)]
        together = {d: n for region in inside for d, n in regions[region].items()}
        if len(together) > 1 and sum(together.values()) > capacity:
            return
        for region in inside:
            del regions[region]
        regions[parent] = together
        prefix = parent
