"""The primary documents of a story in the terminal: which joined it, which are awaited, and why the others are not here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pipeline.documents.values import StoryDocument


def document_record(document: StoryDocument) -> dict[str, Any]:
    """A document as JSON."""
    return {
        "url": document.url,
        "kind": document.kind,
        "why": list(document.why),
        "state": document.state,
        "article": document.article,
        "cause": document.cause.value if document.cause else None,
        "detail": document.detail or None,
        "attempts": document.attempts,
        "since": document.since.isoformat(),
    }


def print_documents(documents: Sequence[StoryDocument]) -> None:
    """A line each, and under it why the story wants it."""
    for document in documents:
        click.echo(f"  document {document.url} {_fate(document)}")
        click.echo(f"      {'; '.join(document.why)}")


def _fate(document: StoryDocument) -> str:
    if document.state == "joined":
        return f"is a primary source ({document.article})"
    if document.state == "failed":
        return f"{'not fetched' if document.cause else 'not used'}: {document.detail}"
    if document.detail:
        tries = f"{document.attempts} tr{'y' if document.attempts == 1 else 'ies'}"
        return f"waits for another try after {tries}: {document.detail}"
    return "waits to be fetched"
