"""The order of the queue: what each story earns, in named parts that add up, and why some wait below the line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.judgement.archive import Archive, Likeness, Run
from pipeline.judgement.assess import Assessment
from pipeline.judgement.beat import Beat, learn
from pipeline.judgement.material import Material
from pipeline.protocols import StorySummary
from pipeline.values import State

# Parts of a score. Independent origins weigh most; then whether it is ours at all; then the hour.
_INDEPENDENT, _BEAT, _LEARNED, _RATE, _FRESH, _PRIMARY, _UPDATED = 0.4, 0.3, 0.15, 0.1, 0.1, 0.05, 0.05
_NO_EVENT, _ALREADY_RUN = -0.3, -0.3
_MANY_REPORTS = 8
_RATE_HOURS, _MANY_AN_HOURS_WINDOW = 6, 4
_FRESH_HOURS = 24.0
# Where the topics speak neither for nor against: a telling term in the title and another in the opening. This, the weight of
# the beat and ``assess._ALONE`` were chosen on one half of ``benchmarks/judged_queue.txt``; the other half is its figure.
_HALF_A_TOPIC = 6.0
# Below this the topics and the decisions together speak against it.
_OFF_BEAT = -0.1
_OFF = "off the beat"
_QUIET = timedelta(hours=24)
_CLOSED: Mapping[State, int] = {
    State.APPROVED: 2, State.EXPORTED: 2, State.QUARANTINED: 3, State.REJECTED: 3, State.RETRACTED: 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where a story stands in the queue: ``place`` from 1, ``parts`` that add up to ``score``, the reasons in words.

    ``independent_low`` and ``independent_high`` bound its independent reports. ``left_out`` says why it waits below the
    line, None for a story that is put before an editor.
    """

    story: str
    place: int
    independent_low: int
    independent_high: int
    score: float
    parts: tuple[tuple[str, float], ...]
    reasons: tuple[str, ...]
    left_out: str | None


def judge(summaries: Sequence[StorySummary], material: Material, now: datetime) -> tuple[Judgement, ...]:
    """Order these stories: what waits for a decision first, what is left out of it after, what is decided last.

    A story without an assessment (no draft has read it yet) is judged by what its line in the queue says.
    """
    beat = learn(material.decided)
    archive = Archive(
        [Run(one.assessment.story, one.headline, one.assessment.facts) for one in material.decided if one.taken],
        [one.facts for one in material.assessments.values()] + [one.assessment.facts for one in material.decided],
    )
    found = []
    for summary in summaries:
        assessment = material.assessments.get(summary.id) or _bare(summary)
        like = archive.like(summary.id, assessment.facts, material.related.get(summary.id, ()))
        one = _judged(summary, assessment, beat, like, now)
        tier = _CLOSED.get(summary.state)
        if tier is not None:
            one = replace(one, left_out=None)
        found.append((_below(one.left_out) if tier is None else tier, one, summary))
    found.sort(key=lambda item: (item[0], -item[1].score, -item[2].updated.timestamp(), item[1].story))
    return tuple(replace(one, place=place) for place, (_, one, _) in enumerate(found, start=1))


def _below(left_out: str | None) -> float:
    """Where a story that waits stands: before an editor, below the line, and last there what is not ours at all."""
    return 0 if left_out is None else 1.5 if left_out.startswith(_OFF) else 1


def _bare(summary: StorySummary) -> Assessment:
    return Assessment(
        story=summary.id,
        category=summary.category,
        at=summary.updated,
        independent_low=summary.independent_sources,
        independent_high=summary.independent_sources,
        topic=_HALF_A_TOPIC,
    )


def _judged(summary: StorySummary, found: Assessment, beat: Beat, like: Likeness | None, now: datetime) -> Judgement:
    ours, ours_reason = _on_topic(found)
    learned, learned_reason = beat.leaning(found)
    recent = sum(now - timedelta(hours=_RATE_HOURS) <= moment <= now for moment in found.moments)
    age = max(0, int((now - found.at).total_seconds() // 3600))
    middle = (found.independent_low + found.independent_high) / 2
    published = summary.state is State.UPDATED_SINCE
    repeats = like is not None and like.already_run and not published
    parts = {
        "independent reports": _INDEPENDENT * min(1.0, math.log2(1 + middle) / math.log2(1 + _MANY_REPORTS)),
        "on the beat": _BEAT * ours,
        "decisions before": _LEARNED * learned,
        "rate of coverage": _RATE * min(1.0, recent / _MANY_AN_HOURS_WINDOW),
        "recent": _FRESH * 0.5 ** (age / _FRESH_HOURS),
        "primary document": _PRIMARY * found.primary,
        "published before": _UPDATED * published,
        "no event": _NO_EVENT * (found.genre is not None),
        "already run": _ALREADY_RUN * like.share if like and repeats else 0.0,
    }
    kept = tuple((name, round(value, 4)) for name, value in parts.items() if round(value, 4))
    about = (ours_reason, *learned_reason) if ours_reason else learned_reason
    left_out = _left_out(found, parts, about, like if repeats else None, articles=_reports(found, summary), now=now)
    reasons = (*_importance(found, recent, summary), *about, *_against_archive(like), *_no_event(found))
    return Judgement(
        story=summary.id,
        place=0,
        independent_low=found.independent_low,
        independent_high=found.independent_high,
        score=round(sum(value for _, value in kept), 4),
        parts=kept,
        reasons=reasons,
        left_out=None if published else left_out,
    )


def _on_topic(found: Assessment) -> tuple[float, str]:
    """How much a story is ours by the topics file, -1 to 1, and why."""
    value = 2 * found.topic / (found.topic + _HALF_A_TOPIC) - 1
    if not found.topic_terms:
        return value, "" if found.topic else "no term of a topic stands in it"
    return value, f"{found.category or 'beat'}: {', '.join(found.topic_terms)}"


def _importance(found: Assessment, recent: int, summary: StorySummary) -> Iterator[str]:
    low, high = found.independent_low, found.independent_high
    count = str(high) if low >= high or low <= 0 else f"{low} to {high}"
    if high:
        yield f"{count} independent {'report' if count == '1' else 'reports'}"
    if recent:
        yield f"{recent} {'report' if recent == 1 else 'reports'} in the last {_RATE_HOURS} hours"
    if found.primary:
        yield "rests on a primary document" if high else "a primary document that nobody has reported yet"
    if summary.state is State.UPDATED_SINCE:
        yield "new coverage of a story that we published"


def _against_archive(like: Likeness | None) -> Iterator[str]:
    if like is None:
        return
    if like.already_run:
        yield f"{like.share:.0%} of its names and numbers stand in ours: {like.run.headline} ({like.run.story})"
    else:
        yield f"follows ours, {1 - like.share:.0%} new: {like.run.headline} ({like.run.story})"


def _no_event(found: Assessment) -> Iterable[str]:
    return (f"no event: one outlet's own piece ({found.genre}: {found.genre_known_by})",) if found.genre else ()


def _left_out(
    found: Assessment,
    parts: Mapping[str, float],
    ours: Sequence[str],
    repeats: Likeness | None,
    *,
    articles: int,
    now: datetime,
) -> str | None:
    """Why a story waits below the line, the strongest reason first; None for one that does not."""
    if parts["on the beat"] + parts["decisions before"] < _OFF_BEAT:
        return f"{_OFF}: {'; '.join(ours)}"
    if found.genre:
        return "".join(_no_event(found))
    if repeats:
        return f"already run: {repeats.run.headline} ({repeats.run.story})"
    if found.independent_high <= 1 and now - found.at > _QUIET:
        return f"{_no_second_report(found, articles)} followed in {_span(now - found.at)}"
    return None


def _reports(found: Assessment, summary: StorySummary) -> int:
    """How many articles of a story are no document of somebody it is about."""
    return sum(one.role != "primary" for one in found.standings) if found.standings else summary.articles


def _no_second_report(found: Assessment, articles: int) -> str:
    """What a story has besides which nothing came: many articles may be one report, told and printed again."""
    if found.independent_high:
        return "one report, and nobody" if articles <= 1 else f"{articles} articles of one origin, and nobody else"
    if not found.standings or not articles:
        return "a document without a report, and nobody"
    return f"a document and {articles} {'article' if articles == 1 else 'articles'} repeating it, and nobody else"


def _span(span: timedelta) -> str:
    return f"{span.days} days" if span.days > 2 else f"{span.total_seconds() / 3600:.0f} hours"
