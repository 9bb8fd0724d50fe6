"""What new coverage of a story that is out asks of a newsroom: an update in place, a follow-up with a link, a correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pipeline.living.fallen import Fallen, carrying, fallen
from pipeline.living.news import News, news
from pipeline.values import Draft, Fact, Source

CourseKind = Literal["nothing", "update", "follow-up", "correction"]

# after so long what is mostly new is news of its own, if nothing that stands there fell; after so long in any case
_LATER, _MUCH_LATER = timedelta(hours=36), timedelta(days=7)
# of what the new reports tell that must be new for it
_MOSTLY = 0.6
# reasons of one sort that are told one by one
_MOST = 5


@dataclass(frozen=True, slots=True)
class Course:
    """What to do, and why in words, the weightiest reason first. Nothing is done by it: a person decides."""

    kind: CourseKind
    reasons: tuple[str, ...]


def course(published: Draft, now: Draft) -> Course:
    """Hold the newest draft against the version that readers have.

    A correction: a value of the published text was withdrawn, so it was never right. A follow-up: the new reports come 36 hours
    later or more, tell mostly what is new, and what is published was right and still is; a week later also where it was
    overtaken, for it was right on its day. Else an update in place, where there is anything new to tell.
    """
    since = news(published, now)
    withdrawn = _standing(published, [one for one in fallen(now) if one.withdrawn])
    if withdrawn:
        return Course("correction", withdrawn)
    overtaken = _standing(published, [one for one in fallen(now) if not one.withdrawn])
    later = _follows(published, now, since, overtaken)
    if later:
        return Course("follow-up", later)
    reasons = (*overtaken, *_additions(since))
    return Course("update", reasons) if reasons else Course("nothing", (_nothing(since),))


def _standing(published: Draft, gone: Sequence[Fallen]) -> tuple[str, ...]:
    """A reason for each value that fell and that the published text gives, with every place where it does."""
    found: dict[str, list[str]] = {}
    body = [(f"sentence {number}", sentence) for number, sentence in enumerate(published.sentences, start=1)]
    for place, sentence in (("the headline", published.headline), ("the dek", published.dek), *body):
        for one in gone:
            if one.value and carrying(sentence, [one]):
                found.setdefault(one.words, []).append(place)
    return tuple(f"{words}; it stands in {_joined(dict.fromkeys(places))}" for words, places in found.items())


def _follows(published: Draft, now: Draft, since: News, overtaken: Sequence[str]) -> tuple[str, ...]:
    last = _newest(published.sources)
    came = _newest(since.sources)
    if last is None or came is None or not since.facts:
        return ()
    apart = came - last
    told = _told_by(now, since.sources)
    fresh = sum(fact in since.facts for fact in told)
    mostly = fresh >= _MOSTLY * len(told)
    if not mostly or apart < (_MUCH_LATER if overtaken else _LATER):
        return ()
    days = f"{apart.days} days" if apart.days > 1 else f"{apart.total_seconds() / 3600:.0f} hours"
    return (
        f"the new reports came {days} after the last that is published",
        f"{fresh} of the {len(told)} facts that they give are new",
        "what is published was right on its day" if overtaken else "nothing that is published was overtaken",
    )


def _told_by(now: Draft, sources: Sequence[Source]) -> list[Fact]:
    articles = {source.article for source in sources}
    return [fact for fact in now.facts if any(citation.article in articles for citation in fact.citations)]


def _newest(sources: Sequence[Source]) -> datetime | None:
    return max((source.published.at for source in sources if source.published), default=None)


def _additions(since: News) -> tuple[str, ...]:
    """What a reader of the published text does not know, kind by kind."""
    found = [f"{conflict.about}: the sources differ now" for conflict in since.conflicts]
    found += [f"{update.about}: {update.old} is {update.new} now" for update in since.updates]
    found = list(dict.fromkeys(found))[:_MOST]
    if since.facts:
        found.append(f"{len(since.facts)} new fact{'s' * (len(since.facts) > 1)}")
    found += [f"{source.outlet or source.title} edited its report" for source in since.revised[:_MOST]]
    found += [f"the report of {source.outlet or source.title} is no longer in the story" for source in since.gone[:_MOST]]
    return tuple(found)


def _nothing(since: News) -> str:
    count = len(since.sources)
    return f"{count} more report{'s' * (count > 1)} tell nothing that is new" if count else "no report has come since"


def _joined(names: dict[str, None]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
