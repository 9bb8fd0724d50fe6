"""Every batch verb answers every line, in input order, whatever the line holds."""

import gzip
import json
import logging
from datetime import UTC, datetime

import pytest

from newsloom.batch import lines as batch_lines
from newsloom.batch.lines import articles_of, lines_of, lines_or_whole, read_records
from newsloom.batch.write import synthesize
from newsloom.progress import meter
from pipeline.errors import NewsloomError

TEXT = "The Northwell bridge opened on Monday. It cost $5 million, the mayor said. Work had begun in May."


def article(name, **given):
    return json.dumps({"id": name, "text": TEXT, "story": f"s-{name}", **given}, ensure_ascii=False)


USABLE = {
    "one-word": article("one-word", text="Hello"),
    "title-only": json.dumps({"id": "title-only", "title": "Bridge opens in Northwell", "story": "s-title-only"}),
    "text-only": article("text-only"),
    "surrogates": '{"id": "surrogates", "story": "s-surrogates", "text": "The \\ud800bridge opened on Monday.", "title": "a\\udfff"}',
    "nul": article("nul", title="a\x00b", outlet="B\x00", text=TEXT.replace(" ", " \x00")),
    "right-to-left": article("right-to-left", title="\u202eabc", text="الجسر مفتوح منذ يوم الاثنين."),
    "1970": article("1970", published="1970-01-01"),
    "2099": article("2099", published="2099-12-31T23:59:59Z"),
    "undated": article("undated", published="next blue moon"),
    "separators": article("separators", text="One line.\u2028The bridge opened.\u2029And so on.\x85The end."),
    "17": json.dumps({"id": 17, "text": TEXT, "story": 17}),
    "large": article("large", junk="y" * 2_000_000),
}
UNUSABLE = [
    article("empty", text=""),
    USABLE["text-only"],
    '{"id": "broken", "text": ',
    "[]",
    "[" * 100_000,
    '{"id": "deep", "x": ' + "[" * 900 + "]" * 900 + ', "text": {}}',
    '{"id": "twice", "id": "twice", "text": "x"}',
    '{"id": "nan", "text": "x", "version": NaN}',
    '{"id": "big", "text": "x", "version": 1e300}',
    '{"id": {"a": 1}, "text": "x"}',
    '{"id": true, "text": "x"}',
    '{"text": "x"}',
]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    path = tmp_path_factory.mktemp("batch") / "mixed.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*USABLE.values(), *UNUSABLE]).encode())
    return path


@pytest.mark.parametrize("verb", ["extract", "cluster", "synthesize", "verify"])
def test_every_line_has_its_answer_in_input_order(newsloom, mixed, verb):
    answers = newsloom.lines(verb, mixed)
    assert len(answers) == len(USABLE) + len(UNUSABLE)
    names = [answer.get("id") or answer["story"].removeprefix("s-") for answer in answers[: len(USABLE)]]
    assert names == list(USABLE)
    assert all(answer.get("error") for answer in answers[len(USABLE) :])
    if verb in {"cluster", "synthesize"}:
        assert not any(answer.get("error") for answer in answers[: len(USABLE)])


def test_dedupe_names_what_it_cannot_use_and_pairs_the_rest(newsloom, mixed):
    answers = newsloom.lines("dedupe", mixed)
    assert sum("error" in answer for answer in answers) == len(UNUSABLE)
    assert any(answer.get("a") == "nul" or answer.get("b") == "nul" for answer in answers)


def test_a_line_that_cannot_be_used_is_answered_between_the_stories_around_it(newsloom):
    given = [article("a"), "{", article("b"), article("a2", story="s-a")]
    answers = newsloom.lines("synthesize", "-", stdin="\n".join(given))
    assert [answer.get("story") or answer["error"][:6] for answer in answers] == ["s-a", "line 2", "s-b"]


def test_a_date_that_cannot_be_read_is_named_with_its_line_and_key(caplog):
    given = [
        article("a", published="next blue moon", modified="2026-05-01", dates=[{"value": "2026-05-01"}, {"value": "soon"}]),
        article("b", published=None, modified=""),
        article("c", published={"at": 5}),
    ]
    with caplog.at_level(logging.WARNING):
        found = list(articles_of(read_records(given)))
    assert [entry[1].published for entry in found] == [None, None, None]
    said = [record.getMessage() for record in caplog.records]
    assert [line.split(" is ")[0] for line in said] == [
        "line 1 (id a): published", "line 1 (id a): dates[1].value", "line 3 (id c): published",
    ]  # fmt: skip


def test_the_warning_of_a_date_stands_on_standard_error_and_the_answer_is_as_ever(newsloom):
    out, err = newsloom("cluster", "-", stdin=USABLE["undated"])
    assert json.loads(out)["id"] == "undated"
    assert "line 1 (id undated): published is" in err


def test_a_time_of_fetching_that_cannot_be_read_is_named(newsloom):
    page = json.dumps({"id": "p", "html": "<p>short</p>", "fetched_at": "soon"})
    out, err = newsloom("extract", "-", stdin=page)
    assert json.loads(out)["id"] == "p"
    assert "line 1 (id p): fetched_at is" in err


def test_what_came_before_the_damage_of_a_file_is_answered(newsloom, tmp_path):
    raw = gzip.compress("\n".join(article(f"a{number}") for number in range(2000)).encode())
    (tmp_path / "cut.jsonl.gz").write_bytes(raw[: len(raw) // 2])
    out, err = newsloom("cluster", tmp_path / "cut.jsonl.gz", status=1)
    assert json.loads(out.splitlines()[0])["id"] == "a0"
    assert "cannot be read beyond line" in err


def test_an_empty_file_has_no_answers(newsloom, tmp_path):
    (tmp_path / "empty.jsonl").touch()
    for verb in ("extract", "dedupe", "cluster", "synthesize", "verify"):
        assert newsloom.lines(verb, tmp_path / "empty.jsonl") == []


@pytest.mark.parametrize("verb", ["extract", "dedupe", "cluster", "synthesize", "verify"])
def test_a_folder_or_a_missing_file_is_wrong_use(newsloom, tmp_path, verb):
    for path in (tmp_path, tmp_path / "missing.jsonl"):
        _, err = newsloom(verb, path, status=2)
        assert "cannot be read" in err


def test_a_line_without_an_end_is_not_held(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_lines, "LONGEST_LINE", 1000)
    (tmp_path / "long.jsonl").write_text(f'{{"id": "{"x" * 5000}"}}\n{{"id": "b"}}\n', encoding="utf-8")
    with lines_of(str(tmp_path / "long.jsonl")) as lines:
        long, short = read_records(lines)
    assert "longer than" in long.error
    assert (short.number, short.record) == (2, {"id": "b"})


def test_an_object_over_many_lines_is_held_up_to_the_longest_line(monkeypatch):
    monkeypatch.setattr(batch_lines, "LONGEST_LINE", 1000)
    (entry,) = read_records(lines_or_whole(["\n", "{\n", *['"a": 1,\n'] * 1000, "}"]))
    assert "longer than" in entry.error


def test_a_story_that_takes_too_long_is_answered_by_an_error_and_costs_only_itself():
    given = [article("slow", text=" ".join(f"The bridge {n} opened on Monday, and it cost $5 million." for n in range(20_000)))]
    with meter("synthesize") as progress:
        slow, broken = synthesize(
            read_records([*given, "{"]), datetime(2026, 5, 1, tzinfo=UTC), progress, workers=1, seconds=0.5
        )
    assert (slow.id, slow.error) == ("s-slow", "writing timed out after 0.5 s")
    assert "not JSON" in broken.error


def test_damage_is_raised_after_the_answers(tmp_path):
    def damaged():
        yield article("a")
        raise NewsloomError("the rest is gone")

    with meter("synthesize") as progress:
        drafts = synthesize(read_records(damaged()), None, progress, workers=1)
        assert next(drafts).story == "s-a"
        with pytest.raises(NewsloomError, match="the rest is gone"):
            next(drafts)
