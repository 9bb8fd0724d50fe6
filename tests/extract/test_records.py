import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RecordError
from pipeline.records import (
    article_record,
    draft_record,
    publication_record,
    read_article,
    read_draft,
    read_edition,
    read_label,
    read_publication,
)
from pipeline.values import (
    Citation,
    CitedSentence,
    Conflict,
    ConflictValue,
    CrossReference,
    Draft,
    DraftSentence,
    Edition,
    Fact,
    Moment,
    PrintedConflict,
    PrintedSection,
    PrintedSentence,
    PrintedSource,
    Problem,
    Publication,
    Section,
    Source,
    State,
    Update,
)

NOON = datetime(2026, 3, 3, 12, 0, 0, 250, tzinfo=UTC)
A1, B2 = Citation("a-one", 1, 0), Citation("b-two", 2, 17)


def source(rank, article, version, **more):
    return Source(
        rank, article, version, "d" * 64, "Quayside Echo", "The pier", "https://quayside.example/x", ("Ann Bell",),
        Moment(datetime(2026, 3, 3, tzinfo=UTC), day_only=True), "original", None, ("Nordagentur",), 0.83, ("first by 22 min",),
        more.get("sentences", ("One.", "Two.")),
    )  # fmt: skip


def draft():
    return Draft(
        story="s1", version=3, state=State.READY, category="policy", language="en", updated=NOON,
        headline=DraftSentence("Pier to be rebuilt", (A1,), "derived"),
        dek=DraftSentence("Work starts in June", (A1, B2)),
        sections=(
            Section(None, (DraftSentence("The board met.", (A1, B2), origins=2),)),
            Section("Cost", (DraftSentence("It costs 12.", (B2,), problems=(Problem("number", "12 of what?", 1, 9, 11, False),)),)),
        ),
        facts=(Fact("f1", "cost", "12", (A1,), ("statement: board",), disputed_with="f2"),),
        conflicts=(Conflict("cost", (ConflictValue("12", (A1,)), ConflictValue("13", (B2,)))),),
        updates=(Update("cost", "12", "13", (B2,)),),
        cross_references=(CrossReference("s2", "The storm", None),),
        sources=(source(1, "a-one", 1), source(2, "b-two", 2)),
        independent_sources=2, independent_low=1, problems=(Problem("single", "few"),),
    )  # fmt: skip


def test_a_draft_is_read_back_as_it_was_written():
    assert read_draft(json.loads(json.dumps(draft_record(draft())))) == draft()


def test_citations_are_shown_as_rank_and_sentence_from_one():
    record = draft_record(draft())
    assert record["dek"]["citations"] == ["1-1", "2-18"]
    assert record["sources"][0]["published"] == "2026-03-03T00:00:00+00:00"
    assert record["sources"][0]["published_precision"] == "day"


def test_sentences_of_sources_can_be_left_out():
    assert [each["sentences"] for each in draft_record(draft(), full_sentences=False)["sources"]] == [[], []]


def test_a_citation_of_a_source_that_is_not_listed_is_refused():
    record = draft_record(draft())
    record["headline"]["citations"] = ["9-1"]
    with pytest.raises(RecordError, match="9-1"):
        read_draft(record)


@pytest.mark.parametrize(("label", "pairs"), [("2-18", [(2, 18)]), ("1-16:18", [(1, 16), (1, 17), (1, 18)])])
def test_a_label_is_read(label, pairs):
    assert read_label(label) == pairs


@pytest.mark.parametrize("label", ["", "1", "0-1", "1-0", "1-5:3", "1-1:9999", "a-b", "1-2-3", "-1-2"])
def test_a_broken_label_is_refused(label):
    with pytest.raises(RecordError, match="no citation"):
        read_label(label)


def edition():
    line = PrintedSentence("Pier to be rebuilt", ("1-1",), "derived", 1)
    return Edition(
        "s1", 3, "policy", "en", NOON, line, line, (PrintedSection(None, (line,)), PrintedSection("Cost", (line, line))),
        (PrintedConflict("cost", (("12", ("1-1",)), ("13", ("2-1",)))),), (CrossReference("s2", "The storm", "https://n.example/s2"),),
        (PrintedSource(1, "Echo", "The pier", None, (), Moment(NOON.replace(microsecond=0)), "copy", "d" * 64),),
        (CitedSentence("1-1", 1, "The board met …", "e" * 64, False),), 2,
    )  # fmt: skip


def test_a_side_car_is_read_back_as_it_was_written():
    publication = Publication(edition(), "files", "ann", NOON, NOON, 2, "https://n.example/s1")
    record = json.loads(json.dumps(publication_record(publication)))
    assert read_publication(record) == publication
    assert read_edition(record) == edition()


def test_a_side_car_of_another_form_is_refused():
    with pytest.raises(RecordError, match="format"):
        read_edition({"story": "s1"})


@given(
    text=st.text(max_size=200),
    title=st.text(max_size=40),
    published=st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  naive bounds
)
def test_an_article_is_read_back_as_it_was_written(text, title, published):
    try:
        article = read_article({"id": "x", "text": text, "title": title, "published": published and published.isoformat()})
    except RecordError:
        assert not title.strip() or not title.isprintable()
        return
    assert read_article(json.loads(json.dumps(article_record(article, whole=True)))) == article


@pytest.mark.parametrize(
    ("written", "at", "day_only"),
    [
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC), True),
        ("2026-03-03T08:00", datetime(2026, 3, 3, 8, tzinfo=UTC), False),
        ("2026-03-03 10:00:00+02:00", datetime(2026, 3, 3, 8, tzinfo=UTC), False),
    ],
)
def test_published_is_read_in_every_accepted_form(written, at, day_only):
    assert read_article({"id": 1, "title": "x", "published": written}).published == Moment(at, day_only)


@pytest.mark.parametrize("nothing", [None, "", "null", "soon"])
def test_an_unknown_date_is_unknown(nothing):
    assert read_article({"id": 1, "title": "x", "published": nothing}).published is None


def test_a_day_survives_the_round_trip():
    article = read_article({"id": "x", "title": "y", "published": "2026-03-03"})
    assert article_record(article)["published_precision"] == "day"
    assert read_article(article_record(article)).published.day_only


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ([], "object"),
        ({"title": "x"}, "id"),
        ({"id": ""}, "id"),
        ({"id": "x"}, "text"),
        ({"id": "x", "text": " \x00 "}, "text"),
        ({"id": "x", "text": ["a"]}, "text"),
        ({"id": "x", "title": "t", "authors": [1]}, "authors"),
        ({"id": "x", "title": "t", "links": "no"}, "links"),
        ({"id": "x", "title": "t", "paywalled": "yes"}, "paywalled"),
        ({"id": "x", "text": "One. Two.", "sentences": [[0, 99]]}, "sentences"),
        ({"id": "x", "text": "One. Two.", "sentences": [[5, 9], [0, 4]]}, "sentences"),
    ],
)
def test_an_unusable_line_names_its_field(record, named):
    with pytest.raises(RecordError, match=named):
        read_article(record)


def test_a_split_that_comes_with_the_text_is_kept_and_never_made_again():
    article = read_article({"id": "x", "text": "One. Two. Three.", "sentences": [[0, 9], [10, 16]]})
    assert [article.sentence(0), article.sentence(1)] == ["One. Two.", "Three."]


def test_text_with_lone_surrogates_can_be_kept():
    article = read_article({"id": "x", "text": "A pier\ud800 was\x00 built."})
    assert article.text == "A pier was built."
    assert article.digest
    assert read_article({"id": "x", "title": "t", "authors": ["A\ud800nn"], "outlet": "Ec\x00ho"}).authors == ("Ann",)
