"""The project's dataclasses to JSON and back, by their annotations."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: Any) -> Any:
    """Plain JSON values; a field that has its default is left out."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [encode(item) for item in value]
    if kind is dt.date:
        return value.isoformat()
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    found = {}
    for name, default in _fields(kind):
        item = getattr(value, name)
        if item is not default and item != default:
            found[name] = item if type(item) in _PLAIN else encode(item)
    return found


def decode(kind: type[T], raw: Any) -> T:
    """The value of type `kind` that `encode` turned into `raw`."""
    decoder: Decoder = _decoder(kind)  # type: ignore[arg-type]  # every type is hashable
    value: T = decoder(raw)
    return value


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    if is_dataclass(kind):
        make, hints = cast(Callable[..., Any], kind), get_type_hints(kind)
        parts = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
        return lambda raw: make(**{name: parts[name](item) for name, item in raw.items()})
    if kind is dt.date:
        return dt.date.fromisoformat
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(a for a in arguments if a is not type(None)))
        return lambda raw: None if raw is None else inner(raw)
    return lambda raw: raw


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if arguments[-1] is Ellipsis:
        item = _decoder(arguments[0])
        return lambda raw: tuple(item(part) for part in raw)
    items = [_decoder(argument) for argument in arguments]
    return lambda raw: tuple(decoder(part) for decoder, part in zip(items, raw, strict=True))
