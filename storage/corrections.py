"""What a person says about the grouping: stories merged and split, articles moved, each kept with who and when.

Editorial decisions are made one after another (``one_at_a_time``), and so are the ends of grouping passes: a correction
either is known to a pass or the pass is refused (``check_overtaken``). None waits for a pass to end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select, update

from pipeline.errors import CorrectionRefused, Overtaken
from pipeline.protocols import Corrected, Correction
from pipeline.values import State
from storage import releases
from storage.engine import one_at_a_time
from storage.journal import write_down
from storage.merging import merge_into
from storage.schema import corrected, corrections, memberships, stories
from storage.stories import PUBLISHED, coverage_changed, resolved_row
from storage.upsert import chunks

_SIDES = ("moved", "joined", "left")


@dataclass(frozen=True, slots=True)
class Said:
    """Who corrects, when and why."""

    by: str
    at: datetime
    note: str = ""


def merge(tx: Connection, one: str, other: str, said: Said, *, published: bool) -> Corrected:
    """Put all coverage of two stories into one. Raises UnknownStory, CorrectionRefused."""
    one_at_a_time(tx)
    rows = [resolved_row(tx, story) for story in (one, other)]
    if rows[0].id == rows[1].id:
        raise CorrectionRefused(f"{one} and {other} are one story already: {rows[0].id}")
    stays, gone = sorted(rows, key=lambda row: _standing(tx, row))
    if not published and _is_published(stays) and _is_published(gone):
        raise CorrectionRefused(
            f"{stays.id} and {gone.id} are both published: {stays.id} would stay, and {releases.left_out(tx, gone.id)}; "
            "give --published if that is meant"
        )
    moved, joined = _members(tx, gone.id), _members(tx, stays.id)
    consequences = releases.withdraw(tx, gone.id, said.at, f"merged into {stays.id}")
    if _is_published(gone) and (out := releases.published_at(tx, gone.id)):
        consequences += (f"the article of {gone.id} stays published at {out}: nothing takes it down; take it down there",)
    made = _write(tx, Correction(0, "merge", gone.id, stays.id, moved, joined, (), said.by, said.at, said.note))
    merge_into(tx, gone.id, stays.id, said.at, said.by)
    _explain(tx, [stays.id])
    return Corrected(made, (*consequences, *_to_review(stays)))


def split(tx: Connection, story: str, articles: Sequence[str], said: Said) -> Corrected:
    """Set articles of a story apart from the rest of it. Raises UnknownStory, CorrectionRefused."""
    one_at_a_time(tx)
    row = resolved_row(tx, story)
    members = _members(tx, row.id)
    named = list(dict.fromkeys(articles))
    _check_inside(tx, row.id, members, named)
    if len(named) == len(members):
        raise CorrectionRefused(f"all {len(members)} articles of {row.id} are named, so nothing would stay in it")
    if (back := _merged_by(tx, row.id, named)) is not None:
        return _part(tx, row, named, said, home=_reopened(tx, back, said.at))
    return _part(tx, row, _leaving(tx, row, members, named), said)


def move(tx: Connection, article: str, story: str | None, said: Said) -> Corrected:
    """Put an article into another story, or with None into a new one. Raises UnknownStory, CorrectionRefused."""
    one_at_a_time(tx)
    source = tx.execute(select(memberships.c.story).where(memberships.c.article == article)).scalar_one_or_none()
    if source is None:
        raise CorrectionRefused(f"no story has an article {article!r}: `newsloom story ID` lists those of a story")
    row = resolved_row(tx, source)
    target = None if story is None else resolved_row(tx, story)
    if target is not None and target.id == row.id:
        raise CorrectionRefused(f"article {article} is in {row.id} already")
    if len(_members(tx, row.id)) == 1:
        instead = f"to bring it to {target.id}: newsloom merge {row.id} {target.id}" if target else "it has a story of its own"
        raise CorrectionRefused(f"article {article} is the only one of {row.id}; {instead}")
    return _part(tx, row, [article], said, kind="move", target=target)


def all_of(tx: Connection) -> list[Correction]:
    """Give every correction that was made, in their order."""
    sides: dict[int, dict[str, list[str]]] = {}
    for row in tx.execute(select(corrected).order_by(corrected.c.correction, corrected.c.place)):
        sides.setdefault(row.correction, {}).setdefault(row.side, []).append(row.article)
    rows = tx.execute(select(corrections).order_by(corrections.c.number))
    return [_correction(row, sides.get(row.number, {})) for row in rows]


def stories_of(tx: Connection, articles: Collection[str]) -> Mapping[str, str]:
    """Give the stories of those of these articles that are in one."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(articles)):
        rows = tx.execute(select(memberships.c.article, memberships.c.story).where(memberships.c.article.in_(chunk)))
        found |= {row.article: row.story for row in rows}
    return found


def check_overtaken(tx: Connection, known: int | None) -> None:
    """Make sure that no correction is newer than what a pass knew of. Raises Overtaken."""
    if known is not None and (newest := _newest(tx)) != known:
        raise Overtaken(f"correction {newest} came while the grouping went on: the pass is not kept and begins again")


def _correction(row: Row[Any], sides: Mapping[str, Sequence[str]]) -> Correction:
    moved, joined, left = (tuple(sides.get(side, ())) for side in _SIDES)
    return Correction(row.number, row.kind, row.source, row.target, moved, joined, left, row.by, row.at, row.note)


def _part(
    tx: Connection,
    row: Row[Any],
    leaves: Sequence[str],
    said: Said,
    *,
    kind: Literal["split", "move"] = "split",
    target: Row[Any] | None = None,
    home: str | None = None,
) -> Corrected:
    """Bring articles of a story, but not all, into another one, an empty one (``home``) or a new one."""
    left = tuple(article for article in _members(tx, row.id) if article not in set(leaves))
    if home is None:
        home = _opened(tx, leaves[0], said.at) if target is None else target.id
    joined = _members(tx, home)
    consequences = releases.withdraw(tx, row.id, said.at, f"{len(leaves)} of its sources left for {home}", leaves)
    made = _write(tx, Correction(0, kind, row.id, home, tuple(leaves), joined, left, said.by, said.at, said.note))
    _put_into(tx, leaves, home, said.at)
    _explain(tx, [row.id, home])
    what = f"article {leaves[0]}" if len(leaves) == 1 else f"{len(leaves)} articles"
    coverage_changed(tx, row.id, said.at, f"{what} left for {home}{_because(said.note)}", said.by)
    coverage_changed(tx, home, said.at, f"{what} came from {row.id}{_because(said.note)}", said.by)
    reviews = _to_review(row) + (() if target is None else _to_review(target))
    return Corrected(made, (*consequences, *reviews))


def _put_into(tx: Connection, articles: Iterable[str], story: str, now: datetime) -> None:
    """Make these articles members of a story. Every correction but a merge changes memberships here and nowhere else."""
    position = tx.execute(select(func.max(memberships.c.position))).scalar_one() or 0
    for place, article in enumerate(articles, start=position + 1):
        here = memberships.c.article == article
        tx.execute(update(memberships).where(here).values(story=story, position=place, joined=now))


def _explain(tx: Connection, changed: Iterable[str]) -> None:
    """Bring what members say of themselves to where they are now: a copy of nothing outside, rejected from another story."""
    for story in changed:
        rows = tx.execute(select(memberships).where(memberships.c.story == story)).all()
        inside = {row.article for row in rows}
        for row in rows:
            said = {**row.assignment, "story": story}
            if said.get("duplicate_of") not in inside:
                said["duplicate_of"] = None
            if (said.get("rejected") or {}).get("story") == story:
                said["rejected"] = None
            said["related"] = [other for other in said.get("related") or () if other != story]
            if said != row.assignment:
                tx.execute(update(memberships).where(memberships.c.article == row.article).values(assignment=said))


def _leaving(tx: Connection, row: Row[Any], members: Sequence[str], named: Sequence[str]) -> list[str]:
    """Give the part that gets a new id: not the published one, else the smaller."""
    rest = [article for article in members if article not in set(named)]
    told = releases.approved_sources(tx, row.id) if _is_published(row) else set()
    ours, theirs = len(told & set(named)), len(told & set(rest))
    if ours == theirs and not told:
        ours, theirs = len(named), len(rest)
    return rest if ours > theirs else [article for article in members if article in set(named)]


def _merged_by(tx: Connection, story: str, named: Sequence[str]) -> str | None:
    """Give the id under which a person merged just these articles into a story, None where nobody did or it is out.

    To set them apart is to take the merge back: the old id is theirs again, with its drafts and its history.
    """
    rows = (
        select(corrections)
        .join(stories, stories.c.id == corrections.c.source)
        .where(corrections.c.kind == "merge", corrections.c.target == story, stories.c.merged_into == story)
    )
    for row in tx.execute(rows.order_by(corrections.c.number.desc())).all():
        moved = select(corrected.c.article).where(corrected.c.correction == row.number, corrected.c.side == "moved")
        gone = tx.execute(select(stories).where(stories.c.id == row.source)).one()
        if set(tx.execute(moved).scalars()) == set(named) and not _is_published(gone):
            return str(gone.id)
    return None


def _reopened(tx: Connection, story: str, now: datetime) -> str:
    tx.execute(update(stories).where(stories.c.id == story).values(merged_into=None, state=State.GATHERING.value, updated=now))
    return story


def _check_inside(tx: Connection, story: str, members: Sequence[str], named: Sequence[str]) -> None:
    if not named:
        raise CorrectionRefused(f"no article is named: `newsloom story {story}` lists those of the story")
    outside = [article for article in named if article not in set(members)]
    if outside:
        homes = stories_of(tx, outside)
        where = f"it is in {homes[outside[0]]}" if outside[0] in homes else "no story has it"
        raise CorrectionRefused(f"article {outside[0]} is not in {story}: {where}; `newsloom story {story}` lists its articles")


def _opened(tx: Connection, article: str, now: datetime) -> str:
    """Open a story under an id that was never given."""
    from pipeline.cluster.identity import story_id

    taken: set[str] = set()
    while True:
        story = story_id(article, taken)
        if tx.execute(select(stories.c.id).where(stories.c.id == story)).one_or_none() is None and not _was_named(tx, story):
            break
        taken.add(story)
    tx.execute(stories.insert().values(id=story, state=State.GATHERING.value, created=now, updated=now))
    return story


def _was_named(tx: Connection, story: str) -> bool:
    named = select(corrections.c.number).where((corrections.c.source == story) | (corrections.c.target == story)).limit(1)
    return tx.execute(named).one_or_none() is not None


def _write(tx: Connection, made: Correction) -> Correction:
    numbered = replace(made, number=_newest(tx) + 1)
    row = {name: getattr(numbered, name) for name in ("number", "kind", "source", "target", "by", "at", "note")}
    tx.execute(corrections.insert().values(row))
    rows = [
        {"correction": numbered.number, "article": article, "side": side, "place": place}
        for side in _SIDES
        for place, article in enumerate(getattr(numbered, side))
    ]
    for chunk in chunks(rows):
        tx.execute(corrected.insert(), chunk)
    if made.note and made.kind == "merge":
        write_down(tx, made.at, made.by, made.target, f"merge with {made.source}{_because(made.note)}")
    return numbered


def _newest(tx: Connection) -> int:
    return int(tx.execute(select(func.max(corrections.c.number))).scalar_one() or 0)


def _members(tx: Connection, story: str) -> tuple[str, ...]:
    of_story = select(memberships.c.article).where(memberships.c.story == story).order_by(memberships.c.position)
    return tuple(tx.execute(of_story).scalars())


def _is_published(row: Row[Any]) -> bool:
    return State(row.state) in PUBLISHED


def _standing(tx: Connection, row: Row[Any]) -> tuple[bool, bool, bool, datetime, str]:
    """Which of two stories stays: one that readers have, one that was approved, none that was set aside; then the older."""
    set_aside = State(row.state) is State.QUARANTINED
    return not releases.published_at(tx, row.id), not _is_published(row), set_aside, row.created, row.id


def _to_review(row: Row[Any]) -> tuple[str, ...]:
    if not _is_published(row) or State(row.state) is State.RETRACTED:
        return ()
    return (f"{row.id} was {row.state}: a new version is drafted, and is to be reviewed",)


def _because(note: str) -> str:
    return f" ({note})" if note else ""
