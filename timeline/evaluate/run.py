"""The gold folder and the sample articles -> a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from timeline import articles
from timeline.errors import ArticleError, ResourceError
from timeline.evaluate import happenings, names, sameness, times
from timeline.evaluate.gold import Case, Gold, load
from timeline.evaluate.report import Report
from timeline.models import Document, Extraction, MergedEvent


def evaluate(gold_dir: str | Path, seeds_dir: str | Path) -> Report:
    """Extract and merge the articles of a folder, and score what comes out against the gold."""
    from timeline import merge, pipeline

    gold = load(gold_dir)
    extractions = list(pipeline.extract(_documents(seeds_dir, gold)))
    return score(gold, extractions, merge.merge(extractions))


def _documents(seeds_dir: str | Path, gold: Gold) -> list[Document]:
    """The articles that the gold speaks of; each must be there and be readable."""
    documents = []
    for found in articles.read([Path(seeds_dir)]):
        if isinstance(found, ArticleError):
            raise found
        if _file_name(found) in gold.documents:
            documents.append(found)
    if missing := gold.documents.keys() - map(_file_name, documents):
        raise ResourceError(f"{seeds_dir}: the gold speaks of {sorted(missing)[0]}, which is not there; restore it")
    return documents


def score(gold: Gold, extractions: Sequence[Extraction], merged: Iterable[MergedEvent]) -> Report:
    """The report on extractions of the gold's articles."""
    cases: list[Case] = [(gold.documents[_file_name(e.document)], e) for e in extractions]
    timexes, timex_table, timex_misses = times.score_timexes(cases)
    published, published_table, published_misses = times.score_published(cases)
    people, people_misses = names.score_people(cases)
    places, place_misses = names.score_places(cases)
    events, event_table, event_misses = happenings.score_events(cases)
    same, same_misses = sameness.score_same(gold, cases, merged)
    return Report(
        documents=len(cases),
        events=sum(not event.optional for document, _ in cases for event in document.events),
        scores=(*published, *timexes, *people, *places, *events, *same),
        reliability=(published_table, timex_table, event_table),
        misses=(*published_misses, *timex_misses, *people_misses, *place_misses, *event_misses, *same_misses),
    )


def _file_name(document: Document) -> str:
    return Path(document.path or document.id).name
