"""The proof of one event as HTML: the sentence with its marks, why this date, why this place, who else tells it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlsplit

from timeline.app.cards import STATUS_NOTE
from timeline.app.words import BASIS_NAME, BASIS_SENTENCE, list_words
from timeline.models import Conflict, PlaceOption, Reading
from timeline.query.answers import EventRow, Marked, Proof, Testimony

FIELD_NAME = {"when": "date", "who": "people", "where": "place", "what": "what"}
MARKED = ("when", "who", "where")
AROUND = 180  # characters


def html(proof: Proof) -> str:
    """The whole panel; every word that comes from outside is escaped."""
    told = sorted(proof.testimonies, key=lambda testimony: testimony.event != proof.row.id)  # the one shown comes first
    first = told[0] if told else None
    parts = [_head(proof.row)]
    if first:
        parts += [
            _testimony(first),
            _key(first),
            _why_date(first, proof.row),
            _why_place(first, proof.row),
            _who(first),
        ]
    parts += [_conflicts(proof.conflicts, proof.testimonies), _others(told[1:])]
    parts.append(_section("How sure", [escape(proof.confidence), escape(proof.reason)]))
    if proof.judged:
        parts.append(_section("Checked by hand", [escape(judgement) for judgement in proof.judged]))
    parts.append(f'<p class="from"><a href="?event={quote(proof.row.id)}">Link to just this event</a></p>')
    return f'<article class="proof" aria-label="Proof">{"".join(parts)}</article>'


def _head(row: EventRow) -> str:
    inferred = " (inferred)" if row.place_is_inferred else ""
    facts = [f"{escape(row.place)}{inferred}"] if row.place else ["place unknown"]
    facts += [escape(list_words(list(row.people_in_words)))] if row.people else []
    facts += [STATUS_NOTE[row.status]] if row.status in STATUS_NOTE else []
    chip = f'<span class="chip {escape(row.certainty)}">{escape(BASIS_NAME.get(row.basis, row.basis))}</span>'
    when = f'<p class="when">{escape(row.when)} {chip}</p>'
    return f'{when}<h3>{escape(row.title)}</h3><p class="facts">{" · ".join(facts)}</p>'


def _testimony(told: Testimony) -> str:
    before, after = (f'<span class="around">{escape(text)}</span>' if text else "" for text in _around(told))
    said = f"<blockquote>{before} {marked(told.quote, told.marks)} {after}</blockquote>"
    elsewhere = "".join(
        f'<p class="elsewhere">{FIELD_NAME[field].capitalize()} from elsewhere in the article: “{escape(words)}”'
        f"{' (' + escape(note) + ')' if note else ''}</p>"
        for field, words, note in told.elsewhere
        if field in MARKED
    )
    return f"{said}{elsewhere}<p class='from'>{_article(told)}</p>"


def _around(told: Testimony) -> tuple[str, str]:
    """A little of what stands before and after, in whole words."""
    before, after = told.before.strip()[-AROUND:], told.after.strip()[:AROUND]
    if len(before) == AROUND:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after


def marked(text: str, marks: Sequence[Marked]) -> str:
    """The quote with date, people and place marked; where marks overlap the earlier one wins."""
    found, position = [], 0
    for mark in sorted((m for m in marks if m.field in MARKED), key=lambda m: (m.start, -m.end)):
        if mark.start < position or mark.end > len(text) or mark.start >= mark.end:
            continue
        found.append(escape(text[position : mark.start]))
        name = FIELD_NAME[mark.field]
        found.append(f'<mark class="{mark.field}" title="{name}">{escape(text[mark.start : mark.end])}</mark>')
        position = mark.end
    return "".join(found) + escape(text[position:])


def _key(told: Testimony) -> str:
    fields = [field for field in MARKED if any(mark.field == field for mark in told.marks)]
    keys = "".join(f'<mark class="{field}">{FIELD_NAME[field]}</mark> ' for field in fields)
    return f'<p class="key">{keys}</p>' if keys else ""


def _article(told: Testimony) -> str:
    title = escape(told.title or told.path or told.document)
    if told.url and _is_web(told.url):
        title = f'<a href="{escape(told.url)}" target="_blank" rel="noopener">{title}</a>'
    name = f"{escape(told.source)}: " if told.source and told.source != told.title else ""
    copied = f", a copy of what {escape(told.copy_of)} has" if told.copy_of else ""
    return f"{name}{title}{', ' + escape(told.published) if told.published else ''}{copied}"


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https")


def _why_date(told: Testimony, row: EventRow) -> str:
    rejected = [_reading(reading) for reading in told.rejected]
    lines = [escape(told.when_reason or BASIS_SENTENCE.get(row.basis, ""))]
    lines += [f"The article is {escape(told.published)}. {escape(told.published_reason)}"] if told.published else []
    more = _details("Readings rejected", rejected)
    more += _details("Dates found for the article", [_candidate(*candidate) for candidate in told.candidates])
    more += _details("Rule", [f"<code>{escape(told.rule)}</code>"] if told.rule else [])
    return _section("Why this date", lines, more)


def _reading(reading: Reading) -> str:
    days = (
        " to ".join((reading.interval.start.isoformat(), reading.interval.last.isoformat())) if reading.interval else ""
    )
    return f"<b>{escape(reading.value)}</b> {days}: {escape(reading.reason)}"


def _candidate(words: str, verdict: str, reason: str) -> str:
    return f"“{escape(words)}” – {escape(verdict)}: {escape(reason)}"


def _why_place(told: Testimony, row: EventRow) -> str:
    lines = [escape(told.where_reason or ("" if row.place else "The article does not say where."))]
    return _section(
        "Why this place", lines, _details("Places of the same name", [_option(o) for o in told.place_options])
    )


def _option(option: PlaceOption) -> str:
    country = f", {escape(option.country)}" if option.country else ""
    return f"{escape(option.name)}{country}: {escape(option.reason)}"


def _who(told: Testimony) -> str:
    return _section("Why these people", [escape(told.who_reason)])


def _conflicts(conflicts: Sequence[Conflict], testimonies: Sequence[Testimony]) -> str:
    names = {told.document: told.source or told.title or told.document for told in testimonies}
    lines = []
    for conflict in conflicts:
        claims = [
            f"{escape(said)} ({escape(list_words([names.get(d, d) for d in by]))})" for said, by in conflict.claims
        ]
        note = f" {escape(conflict.note)}" if conflict.note else ""
        lines.append(
            f"<b>{escape(FIELD_NAME.get(conflict.field, conflict.field).capitalize())}</b>: {'; '.join(claims)}.{note}"
        )
    return _section("Where sources disagree", lines)


def _others(testimonies: Sequence[Testimony]) -> str:
    told = [
        f"<div class='other'>{_testimony(t)}<p class='from'>{escape(t.when)}. {escape(t.when_reason)}</p></div>"
        for t in testimonies
    ]
    return f"<section><h4>Also told by</h4>{''.join(told)}</section>" if told else ""


def _section(title: str, lines: Sequence[str], more: str = "") -> str:
    said = "".join(f"<p>{line}</p>" for line in lines if line)
    return f"<section><h4>{title}</h4>{said}{more}</section>" if said or more else ""


def _details(title: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<details><summary>{title} ({len(lines)})</summary><ul>{items}</ul></details>" if lines else ""
