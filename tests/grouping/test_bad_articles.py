"""Articles as no newsroom wants them, each answered as a newsroom would: in a batch, and in a pass over what is known."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from grouping_samples import BRIGHT, FERRY, FERRY_REWRITE, MONDAY, QUILL, QUILL_OTHER, RECIPE, report, stories

from pipeline.cluster import cluster, group
from pipeline.cluster.pairwise import fits, known_now
from pipeline.doubts import believed, doubts
from pipeline.fingerprint import fingerprint
from pipeline.near import dedupe
from pipeline.protocols import Grouped
from pipeline.rank import independent_reports, rank
from pipeline.values import Moment

LATEST = MONDAY + timedelta(days=700)


def dated(article, year, **fields):
    return replace(article, published=Moment(datetime(year, 1, 1, tzinfo=UTC)), **fields)


def by_id(lines, **more):
    return {one.article: one for one in cluster(lines, latest=LATEST, **more)}


def passed(*articles, before=()):
    """What a pass over the store gives, by article."""
    return {one.article: one for one in group(list(before), list(articles)).assignments}


def held(*articles):
    found = group([], list(articles))
    homes = {one.article: one.story for one in found.assignments}
    return [Grouped(one, homes[one.article]) for one in found.fingerprints]


def said(assignment):
    reasons = [reason for near in assignment.nearest for reason in near.reasons]
    return "; ".join(reasons + list(assignment.rejected.reasons if assignment.rejected else ()))


# --------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("year", "seen", "why"),
    [
        (1970, MONDAY, "date 1970-01-01 not believed: before the first-seen by 57 years"),
        (1970, None, "date 1970-01-01 not believed: before there were news sites"),
        (2099, MONDAY, "date 2099-01-01 not believed: after the first-seen by 72 years"),
        (2099, None, "date 2099-01-01 not believed: it lies in the future"),
    ],
)
def test_a_date_that_cannot_be_is_unknown_and_says_why(year, seen, why):
    page = dated(report("page", FERRY), year, first_seen=seen)
    assert doubts(page, LATEST).date == why
    assert believed(page, LATEST) is None
    assert fingerprint(page, LATEST).published is None
    assert fingerprint(page, LATEST).date_doubt == why


@pytest.mark.parametrize("hours", [-24 * 365 * 20, -1, 0, 20])
def test_an_old_date_and_one_of_another_time_zone_are_believed(hours):
    page = replace(report("page", FERRY, hours=hours), first_seen=MONDAY)
    assert believed(page) == page.published
    assert doubts(page).date == ""


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_report_with_an_impossible_date_joins_its_story_and_says_so(year):
    lines = [report("ferry", FERRY, "Ferry aground"), dated(report("again", FERRY_REWRITE, "Albatross to be towed"), year)]
    found = by_id(lines)
    assert found["again"].story == found["ferry"].story
    assert f"date {year}-01-01 not believed" in said(found["again"])
    assert "at least one has no date that is believed" in said(found["again"])


@pytest.mark.parametrize("year", [1970, 2099])
def test_in_a_pass_an_impossible_date_is_replaced_by_when_we_saw_it(year):
    old = replace(report("ferry", FERRY, "Ferry aground"), first_seen=MONDAY)
    again = dated(report("again", FERRY_REWRITE, "Albatross to be towed"), year, first_seen=MONDAY + timedelta(hours=3))
    found = passed(again, before=held(old))["again"]
    assert found.story == held(old)[0].story
    assert "seen 3 hours apart, at least one has no date that is believed" in said(found)
    assert f"date {year}-01-01 not believed" in said(found)


def test_a_page_dated_1970_is_not_the_origin_of_a_text_that_was_there_before_it():
    real, fake = replace(report("real", FERRY), first_seen=MONDAY), dated(report("fake", FERRY), 1970)
    for lines in ([real, fake], [real, replace(fake, first_seen=MONDAY + timedelta(days=2))]):
        assert by_id(lines)["fake"].duplicate_of == "real"
    assert passed(replace(fake, first_seen=MONDAY + timedelta(days=2)), before=held(real))["fake"].duplicate_of == "real"


# --------------------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"text": "", "title": "Ferry aground off Cape Tarn"}, "no text: compared by its title alone"),
        ({"text": " \n", "title": ""}, "neither title nor text: it stands alone"),
        ({"text": FERRY, "title": ""}, "no title: compared by its text alone"),
        ({"text": "Aground", "title": "Ferry"}, "a text of 1 word says next to nothing"),
        ({"text": FERRY, "title": "Ferry", "published": None}, "no date"),
        ({"text": "quay " * 30_000, "title": "Ferry"}, "a text of 30,000 words"),
        (
            {"text": "Паром сел на мель у мыса Тарн. The ferry ran aground.", "title": "Ferry"},
            "in several scripts: Latin, Cyrillic",
        ),
        ({"text": "フェリーが座礁した。東京湾で二百人が救助された。" * 3, "title": "NHKニュース"}, None),
    ],
)
def test_what_an_article_lacks_is_said(fields, note):
    notes = doubts(replace(report("odd", FERRY), **fields)).notes
    assert any(one.startswith(note) for one in notes) if note else notes == ()


def test_a_headline_alone_joins_the_story_it_heads():
    found = by_id(
        [
            report("ferry", FERRY, "Ferry Albatross aground off Cape Tarn"),
            report("bare", "", "Ferry Albatross aground off Cape Tarn", 1),
        ]
    )
    assert found["bare"].story == found["ferry"].story


def test_a_text_without_title_or_date_joins_its_story():
    lines = [report("ferry", FERRY, "Ferry aground"), report("bare", FERRY_REWRITE, "", None)]
    found = by_id(lines)
    assert found["bare"].story == found["ferry"].story
    assert "at least one has no date" in said(found["bare"])


@pytest.mark.parametrize("settle", [False, True])
def test_articles_that_say_nothing_stand_alone(settle):
    lines = [
        report("ferry", FERRY, "Ferry"),
        *(report(f"void-{n}", text, "") for n, text in enumerate(("", "", "Ferry", "Ferry"))),
    ]
    for order in (lines, lines[::-1]):
        assert len(set(stories(cluster(order, settle=settle)).values())) == 5


def test_two_megabytes_of_one_page_are_answered_and_keep_to_their_story():
    long = f"{FERRY}\n" + "\n".join(f"Reader {n} writes that the sea is grey at mole {n % 97}." for n in range(40_000))
    assert len(long) > 2_000_000
    before = time.process_time()
    found = by_id([report("ferry", FERRY, "Ferry aground"), report("long", long, "Ferry aground: the comments", 1)])
    assert found["long"].story == found["ferry"].story
    assert found["long"].duplicate_of == "ferry"
    assert time.process_time() - before < 60  # a bound against work that grows with the square, no figure


def test_mixed_scripts_are_one_article_like_any_other():
    mixed = f"{FERRY_REWRITE} Паром «Альбатрос» сел на мель. 渡轮搁浅。 الباخرة جنحت."
    found = by_id([report("ferry", FERRY, "Ferry aground"), report("mixed", mixed, "Albatross / Альбатрос / 信天翁", 2)])
    assert found["mixed"].story == found["ferry"].story


# --------------------------------------------------------------------------- one text forty times, one id twice


def test_forty_domains_with_one_text_are_one_origin_and_thirty_nine_copies_of_it():
    lines = [report(f"p{n:02}", FERRY, "Ferry aground", n / 10, domain=f"site{n}.example") for n in range(40)]
    found = by_id(lines)
    assert len({one.story for one in found.values()}) == 1
    assert [one.duplicate_of for one in found.values()] == [None] + ["p00"] * 39
    pairs = dedupe(lines)
    assert len(pairs) == 40 * 39 / 2
    ranked = rank(lines, {}, pairs)
    assert independent_reports(ranked) == (1, 1)
    assert [one.role for one in ranked].count("copy") == 39


def test_a_known_id_with_the_same_text_changes_nothing_and_with_another_is_its_next_version():
    known = held(report("ferry", FERRY, "Ferry aground"), report("quill", QUILL, "Saltmarket raises", 1))
    same = passed(report("ferry", FERRY, "Ferry aground"), before=known)["ferry"]
    other = passed(replace(report("ferry", QUILL_OTHER, "Ferry aground"), version=2), before=known)["ferry"]
    assert same.story == other.story == known[0].story
    assert same.duplicate_of is None


# --------------------------------------------------------------------------- a bridge between two events


def bridge(share):
    return f"{' '.join(FERRY.split()[:share])}\nMeanwhile in Bergen. {' '.join(QUILL.split()[:share])}"


@pytest.mark.parametrize("share", [25, 45, 70])
@pytest.mark.parametrize("settle", [False, True])
def test_a_bridge_that_quotes_two_events_joins_one_or_none_and_names_the_other(share, settle):
    lines = [
        report("ferry", FERRY, "Ferry aground"),
        report("quill", QUILL, "Saltmarket raises $95 million"),
        report("bridge", bridge(share), "What moved the coast this week", 5),
        report("ferry-2", FERRY_REWRITE, "Albatross to be towed", 6),
        report("quill-2", QUILL_OTHER, "$95 million for Saltmarket", 7),
    ]
    found = by_id(lines, settle=settle)
    assert found["ferry"].story == found["ferry-2"].story != found["quill"].story == found["quill-2"].story
    others = {found["ferry"].story, found["quill"].story} - {found["bridge"].story}
    assert set(found["bridge"].related) == others
    assert found["bridge"].rejected.story in others
    assert "shared text" in said(found["bridge"])


def test_a_bridge_in_a_later_pass_merges_nothing():
    known = held(report("ferry", FERRY, "Ferry aground"), report("quill", QUILL, "Saltmarket raises $95 million", 1))
    result = group(
        known, [report("bridge", bridge(60), "What moved the coast this week", 5), report("ferry-2", FERRY_REWRITE, "Towed", 6)]
    )
    assert result.merged == {}


def test_a_report_of_one_event_that_prints_a_line_about_another_is_not_pulled_there():
    aside = f"{BRIGHT} Elsewhere, the ferry Albatross ran aground off Cape Tarn."
    found = by_id([report("ferry", FERRY, "Ferry aground"), report("bright", aside, "Brindlework raises $180 million", 2)])
    assert found["bright"].story != found["ferry"].story


def test_what_has_no_date_may_be_as_old_as_the_story_that_it_tells_of():
    told = [
        replace(report(name, text, "Ferry aground"), first_seen=MONDAY) for name, text in (("a", FERRY), ("b", FERRY_REWRITE))
    ]
    late = MONDAY + timedelta(days=60)
    page = report("page", FERRY_REWRITE.replace("Tugs", "Two tugs"), "Albatross to be towed", hours=None, first_seen=late)
    other = report("other", RECIPE, "Squash with lentils", hours=None, first_seen=late)
    found = passed(page, before=held(*told, other))["page"]
    assert found.story == held(told[0])[0].story
    assert "seen 60 days apart, at least one has no date" in said(found)


def test_a_score_in_a_story_is_the_mean_of_the_pairs_that_are_shown_for_it():
    near = [report(f"near-{n}", FERRY, "Ferry aground", n) for n in range(2)]
    far = [report(f"far-{n}", f"{FERRY} {n}", "Ferry aground", 24 * 40 + n) for n in range(3)]
    held_now = [Grouped(fingerprint(one), "ferry") for one in (*near, *far)]
    mine = report("mine", FERRY_REWRITE, "Albatross to be towed", 3)
    state = known_now([*held_now, Grouped(fingerprint(mine), "mine")])
    fit = next(one for one in fits(state, "mine", (), lambda _: None) if one.story == "ferry")
    assert {pair.other for pair in fit.pairs} == {"near-0", "near-1"}
    assert fit.score == pytest.approx(sum(pair.score for pair in fit.pairs) / 2)
