"""``newsloom dossiers`` and ``newsloom dossier``: what stories are about, and the page of one company, product, technology."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from newsloom.cli.context import Context, pass_context
from newsloom.cli.tables import print_table
from pipeline.dossiers.compile import dossier as compiled
from pipeline.dossiers.compile import entries, entry_of, leading, nearest_names, search
from pipeline.dossiers.values import KINDS, Dossier, Entry, Mentions, Told
from pipeline.errors import UnknownSubject

if TYPE_CHECKING:
    from newsloom.app import App

_STORIES = 1_000


@click.command(epilog="Example: newsloom dossiers --kind company")
@click.option("--kind", type=click.Choice(KINDS), help="Only subjects of this kind.")
@click.option("--find", "words", metavar="WORDS", default="", help="Only subjects with these words in one of their names.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def dossiers(context: Context, kind: str | None, words: str, *, as_json: bool) -> None:
    """List what stories are about, those of most stories first.

    Companies and products are found in titles and openings. Persons and technologies are listed only where an editor has put
    them on the list that the desk keeps under Subjects.
    """
    with context.app(to_read=True) as app:
        known, _ = _known(app)
    found = search(known, words, next((one for one in KINDS if one == kind), None))
    if as_json:
        click.echo(json.dumps([_entry(one) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo(_none(known, kind, words))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("kind", "name", "stories", "newest", "also written"):
        table.add_column(heading, overflow="fold")
    for one in found:
        also = ", ".join(one.names[1:]) + (f" (of {one.owner})" if one.owner else "")
        table.add_row(one.kind, one.name, str(one.stories), f"{one.newest:%Y-%m-%d %H:%M}", also.strip())
    print_table(table)


def _none(known: tuple[Entry, ...], kind: str | None, words: str) -> str:
    if kind in {"person", "technology"} and not any(one.kind == kind for one in known):
        return f"no {kind}: these are listed only once an editor has put them on the list that the desk keeps under Subjects"
    if known and (kind or words):
        return f"no subject matches: `newsloom dossiers` lists all {len(known)}"
    return "no subject: stories tell what they are about once they are drafted (`newsloom run`)"


@click.command(epilog="Example: newsloom dossier 'Halden Labs'")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def dossier(context: Context, name: str, *, as_json: bool) -> None:
    """Show the stories of one subject in time, and who reports on it first.

    NAME is any of its names: "Halden", "Halden Labs" and "Halden Labs, Inc." lead to one dossier where one company bears them.
    """
    with context.app(to_read=True) as app:
        known, mentions = _known(app)
        subject = entry_of(known, name)
        if subject is None:
            raise UnknownSubject(_unknown(known, name))
        page = compiled(subject, app.store.told(subject.keys, _STORIES), mentions.found, known)
    if as_json:
        click.echo(json.dumps(_record(page), ensure_ascii=False, indent=2))
    else:
        _print(page)


verbs = (dossier, dossiers)


def _known(app: App) -> tuple[tuple[Entry, ...], Mentions]:
    mentions = app.store.mentions()
    return entries(mentions.found, app.store.subject_rulings(), app.store.listed()), mentions


def _unknown(known: tuple[Entry, ...], name: str) -> str:
    near = nearest_names(known, name)
    if not near:
        return f"no story that is kept is about {name!r}: `newsloom dossiers` lists what stories are about"
    return f"no dossier {name!r}; the nearest names are {', '.join(near)}: `newsloom dossiers` lists all"


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "names": list(one.names),
        "owner": one.owner or None,
        "stories": one.stories,
        "newest": one.newest.isoformat(),
    }


def _record(page: Dossier) -> dict[str, Any]:
    return {
        **_entry(page.subject),
        "leading": leading(page),
        "first_known": page.dated,
        "outlets": [{"outlet": one.outlet, "stories": one.stories, "first": one.first} for one in page.leaders],
        "in_time": [_story(one) for one in page.stories],
        "more": page.more,
        "related": [{"kind": one.kind, "name": one.name} for one in page.related],
    }


def _story(one: Told) -> dict[str, Any]:
    return {
        "story": one.story,
        "headline": one.headline,
        "state": one.state.value,
        "began": one.at.isoformat(),
        "url": one.url,
        "first": [part.outlet for part in one.firsts],
        "evidence": next((part.evidence for part in one.firsts), None),
        "outlets": [{"outlet": part.outlet, "role": part.role} for part in one.parts],
    }


def _print(page: Dossier) -> None:
    subject = page.subject
    owner = f" of {subject.owner}" if subject.owner else ""
    also = f"; also written {', '.join(subject.names[1:])}" if len(subject.names) > 1 else ""
    click.echo(f"{subject.name} ({subject.kind}{owner}{also})")
    click.echo(leading(page))
    for one in page.stories:
        first = " and ".join(part.outlet for part in one.firsts) or "not known"
        click.echo(f"{one.at:%Y-%m-%d %H:%M} {one.story} [{one.state.value}] {one.headline}")
        click.echo(f"    first: {first}; {', '.join(f'{part.outlet} ({part.role})' for part in one.parts)}")
    if page.more:
        click.echo(f"these are the newest {len(page.stories)} of {subject.stories}")
    for leader in page.leaders:
        click.echo(f"  {leader.outlet}: {leader.stories} of them, {leader.first} first")
    if page.related:
        click.echo(f"in the same stories: {', '.join(one.name for one in page.related)}")
