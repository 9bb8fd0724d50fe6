"""The parts of a score, the evidence of who was first, the record of an outlet, and names that are borrowed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from grouping_samples import BRIGHT, BRIGHT_OTHER, FERRY, FERRY_REWRITE, MONDAY, QUILL, QUILL_OTHER, report

from pipeline.independence import family, outlet_of, shown_name
from pipeline.near import dedupe
from pipeline.rank import PastStory, Standing, authorities, independent_reports, rank
from pipeline.values import Credit, DateCandidate, Link, Moment, Outlet, Policy

OUTLETS = {
    "ledger": Outlet("ledger", "The Quay Ledger", ("quayledger.example",), owner="Ledger Group"),
    "deals": Outlet("deals", "Mole Deals", ("moledeals.example",), owner="Ledger Group"),
    "courier": Outlet("courier", "Tarn Courier", ("tarncourier.example",), owner="Tarn Press"),
    "lamp": Outlet("lamp", "The Lamp", ("lamp.example",), owner="Lamp"),
}


def by_id(*articles, **more):
    return {one.article: one for one in rank(articles, OUTLETS, dedupe(articles), **more)}


# --------------------------------------------------------------------------- parts


@pytest.mark.parametrize("fields", [{}, {"paywalled": True}, {"language": "de"}, {"text": ""}, {"paywalled": True, "text": ""}])
def test_the_parts_of_every_score_add_up_to_it(fields):
    articles = (
        report("a", BRIGHT, outlet="ledger"),
        replace(report("b", BRIGHT_OTHER, hours=1, outlet="courier"), **fields),
        report("c", BRIGHT, hours=2, outlet="lamp"),
    )
    for one in by_id(*articles).values():
        assert one.score == pytest.approx(sum(value for _, value in one.parts), abs=1e-9)
        assert 0 <= one.score <= 1


def test_what_makes_an_article_hard_to_use_is_a_part_of_its_own():
    found = by_id(report("a", BRIGHT, outlet="ledger"), report("b", FERRY, hours=1, outlet="courier", paywalled=True))
    assert dict(found["b"].parts)["paywall"] < 0
    assert "paywall" not in dict(found["a"].parts)


def test_the_origin_of_an_owner_stands_before_its_other_reports():
    found = rank(
        (
            report("first", BRIGHT, outlet="deals"),
            report("origin", FERRY, hours=1, outlet="ledger", url="https://quayledger.example/f"),
            report("other", QUILL, hours=3, outlet="courier"),
            report("note", "Read the Ledger.", hours=4, outlet="lamp", links=(Link("https://quayledger.example/f", "Ledger"),)),
        ),
        OUTLETS,
        (),
    )
    places = {one.article: one.rank for one in found}
    assert {one.article: one.role for one in found}["origin"] == "original"
    assert places["origin"] < places["first"]


# --------------------------------------------------------------------------- first, with its evidence


def test_who_was_first_is_said_with_what_the_date_is_known_from():
    moment = Moment(MONDAY)
    first = replace(
        report("a", BRIGHT, outlet="ledger"), dates=(DateCandidate(moment, "json-ld"), DateCandidate(moment, "feed"))
    )
    found = by_id(first, report("b", BRIGHT_OTHER, hours=22 / 60, outlet="courier"))
    assert found["a"].reasons[:2] == ("first by 22 min", "dated 2026-09-14 09:00 UTC by json-ld and feed")
    assert found["a"].first
    assert not found["b"].first


def test_a_page_that_lied_about_its_date_is_first_by_when_we_saw_it():
    liar = replace(report("b", BRIGHT_OTHER, outlet="courier", hours=50), first_seen=MONDAY - timedelta(hours=1))
    assert "seen by us at 2026-09-14 08:00 UTC" in by_id(report("a", BRIGHT, outlet="ledger"), liar)["b"].reasons


@pytest.mark.parametrize("year", [1970, 1992])
def test_a_date_from_before_there_were_news_sites_makes_nobody_first(year):
    old = replace(report("b", BRIGHT_OTHER, outlet="courier"), published=Moment(MONDAY.replace(year=year)))
    found = by_id(report("a", BRIGHT, outlet="ledger"), old, report("c", QUILL, hours=1, outlet="lamp"))
    assert [name for name, one in found.items() if one.first] == ["a"]


def test_a_page_weeks_older_than_all_others_is_not_called_first():
    old = report("old", QUILL, hours=-24 * 40, outlet="courier")
    found = by_id(old, report("a", BRIGHT, outlet="ledger"), report("c", BRIGHT_OTHER, hours=1, outlet="lamp"))
    assert [name for name, one in found.items() if one.first] == ["a"]


# --------------------------------------------------------------------------- authority


def past(day, *standings, category="chips"):
    return PastStory(f"s{day}", category, MONDAY - timedelta(days=day), standings)


def led(outlet, cited_by=2):
    return Standing(outlet, "original", first=True, cited_by=cited_by)


def followed(outlet):
    return Standing(outlet, "independent", first=False, cited_by=0)


def test_who_often_led_has_more_authority_than_who_always_followed_and_a_newcomer_stands_between():
    found = authorities([past(day, led("ledger"), followed("courier")) for day in range(1, 11)], MONDAY)["chips"]
    assert found.value("ledger") > found.value("nobody yet") > found.value("courier") > 0
    assert found.reason("ledger") == ("led 10 of 10 chips stories in 180 days",)
    assert found.reason("courier") == ("led 0 of 10 chips stories in 180 days",)
    assert found.reason("nobody yet") == ()


def test_one_lucky_scoop_makes_nobody_an_authority():
    archive = [past(day, led("ledger"), followed("courier")) for day in range(1, 21)]
    found = authorities([*archive, past(30, led("lamp", cited_by=9), followed("courier"))], MONDAY)["chips"]
    assert found.value("lamp") < found.value("ledger")
    assert found.reason("lamp") == ()


def test_what_was_long_ago_and_what_comes_later_does_not_count():
    stories = [past(181, led("ledger"), followed("courier")), past(0, led("ledger"), followed("courier"))]
    assert authorities(stories, MONDAY) == {}


def test_a_story_that_one_outlet_told_alone_makes_no_authority():
    assert authorities([past(1, led("ledger"))], MONDAY) == {}


def test_authority_is_of_one_category():
    found = authorities([past(day, led("ledger"), followed("courier")) for day in range(1, 9)], MONDAY)
    assert list(found) == ["chips"]


def test_a_record_moves_the_score_by_its_part_and_no_more():
    articles = (report("a", BRIGHT, outlet="ledger"), report("b", QUILL, hours=1, outlet="courier"))
    archive = authorities([past(day, led("courier"), followed("ledger")) for day in range(1, 31)], MONDAY)["chips"]
    before, after = by_id(*articles), by_id(*articles, authority=archive)
    assert after["b"].score > before["b"].score
    assert after["a"].score < before["a"].score
    assert abs(after["b"].score - before["b"].score) < 0.08
    assert "led 30 of 30 chips stories in 180 days" in after["b"].reasons
    assert dict(after["b"].parts)["authority"] == pytest.approx(0.08 * archive.value("courier"), abs=1e-4)


def test_what_an_editor_decided_goes_before_the_record_and_says_who_why_and_when():
    decided = Policy(0.9, "reads the court files itself", "Ana Reyes", date(2026, 9, 1))
    outlets = {**OUTLETS, "courier": replace(OUTLETS["courier"], policy=decided)}
    articles = (report("a", BRIGHT, outlet="ledger"), report("b", QUILL, hours=1, outlet="courier"))
    archive = authorities([past(day, led("ledger"), followed("courier")) for day in range(1, 31)], MONDAY)["chips"]
    found = {one.article: one for one in rank(articles, outlets, (), archive)}
    assert dict(found["b"].parts)["authority"] == pytest.approx(0.08 * 0.9, abs=1e-4)
    assert "authority 0.90 set by Ana Reyes on 2026-09-01: reads the court files itself" in found["b"].reasons
    assert not any("led 0 of" in reason for reason in found["b"].reasons)


# --------------------------------------------------------------------------- borrowed names (D04, D07)


@pytest.mark.parametrize("domain", ["quayledger.example.evil.test", "xn--quaylder-x8a.example", "quаyledger.example"])
def test_a_page_that_borrows_a_name_on_another_site_is_not_that_outlet(domain):
    page = report("fake", FERRY, outlet="The Quay Ledger", domain=domain)
    assert outlet_of(page, OUTLETS) is None
    assert not family(page, OUTLETS).known
    assert shown_name(page, OUTLETS) == family(page, OUTLETS).name
    assert shown_name(page, OUTLETS).isascii()


def test_a_name_in_mixed_scripts_is_shown_as_its_domain():
    assert shown_name(report("fake", FERRY, outlet="Quаy Ledger", domain="look.test"), OUTLETS) == "look.test"
    assert shown_name(report("fine", FERRY, outlet="NHKニュース", domain="look.test"), OUTLETS) == "NHKニュース"


def test_a_borrowed_name_adds_nothing_that_is_sure_and_takes_no_credit():
    real = report("real", BRIGHT, outlet="The Quay Ledger", domain="quayledger.example")
    fake = report("fake", QUILL, hours=1, outlet="The Quay Ledger", domain="quayledger.example.evil.test")
    told = report("told", BRIGHT_OTHER, hours=2, outlet="courier", credits=(Credit("The Quay Ledger", "reported-by"),))
    found = by_id(real, fake, told)
    assert independent_reports(tuple(found.values())) == (1, 2)
    assert found["real"].cited_by == 1
    assert found["fake"].cited_by == 0


def test_the_outlet_on_record_is_known_by_its_subdomains_and_without_a_site_by_its_name():
    assert outlet_of(report("a", FERRY, domain="news.quayledger.example"), OUTLETS) is None  # "example" is on no list
    known = {"ledger": replace(OUTLETS["ledger"], domains=("quayledger.com",))}
    assert outlet_of(report("a", FERRY, domain="news.quayledger.com"), known) == known["ledger"]
    assert outlet_of(report("a", FERRY, outlet="quay ledger"), known) == known["ledger"]


def test_one_feed_under_three_names_is_one_independent_report():
    texts = (BRIGHT, BRIGHT_OTHER, QUILL_OTHER)
    found = by_id(
        *(
            report(f"p{n}", text, hours=n, outlet=f"Name {n}", url="https://www.onefeed.test/a?utm_source=x")
            for n, text in enumerate(texts)
        )
    )
    assert independent_reports(tuple(found.values())) == (1, 1)


def test_forty_domains_with_one_text_on_eight_subdomains_each_add_one_to_a_real_report():
    copies = [report(f"c{n:02}", FERRY, hours=1 + n, domain=f"s{n % 8}.site{n // 8}.test") for n in range(40)]
    found = by_id(report("real", FERRY_REWRITE, outlet="ledger"), *copies)
    assert independent_reports(tuple(found.values())) == (1, 2)


# --------------------------------------------------------------------------- credits, by name


def credit(name, at, outlet, text=QUILL):
    return report(name, text, hours=at, outlet=outlet, credits=(Credit("The Quay Ledger", "reported-by"),))


def test_who_credits_a_report_is_named_one_a_family():
    first = report("first", BRIGHT, outlet="ledger")
    found = by_id(first, credit("b", 1, "courier"), credit("c", 2, "lamp", FERRY), credit("d", 3, "courier", QUILL_OTHER))[
        "first"
    ]
    assert found.citing == ("Tarn Courier", "The Lamp")
    assert found.cited_by == 2
    assert "credited by 2: Tarn Courier, The Lamp" in found.reasons
    assert dict(found.parts)["cited"] > 0


def test_one_credit_alone_is_said_and_adds_nothing():
    found = by_id(report("first", BRIGHT, outlet="ledger"), credit("b", 1, "courier"))["first"]
    assert "credited by 1: Tarn Courier; one credit alone adds nothing" in found.reasons
    assert dict(found.parts)["cited"] == 0


def test_a_credit_within_the_house_and_copies_of_one_credit_are_no_further_ones():
    copies = [
        report(f"x{n}", QUILL, hours=2 + n, domain=f"x{n}.test", credits=credit("b", 1, "courier").credits) for n in range(5)
    ]
    found = by_id(
        report("first", BRIGHT, outlet="ledger"), credit("own", 1, "deals", FERRY), credit("b", 1, "courier"), *copies
    )
    assert found["first"].citing == ("Tarn Courier",)


def test_a_date_that_is_not_believed_makes_nobody_first_and_is_said():
    old = replace(report("b", BRIGHT_OTHER, outlet="courier"), published=Moment(MONDAY.replace(year=1970)), first_seen=MONDAY)
    found = by_id(report("a", BRIGHT, outlet="ledger"), old)
    assert "date 1970-09-14 not believed: before the first-seen by 56 years" in found["b"].reasons
    assert not any("1970" in reason and "dated" in reason for reason in found["b"].reasons)
