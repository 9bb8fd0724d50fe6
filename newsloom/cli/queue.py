"""The queue in the terminal: what an editor should look at first, and what was left out of it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from newsloom.cli.context import Context, pass_context
from newsloom.cli.tables import print_table
from pipeline.moments import parse_moment
from pipeline.values import State

if TYPE_CHECKING:
    from newsloom.app import App
    from newsloom.judging import Queued
    from pipeline.protocols import StorySummary

STATES = click.Choice([state.value for state in State])
_SHOWN_REASONS = 2
DECIDED = frozenset({State.APPROVED, State.EXPORTED, State.REJECTED, State.RETRACTED})


@click.command(epilog="Example: newsloom stories --left-out --since 2026-09-14")
@click.option("--state", type=STATES, help="Only stories in this state.")
@click.option("--since", metavar="TIME", help="Only stories changed since, such as 2026-09-14 or 2026-09-14T08:00.")
@click.option("--left-out", is_flag=True, help="Only what was left out, each with its reason; of the last day unless --since.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every part of each score.")
@pass_context
def stories(context: Context, state: str | None, since: str | None, limit: int, *, left_out: bool, as_json: bool) -> None:
    """The queue in order: what matters most to this newsroom first, each with its reasons."""
    from newsloom.app import now
    from newsloom.judging import judged_queue

    moment = _time(since) or (now() - timedelta(days=1) if left_out else None)
    with context.app(to_read=True) as app:
        found = judged_queue(app, now(), State(state) if state else None, moment, at_least=limit)
        if left_out:
            found = [one for one in found if one.judgement.left_out or one.summary.state is State.REJECTED]
        found = found[:limit]
        notes = {one.summary.id: _why_left_out(app, one) for one in found} if left_out else {}
    if as_json:
        click.echo(json.dumps([_record(one, notes) for one in found], ensure_ascii=False, indent=2))
    elif left_out:
        for one in found:
            click.echo(f"{one.summary.id} {one.summary.headline}\n    {notes[one.summary.id]}")
    elif found:
        _print_queue(found)
    if not found and not as_json:
        click.echo(_nothing(state, left_out=left_out))


def _nothing(state: str | None, *, left_out: bool) -> str:
    if left_out:
        return "nothing was left out"
    return f"no story is {state}" if state else "no story yet: `newsloom run` crawls, groups and drafts"


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = parse_moment(text)
    if moment is None:
        raise click.BadParameter(f"{text!r} is not a time; write 2026-09-14 or 2026-09-14T08:00", param_hint="--since")
    return moment.at


def _why_left_out(app: App, one: Queued) -> str:
    """The judgement's reason; a person's own words where a person rejected it."""
    if one.summary.state is State.REJECTED:
        return f"rejected: {app.store.story(one.summary.id).note or 'without a note'}"
    return one.judgement.left_out or ""


def _record(one: Queued, notes: dict[str, str]) -> dict[str, Any]:
    summary, judgement = one.summary, one.judgement
    return {
        "id": summary.id,
        "state": summary.state.value,
        "headline": summary.headline,
        "category": summary.category,
        "articles": summary.articles,
        "outlets": summary.outlets,
        "independent_sources": summary.independent_sources,
        "independent_low": judgement.independent_low,
        "problems": summary.problems,
        "version": summary.version,
        "updated": summary.updated.isoformat(),
        "second_editor": second_editor(summary) or None,
        "score": judgement.score,
        "parts": dict(judgement.parts),
        "reasons": list(judgement.reasons),
        "left_out": notes.get(summary.id, judgement.left_out),
    }


def _print_queue(found: list[Queued]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("story", "state", "v", "articles", "independent", "score", "headline", "why"):
        table.add_column(heading, overflow="fold")
    for one in found:
        summary, judgement = one.summary, one.judgement
        waits = f"{second_editor(summary)}; " if second_editor(summary) else ""
        why = waits + (
            f"left out: {judgement.left_out}" if judgement.left_out else "; ".join(judgement.reasons[:_SHOWN_REASONS])
        )
        version, score = str(summary.version or "–"), f"{judgement.score:.2f}"
        table.add_row(
            summary.id, summary.state.value, version, str(summary.articles), independent(one), score, summary.headline, why
        )
    print_table(table)
    for one in found:
        if one.summary.state is State.QUARANTINED:
            id_ = one.summary.id
            click.echo(f"{id_} is set aside: `newsloom story {id_}` says why, `newsloom retry {id_}` tries again")


def second_editor(summary: StorySummary) -> str:
    """Whether it waits for a second editor, after whom, or needs two; "" where one does or it is decided."""
    if summary.confirmed_by:
        return f"waits for a second editor after {summary.confirmed_by}"
    return "needs two editors" if summary.sensitive and summary.state not in DECIDED else ""


def independent(one: Queued) -> str:
    """How many independent reports; a range where owners are not on record."""
    low, high = one.judgement.independent_low, one.summary.independent_sources
    return f"{low} to {high}" if 0 < low < high else str(high)


verbs = (stories,)
