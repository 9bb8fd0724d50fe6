"""What became known between two drafts of a story, as facts: for the editor who read the first, and for the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.living.carried import Shelf, shelf
from pipeline.values import Conflict, Draft, Fact, Source, Update
from pipeline.verify import tokens

# of the words of meaning of a clause that another version of it shares with it
_SAME_CLAUSE = 0.6


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a version of a draft that somebody saw.

    ``facts`` were not there, ``superseded`` have a successor since, ``withdrawn`` were taken back, ``disputed`` are now given
    otherwise by somebody. ``updates`` and ``conflicts`` are those of the later draft that the earlier had not. ``sources`` came
    in, ``revised`` were edited by their publisher, ``gone`` stand in the story no more (as they were).
    """

    facts: tuple[Fact, ...] = ()
    superseded: tuple[Fact, ...] = ()
    withdrawn: tuple[Fact, ...] = ()
    disputed: tuple[Fact, ...] = ()
    updates: tuple[Update, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[Source, ...] = ()
    revised: tuple[Source, ...] = ()
    gone: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything new."""
        known = (self.facts, self.superseded, self.withdrawn, self.disputed, self.updates, self.conflicts)
        return any((*known, self.sources, self.revised, self.gone))


def news(seen: Draft, now: Draft) -> News:
    """What the later of two drafts of one story knows that the earlier did not."""
    there = shelf(seen, now)
    before, articles = {source.article for source in seen.sources}, {source.article for source in now.sources}
    fallen = [fact for fact in now.facts if fact.state in {"superseded", "withdrawn", "disputed"}]
    turned = [fact for fact in fallen if not any(_fell_alike(fact, old) for old in seen.facts)]
    updates = {_told(update) for update in seen.updates}
    conflicts = [_sides(conflict) for conflict in seen.conflicts]
    return News(
        facts=tuple(fact for fact in now.facts if _is_new(fact, seen.facts, there)),
        superseded=tuple(fact for fact in turned if fact.state == "superseded"),
        withdrawn=tuple(fact for fact in turned if fact.state == "withdrawn"),
        disputed=tuple(fact for fact in turned if fact.state == "disputed"),
        updates=tuple(update for update in now.updates if _told(update) not in updates),
        conflicts=tuple(conflict for conflict in now.conflicts if _sides(conflict) not in conflicts),
        sources=tuple(source for source in now.sources if source.article not in before),
        revised=tuple(
            source
            for source in now.sources
            if source.article in before and (source.article, source.version) not in there.before
        ),
        gone=tuple(source for source in seen.sources if source.article not in articles),
    )


def same_fact(one: Fact, other: Fact) -> bool:
    """Whether two ledgers of a story speak of one claim: the same value of the same thing, the same clause, the same words."""
    if one.kind != other.kind:
        return False
    if one.kind == "quote" or one.value is None or other.value is None:
        return (one.value is None) == (other.value is None) and _alike(one.value or one.told, other.value or other.told)
    if (one.normal or one.value.lower()) != (other.normal or other.value.lower()):
        return False
    return bool(set(one.citations) & set(other.citations)) or _alike(one.about, other.about) or _alike(one.text, other.text)


def _is_new(fact: Fact, known: Sequence[Fact], there: Shelf) -> bool:
    """A claim that only a later count of the old sources lists was known: a new sentence must state it."""
    return any(there.is_new(citation) for citation in fact.citations) and not any(same_fact(fact, old) for old in known)


def _fell_alike(fact: Fact, old: Fact) -> bool:
    return fact.state == old.state and same_fact(fact, old)


def _alike(one: str, other: str) -> bool:
    mine, theirs = tokens.content(one), tokens.content(other)
    return bool(mine and theirs) and len(mine & theirs) >= _SAME_CLAUSE * min(len(mine), len(theirs))


def _told(update: Update) -> tuple[str, str]:
    return update.old, update.new


def _sides(conflict: Conflict) -> frozenset[str]:
    return frozenset(side.value for side in conflict.values)
