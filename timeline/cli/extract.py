"""timeline extract: what is found in documents, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from timeline.cli.input import add_input, arriving
from timeline.cli.options import add_command, add_geocoder, add_model, progress, say_of_geocoder
from timeline.errors import ArticleError

_EXAMPLES = """\
  python -m timeline extract article.txt
  python -m timeline extract articles/ rows.jsonl > found.jsonl
  python -m timeline extract page.html | jq '.events[] | [.start, .title]'"""


def add(commands: Any) -> None:
    command = add_command(
        commands, "extract", run, "Print what is found in documents, one JSON object a line.", _EXAMPLES
    )
    add_input(command)
    add_model(command)
    add_geocoder(command)


def run(options: argparse.Namespace) -> int:
    from timeline import pipeline
    from timeline.contract import to_json
    from timeline.places.online import geocoder_of

    documents, status = [], 0
    for found in arriving(options):
        if isinstance(found, ArticleError):
            print(f"timeline: {found}", file=sys.stderr)
            status = 1
        else:
            documents.append(found)
    asked = geocoder_of(options.geocoder)
    found_in = pipeline.extract(documents, model=options.model, geocoder=asked, progress=progress("extract"))
    for extraction in found_in:
        print(json.dumps(to_json(extraction), ensure_ascii=False))
    say_of_geocoder(asked)
    return status
