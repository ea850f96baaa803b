"""Documents -> extractions: every stage in order, none of them knowing the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline import events, published, timex
from timeline.articles.language import is_read
from timeline.models import DateInterval, Document, Extraction, Publication
from timeline.progress import Progress, counted, unseen

if TYPE_CHECKING:
    import datetime as dt

    from spacy.tokens import Doc

    from timeline.places.online import Geocoder

_TOLD = ("headline", "caption")  # zones whose dates are the story's; those of the others anchor nothing


def extract(
    documents: Sequence[Document],
    *,
    model: str | None = None,
    geocoder: Geocoder | None = None,
    progress: Progress = unseen,
) -> Iterator[Extraction]:
    """What is found in each document, in input order; `progress` is told how many of how many are done.

    The documents come together, because each may help to date the others. Nothing goes online without a `geocoder`.
    """
    publications = published.date_pile(documents)
    yield from extract_dated(documents, publications, model=model, geocoder=geocoder, progress=progress)


def extract_dated(
    documents: Sequence[Document],
    publications: Sequence[Publication],
    *,
    model: str | None = None,
    geocoder: Geocoder | None = None,
    progress: Progress = unseen,
) -> Iterator[Extraction]:
    """What is found in documents whose publication dates are known; one in another language is kept as it is."""
    from timeline import syntax

    parses = syntax.parse((document for document in documents if is_read(document.language)), model=model)
    for document, publication in counted(zip(documents, publications, strict=True), len(documents), progress):
        if is_read(document.language):
            yield extract_one(document, publication, next(parses), geocoder)
        else:
            yield Extraction(document=document, published=publication, timexes=(), people=(), places=(), events=())


def extract_one(
    document: Document, publication: Publication, parse: Doc, geocoder: Geocoder | None = None
) -> Extraction:
    """What is found in one document whose publication date and syntax are known."""
    from timeline import people, places
    from timeline.places.online import complete

    written = published.written_on(document.text, publication.interval)
    publication = replace(publication, written=written)
    furniture = [zone for zone in document.zones if zone.kind not in _TOLD]
    timexes = timex.find(document.text, written or anchor_of(publication.interval), furniture=furniture)
    persons = people.find(document, parse)
    locations = places.find(document, parse, persons)
    if geocoder is not None:
        locations = complete(locations, geocoder)
    return Extraction(
        document=document,
        published=publication,
        timexes=tuple(timexes),
        people=tuple(persons),
        places=tuple(locations),
        events=tuple(events.find(document, publication, timexes, persons, locations, parse)),
    )


def anchor_of(interval: DateInterval | None) -> dt.date | DateInterval | None:
    """The publication date as the parser of time expressions takes it: a day where it is one."""
    return interval.start if interval is not None and interval.days == 1 else interval
