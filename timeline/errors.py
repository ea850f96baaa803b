"""What can go wrong, as one tree.

    TimelineError
    ├── ArticleError      an input could not be read: path, entry, line and reason
    ├── StoreError        the event store is missing, broken or written by a newer version
    ├── EngineError       what should read the articles, a cluster for one, is missing or went away
    ├── JudgementError    a judgement names nothing or is malformed
    ├── FilterError       a filter cannot be read
    ├── ModelError        the language model is missing or of the wrong version
    └── ResourceError     a vocabulary, rule or gazetteer file is broken

The message of each is one sentence for the person at the screen: what was wrong, where, and what to do.
"""

from __future__ import annotations


class TimelineError(Exception):
    """Anything that a user can cause or mend; its message is fit to be shown as it is."""


class ArticleError(TimelineError):
    """An input that could not be read; the others beside it still are."""

    def __init__(self, path: str, reason: str, *, line: int | None = None) -> None:
        self.path, self.reason, self.line = path, reason, line
        super().__init__(f"{path}:{line}: {reason}" if line is not None else f"{path}: {reason}")


class StoreError(TimelineError):
    """The event store is missing, broken or written by a newer version."""


class EngineError(TimelineError):
    """What should read the articles, a cluster for one, is missing or went away."""


class JudgementError(TimelineError):
    """A judgement names nothing or is malformed."""


class FilterError(TimelineError):
    """A filter cannot be read."""


class ModelError(TimelineError):
    """The language model is missing or of the wrong version."""


class ResourceError(TimelineError):
    """A vocabulary, rule or gazetteer file is broken."""
