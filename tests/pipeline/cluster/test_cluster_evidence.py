from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from pipeline.cluster.background import Background
from pipeline.cluster.evidence import FEATURES, F, gather
from pipeline.cluster.postings import Postings, Vector, unit
from pipeline.cluster.score import agreement, log_odds, score_pairs
from pipeline.cluster.state import ClusterState
from pipeline.cluster.trees import Learned, kinds_of, read_learned, shipped
from pipeline.fingerprint import fingerprint
from pipeline.values import Article, Moment

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
TUG = "Tug Merrow pulled the barge Halcyon off the sandbank at Dunmarrow after 41 hours, said harbour master Ola Prenn."
TUG_AGAIN = "After 41 hours the barge Halcyon is afloat again: the tug Merrow freed her at Dunmarrow, Ola Prenn said."
BREAD = "Bakers in Sill weigh rye by the handful and let the dough stand until the window fogs."


def article(name, text, title="", days=0.0, **fields):
    return Article(name, text, title, published=Moment(NOON + timedelta(days=days)), **{"language": "en", **fields})


def held(*articles):
    state = ClusterState(learned=None)
    for one in articles:
        state.add(state.weigh(fingerprint(one)), one.id)
    return state


def beside(state, one):
    mine = state.weigh(fingerprint(one))
    candidates = state.candidates(mine)
    return candidates, gather(state.postings, mine, candidates)


def test_evidence_is_what_one_pair_at_a_time_would_give():
    state = held(article("a", TUG, "Halcyon afloat"), article("b", TUG_AGAIN, "Barge freed"), article("c", BREAD))
    mine = state.weigh(fingerprint(article("d", TUG_AGAIN + " " + BREAD, "Merrow frees Halcyon", 1)))
    candidates = state.candidates(mine)
    found = gather(state.postings, mine, candidates)
    for row, known in enumerate(candidates):
        for feature, ours, theirs in (
            ("words", mine.terms, known.terms),
            ("title", mine.title, known.title),
            ("names", mine.names, known.names),
            ("numbers", mine.numbers, known.numbers),
        ):
            one, other = state.postings.read(ours), state.postings.read(theirs)
            assert found.matrix[row, F[feature]] == pytest.approx(sum(one[key] * other.get(key, 0) for key in one), abs=1e-6)
        assert found.matrix[row, F["days"]] == pytest.approx(np.log1p(1))


def test_the_same_names_and_numbers_speak_for_one_event_and_other_heroes_against_it():
    state = held(article("a", TUG))
    _, same = beside(state, article("b", TUG_AGAIN))
    other = (
        TUG.replace("Merrow", "Ostrane")
        .replace("Halcyon", "Pelham")
        .replace("Dunmarrow", "Quillow")
        .replace("Ola Prenn", "Ivo Sand")
    )
    _, apart = beside(state, article("c", other))
    assert same.of("other_hero")[0] == 0
    assert apart.of("other_hero")[0] == apart.of("no_hero")[0] == apart.of("no_mention")[0] == 1
    assert agreement(same)[0] > agreement(apart)[0]


def test_other_company_and_other_amounts_are_stronger_evidence_than_other_company():
    sold = "{} sold 120 cranes for $45 million to the yard of {}, the foundry said."
    state = held(article("a", sold.format("Marrowgate", "Lorne")))
    elsewhere = sold.format("Pellam", "Quarrin")
    _, same = beside(state, article("b", elsewhere))
    _, other = beside(state, article("b", elsewhere.replace("120", "260").replace("45", "91")))
    assert (same.other_amounts[0], other.other_amounts[0]) == (False, True)
    assert other.of("other_hero")[0] == other.of("no_mention")[0] == 1
    assert agreement(other)[0] < 0.8 * agreement(same)[0]


def test_days_apart_lower_the_score_and_a_missing_date_does_not():
    state = held(article("a", TUG))
    scores = [
        agreement(beside(state, one)[1])[0]
        for one in (article("b", TUG_AGAIN), article("b", TUG_AGAIN, days=4), article("b", TUG_AGAIN, days=40))
    ]
    undated = agreement(beside(state, replace(article("b", TUG_AGAIN), published=None))[1])[0]
    assert scores[0] > scores[1] > scores[2] > 0
    assert undated == pytest.approx(scores[0])


def test_no_candidates_give_no_evidence_and_no_pairs():
    state = held()
    candidates, found = beside(state, article("a", TUG))
    assert (candidates, found.matrix.shape, found.crowd) == ([], (0, len(FEATURES)), 0.0)
    assert score_pairs(found, candidates, {}, shipped()) == []


def test_the_newest_holders_of_a_word_are_found_however_many_there_are():
    postings = Postings(Background(10, {}))
    common, rare = postings.columns(["common", "rare"])
    for row in range(5000):
        columns = np.array([common, rare] if row == 4990 else [common], dtype=np.int32)
        postings.add(row, unit(columns, np.ones(len(columns))))
    asked = Vector(np.array([common, rare], dtype=np.int32), np.array([0.5, 0.5], dtype=np.float32))
    assert 4990 in postings.nearest(asked, 3, 5000)
    assert min(postings.nearest(asked, 3, 5000)) > 3000


def test_a_forgotten_article_is_no_candidate():
    state = held(article("a", TUG), article("b", BREAD))
    state.forget("a")
    candidates, _ = beside(state, article("c", TUG_AGAIN))
    assert [known.fingerprint.article for known in candidates] in ([], ["b"])


def test_trees_say_nothing_about_articles_of_a_kind_that_taught_them_nothing():
    state = held(article("a", TUG))
    _, found = beside(state, article("b", TUG_AGAIN))
    untaught = replace(shipped(), events=np.zeros_like(shipped().events))
    none = np.zeros(1)
    assert log_odds(found, none, untaught) == pytest.approx(log_odds(found, none, None))


def test_trees_read_back_what_they_wrote():
    learned = shipped()
    again = read_learned(learned.record())
    state = held(article("a", TUG), article("b", BREAD))
    _, found = beside(state, article("c", TUG_AGAIN))
    assert again.log_odds(found.matrix) == pytest.approx(learned.log_odds(found.matrix), abs=0.05)
    assert (again.events == learned.events).all()


def test_a_tree_asks_one_question_a_level():
    matrix = np.zeros((4, len(FEATURES)))
    matrix[:, F["words"]] = [0.1, 0.9, 0.1, 0.9]
    matrix[:, F["title"]] = [0.1, 0.1, 0.9, 0.9]
    tree = Learned(
        1.0, np.array([[F["words"], F["title"]]]), np.array([[0.5, 0.5]]), np.array([[0.0, 1.0, 2.0, 3.0]]), np.zeros(36)
    )
    assert tree.log_odds(matrix).tolist() == [1.0, 2.0, 3.0, 4.0]


def test_kinds_tell_headlines_and_reports_and_what_is_missing_apart():
    state = held(article("a", TUG * 12, "A title"))
    rows = [
        beside(state, one)[1].matrix[0]
        for one in (
            article("b", TUG_AGAIN * 12, "A title"),
            article("b", "", "Halcyon afloat"),
            article("b", TUG_AGAIN * 12),
            replace(article("b", TUG_AGAIN * 12, "A title"), published=None),
        )
    ]
    assert len(set(kinds_of(np.array(rows)).tolist())) == 4
