"""Decide on failing sentences in the terminal: the same rules as the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsloom.cli.context import Context, pass_context
from newsloom.cli.editorial import AS_USER
from pipeline.errors import RulingRefused, UnknownStory
from pipeline.plain import line
from pipeline.values import Draft, RulingVerdict

if TYPE_CHECKING:
    from newsloom.app import App

_STORY = click.argument("story_id", metavar="STORY")
_SENTENCE = click.argument("sentence", metavar="SENTENCE")
_VERSION = click.option("--version", type=click.IntRange(1), required=True, help="The version that you have read: the newest.")


@click.command(epilog="Example: newsloom keep s4kq2mx7c3d5e6fa 7 --version 2 --as 'Ada Editor' --reason 'Heard the recording'")
@_STORY
@_SENTENCE
@_VERSION
@AS_USER
@click.option("--reason", required=True, help="What you have checked.")
@pass_context
def keep(context: Context, story_id: str, sentence: str, version: int, user: str, reason: str) -> None:  # noqa: PLR0917  what the command line gives
    """Keep a failing sentence that you have checked, so that it stops approval no more.

    SENTENCE is its number, counted from 1, or headline or dek. It holds for this sentence failing so, also in later versions.
    """
    _rule(context, (story_id, version), sentence, "kept", user, reason)


@click.command("take-out", epilog="Example: newsloom take-out s4kq2mx7c3d5e6fa 7 --version 2 --as 'Ada Editor'")
@_STORY
@_SENTENCE
@_VERSION
@AS_USER
@click.option("--reason", default="", help="Why.")
@pass_context
def take_out(context: Context, story_id: str, sentence: str, version: int, user: str, reason: str) -> None:  # noqa: PLR0917  what the command line gives
    """Take a failing sentence out of the text that is approved. The draft keeps it, and its numbers stay.

    SENTENCE is its number, counted from 1.
    """
    _rule(context, (story_id, version), sentence, "taken-out", user, reason)


@click.command("take-back", epilog="Example: newsloom take-back s4kq2mx7c3d5e6fa 7 --version 2 --as 'Ada Editor'")
@_STORY
@_SENTENCE
@_VERSION
@AS_USER
@pass_context
def take_back(context: Context, story_id: str, sentence: str, version: int, user: str) -> None:
    """Take back that a failing sentence was kept or taken out, while nobody has decided on the version."""
    from newsloom.app import now
    from pipeline.approval import check_open_to_rulings
    from pipeline.rulings import in_force, read_place

    with context.app() as app:
        draft, name = _draft(app, story_id, version), _person(user)
        ruling = in_force(draft, app.store.sentence_rulings(draft.story)).get(read_place(sentence))
        check_open_to_rulings(draft.story, draft.version, app.store.decisions(draft.story))
        if ruling is None:
            raise RulingRefused(f"story {draft.story}: nothing was decided on sentence {sentence} of version {draft.version}")
        app.store.unrule_sentence(ruling, draft.version, name, now())
        click.echo(f"{draft.story}: sentence {sentence} is open again")


def _rule(context: Context, of: tuple[str, int], sentence: str, verdict: RulingVerdict, user: str, reason: str) -> None:  # noqa: PLR0917  what both verbs are given
    from newsloom.app import now
    from pipeline.rulings import read_place, rule

    with context.app() as app:
        draft = _draft(app, *of)
        before = app.store.sentence_rulings(draft.story)
        made = rule(draft, read_place(sentence), verdict, reason=reason, by=user, at=now(), before=before)
        app.store.rule_sentence(made, draft.version)
        click.echo(f"{draft.story}: {verdict.replace('-', ' ')} by {made.by} ({', '.join(made.kinds)}): {made.text}")


def _person(user: str) -> str:
    name = line(user)
    if not name:
        raise click.BadParameter("is empty: a person decides this", param_hint="--as")
    return name


def _draft(app: App, story_id: str, version: int) -> Draft:
    found = app.store.draft(app.store.story(story_id).id)
    if found is None:
        raise UnknownStory(f"story {story_id} has no draft yet: run `newsloom draft {story_id}`")
    if found.version != version:
        raise RulingRefused(
            f"story {found.story}: version {found.version} is the newest, not {version}, and its sentences may have other "
            f"numbers: see `newsloom story {found.story}`"
        )
    return found


verbs = (keep, take_out, take_back)
