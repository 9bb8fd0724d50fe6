"""What corrections teach: little from few, much from many, and never more than its bounds."""

from dataclasses import replace

import numpy as np
import pytest
from corrected_samples import launch, recall, rounds
from test_constraints import NOON

from pipeline.cluster import group
from pipeline.cluster.adjust import COLUMNS, Adjustment, adjusted, fitted, losses, read_adjustment, shift
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.corrections import in_effect
from pipeline.cluster.evidence import FEATURES, Evidence, F
from pipeline.cluster.learn import approved_cases, corrected_cases, learned_from
from pipeline.cluster.regroup import changes, regrouped
from pipeline.cluster.state import ClusterState
from pipeline.fingerprint import fingerprint
from pipeline.protocols import Correction

ZERO = Adjustment((0.0,) * len(COLUMNS))


def mistaken(count, seed=7):
    """Examples of a newsroom where two events about different company are taken for one: the score says 2, a person says no."""
    dice = np.random.default_rng(seed)
    rows = np.zeros((count, len(COLUMNS)))
    rows[:, 0] = 1
    wrong = np.arange(count) % 2 == 0
    odds = np.where(wrong, 2.0, 2.5) + dice.normal(0, 0.3, count)
    rows[:, 1] = odds / 6
    rows[:, COLUMNS.index("other_hero")] = np.where(wrong, 0.7, -0.3)
    return rows, odds, np.where(wrong, 0.0, 1.0), np.ones(count)


def test_no_example_changes_nothing():
    nothing = np.zeros((0, len(COLUMNS)))
    assert fitted(nothing, np.zeros(0), np.zeros(0), np.zeros(0)) == ZERO
    evidence = Evidence(
        np.ones((3, len(FEATURES))),
        *(np.zeros(3, kind) for kind in (np.bool_, np.int64, np.bool_, np.bool_, np.float64, np.bool_)),
    )
    odds = np.array([-3.0, 0.0, 9.0])
    assert adjusted(ZERO, odds, evidence).tolist() == odds.tolist()
    assert adjusted(None, odds, evidence) is odds


def test_five_examples_move_little_and_two_hundred_much():
    moved = {}
    for count in (5, 200):
        rows, odds, same, importance = mistaken(count)
        moved[count] = -shift(fitted(rows, odds, same, importance), rows)[same == 0].mean()
    assert 0 < moved[5] < 0.5
    assert moved[200] > 1.0
    rows, odds, same, importance = mistaken(200)
    after = losses(odds + shift(fitted(rows, odds, same, importance), rows), same).mean()
    assert after < 0.6 * losses(odds, same).mean()


def test_what_is_learned_is_where_the_slope_of_the_loss_is_nothing():
    """Newton's method has arrived: the penalised gradient vanishes (checked by differences, not by our own formula)."""
    rows, odds, same, importance = mistaken(40)
    weights = np.array(fitted(rows, odds, same, importance).weights)

    def objective(at):
        return importance @ losses(odds + rows @ at, same) + 12.0 / 2 * at @ at

    for place in range(len(weights)):
        step = np.zeros(len(weights))
        step[place] = 1e-4
        assert objective(weights) <= objective(weights + step)
        assert objective(weights) <= objective(weights - step)


@pytest.mark.parametrize("importance", [1.0, 1e6])
def test_no_example_however_wrong_moves_a_pair_that_the_score_is_sure_about(importance):
    rows, odds, same, _ = mistaken(400)
    learned = fitted(rows, odds, 1 - same, np.full(400, importance))
    assert max(abs(weight) for weight in learned.weights) <= 1.5
    far = np.vstack((rows, -3 * rows))
    assert np.abs(shift(learned, far)).max() <= 2.0
    sure = np.array([-2.1, 2.1])
    moved = sure + shift(learned, far[:2])
    assert (np.sign(moved) == np.sign(sure)).all()


def test_weights_come_back_as_they_were_written_and_others_are_refused():
    learned = Adjustment(tuple(float(number) / 10 for number in range(len(COLUMNS))))
    assert read_adjustment(learned.record()) == learned
    with pytest.raises(KeyError, match="another_column"):
        read_adjustment({**learned.record(), "another_column": 1.0})


def test_every_column_is_evidence_that_there_is():
    assert set(COLUMNS[2:]) <= set(F)


def grouped_together(articles):
    """A state in which all of these were grouped, in one story or another."""
    state = ClusterState()
    for one in articles:
        state.add(state.weigh(fingerprint(one)), f"s-{one.id.split('-')[0]}")
    return state


def splits(count):
    """So many corrections: each took one report of the recall out of the story of the launch."""
    left = tuple(f"launch-{number}" for number in range(count))
    return [Correction(n + 1, "split", "s-launch", "s-recall", (f"recall-{n}",), (), left, "Ada", NOON) for n in range(count)]


def test_the_examples_of_a_split_say_no_to_what_it_set_apart_and_yes_to_what_stayed_together():
    third = replace(launch(7), id="third-0")
    state = grouped_together([*(launch(n, n) for n in range(6)), *(recall(n, n) for n in range(6)), third])
    made = splits(6)
    cases = corrected_cases(state, made, in_effect(made).fixed, {})
    assert [case.number for case in cases] == [1, 2, 3, 4, 5, 6]
    for case in cases:
        assert set(case.same.tolist()) == {0.0, 1.0}
        said = case.importance[(case.same == 0)].sum(), case.importance[(case.same == 1)].sum()
        assert said == pytest.approx((3.0, 2.0)), "apart once and the nearest others twice; together twice"


def test_what_was_taken_back_is_no_example():
    state = grouped_together([*(launch(n, n) for n in range(3)), *(recall(n, n) for n in range(3))])
    split = splits(3)[0]
    back = Correction(2, "merge", "s-recall", "s-launch", split.moved, split.left, (), "Ada", NOON)
    standing = in_effect([split, back]).fixed
    assert corrected_cases(state, [split], standing, {}) == []
    assert len(corrected_cases(state, [back], standing, {})) == 1


def test_a_mistake_that_the_score_was_sure_of_teaches_nothing_because_no_weight_could_mend_it():
    state = grouped_together([launch(n, n) for n in range(4)])
    (made,) = [
        Correction(1, "split", "s-launch", "s-new", ("launch-0",), (), ("launch-1", "launch-2", "launch-3"), "Ada", NOON)
    ]
    assert corrected_cases(state, [made], in_effect([made]).fixed, {}) == []


def test_corrections_of_articles_that_nobody_knows_any_more_give_no_examples():
    made = splits(2)
    assert corrected_cases(ClusterState(), made, in_effect(made).fixed, {}) == []


def test_what_was_learned_is_judged_by_what_it_has_not_seen_and_is_the_same_every_time():
    state = grouped_together([*(launch(n, n) for n in range(8)), *(recall(n, n + 9) for n in range(8))])
    made = splits(8)
    cases = corrected_cases(state, made, in_effect(made).fixed, {})
    approved = approved_cases(state, ["s-launch", "s-nowhere"], {})
    assert [case.number for case in approved] == [0]
    lesson = learned_from(cases, approved)
    assert lesson == learned_from(cases, approved)
    assert (lesson.corrections, lesson.approved) == (8, 1)
    fit = lesson.adjustment
    inside = sum(float(case.importance @ losses(case.odds + shift(fit, case.rows), case.same)) for case in cases)
    assert lesson.learned > inside / sum(float(case.importance.sum()) for case in cases), "seen examples look better"
    assert lesson.worse == (lesson.learned >= lesson.shipped)


def test_one_correction_against_all_others_hardly_changes_what_they_teach():
    state = grouped_together([*(launch(n, n) for n in range(12)), *(recall(n, n + 9) for n in range(12))])
    made = splits(11)
    honest = learned_from(corrected_cases(state, made, in_effect(made).fixed, {}), []).adjustment
    odd = Correction(
        12, "merge", "s-recall", "s-launch", ("recall-11",), tuple(f"launch-{n}" for n in range(12)), (), "Mallory", NOON
    )
    # Taken for itself, so that it contradicts what the others say instead of replacing it.
    alone = corrected_cases(state, [odd], in_effect([odd]).fixed, {})
    mixed = learned_from([*corrected_cases(state, made, in_effect(made).fixed, {}), *alone], []).adjustment
    rows = np.vstack([case.rows for case in alone])
    assert np.abs(shift(mixed, rows) - shift(honest, rows)).max() < 0.35


LOOSE = Adjustment((1.5, 1.5, *ZERO.weights[2:]))


def test_what_weights_would_change_is_named_as_merges_and_splits_before_it_happens():
    prints = [fingerprint(one) for one in (*rounds(), *(launch(n, n) for n in range(4)))]
    plain, loose = regrouped(prints, (), Fixed(), None), regrouped(prints, (), Fixed(), LOOSE)
    assert changes(plain, plain) == []
    (merge,) = changes(plain, loose)
    assert (merge.kind, merge.parts) == ("merge", (("round-0",), ("round-1",)))
    assert merge.before < 0.5 < merge.after
    (split,) = changes(loose, plain)
    assert (split.kind, split.parts) == ("split", (("round-0",), ("round-1",)))
    assert split.after < 0.5 < split.before


def test_an_article_that_would_be_elsewhere_is_named_with_its_old_company_and_its_new():
    before, after = ClusterState(), ClusterState()
    for state, home in ((before, "s-one"), (after, "s-two")):
        for one in (*(launch(n) for n in range(4)), *(recall(n) for n in range(4))):
            story = home if one.id == "recall-3" else {"launch": "s-one", "recall": "s-two"}[one.id.split("-")[0]]
            state.add(state.weigh(fingerprint(one)), story)
    (move,) = changes(before, after)
    assert move.kind == "move"
    assert move.parts == (("recall-3",), tuple(f"launch-{n}" for n in range(4)), tuple(f"recall-{n}" for n in range(3)))


def test_what_was_learned_never_undoes_what_was_said():
    articles = [*(launch(n, n) for n in range(4)), *(recall(n, n + 4) for n in range(4))]
    said = Fixed(apart=frozenset((recall(n).id, launch(m).id) for n in range(4) for m in range(4)))
    state = regrouped([fingerprint(one) for one in articles], (), said, LOOSE)
    for story in state.stories.values():
        assert len({article.split("-")[0] for article in story}) == 1


def test_a_pass_groups_by_what_was_learned():
    plain, loose = group([], rounds()), group([], rounds(), adjustment=LOOSE)
    assert len({one.story for one in plain.assignments}) == 2
    assert len({one.story for one in loose.assignments}) == 1
