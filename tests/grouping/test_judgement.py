"""The order of the queue: what a story earns, what is left out and why, what decisions teach."""

from dataclasses import replace
from datetime import timedelta

import pytest
from grouping_samples import BRIGHT, BRIGHT_OTHER, FERRY, MONDAY, QUILL, RECIPE, report

from pipeline.judgement import Assessment, Decided, Material, assess, judge
from pipeline.judgement.archive import Archive, Run
from pipeline.judgement.beat import learn
from pipeline.judgement.genre import genre_of
from pipeline.languages import language
from pipeline.near import dedupe
from pipeline.protocols import StorySheet, StorySummary
from pipeline.rank import Standing
from pipeline.sentences import split
from pipeline.values import Moment, Outlet, State, Style, Topic

OUTLETS = {
    "ledger": Outlet("ledger", "The Quay Ledger", ("quayledger.example",), owner="Ledger Group"),
    "courier": Outlet("courier", "Tarn Courier", ("tarncourier.example",), owner="Tarn Press"),
    "company": Outlet("company", "Brindlework", ("brindlework.example",), owner="Brindlework", kind="primary"),
}
TOPICS = (
    Topic("funding", "Funding", (("series c", 3.0), ("raised", 1.0), ("valuation", 2.0), ("round", 1.0))),
    Topic("people", "People", (("hire", 2.0),)),
)
HOUR = timedelta(hours=1)


def sheet(*articles, story="s1"):
    read = tuple(replace(article, sentences=split(article.text, language(article.language))) for article in articles)
    return StorySheet(story, read, OUTLETS, tuple(dedupe(read)), TOPICS, Style(), (), MONDAY)


def line(story, state=State.READY, independent=1, updated=MONDAY):
    return StorySummary(story, state, f"Headline of {story}", "funding", 1, 1, independent, 0, 1, updated)


def seen(story, **fields):
    usual = {"independent_low": 2, "independent_high": 2, "topic": 8.0, "topic_terms": ("round",)}
    return Assessment(story, "funding", **{"at": MONDAY, **usual, **fields})


def judged(*assessments, states=None, now=MONDAY + HOUR, decided=(), related=None):
    lines = [line(one.story, (states or {}).get(one.story, State.READY), one.independent_high) for one in assessments]
    return judge(lines, Material({one.story: one for one in assessments}, tuple(decided), related or {}), now)


def by_story(*assessments, **more):
    return {one.story: one for one in judged(*assessments, **more)}


# --------------------------------------------------------------------------- order


@pytest.mark.parametrize(
    "more",
    [
        {"independent_high": 5, "independent_low": 5},
        {"topic": 30.0},
        {"moments": (MONDAY, MONDAY)},
        {"primary": True},
        {"independent_high": 4},
    ],
)
def test_what_matters_more_comes_first(more):
    assert [one.story for one in judged(seen("plain"), seen("more", **more))] == ["more", "plain"]


def test_the_parts_of_a_place_in_the_queue_add_up():
    for one in judged(seen("a", primary=True, moments=(MONDAY,)), seen("b", genre="review", independent_high=1)):
        assert one.score == pytest.approx(sum(value for _, value in one.parts), abs=1e-9)
        assert all(value for _, value in one.parts)


def test_coverage_grows_cold():
    assert judged(seen("a"))[0].score > judged(seen("a"), now=MONDAY + 24 * HOUR)[0].score


def test_reports_of_the_last_hours_count_and_are_said():
    fresh = seen("a", moments=(MONDAY - HOUR, MONDAY, MONDAY - 9 * HOUR))
    assert "2 reports in the last 6 hours" in judged(fresh, now=MONDAY + HOUR)[0].reasons


def test_a_count_that_is_not_sure_is_a_range():
    one = judged(seen("a", independent_low=2, independent_high=4))[0]
    assert (one.independent_low, one.independent_high) == (2, 4)
    assert one.reasons[0] == "2 to 4 independent reports"


def test_what_is_decided_stands_after_what_waits_and_what_is_closed_last():
    states = {"out": State.EXPORTED, "no": State.REJECTED, "changed": State.UPDATED_SINCE}
    found = judged(
        seen("no"), seen("out", independent_high=9), seen("weak", independent_high=1), seen("changed"), states=states
    )
    assert [one.story for one in found] == ["changed", "weak", "out", "no"]
    assert "new coverage of a story that we published" in found[0].reasons


def test_a_story_without_an_assessment_is_judged_by_its_line():
    found = judge([line("new", independent=3), line("old", independent=1)], Material(), MONDAY)
    assert [one.story for one in found] == ["new", "old"]
    assert all(one.left_out is None for one in found)


def test_the_same_stories_in_another_order_are_in_the_same_order():
    stories = [seen("a"), seen("b"), seen("c", topic=9.0)]
    assert judged(*stories) == judged(*reversed(stories))


# --------------------------------------------------------------------------- left out


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"topic": 0.0, "topic_terms": ()}, "off the beat: no term of a topic stands in it"),
        (
            {"independent_high": 1, "independent_low": 1, "genre": "review", "genre_known_by": "its title says 'review:'"},
            "no event: one outlet's own piece (review: its title says 'review:')",
        ),
        (
            {"independent_high": 1, "independent_low": 1, "at": MONDAY - 25 * HOUR},
            "one report, and nobody followed in 26 hours",
        ),
        (
            {"independent_high": 0, "independent_low": 0, "at": MONDAY - 99 * HOUR},
            "a document without a report, and nobody followed in 4 days",
        ),
    ],
)
def test_what_is_left_out_stands_below_and_says_why(fields, reason):
    strong = seen("left", **{"independent_high": 9, "independent_low": 9, "primary": True, **fields})
    found = judged(strong, seen("weak", independent_high=1, independent_low=1))
    assert [(one.story, one.left_out) for one in found] == [("weak", None), ("left", reason)]


@pytest.mark.parametrize(
    ("roles", "high", "said"),
    [
        (["original"], 1, "one report, and nobody followed"),
        (["primary", "original"], 1, "one report, and nobody followed"),
        (["original", "copy", "independent", "rewrite"], 1, "4 articles of one origin, and nobody else followed"),
        (["primary"], 0, "a document without a report, and nobody followed"),
        (["primary", "copy"], 0, "a document and 1 article repeating it, and nobody else followed"),
        (["primary", "copy", "excerpt"], 0, "a document and 2 articles repeating it, and nobody else followed"),
    ],
)
def test_many_articles_of_one_origin_are_not_called_one_report(roles, high, said):
    coverage = tuple(Standing(f"o{place}", role, False, 0) for place, role in enumerate(roles))
    one = seen("a", independent_low=high, independent_high=high, at=MONDAY - 99 * HOUR, standings=coverage)
    assert judged(one)[0].left_out == f"{said} in 4 days"


@pytest.mark.parametrize("year", [1970, 2099, None])
def test_when_a_page_without_a_date_to_believe_was_crawled_is_no_coverage(year):
    page = replace(report("a", BRIGHT, outlet="ledger"), first_seen=MONDAY)
    undated = replace(page, published=Moment(MONDAY.replace(year=year)) if year else None)
    assert "1 report in the last 6 hours" in judged(assess(sheet(page)))[0].reasons
    assert assess(sheet(undated)).moments == ()
    assert not any("last 6 hours" in reason for reason in judged(assess(sheet(undated)))[0].reasons)


def test_what_is_published_is_never_left_out():
    found = judged(seen("a", topic=0.0, topic_terms=()), states={"a": State.UPDATED_SINCE})
    assert found[0].left_out is None


# --------------------------------------------------------------------------- already run


def test_a_story_that_tells_what_we_ran_is_left_out_and_names_ours():
    facts = tuple(f"fact{n}" for n in range(10))
    ran = Decided(taken=True, headline="Brindlework raises", assessment=seen("s0", facts=facts))
    found = by_story(seen("again", facts=facts), seen("new", facts=("other", "names")), decided=[ran])
    assert found["again"].left_out == "already run: Brindlework raises (s0)"
    assert dict(found["again"].parts)["already run"] == pytest.approx(-0.3)
    assert found["new"].left_out is None


def test_a_story_that_goes_on_from_ours_follows_it_and_says_how_much_is_new():
    facts = tuple(f"fact{n}" for n in range(10))
    ran = Decided(taken=True, headline="Brindlework raises", assessment=seen("s0", facts=facts))
    one = by_story(seen("next", facts=(*facts[:6], "a", "b", "c", "d")), decided=[ran])["next"]
    assert one.left_out is None
    assert any(reason.startswith("follows ours, ") and "Brindlework raises (s0)" in reason for reason in one.reasons)


def test_a_story_is_no_repetition_of_itself():
    facts = tuple(f"fact{n}" for n in range(10))
    ran = Decided(taken=True, headline="Ours", assessment=seen("a", facts=facts))
    assert by_story(seen("a", facts=facts), decided=[ran])["a"].left_out is None


def test_names_that_every_story_has_make_no_likeness():
    runs = [Run(f"s{n}", "Ours", ("dollar", "monday", "million", "ceo", f"name{n}")) for n in range(30)]
    archive = Archive(runs)
    assert archive.like("new", ("dollar", "monday", "million", "ceo", "somebody", "else", "entirely")) is None


# --------------------------------------------------------------------------- the beat


def decisions(count, taken, *terms, outlet="quill"):
    return [Decided(taken, "H", seen(f"{terms[0]}{n}", terms=terms, outlets=(outlet,))) for n in range(count)]


def test_what_was_approved_and_rejected_teaches_the_order():
    lessons = [*decisions(8, True, "loom", "weave"), *decisions(8, False, "ramp", "seal", outlet="shore")]
    found = by_story(
        seen("liked", terms=("loom", "weave")), seen("disliked", terms=("ramp", "seal"), outlets=("shore",)), decided=lessons
    )
    assert found["liked"].score > found["disliked"].score
    assert any(reason.startswith("like what was rejected (16 decided): ") for reason in found["disliked"].reasons)
    assert any("loom" in reason for reason in found["liked"].reasons if reason.startswith("like what was approved"))


def test_one_rejection_says_little():
    beat = learn([*decisions(5, True, "loom"), *decisions(1, False, "ramp")])
    assert beat.leaning(seen("a", terms=("ramp",))) == (0.0, ())


def test_where_nothing_was_rejected_there_is_nothing_to_learn():
    assert learn(decisions(9, True, "loom")).odds == {}


def test_more_decisions_make_it_surer_but_never_certain():
    few = learn([*decisions(3, True, "loom"), *decisions(3, False, "ramp")]).leaning(seen("a", terms=("ramp",)))[0]
    many = learn([*decisions(50, True, "loom"), *decisions(50, False, "ramp")]).leaning(seen("a", terms=("ramp",)))[0]
    assert -1 < many < few < 0


# --------------------------------------------------------------------------- what is taken down


def test_a_story_is_assessed_by_its_independent_coverage():
    found = assess(
        sheet(
            report("a", BRIGHT, outlet="ledger"),
            report("b", BRIGHT_OTHER, hours=1, outlet="courier"),
            report("c", BRIGHT, hours=2, outlet="company"),
        )
    )
    assert (found.independent_low, found.independent_high, found.primary) == (1, 1, True)
    assert found.category == "funding"
    assert found.topic > 4
    assert "series c" in found.topic_terms
    assert {"brindlework", "castor", "#180000000"} & set(found.facts) >= {"brindlework", "castor"}
    assert found.moments == (MONDAY + HOUR,)
    assert {standing.outlet for standing in found.standings} == {"ledger", "courier", "company"}


def test_what_has_nothing_to_do_with_any_topic_has_no_weight():
    found = assess(sheet(report("a", RECIPE, outlet="ledger")), beat="Squash")
    assert found.topic_terms == ("squash",)
    assert assess(sheet(report("a", RECIPE, outlet="ledger"))).topic == 0


def test_only_one_outlets_own_piece_has_no_event():
    review = report("a", BRIGHT, "Brindlework review: a loom for all", outlet="ledger")
    assert assess(sheet(review)).genre == "review"
    assert assess(sheet(review, report("b", QUILL, hours=1, outlet="courier"))).genre is None


CHIPS = (Topic("chips", "Chips", (("chip", 3.0), ("chips", 2.5), ("wafer", 3.0), ("foundry", 2.0))), *TOPICS)


def spoken(title, text):
    return assess(replace(sheet(report("a", text, title, outlet="ledger")), topics=CHIPS)).topic


def test_a_word_with_a_second_meaning_does_not_make_a_story_ours_by_itself():
    cooking = spoken(
        "Chip lovers mourn a chip shop", "The chips were fried in beef fat, and the chip shop on the pier is closed."
    )
    making = spoken("Chip maker opens a foundry", "The foundry in Porto makes a wafer of chips in two days.")
    assert judged(seen("a", topic=cooking, topic_terms=("chip",)))[0].parts != ()
    beat = {
        name: dict(judged(seen(name, topic=topic))[0].parts).get("on the beat", 0.0)
        for name, topic in (("c", cooking), ("m", making))
    }
    assert beat["c"] < 0 < beat["m"]


def test_forms_of_one_word_speak_once():
    assert spoken("A chip", "A chip.") == spoken("A chip", "A chip. Two chips.") > 0


def test_what_is_not_ours_stands_below_everything_else_that_is_left_out():
    off = seen("off", topic=0.0, topic_terms=(), independent_high=9, independent_low=9)
    weak = seen("weak", independent_high=1, independent_low=1, genre="review", genre_known_by="its title says 'review:'")
    assert [one.story for one in judged(off, weak)] == ["weak", "off"]


# --------------------------------------------------------------------------- kinds of pieces


@pytest.mark.parametrize(
    ("title", "code", "kind"),
    [
        ("Opinion: the loom is dead", "en", "opinion"),
        ("How to thread a loom without tears", "en", "how-to"),
        ("Nine things to do in Tarn", "en", "how-to"),
        ("Quill Buds review: loud", "en", "review"),
        ("In conversation with Asha Rowe", "en", "interview"),
        ("Kommentar: Der Webstuhl lebt", "de", "opinion"),
        ("Interview mit Asha Rowe", "de", "interview"),
        ("Reseña: el telar", "es", "review"),
        ("Tribune : le métier à tisser", "fr", "opinion"),
        ("Entrevista: Asha Rowe", "pt", "interview"),
        ("समीक्षा: नया करघा", "hi", "review"),
        ("Board review finds Brindlework hid losses", "en", None),
        ("Brindlework raises $180 million", "en", None),
        ("Tarn tests a new ferry", "en", None),
        ("So Brindlework buys Saltmarket", "en", None),
        ("Guide dogs banned from ferry", "en", None),
    ],
)
def test_what_a_title_says_a_piece_is(title, code, kind):
    found = genre_of(report("a", FERRY, title, language=code))
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/opinion/2026/loom", "opinion"), ("/how-to/loom", "how-to"), ("/news/opinion-poll", None), ("/blog/loom", None)],
)
def test_what_an_address_says_a_piece_is(path, kind):
    found = genre_of(report("a", FERRY, "Loom", url=f"https://quayledger.example{path}"))
    assert (found.name if found else None) == kind


def test_who_speaks_of_himself_all_along_tells_of_no_event():
    diary = "I bought a loom. It was dear. My cat sat on it. We argued. Then it rained. I gave up."
    said = '"I bought a loom," she said. "We wove," he said. The loom broke. The mill shut. Nobody came. The rain fell.'
    article = report("a", diary, "The loom")
    article = replace(article, sentences=split(diary, language("en")))
    quoting = replace(article, text=said, sentences=split(said, language("en")))
    assert genre_of(article).name == "first person"
    assert genre_of(article, primary=True) is None
    assert genre_of(quoting) is None
