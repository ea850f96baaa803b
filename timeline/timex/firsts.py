"""Which characters a pattern's matches may begin with, so that a rule is tried only where it can fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

DIGITS = frozenset("0123456789")
ANY = None

_parser: Any = vars(re)["_parser"]  # how re itself reads a pattern; there is no public way


@cache
def firsts(expression: str) -> frozenset[str] | None:
    """The characters that a match may begin with, digits as 0 to 9; ANY where they are too many to tell."""
    found, empty = _first(_parser.parse(expression))
    return ANY if empty else found


def _first(steps: Sequence[tuple[Any, Any]]) -> tuple[frozenset[str] | None, bool]:
    """What steps may begin with, and whether they may match nothing."""
    found: frozenset[str] = frozenset()
    for operation, argument in steps:
        more, empty = _step(str(operation), argument)
        if more is ANY:
            return ANY, False
        found |= more
        if not empty:
            return found, False
    return found, True


def _step(operation: str, argument: Any) -> tuple[frozenset[str] | None, bool]:
    match operation:
        case "LITERAL":
            return frozenset(chr(argument)), False
        case "IN":
            return _of_class(argument), False
        case "BRANCH":
            branches = [_first(branch) for branch in argument[1]]
            return _union([found for found, _ in branches]), any(empty for _, empty in branches)
        case "SUBPATTERN":
            return _first(argument[-1])
        case "MAX_REPEAT" | "MIN_REPEAT":
            found, empty = _first(argument[2])
            return found, empty or argument[0] == 0
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return frozenset(), True
        case _:
            return ANY, False


def _of_class(items: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    return _union([_of_item(str(operation), argument) for operation, argument in items])


def _of_item(operation: str, argument: Any) -> frozenset[str] | None:
    if operation == "LITERAL":
        return frozenset(chr(argument))
    if operation == "RANGE":
        return frozenset(map(chr, range(argument[0], argument[1] + 1)))
    return DIGITS if str(argument) == "CATEGORY_DIGIT" else ANY


def _union(parts: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [part for part in parts if part is not ANY]
    return frozenset().union(*known) if len(known) == len(parts) else ANY
