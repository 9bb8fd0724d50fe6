"""The verbs that correct the grouping, and what the grouping learns from them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from newsloom.cli.context import Context, pass_context
from pipeline.errors import NewsloomError
from pipeline.protocols import Corrected, Correction

if TYPE_CHECKING:
    from newsloom.app import App

AS_USER = click.option("--as", "user", required=True, metavar="USER", help="Who decides; goes into the record.")
NOTE = click.option("--note", default="", help="Why; goes into the record.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
NEW = "new"


@click.command(epilog="Example: newsloom merge s4kq2mx7c3d5e6fa s7tq2mx7c3d5e6fb --as 'Ada Editor' --note 'One launch'")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@AS_USER
@NOTE
@click.option("--published", is_flag=True, help="Merge two stories that are both published; what is out stays out.")
@AS_JSON
@pass_context
def merge(context: Context, one: str, other: str, user: str, note: str, *, published: bool, as_json: bool) -> None:
    """Put all coverage of two stories into one, for ever.

    The published one stays, else the older; the other's id leads to it from then on.
    """
    from newsloom.app import now

    with context.app() as app:
        made = app.store.merge(one, other, _named(user), note.strip(), now(), published=published)
        _print(app, made, as_json=as_json)


@click.command(epilog="Example: newsloom split s4kq2mx7c3d5e6fa a1b2c3 a4d5e6 --as 'Ada Editor' --note 'Two launches'")
@click.argument("story", metavar="ID")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@AS_USER
@NOTE
@AS_JSON
@pass_context
def split(context: Context, story: str, articles: tuple[str, ...], user: str, note: str, *, as_json: bool) -> None:
    """Set articles of a story apart from the rest of it, for ever.

    Articles that a merge brought get their id back, with its drafts. Else the id stays with the published part or with the
    larger one; the other part gets an id that was never given.
    """
    from newsloom.app import now

    with context.app() as app:
        _print(app, app.store.split(story, articles, _named(user), note.strip(), now()), as_json=as_json)


@click.command(epilog="Example: newsloom move a1b2c3 s7tq2mx7c3d5e6fb --as 'Ada Editor'")
@click.argument("article", metavar="ARTICLE")
@click.argument("story", metavar="ID|new")
@AS_USER
@NOTE
@AS_JSON
@pass_context
def move(context: Context, article: str, story: str, user: str, note: str, *, as_json: bool) -> None:
    """Put an article into another story, or with `new` into one of its own, for ever."""
    from newsloom.app import now

    with context.app() as app:
        made = app.store.move(article, None if story == NEW else story, _named(user), note.strip(), now())
        _print(app, made, as_json=as_json)


def _named(user: str) -> str:
    if not user.strip():
        raise click.BadParameter("is empty: a correction is made by a person", param_hint="--as")
    return user.strip()


def undo(made: Correction) -> str:
    """The command that takes a correction back: the opposite one, which then is the newer."""
    if made.kind == "merge":
        words = ["split", made.target, *made.moved]
    elif made.joined:
        words = ["move", *made.moved, made.source]
    else:
        words = ["merge", made.source, made.target]
    return shlex.join(["newsloom", *words, "--as", made.by])


def said(made: Correction) -> str:
    """What a correction did, in a line."""
    what = f"article {made.moved[0]}" if len(made.moved) == 1 else f"{len(made.moved)} articles"
    if not made.moved:
        what = "what was taken away since"
    if made.kind == "merge":
        return f"{what} of {made.source} joined {made.target}; the id {made.source} leads to {made.target}"
    where = made.target if made.joined else f"the new story {made.target}"
    return f"{what} went from {made.source} to {where}; {len(made.left)} stayed"


def _print(app: App, done: Corrected, *, as_json: bool) -> None:
    from pipeline.cluster.corrections import in_effect

    made = done.correction
    corrections = app.store.corrections()
    before = in_effect(one for one in corrections if one.number < made.number).replaced
    after = in_effect(one for one in corrections if one.number <= made.number).replaced
    replaced = [one for one in corrections if one.number in after and one.number not in before]
    if as_json:
        told = {**record(made, {}), "replaces": [one.number for one in replaced]}
        told |= {"consequences": list(done.consequences), "undo": undo(made)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"correction {made.number}: {said(made)}")
    titles = _titles(app, made.moved)
    for article in made.moved:
        click.echo(f"- {article} {titles.get(article, '')}".rstrip())
    for consequence in done.consequences:
        click.echo(f"! {consequence}")
    for one in replaced:
        click.echo(f"replaces what {one.by} said otherwise in correction {one.number} ({one.at:%Y-%m-%d %H:%M} UTC)")
    click.echo(f"undo: {undo(made)}")


def _titles(app: App, articles: Iterable[str]) -> dict[str, str]:
    found = (app.store.article(article) for article in articles)
    return {one.id: f"{one.outlet or one.domain or ''}: {one.title or 'untitled'}" for one in found if one}


def record(made: Correction, replaced: Mapping[int, int]) -> dict[str, Any]:
    """A correction as JSON; ``replaced`` names newer ones that say otherwise, whole or in part."""
    return {
        "correction": made.number,
        "kind": made.kind,
        "source": made.source,
        "target": made.target,
        "moved": list(made.moved),
        "joined": list(made.joined),
        "left": list(made.left),
        "by": made.by,
        "at": made.at.isoformat(),
        "note": made.note,
        "replaced_by": replaced.get(made.number),
    }


def of_story(app: App, story: str, articles: Sequence[str]) -> tuple[list[Correction], Mapping[int, int]]:
    """The corrections that made a story what it is, and which of all were replaced by which."""
    from pipeline.cluster.corrections import in_effect

    corrections, inside = app.store.corrections(), set(articles)
    found = [one for one in corrections if story in {one.source, one.target} or inside & set(one.moved)]
    return found, in_effect(corrections).replaced


def print_corrections(found: Iterable[Correction], replaced: Mapping[int, int]) -> None:
    """Print who corrected the grouping of a story, when and why."""
    for one in found:
        why = f" ({one.note})" if one.note else ""
        gone = f" [replaced, whole or in part, by correction {replaced[one.number]}]" if one.number in replaced else ""
        click.echo(f"* correction {one.number}, {one.at:%Y-%m-%d %H:%M} UTC, {one.by}: {one.kind}: {said(one)}{why}{gone}")


@click.command(epilog="Example: newsloom learn --apply --as 'Ada Editor'")
@click.option("--apply", is_flag=True, help="Use what was learned from the next run on; it is kept as a numbered version.")
@click.option("--force", is_flag=True, help="Apply it even where it would not group better.")
@click.option("--list", "listed", is_flag=True, help="List the versions there are, with what they were learned from.")
@click.option("--back-to", type=click.IntRange(0), metavar="N", help="Use version N again; 0 is the score as it ships.")
@click.option("--as", "user", metavar="USER", help="Who decides; needed by --apply and --back-to.")
@AS_JSON
@pass_context
def learn(
    context: Context, user: str | None, back_to: int | None, *, apply: bool, force: bool, listed: bool, as_json: bool
) -> None:
    """Refit the score that groups articles on the corrections that persons made, and show what would change.

    Nothing changes without --apply, and then only from the next run on.
    """
    from newsloom.cli import lessons

    if sum((apply, listed, back_to is not None)) > 1:
        raise click.UsageError("--apply, --list and --back-to are three different things: give one")
    if (apply or back_to is not None) and not (user or "").strip():
        raise click.UsageError("--as USER is missing: weights are changed by a person")
    if listed:
        with context.app(to_read=True) as app:
            lessons.print_versions(app, as_json=as_json)
    elif back_to is not None:
        with context.app() as app:
            lessons.go_back(app, back_to, _named(user or ""))
    else:
        with context.app(to_read=not apply) as app:
            worse = lessons.learn(app, _named(user or "") if apply else None, force=force, as_json=as_json)
        if worse:
            raise NewsloomError(worse)


verbs = (merge, split, move, learn)
