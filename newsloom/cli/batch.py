"""Batch verbs: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import click

from newsloom.cli.context import Context, pass_context
from newsloom.config.models import ExtractTable
from newsloom.progress import meter

Record = dict[str, Any]
INPUT = click.argument("path", metavar="FILE", default="-")
INPUT_NOTE = "FILE is JSON Lines, may end in .gz, and is standard input where it is left out or `-`."


def write_lines(records: Iterable[Record]) -> None:
    """One JSON object a line, as they come."""
    stream = sys.stdout.buffer
    for record in records:
        stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        stream.flush()


@click.command(
    epilog="Example: newsloom extract pages.jsonl > articles.jsonl",
    help=f"Read pages into articles. {INPUT_NOTE}\n\n"
    "A line is {id, url, path or html, fetched_at?}; `path` may end in .gz. Nothing is fetched.",
)
@INPUT
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=ExtractTable().workers,
    show_default=True,
    help="Processes that read pages.",
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=ExtractTable().timeout, show_default=True, help="Seconds for one page."
)
@click.option("--fast", is_flag=True, help="Read each text once instead of comparing several readings: for bulk work.")
def extract(path: str, workers: int, timeout: float, *, fast: bool) -> None:
    """Read pages into articles."""
    from newsloom.batch.extract import extract as extract_lines
    from newsloom.batch.lines import lines_of, read_records

    settings = ExtractTable(workers=workers, timeout=timeout)
    with lines_of(path) as lines, meter("extract") as progress:
        write_lines(extract_lines(read_records(lines), settings, datetime.now(UTC), progress, fast=fast))


@click.command(
    epilog="Example: newsloom dedupe articles.jsonl",
    help=f"Name the articles that share their text, a line a pair. {INPUT_NOTE}",
)
@INPUT
def dedupe(path: str) -> None:
    """Name near-copies."""
    from newsloom.batch.group import dedupe as pairs_of
    from newsloom.batch.lines import lines_of, read_records

    with lines_of(path) as lines, meter("dedupe") as progress:
        write_lines(pairs_of(read_records(lines), progress))


@click.command(
    epilog="Example: newsloom cluster --settle articles.jsonl > stories.jsonl",
    help=f"Group articles by the event they report, with the reasons. {INPUT_NOTE}",
)
@INPUT
@click.option("--settle", is_flag=True, help="Look again at the end: merge fragments, split what does not belong together.")
def cluster(path: str, *, settle: bool) -> None:
    """Group articles by event."""
    from newsloom.batch.group import cluster as stories_of
    from newsloom.batch.lines import lines_of, read_records

    with lines_of(path) as lines, meter("cluster") as progress:
        write_lines(stories_of(read_records(lines), settle=settle, meter=progress))


@click.command(
    epilog="Example: newsloom synthesize --format text stories.jsonl",
    help=f"Write one cited article a story. {INPUT_NOTE}\n\nA line is an article with `story`; a text alone is usable.",
)
@INPUT
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "html", "markdown", "text"]),
    default="json",
    show_default=True,
    help="json is a line a draft; the others print the articles one after another.",
)
def synthesize(path: str, form: str) -> None:
    """Write one cited article a story."""
    from newsloom.batch.lines import lines_of, read_records
    from newsloom.batch.write import draft_records, rendered
    from newsloom.batch.write import synthesize as drafts_of

    with lines_of(path) as lines, meter("synthesize") as progress:
        drafts = drafts_of(read_records(lines), None, progress)
        if form == "json":
            write_lines(draft_records(drafts))
        else:
            for page in rendered(drafts, form):
                click.echo(page)


@click.command(
    epilog="Example: newsloom verify export/story.json",
    help=f"Check claims, drafts and side-cars against their evidence. {INPUT_NOTE}\n\n"
    "A line is {id, claim, evidence}, a draft, or a side-car; FILE may also be one side-car file. With --newsroom DIR before "
    "the verb, the entailment model of its settings is asked, too, of what the rules let pass.",
)
@INPUT
@pass_context
def verify(context: Context, path: str) -> None:
    """Check claims against their evidence."""
    from newsloom.app import entailment_of
    from newsloom.batch.lines import lines_of, lines_or_whole, read_records
    from newsloom.batch.verify import verify as answers_to

    entailment = entailment_of(context.newsroom()) if context.folder else None
    with lines_of(path) as lines, meter("verify") as progress:
        write_lines(answers_to(read_records(lines_or_whole(lines)), progress, entailment))


verbs = (extract, dedupe, cluster, synthesize, verify)
