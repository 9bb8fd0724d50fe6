"""What was learned is judged by grouping again: decisions held out on one side, stories that nobody corrected on the other."""

from dataclasses import replace

import pytest
from corrected_samples import launch, recall, rounds
from test_constraints import NOON
from test_learning import LOOSE, ZERO, grouped_together, splits

from pipeline.cluster import judge as judging
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.corrections import in_effect
from pipeline.cluster.judge import STRENGTHS, Judgement, Trial, judge, weakened
from pipeline.cluster.learn import corrected_cases
from pipeline.fingerprint import fingerprint
from pipeline.protocols import Correction


def judgement(*trials):
    return Judgement(10, 2.0, 100, tuple(Trial(*trial) for trial in trials))


def test_the_strength_is_that_which_mends_most_beyond_what_it_changes_and_none_where_none_does():
    assert judgement((1.0, 9.0, 1.0), (0.5, 6.0, 0.0)).strength == 1.0
    assert judgement((1.0, 9.0, 7.5), (0.5, 6.0, 1.0)).strength == 0.5
    assert judgement((1.0, 9.0, 7.5), (0.5, 6.0, 4.0)).strength == 0.0
    assert judgement((1.0, 2.0, 0.0), (0.5, 2.0, 0.0)).strength == 0.0, "what mends nothing is not used"
    assert judgement((1.0, 6.0, 0.0), (0.5, 6.0, 0.0)).strength == 0.5, "the weaker of two that do the same"


@pytest.fixture
def parted():
    """An editor took the reports of the recall out of the launch, one by one; two rounds of money are nobody's business."""
    prints = [fingerprint(one) for one in (*rounds(), *(launch(n, n) for n in range(6)), *(recall(n, n) for n in range(6)))]
    made = splits(6)
    state = grouped_together([*(launch(n, n) for n in range(6)), *(recall(n, n) for n in range(6))])
    fixed = in_effect(made).fixed
    return prints, made, fixed, corrected_cases(state, made, fixed, {})


def judged(parted, monkeypatch, weights):
    held = []

    def fit(cases):
        held.append({case.number for case in cases})
        return weights

    monkeypatch.setattr(judging, "fit", fit)
    prints, made, fixed, cases = parted
    return judge(prints, (), made, fixed, cases=cases), held


def test_a_looser_score_that_runs_uncorrected_stories_together_is_not_used(parted, monkeypatch):
    found, _ = judged(parted, monkeypatch, LOOSE)
    assert found.free == 2
    assert found.trials[0].changed == 2.0, "both rounds are one story"
    assert found.strength == 0.0


ONE_ROUND = Correction(1, "merge", "a", "b", ("round-0",), ("round-1",), (), "Ada", NOON)


def test_a_looser_score_that_joins_what_a_person_joined_and_nothing_else_is_used(parted, monkeypatch):
    prints, *_ = parted
    found, _ = judged((prints, [ONE_ROUND], in_effect([ONE_ROUND]).fixed, []), monkeypatch, LOOSE)
    assert (found.decisions, found.agreed) == (1, 0.0)
    assert (found.trials[0].agreed, found.trials[0].changed) == (1.0, 0.0)
    assert found.strength > 0


def test_stories_that_persons_looked_at_and_left_apart_are_counted_when_they_run_together(monkeypatch):
    """Two rounds, each merged with another report of itself: nobody said that they are one."""
    twins = [replace(one, id=f"{one.id}-again") for one in rounds()]
    prints = [fingerprint(one) for one in (*rounds(), *twins)]
    made = [
        Correction(n + 1, "merge", f"a{n}", f"b{n}", (f"round-{n}",), (f"round-{n}-again",), (), "Ada", NOON) for n in range(2)
    ]
    found, _ = judged((prints, made, in_effect(made).fixed, []), monkeypatch, LOOSE)
    assert (found.agreed, found.free) == (2.0, 0)
    assert found.trials[0].changed == 2.0
    assert found.strength == 0.0


def test_a_decision_is_judged_by_what_the_others_teach(parted, monkeypatch):
    _, held = judged(parted, monkeypatch, ZERO)
    assert len(held) == 3 * len(STRENGTHS)
    for number in range(1, 7):
        assert sum(number not in taught for taught in held) == len(STRENGTHS), "left out once a strength"


def test_decisions_on_the_same_articles_are_held_out_together(monkeypatch):
    prints = [fingerprint(launch(n, n)) for n in range(8)]
    pairs = [("merge", 0, 1), ("merge", 2, 3), ("merge", 4, 5), ("merge", 5, 6)]
    made = [
        Correction(number, kind, f"a{number}", f"b{number}", (f"launch-{one}",), (f"launch-{other}",), (), "Ada", NOON)
        for number, (kind, one, other) in enumerate(pairs, start=1)
    ]
    fixed = in_effect(made).fixed
    state = grouped_together([launch(n, n) for n in range(8)])
    _, held = judged((prints, made, fixed, corrected_cases(state, made, fixed, {})), monkeypatch, ZERO)
    assert all((3 in taught) == (4 in taught) for taught in held)


def test_nothing_learned_changes_nothing(parted, monkeypatch):
    found, _ = judged(parted, monkeypatch, ZERO)
    assert {(trial.agreed, trial.changed) for trial in found.trials} == {(found.agreed, 0.0)}
    assert found.strength == 0.0
    assert weakened(LOOSE, 0.5).weights[:2] == (0.75, 0.75)


def test_what_was_taken_back_is_not_judged(parted):
    prints, made, *_ = parted
    back = Correction(7, "merge", "x", "y", ("recall-0",), tuple(f"launch-{n}" for n in range(6)), (), "Ben", NOON)
    again = Correction(8, "split", "y", "x", ("recall-0",), (), tuple(f"launch-{n}" for n in range(6)), "Ada", NOON)
    for said, counted in (([*made, back], 6), ([*made, back, again], 6)):
        fixed = in_effect(said).fixed
        assert fixed.are_apart("recall-0", "launch-0") is (said[-1] is again)
        assert judge(prints, (), said, fixed, cases=[]).decisions == counted + (said[-1] is again)
    assert judge(prints, (), (), Fixed(), cases=[]).strength == 0.0
