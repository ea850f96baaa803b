"""What each rule's match means: one small function a kind of expression, named in the rules as `read`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline.timex.candidates import Candidate
from timeline.timex.context import Context, Outcome
from timeline.timex.readers import (
    amounts,
    clock,
    dates,
    days,
    named,
    offsets,
    parts,
    quarters,
    references,
    told,
    units,
    weekdays,
)

Reader = Callable[[Candidate, Context], Outcome | None]

READERS: Mapping[str, Reader] = {
    name: reader
    for module in (amounts, clock, dates, days, named, offsets, parts, quarters, references, told, units, weekdays)
    for name, reader in vars(module).items()
    if callable(reader) and getattr(reader, "__module__", "") == module.__name__ and not name.startswith("_")
}
