"""What ``newsloom learn`` prints: the lesson, what it would change, and the versions there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from newsloom.app import App, now
from newsloom.learning import Study, held_out, keep, said, study
from newsloom.progress import meter
from newsloom.ruling import usable
from pipeline.cluster.corrections import in_effect
from pipeline.cluster.regroup import Change
from pipeline.errors import CorrectionRefused
from pipeline.protocols import KeptAdjustment

_SHOWN = 20


def learn(app: App, user: str | None, *, force: bool, as_json: bool) -> str:
    """Study the corrections and print what was found; with a user, keep it. Gives why it was not kept, empty otherwise."""
    with meter("learn") as progress:
        found = study(app, now(), progress)
    version, refused, used = None, "", app.store.adjustment()
    if user is not None:
        try:
            version = keep(app, found, user, now(), force=force)
        except CorrectionRefused as error:
            refused = str(error)
    if as_json:
        click.echo(json.dumps(_record(app, found, version), ensure_ascii=False, indent=2))
    else:
        _print(app, found, version, used.version if used else 0)
    return refused


def print_versions(app: App, *, as_json: bool) -> None:
    """Print every version with what it was learned from, and which one is used."""
    used = app.store.adjustment()
    in_use = used.version if used else 0
    kept = app.store.adjustments()
    if as_json:
        told = [{"version": 0, "in_use": in_use == 0}, *(_version(one, in_use) for one in kept)]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"0 the score as it ships{_used(0, in_use)}")
    for one in kept:
        click.echo(f"{one.version} {_learned_from(one)}{_used(one.version, in_use)}")
    if used and usable(used) is None:
        click.echo(f"version {in_use} is for another version of the score, so the score is used as it ships")


def go_back(app: App, version: int, user: str) -> None:
    """Use a version again from the next run on. Raises CorrectionRefused."""
    app.store.use_adjustment(version, user, now())
    click.echo(f"the grouping uses version {version}{' (the score as it ships)' if version == 0 else ''} from the next run on")


def _print(app: App, found: Study, version: int | None, before: int) -> None:
    if found.lesson is None:
        click.echo(found.short)
        return
    lesson, silent = found.lesson, len(found.corrections) - found.usable
    none = f"; {silent} more give none: too old, or too far from what weights can mend" if silent else ""
    click.echo(
        f"learned from {lesson.corrections} corrections and {lesson.approved} approved stories "
        f"({lesson.examples} examples{none})"
    )
    click.echo(
        f"log-loss of examples it has not seen: {lesson.shipped:.4f} nats as the score ships, {lesson.learned:.4f} as learned"
        f"{': worse' if lesson.worse else ''}"
    )
    if found.judged is not None:
        for trial in found.judged.trials:
            click.echo(
                f"grouped again, {said(found.judged, trial)}{' <- used' if trial.strength == found.judged.strength else ''}"
            )
    if found.worse:
        click.echo(f"not to be used: {found.worse}")
    for one, newer in _contradicted(app):
        click.echo(f"correction {one} is not learned from as far as correction {newer} says otherwise: the newest wins")
    if found.weights is not None:
        click.echo("weights: " + ", ".join(f"{name} {weight:+.3f}" for name, weight in found.weights.record().items()))
    click.echo(f"the newest {found.regrouped} articles, grouped with it from nothing: {len(found.changed)} changes")
    for change in found.changed[:_SHOWN]:
        _print_change(app, change)
    if len(found.changed) > _SHOWN:
        click.echo(f"and {len(found.changed) - _SHOWN} more (--json has them all)")
    if version is not None:
        click.echo(f"kept as version {version}, used from the next run on; back: newsloom learn --back-to {before} --as USER")
    else:
        use = "`newsloom learn --apply{} --as USER` uses it"
        wanted = f"to use it all the same: {use.format(' --force')}" if found.worse else use.format("")
        click.echo(f"nothing is changed; {wanted} from the next run on")


def _contradicted(app: App) -> list[tuple[int, int]]:
    """The corrections that were replaced, whole or in part, each with the one that says otherwise."""
    return sorted(in_effect(app.store.corrections()).replaced.items())


def _print_change(app: App, change: Change) -> None:
    words = {"merge": "would merge", "split": "would split", "move": "would move"}[change.kind]
    click.echo(f"{words} (likeliest pair {change.before:.2f} before, {change.after:.2f} after):")
    for part in change.parts:
        click.echo(f"  - {_headline(app, part)}")


def _headline(app: App, part: Sequence[str]) -> str:
    """Which articles: the title of the first, with the story it is in, and how many more."""
    if not part:
        return "nothing"
    article, homes = app.store.article(part[0]), app.store.stories_of(part[:1])
    more = f" and {len(part) - 1} more" if len(part) > 1 else ""
    return f"{homes.get(part[0], '')} {article.title if article and article.title else part[0]}{more}".strip()


def _record(app: App, found: Study, version: int | None) -> dict[str, Any]:
    lesson = found.lesson
    return {
        "corrections": len(found.corrections),
        "usable": found.usable,
        "too_few": found.short or None,
        "approved": lesson.approved if lesson else 0,
        "examples": lesson.examples if lesson else 0,
        "log_loss": {"shipped": lesson.shipped, "learned": lesson.learned} if lesson else None,
        "held_out": held_out(found.judged) if found.judged else None,
        "not_to_be_used": found.worse or None,
        "replaced": [{"correction": one, "replaced_by": newer} for one, newer in _contradicted(app)],
        "weights": found.weights.record() if found.weights else None,
        "regrouped": found.regrouped,
        "changes": [_change(app, change) for change in found.changed],
        "version": version,
    }


def _change(app: App, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "before": round(change.before, 4),
        "after": round(change.after, 4),
        "parts": [{"headline": _headline(app, part), "articles": list(part)} for part in change.parts],
    }


def _version(kept: KeptAdjustment, in_use: int) -> dict[str, Any]:
    return {
        "version": kept.version,
        "by": kept.by,
        "at": kept.at.isoformat(),
        "in_use": kept.version == in_use,
        **kept.record,
    }


def _learned_from(kept: KeptAdjustment) -> str:
    told: Any = kept.record["learned_from"]
    loss: Any = kept.record["log_loss"]
    return (
        f"{kept.at:%Y-%m-%d %H:%M} UTC by {kept.by}, from {told['corrections']} corrections by {', '.join(told['users'])} "
        f"({told['first'][:10]} to {told['last'][:10]}); log-loss {loss['shipped']:.4f} to {loss['learned']:.4f}"
    )


def _used(version: int, in_use: int) -> str:
    return "  <- used" if version == in_use else ""
