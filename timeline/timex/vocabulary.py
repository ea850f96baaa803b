"""A language's words: tables of forms and their meaning, and the patterns that rules are written with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

GAP = r"(?:[ \t]{1,3}|[ \t]{0,2}\n[ \t]{0,3})"
_MACRO = re.compile(r"(?<!\?P)<(\w+)(?::(\w+))?>")
_CLASS_OR_SPACE = re.compile(r"\[[^\]]*\]| ")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words`: class -> form -> meaning; `patterns`: named pieces of rule patterns."""

    words: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, str]

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> Vocabulary:
        """The vocabulary of a parsed words.toml."""
        words = {
            name: {form: key for key, forms in table.items() for form in forms} for name, table in data["words"].items()
        }
        return cls(words, data["patterns"])  # type: ignore[arg-type]

    def expand(self, pattern: str) -> str:
        """A rule's pattern as a regular expression over lower-case text; a space outside [...] may be a line break."""
        spaced = _CLASS_OR_SPACE.sub(lambda m: GAP if m[0] == " " else m[0], pattern)
        return _MACRO.sub(self._piece, spaced)

    def meaning(self, name: str, form: str) -> str | None:
        """What a form of the class `name` means; line breaks count as spaces."""
        return self.words[name].get(" ".join(form.split()))

    def _piece(self, macro: re.Match[str]) -> str:
        name, group = macro.groups()
        if name in self.words:
            forms = sorted(self.words[name], key=len, reverse=True)
            body = "|".join(
                re.escape(form).replace(r"\ ", GAP) + ("" if form.endswith(".") else r"\b") for form in forms
            )
        else:
            body = self.expand(self.patterns[name])
        return f"(?P<{group}>{body})" if group else f"(?:{body})"
