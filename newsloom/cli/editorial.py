"""The editorial steps in the terminal: the same rules as the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from newsloom.cli.context import Context, pass_context
from newsloom.cli.corrections import of_story, print_corrections, record
from newsloom.cli.documents import document_record, print_documents
from newsloom.cli.facts import print_facts, print_lineage
from newsloom.cli.news import print_since, since, since_record
from newsloom.cli.sentences import print_sentences, sentences_record
from pipeline import records
from pipeline.errors import DiskFull, NewsloomError, NotApprovable, UnknownStory
from pipeline.values import Confirmed, Draft, SentenceRuling, Source, State, Story

if TYPE_CHECKING:
    from newsloom.app import App

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
AS_USER = click.option("--as", "user", required=True, metavar="USER", help="Who decides; goes into the record.")


@click.command(epilog="Example: newsloom story s4kq2mx7c3d5e6fa --facts")
@click.argument("story_id", metavar="ID")
@AS_JSON
@click.option("--facts", "with_facts", is_flag=True, help="Print every claim too: from whom it is and who prints it.")
@pass_context
def story(context: Context, story_id: str, *, as_json: bool, with_facts: bool) -> None:
    """One story: its articles, copies, rank, who was first, and why each is there."""
    with context.app(to_read=True) as app:
        found = app.store.story(story_id)
        articles = {article.id: article for article in app.store.story_articles(found.id)}
        draft = app.store.draft(found.id)
        history = app.store.history(found.id)
        documents = app.store.documents(found.id)
        rulings = app.store.sentence_rulings(found.id)
        made, replaced = of_story(app, found.id, found.articles)
    members = [
        {
            "article": member.article,
            "outlet": articles[member.article].outlet,
            "title": articles[member.article].title,
            "url": articles[member.article].url,
            "duplicate_of": member.duplicate_of,
            "nearest": [
                {"id": near.id, "score": round(near.score, 3), "reasons": list(near.reasons)} for near in member.nearest
            ],
            "rejected": None
            if member.rejected is None
            else {
                "story": member.rejected.story,
                "score": round(member.rejected.score, 3),
                "nearest": member.rejected.nearest or None,
                "reasons": list(member.rejected.reasons),
            },
        }
        for member in found.members
        if member.article in articles
    ]
    if as_json:
        answer = {
            "id": found.id,
            "merged_from": story_id if story_id != found.id else None,
            "state": found.state.value,
            "note": found.note,
            "articles": members,
            "related": list(found.related),
            "documents": [document_record(one) for one in documents],
            "draft": records.draft_record(draft) if draft else None,
            "checked": sentences_record(draft, rulings) if draft else None,
            "corrections": [record(one, replaced) for one in made],
            "history": [{"at": at.isoformat(), "who": who, "what": what} for at, who, what in history],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if story_id != found.id:
        click.echo(f"{story_id} was merged into {found.id}")
    _print_story(found, members, draft)
    if draft:
        print_sentences(draft, rulings)
    if draft and with_facts:
        print_facts(draft)
    print_documents(documents)
    print_corrections(made, replaced)


def _print_story(found: Story, members: list[dict[str, Any]], draft: Draft | None) -> None:
    click.echo(f"{found.id} · {found.state.value} · {len(members)} articles")
    if found.note:
        click.echo(f"note: {found.note}")
    if found.state is State.QUARANTINED:
        click.echo(f"set aside; to try again: newsloom retry {found.id}")
    if draft:
        click.echo(f"version {draft.version}: {draft.headline.text}")
        click.echo(f"{_independent(draft)} independent reports")
        for source in draft.sources:
            click.echo(f"  [{source.rank}] {source.outlet}: {source.title} ({source.role}; {'; '.join(source.reasons)})")
            click.echo(f"      {source.score:.2f} = {_parts(source)}")
        print_lineage(draft)
    here = {member["article"] for member in members}
    for member in members:
        copy = f" (copy of {member['duplicate_of']})" if member["duplicate_of"] else ""
        click.echo(f"- {member['article']} {member['outlet']}: {member['title']}{copy}")
        near = next((near for near in member["nearest"] if near["id"] in here), None)
        if near:
            click.echo(f"    with {near['id']} at {near['score']:.2f}: {'; '.join(near['reasons'])}")
        elif member["nearest"]:
            click.echo("    opened the story: what was near before stayed outside (`newsloom why` says why)")


def _independent(draft: Draft) -> str:
    low, high = draft.independent_low, draft.independent_sources
    return f"{low} to {high}" if 0 < low < high else str(high)


def _parts(source: Source) -> str:
    return " + ".join(f"{name} {value:.2f}" for name, value in source.parts if value).replace("+ -", "- ")


@click.command(epilog="Example: newsloom draft s4kq2mx7c3d5e6fa")
@click.argument("story_id", metavar="ID")
@AS_JSON
@click.option("--whole", is_flag=True, help="Write all of it anew; what held in the newest version need not stay.")
@click.option(
    "--since", "seen", type=click.IntRange(1), help="The version you saw: tell what is new since.  [default: the last decided]"
)
@pass_context
def draft(context: Context, story_id: str, *, as_json: bool, whole: bool, seen: int | None) -> None:
    """Write the next draft of a story and print it, and as facts what is new since the version an editor decided on.

    Sentences of the newest version that still hold stay word for word. An unchanged draft keeps its version.
    """
    from newsloom.work import draft_story

    try:
        with context.app() as app:
            found = app.store.story(story_id)
            draft_story(app, found.id, whole=whole)
            _print_draft(app, found.id, seen, as_json=as_json)
    except DiskFull:
        with context.app(to_read=True) as app:
            if (found := app.store.story(story_id)) and app.store.draft(found.id):
                click.echo("no new draft can be kept; this is the newest that is", err=True)
                _print_draft(app, found.id, seen, as_json=as_json)
        raise


def _print_draft(app: App, story_id: str, seen: int | None, *, as_json: bool) -> None:
    from exporters.render import render
    from pipeline.edition import edition

    written = _draft_of(app.store.draft(story_id), story_id)
    rulings = app.store.sentence_rulings(written.story)
    new = since(app, written, seen)
    if as_json:
        record = {
            **records.draft_record(written),
            "checked": sentences_record(written, rulings),
            "since": since_record(written, new),
        }
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    click.echo(render(edition(written, app.newsroom.outlets), "text"))
    print_sentences(written, rulings)
    print_since(written, new)


def _draft_of(found: Draft | None, story_id: str) -> Draft:
    if found is None:
        raise UnknownStory(f"story {story_id} has no draft yet: run `newsloom draft {story_id}`")
    return found


@click.command(epilog="Example: newsloom approve s4kq2mx7c3d5e6fa --version 2 --as 'Ada Editor'")
@click.argument("story_id", metavar="ID")
@click.option("--version", type=click.IntRange(1), required=True, help="The version that you have read.")
@AS_USER
@click.option("--rulings", "read", metavar="CODE", help="What `newsloom story` shows: refused where rulings changed since.")
@pass_context
def approve(context: Context, story_id: str, version: int, user: str, read: str | None) -> None:
    """Approve one version of a draft and queue it for every target. Each version is decided on once.

    Sentences that fail their check stop it until `newsloom keep` or `newsloom take-out` decides on each.
    A draft that names a minor, a victim or an accused person needs two persons: the first approval waits for the second.
    """
    from newsloom.app import now
    from pipeline.approval import decide
    from pipeline.rulings import in_force, rulings_digest

    with context.app() as app:
        found = app.store.story(story_id)
        wanted = app.store.draft(found.id, version)
        if wanted is None:
            raise UnknownStory(f"story {found.id} has no version {version}: see `newsloom story {found.id}`")
        alone = not app.newsroom.settings.desk.second_editor
        rulings = app.store.sentence_rulings(found.id)
        if read is not None and read != rulings_digest(in_force(wanted, rulings)):
            raise NotApprovable(f"{found.id}: a ruling changed since you read it: see `newsloom story {found.id}`")
        try:
            decided = decide(wanted, user, now(), app.store.decisions(found.id), rulings=rulings, alone=alone)
        except NotApprovable as error:
            raise NotApprovable(f"{error}{_way_out(wanted, rulings)}") from error
        if isinstance(decided, Confirmed):
            app.store.confirm(decided)
            _print_waiting(decided)
            _print_rulings(decided.rulings)
            return
        app.store.approve(decided, app.target_names())
        waiting = ", ".join(app.target_names()) or "no target: add one to newsroom.toml, such as [targets.files]"
        click.echo(f"{found.id}: version {version} approved by {user}; goes to: {waiting}")
        _print_rulings(decided.rulings)


def _way_out(draft: Draft, rulings: Sequence[SentenceRuling]) -> str:
    """How the terminal decides on the first sentence that still stops approval; "" where none does."""
    from pipeline.rulings import failing, in_force

    held = in_force(draft, rulings)
    place = next((place for place in failing(draft) if place not in held), None)
    if place is None:
        return ""
    number = place + 1 if isinstance(place, int) else place
    what = f"{draft.story} {number} --version {draft.version} --as NAME"
    return f"; decide on each: `newsloom keep {what} --reason WHY` or `newsloom take-out {what}`"


def _print_rulings(rulings: Sequence[SentenceRuling]) -> None:
    for one in rulings:
        did = "goes out although it fails its check, kept" if one.verdict == "kept" else "taken out"
        why = f" ({one.reason})" if one.reason else ""
        click.echo(f"  {did} by {one.by}{why}: {one.text}")


def _print_waiting(confirmed: Confirmed) -> None:
    from pipeline.approval import sensitive_marks

    draft = confirmed.draft
    click.echo(f"{draft.story}: version {draft.version} confirmed by {confirmed.by}; it waits for a second editor:")
    for mark in sensitive_marks(draft):
        click.echo(f"  ! {mark.detail}")
    click.echo(
        f"another person approves it with `newsloom approve {draft.story} --version {draft.version} --as NAME`; a newsroom "
        "with one editor says so in newsroom.toml: second_editor = false under [desk]"
    )


@click.command(epilog="Example: newsloom reject s4kq2mx7c3d5e6fa --as 'Ada Editor' --note 'Not our beat'")
@click.argument("story_id", metavar="ID")
@AS_USER
@click.option("--note", required=True, help="Why.")
@pass_context
def reject(context: Context, story_id: str, user: str, note: str) -> None:
    """Close a story with a note. Later coverage opens it again, but only a newer version can be approved then."""
    from newsloom.app import now

    if not note.strip():
        raise click.BadParameter("is empty: say why", param_hint="--note")
    if not user.strip():
        raise click.BadParameter("is empty: a rejection is made by a person", param_hint="--as")
    with context.app() as app:
        found = app.store.story(story_id)
        app.store.reject(found.id, user, note, now())
        click.echo(f"{found.id}: rejected by {user}")


@click.command(epilog="Example: newsloom export s4kq2mx7c3d5e6fa --to files")
@click.argument("story_id", metavar="ID")
@click.option("--to", "target", required=True, metavar="TARGET", help="A target of newsroom.toml.")
@pass_context
def export(context: Context, story_id: str, target: str) -> None:
    """Bring an approved article to a target now, also after a failure. What the target has already is not sent again."""
    from newsloom.work import export_waiting

    with context.app() as app:
        found = app.store.story(story_id)
        app.exporter(target)
        done = export_waiting(app, target, found.id)
        # An approval that a split took the sources from is none any more: the story waits for a new one.
        stands = found.state in {State.APPROVED, State.EXPORTED, State.UPDATED_SINCE}
        approved = bool(done) or (stands and any(one.verdict == "approved" for one in app.store.decisions(found.id)))
    if not done:
        if not approved:
            raise NewsloomError(
                f"{found.id}: no version is approved, so nothing goes to {target}; "
                f"newsloom approve {found.id} --version N --as USER"
            )
        click.echo(f"{found.id}: nothing waits for {target}: it has the approved version")
        return
    for one in done:
        if one.fault:
            raise NewsloomError(f"{found.id}: {one.fault}")
        click.echo(f"{found.id}: exported to {target}")


@click.command(epilog="Example: newsloom retry s4kq2mx7c3d5e6fa")
@click.argument("what", metavar="ID")
@click.option(
    "--as", "user", default="the terminal", show_default=True, metavar="USER", help="Who says so; goes into the record."
)
@pass_context
def retry(context: Context, what: str, user: str) -> None:
    """Take up again what was set aside: a story by its ID, or a page that ended without an article by its address.

    The next run (or `newsloom serve`, at once) fetches, groups or drafts it as if it were new.
    """
    from newsloom.app import now

    with context.app() as app:
        if "://" not in what:
            app.store.retry(what, user, now())
        elif not app.store.recheck([what], now()):
            raise NewsloomError(f"no link {what} has ended: it was never found in a feed, or it waits already")
    click.echo(f"{what}: taken up again; `newsloom run` does it now")


verbs = (story, draft, approve, reject, export, retry)
