"""``newsloom learn``: what the corrections of this newsroom teach, what that would change, and which version is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsloom.app import App
from newsloom.progress import Meter
from newsloom.ruling import usable
from pipeline.cluster.adjust import Adjustment, score_digest
from pipeline.cluster.batch import decision_order
from pipeline.cluster.corrections import InEffect, in_effect
from pipeline.cluster.judge import Judgement, Trial, judge, weakened
from pipeline.cluster.learn import ENOUGH, Lesson, approved_cases, corrected_cases, learned_from, shared_text
from pipeline.cluster.regroup import Change, changes, regrouped
from pipeline.cluster.state import ClusterState
from pipeline.errors import CorrectionRefused
from pipeline.protocols import Correction, Grouped

REACH = timedelta(days=120)
"""Corrections of older articles stay in force, but are not learned from: what was near them then is not read again."""
COMPANY = timedelta(days=3)
REGROUPED = 5000
"""So many of the newest active articles are grouped twice to show what would change."""


@dataclass(frozen=True, slots=True)
class Study:
    """What was found. ``lesson`` is None where there are too few corrections; ``corrections`` are those that stand.

    ``usable`` of them gave examples. ``judged`` says whether the grouping would be better for it, and at which strength.
    ``regrouped`` articles were grouped with the score as used now and with ``weights``: ``changed`` is where that differs.
    """

    corrections: tuple[Correction, ...]
    usable: int
    lesson: Lesson | None
    judged: Judgement | None = None
    regrouped: int = 0
    changed: tuple[Change, ...] = ()

    @property
    def short(self) -> str:
        """Why nothing was learned, in words; empty where something was."""
        if self.lesson is not None:
            return ""
        found = f"{self.usable} of {len(self.corrections)} standing corrections give examples"
        return f"too few examples to learn from: {found}, and {ENOUGH} are needed; nothing changes"

    @property
    def weights(self) -> Adjustment | None:
        """What would be used: the lesson at the strength that groups best, and whole where none does (it takes a person)."""
        if self.lesson is None or self.judged is None:
            return None
        return weakened(self.lesson.adjustment, self.judged.strength or 1.0)

    @property
    def worse(self) -> str:
        """Why it is not to be used, in words and numbers; empty where it is."""
        if self.lesson is None or self.judged is None:
            return self.short
        if not self.judged.strength:
            return f"what was learned would not group better: {said(self.judged, self.judged.best)}"
        if self.lesson.worse:
            return (
                f"what was learned judges unseen examples worse: {self.lesson.learned:.4f} nats after {self.lesson.shipped:.4f}"
            )
        return ""


def study(app: App, now: datetime, meter: Meter) -> Study:
    """Learn from the corrections that stand, and compare; nothing is written."""
    corrections = app.store.corrections()
    standing = in_effect(corrections)
    made = tuple(one for one in corrections if _stands(one, standing))
    active = app.store.active(_reach(app, made, now))
    copies = app.store.copies([one.fingerprint.article for one in active])
    state, shared = _filled(active), shared_text(copies)
    cases = corrected_cases(state, made, standing.fixed, shared)
    if len(cases) < ENOUGH:
        return Study(made, len(cases), None)
    approved = approved_cases(state, _approved(active), shared)
    lesson = learned_from(cases, approved, meter.advance)
    fresh = [one.fingerprint for one in active if _is_in_window(app, one, now)]
    newest = [fresh[line] for line in decision_order(fresh)[-REGROUPED:]]
    named = standing.fixed.articles - {one.article for one in newest}
    beside = [*newest, *(one.fingerprint for one in active if one.fingerprint.article in named)]
    judged = judge(beside, copies, made, standing.fixed, cases=[*cases, *approved], progress=meter.advance)
    found = Study(made, len(cases), lesson, judged)
    before = regrouped(newest, copies, standing.fixed, usable(app.store.adjustment()), meter.advance)
    after = regrouped(newest, copies, standing.fixed, found.weights, meter.advance)
    return replace(found, regrouped=len(newest), changed=tuple(changes(before, after)))


def keep(app: App, found: Study, by: str, now: datetime, *, force: bool = False) -> int:
    """Keep what was learned as the next version, used from the next pass on. Raises CorrectionRefused."""
    if found.lesson is None or found.weights is None or found.judged is None:
        raise CorrectionRefused(found.short)
    if found.worse and not force:
        raise CorrectionRefused(f"{found.worse}; nothing changes; --force applies it all the same")
    return app.store.keep_adjustment(_record(found, found.lesson, found.judged, found.weights), by, now)


def said(judged: Judgement, trial: Trial) -> str:
    """What a strength would do, in words and numbers."""
    return (
        f"at {trial.strength:.0%} it agrees with {trial.agreed:.1f} of {judged.decisions} decisions that were held out "
        f"({judged.agreed:.1f} as the score ships) and changes {trial.changed:.1f} of "
        f"{judged.free} stories that nobody corrected"
    )


def held_out(judged: Judgement) -> Mapping[str, object]:
    """A judgement as JSON."""
    return {
        "decisions": judged.decisions,
        "agreed": round(judged.agreed, 4),
        "free_stories": judged.free,
        "used_strength": judged.strength,
        "strengths": [
            {"strength": one.strength, "agreed": round(one.agreed, 4), "changed": round(one.changed, 4)}
            for one in judged.trials
        ],
    }


def _stands(correction: Correction, standing: InEffect) -> bool:
    """Whether anything of a correction is still in force."""
    moved, fixed = correction.moved, standing.fixed
    together = any(fixed.are_together(one, other) for one in moved for other in correction.joined)
    return together or any(fixed.are_apart(one, other) for one in moved for other in correction.left)


def _reach(app: App, corrections: Iterable[Correction], now: datetime) -> datetime:
    """Since when articles are read: the window, and the company of what was corrected."""
    window = now - timedelta(days=app.newsroom.settings.cluster.window_days)
    oldest = min((correction.at for correction in corrections), default=now)
    # An article is corrected while it is news: a window before its correction.
    return max(now - REACH, min(window, oldest - (now - window) - COMPANY))


def _filled(active: Sequence[Grouped]) -> ClusterState:
    state = ClusterState()
    for line in decision_order([one.fingerprint for one in active]):
        state.add(state.weigh(active[line].fingerprint), active[line].story)
    return state


def _approved(active: Sequence[Grouped]) -> list[str]:
    return list(dict.fromkeys(one.story for one in active if one.published))


def _is_in_window(app: App, one: Grouped, now: datetime) -> bool:
    since = now - timedelta(days=app.newsroom.settings.cluster.window_days)
    return (one.fingerprint.first_seen or since) >= since


def _record(found: Study, lesson: Lesson, judged: Judgement, weights: Adjustment) -> Mapping[str, object]:
    kinds = {kind: sum(one.kind == kind for one in found.corrections) for kind in ("merge", "split", "move")}
    return {
        "weights": weights.record(),
        "strength": judged.strength or 1.0,
        "held_out": held_out(judged),
        "score": score_digest(),
        "log_loss": {"shipped": round(lesson.shipped, 6), "learned": round(lesson.learned, 6)},
        "learned_from": {
            "corrections": lesson.corrections,
            "approved": lesson.approved,
            "examples": lesson.examples,
            "kinds": kinds,
            "newest": max(one.number for one in found.corrections),
            "first": min(one.at for one in found.corrections).isoformat(),
            "last": max(one.at for one in found.corrections).isoformat(),
            "users": sorted({one.by for one in found.corrections}),
        },
    }
