"""What is new since a version that an editor saw, told as facts."""

from __future__ import annotations

from by_hand import BEACON, FIRST, SECOND, THIRD, cite, dispute, draft, edited, fact, says

from pipeline.living import news
from pipeline.values import Update

PEOPLE = fact("f1", "Twelve", FIRST, 1, about="number of people")
STAFF = fact("f2", "900", FIRST, 7, about="number of people")
SEEN = draft([FIRST], [says(FIRST, 1), says(FIRST, 2)], facts=[PEOPLE, STAFF])


def later(*facts, **more):
    return draft([FIRST, SECOND, THIRD], [says(FIRST, 1), says(FIRST, 2)], facts=facts, **more)


def test_nothing_is_new_in_the_same_draft():
    assert not news(SEEN, SEEN)


def test_a_fact_of_a_new_article_is_new_and_one_that_it_only_repeats_is_not():
    union = fact("f9", None, SECOND, 3)
    again = fact("f4", "900", SECOND, 2, about="number of people")
    found = news(SEEN, later(union, again, PEOPLE))
    assert found.facts == (union,)
    assert [source.article for source in found.sources] == ["quayside", "tidings"]


def test_what_only_the_old_articles_say_was_known_whether_or_not_the_ledger_listed_it():
    assert not news(SEEN, later(PEOPLE, STAFF, fact("f3", None, FIRST, 11))).facts


def test_a_sentence_that_an_edit_put_into_a_known_article_is_new():
    newer = edited(FIRST, BEACON.strip() + "\nThe gas came from a lorry that nobody had ordered.")
    fresh = fact("f3", None, newer, 16)
    found = news(
        SEEN, draft([newer], [says(newer, 1)], facts=[fresh, fact("f1", "Twelve", newer, 1, about="number of people")])
    )
    assert found.facts == (fresh,)
    assert [(source.article, source.version) for source in found.revised] == [("beacon", 2)]


def test_superseded_withdrawn_and_disputed_are_told_once_each_and_not_again():
    update = Update("number of people", "Twelve", "Nineteen", (cite(THIRD, 1),))
    conflict = dispute("number of schools", ("two", cite(FIRST, 10)), ("three", cite(SECOND, 4)))
    people = fact("f1", "Twelve", FIRST, 1, about="number of people", state="superseded", superseded_by="Nineteen")
    staff = fact("f2", "900", FIRST, 7, about="number of people", state="withdrawn", superseded_by="90")
    schools = fact("f3", "two", FIRST, 10, about="number of schools", state="disputed", disputed_with="three")
    now = later(people, staff, schools, updates=[update], conflicts=[conflict])
    found = news(SEEN, now)
    assert (found.superseded, found.withdrawn, found.disputed) == ((people,), (staff,), (schools,))
    assert (found.updates, found.conflicts) == ((update,), (conflict,))
    assert not news(now, now)


def test_an_article_that_left_the_story_is_told():
    assert [source.article for source in news(later(), SEEN).gone] == ["quayside", "tidings"]
