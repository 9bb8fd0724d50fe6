"""What editors rule on failing sentences, and what was approved where they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from pipeline.approval import check_open_to_rulings
from pipeline.errors import NotApprovable, RulingRefused
from pipeline.rulings import apply_rulings, in_force, place_of, sentence_at
from pipeline.values import Approved, Confirmed, Decision, Draft, SentenceRuling
from storage.codec import Json, decode, digest, encode
from storage.drafts import content
from storage.engine import one_at_a_time
from storage.journal import write_down
from storage.schema import drafts, sentence_rulings, stories
from storage.stories import resolve
from storage.upsert import chunks, put

_SHOWN = 200


def rulings(tx: Connection, story: str) -> list[SentenceRuling]:
    """Give what persons ruled on sentences of this story, oldest first. Raises UnknownStory."""
    rows = tx.execute(select(sentence_rulings.c.record).where(sentence_rulings.c.story == resolve(tx, story)))
    found = [decode(SentenceRuling, record) for record in rows.scalars()]
    return sorted(found, key=lambda ruling: (ruling.at, ruling.text))


def rule(tx: Connection, ruling: SentenceRuling, version: int, before: Sequence[Decision]) -> None:
    """Keep a ruling made on this version in place of an older one on the same sentence; ``before`` are the story's decisions.

    Raises NotApprovable where another version is the newest or a person has decided on this one, RulingRefused where the
    sentence is not in it.
    """
    one_at_a_time(tx)
    draft = _open(tx, ruling.story, version, before)
    texts = {(one.text, one.citations) for one in (draft.headline, draft.dek, *draft.sentences)}
    if (ruling.text, ruling.citations) not in texts:
        raise RulingRefused(f"story {draft.story}, version {version} has no sentence “{ruling.text[:_SHOWN]}”: load it again")
    row = {"story": draft.story, "key": _key(ruling), "verdict": ruling.verdict, "record": encode(ruling)}
    put(tx, sentence_rulings, [row])
    did = "kept the failing sentence" if ruling.verdict == "kept" else "took out the failing sentence"
    why = f": {ruling.reason}" if ruling.reason else ""
    what = f"{did} “{ruling.text[:_SHOWN]}” of version {version} ({', '.join(ruling.kinds)}){why}"
    _noted(tx, ruling.at, ruling.by, draft.story, what)


def unrule(tx: Connection, ruling: SentenceRuling, version: int, before: Sequence[Decision], *, by: str, now: datetime) -> None:
    """Take a ruling back while this version is undecided. Raises as ``rule``; where it is gone already nothing happens."""
    one_at_a_time(tx)
    draft = _open(tx, ruling.story, version, before)
    same = (sentence_rulings.c.story == draft.story, sentence_rulings.c.key == _key(ruling))
    if tx.execute(delete(sentence_rulings).where(*same)).rowcount:
        what = f"took back that “{ruling.text[:_SHOWN]}” was {ruling.verdict.replace('-', ' ')} by {ruling.by}"
        _noted(tx, now, by, draft.story, what)


def is_what_is_kept(tx: Connection, decided: Approved | Confirmed, stored: str) -> bool:
    """Whether this is the text that is kept (its digest is ``stored``), as persons have ruled on it up to now."""
    standing = rulings(tx, decided.draft.story)
    if not standing and not decided.rulings:
        return stored == content(decided.draft)
    draft = _draft(tx, decided.draft.story, decided.draft.version)
    ruled = apply_rulings(draft, standing)
    return (content(ruled.draft), ruled.rulings) == (content(decided.draft), decided.rulings)


def decided_problems(tx: Connection, newest: Mapping[str, int]) -> dict[str, int]:
    """How many problems of the newest draft of each story are of sentences that a person has decided on."""
    found: dict[str, int] = {}
    for chunk in chunks(list(newest)):
        of_chunk = select(sentence_rulings.c.story).where(sentence_rulings.c.story.in_(chunk)).distinct()
        for story in list(tx.execute(of_chunk).scalars()):
            draft = _draft(tx, story, newest[story])
            held = in_force(draft, rulings(tx, story))
            own = {(one.kind, one.detail) for place in held for one in sentence_at(draft, place).problems}
            of_draft = {(one.kind, one.detail) for one in draft.problems if place_of(one, draft) in held}
            found[story] = len(own | of_draft)
    return found


def ruled_record(approved: Approved) -> Json:
    """Give what is kept of an approval besides its version: the text as ruled and the rulings; None where there are none."""
    if not approved.rulings:
        return None
    return {"draft": encode(approved.draft), "rulings": encode(approved.rulings)}


def read_ruled(record: Json, draft: Json) -> tuple[Draft, tuple[SentenceRuling, ...]]:
    """Give the text that was approved and the rulings on it; ``draft`` is the version's own record."""
    if record is None:
        return decode(Draft, draft), ()
    return decode(Draft, record["draft"]), tuple(decode(SentenceRuling, one) for one in record["rulings"])


def _open(tx: Connection, story: str, version: int, before: Sequence[Decision]) -> Draft:
    stays = resolve(tx, story)
    if stays != story:
        raise NotApprovable(f"story {story} was merged into {stays}: review that one")
    newest = tx.execute(select(func.max(drafts.c.version)).where(drafts.c.story == story)).scalar_one()
    if newest != version:
        raise NotApprovable(f"story {story}: version {newest or 'none'} is the newest, not {version}: load it again")
    check_open_to_rulings(story, version, before)
    return _draft(tx, story, version)


def _draft(tx: Connection, story: str, version: int) -> Draft:
    of_version = (drafts.c.story == story, drafts.c.version == version)
    return decode(Draft, tx.execute(select(drafts.c.record).where(*of_version)).scalar_one())


def _key(ruling: SentenceRuling) -> str:
    return digest([encode(ruling.text), encode(ruling.citations)])


def _noted(tx: Connection, now: datetime, by: str, story: str, what: str) -> None:
    newer = (stories.c.id == story, stories.c.updated < now)
    tx.execute(update(stories).where(*newer).values(updated=now))
    write_down(tx, now, by, story, what)
