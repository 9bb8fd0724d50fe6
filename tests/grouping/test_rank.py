from dataclasses import replace
from datetime import timedelta

import pytest
from grouping_samples import (
    BRIGHT,
    BRIGHT_OTHER,
    FERRY,
    FERRY_REWRITE,
    GERMAN_BRIGHT,
    MONDAY,
    QUILL,
    QUILL_OTHER,
    RECIPE,
    report,
)

from pipeline.near import dedupe
from pipeline.rank import independent_reports, rank
from pipeline.values import Credit, Link, Moment, Outlet

OUTLETS = {
    "ledger": Outlet("ledger", "The Quay Ledger", ("quayledger.example",), owner="Ledger Group"),
    "deals": Outlet("deals", "Mole Deals", ("moledeals.example",), owner="Ledger Group"),
    "courier": Outlet("courier", "Tarn Courier", ("tarncourier.example",), owner="Tarn Press"),
    "wire": Outlet("wire", "Northern Wire", ("northernwire.example",), owner="Northern Wire", kind="agency"),
    "company": Outlet("company", "Brindlework", ("brindlework.example",), owner="Brindlework", kind="primary"),
}


def ranked(*articles, outlets=OUTLETS):
    return rank(articles, outlets, dedupe(articles))


def by_id(*articles, outlets=OUTLETS):
    return {one.article: one for one in ranked(*articles, outlets=outlets)}


def test_one_owner_is_one_independent_report():
    found = ranked(
        report("a", BRIGHT, outlet="ledger"),
        report("b", BRIGHT_OTHER, hours=1, outlet="deals"),
        report("c", QUILL, hours=2, outlet="courier"),
    )
    assert independent_reports(found) == (2, 2)


def test_an_owner_that_is_not_on_record_makes_the_count_a_range():
    found = ranked(
        report("a", BRIGHT, outlet="ledger"),
        report("b", BRIGHT_OTHER, hours=1, domain="a.example"),
        report("c", QUILL, domain="b.example"),
    )
    assert independent_reports(found) == (1, 3)


def test_forty_domains_with_one_text_are_one_independent_report():
    found = ranked(*(report(f"p{n:02}", FERRY, hours=n, domain=f"site{n}.example") for n in range(40)))
    assert independent_reports(found) == (1, 1)
    assert [one.role for one in found] == ["original"] + ["copy"] * 39
    assert {one.copied_from for one in found[1:]} == {"p00"}


def test_subdomains_of_one_site_are_one_independent_report():
    texts = [BRIGHT, BRIGHT_OTHER, QUILL, QUILL_OTHER, FERRY, FERRY_REWRITE, RECIPE, GERMAN_BRIGHT]
    found = ranked(*(report(f"p{n}", text, hours=n, domain=f"news{n}.saltmole.com") for n, text in enumerate(texts)))
    assert independent_reports(found) == (1, 1)


def test_a_printed_wire_story_is_a_copy_of_the_wire_even_where_it_stood_first():
    found = by_id(
        report("print", FERRY, outlet="courier", credits=(Credit("Northern Wire", "wire-line"),)),
        report("wire", FERRY, hours=1, outlet="wire"),
    )
    assert (found["print"].role, found["print"].copied_from) == ("copy", "wire")
    assert found["wire"].role == "original"
    assert independent_reports(tuple(found.values())) == (1, 1)


def test_prints_of_a_wire_that_is_not_here_are_one_report():
    credit = (Credit("Harbour Press Agency", "wire-line"),)
    found = ranked(
        report("a", FERRY, outlet="ledger", credits=credit),
        report("b", FERRY_REWRITE, hours=1, outlet="courier", credits=credit),
    )
    assert independent_reports(found) == (1, 1)


def test_a_retelling_that_credits_its_source_is_a_rewrite_and_no_report():
    found = by_id(
        report("first", BRIGHT, outlet="ledger"),
        report(
            "again",
            BRIGHT_OTHER + " " + " ".join(["Weavers said as much on Monday."] * 14),
            hours=3,
            outlet="courier",
            credits=(Credit("The Quay Ledger", "reported-by"),),
        ),
    )
    assert found["again"].role == "rewrite"
    assert found["again"].reasons[0] == "retells The Quay Ledger"
    assert found["first"].cited_by == 1
    assert "credited by 1: Tarn Courier; one credit alone adds nothing" in found["first"].reasons
    assert independent_reports(tuple(found.values())) == (1, 1)


def test_a_short_note_that_links_to_a_report_is_an_aggregation():
    note = report(
        "note",
        "Brindlework has money again, says the Ledger.",
        hours=3,
        outlet="courier",
        links=(Link("https://quayledger.example/b?utm_source=x", "Ledger"),),
    )
    found = by_id(report("first", BRIGHT, outlet="ledger", url="https://www.quayledger.example/b"), note)
    assert found["note"].role == "aggregation"
    assert found["first"].cited_by == 1


def test_a_primary_document_stands_first_and_confirms_nothing():
    found = ranked(report("post", BRIGHT, outlet="company"), report("print", BRIGHT, hours=1, outlet="ledger"))
    assert [(one.article, one.role) for one in found] == [("post", "primary"), ("print", "copy")]
    assert independent_reports(found) == (0, 0)


def test_who_was_first_is_said_in_minutes():
    found = by_id(report("a", BRIGHT, outlet="ledger"), report("b", BRIGHT_OTHER, hours=22 / 60, outlet="courier"))
    assert "first by 22 min" in found["a"].reasons
    assert not any("first" in reason for reason in found["b"].reasons)


def test_minutes_apart_is_a_tie():
    found = by_id(report("a", BRIGHT, outlet="ledger"), report("b", BRIGHT_OTHER, hours=3 / 60, outlet="courier"))
    assert all("among the first, within minutes of others" in one.reasons for one in found.values())


def test_a_date_without_a_time_leaves_open_who_was_first():
    day = replace(report("b", BRIGHT_OTHER, outlet="courier"), published=Moment(MONDAY.replace(hour=0), day_only=True))
    found = by_id(report("a", BRIGHT, outlet="ledger"), day)
    assert not any("first" in reason for one in found.values() for reason in one.reasons)


def test_a_page_that_claims_a_time_after_we_saw_it_is_dated_by_our_sight():
    liar = replace(report("b", BRIGHT_OTHER, outlet="courier", hours=50), first_seen=MONDAY - timedelta(hours=1))
    assert "first by 60 min" in by_id(report("a", BRIGHT, outlet="ledger"), liar)["b"].reasons


def test_facts_that_others_had_before_are_not_new():
    found = by_id(report("a", BRIGHT, outlet="ledger"), report("b", BRIGHT_OTHER, hours=1, outlet="courier"))
    assert found["a"].originality == 1.0
    assert found["b"].originality == 0.0
    assert "0% of its facts are new, 100% of its wording" in found["b"].reasons


def test_the_second_report_of_an_owner_stands_behind_the_first_of_every_other():
    found = ranked(
        report("a", BRIGHT, outlet="ledger"),
        report("b", FERRY, hours=1, outlet="deals"),
        report("c", QUILL, hours=2, outlet="courier"),
    )
    assert {one.article for one in found[:2]} - {"a", "b"} == {"c"}
    assert found[2].reasons[-1] == "after others: its owner (Ledger Group) has one above"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"paywalled": True}, "behind a paywall"),
        ({"language": "de"}, "in another language (de)"),
        ({"text": "", "title": "T"}, "headline only"),
    ],
)
def test_what_makes_an_article_hard_to_use_is_said(fields, reason):
    lines = [
        report("a", BRIGHT, outlet="ledger"),
        report("c", FERRY, hours=2, outlet="wire"),
        replace(report("b", QUILL, hours=1, outlet="courier"), **fields),
    ]
    assert reason in by_id(*lines)["b"].reasons


def test_ranks_count_from_one_and_scores_stay_in_their_range():
    found = ranked(
        *(
            report(f"p{n}", text, hours=n, outlet=name)
            for n, (text, name) in enumerate(zip((BRIGHT, BRIGHT_OTHER, QUILL, FERRY, BRIGHT), OUTLETS, strict=True))
        )
    )
    assert [one.rank for one in found] == [1, 2, 3, 4, 5]
    assert all(0 <= one.score <= 1 for one in found)


def test_the_order_of_the_input_does_not_matter():
    lines = [
        report("a", BRIGHT, outlet="ledger"),
        report("b", BRIGHT_OTHER, hours=None),
        report("c", QUILL, hours=None, outlet="courier"),
    ]
    assert ranked(*lines) == ranked(*reversed(lines))


def test_an_empty_story_has_no_sources():
    assert ranked() == ()
    assert independent_reports(()) == (0, 0)


def test_credits_in_a_circle_come_to_an_end():
    found = ranked(
        report("a", BRIGHT, outlet="ledger", credits=(Credit("Tarn Courier", "reported-by"),)),
        report("b", BRIGHT_OTHER, outlet="courier", credits=(Credit("The Quay Ledger", "reported-by"),)),
    )
    assert len(found) == 2
