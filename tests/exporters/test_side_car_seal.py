"""A side-car that was changed after it was printed is found out, and a broken one is refused, never stumbled over."""

from __future__ import annotations

import copy
import json
import random
import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from invented_story import NOW, OUTLETS, approved, draft

from newsloom.batch.lines import read_records
from newsloom.batch.verify import verify
from newsloom.progress import meter
from pipeline.edition import publication
from pipeline.errors import RecordError
from pipeline.records import draft_record, publication_record, read_draft, read_json
from pipeline.records.seal import canonical, sealed
from pipeline.verify import verify_draft, verify_publication

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**400, 1e308, float("nan"), float("inf"), "", "x", "1-1", "\x00\ud800", "0001-01-01T00:00:00+05:00",
    [], [[]], {}, {"a": [1]}, [None], [5], ["x"], [{}], {"text": 5}, "9999-12-31T23:59:59-05:00", "9" * 5000,
)  # fmt: skip


def _side_car() -> dict[str, Any]:
    return json.loads(json.dumps(publication_record(publication(approved(), "site", OUTLETS, None, NOW))))


def _digest_problems(record: dict[str, Any]) -> list[str]:
    return [problem.detail for problem in verify_publication(record).problems if problem.kind == "digest"]


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inside for found in _places(each, (*path, key)))]


def _changed(record: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(record)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


def test_what_was_printed_agrees_with_its_digest_however_the_file_is_laid_out() -> None:
    record = _side_car()
    assert _digest_problems(record) == []
    assert _digest_problems(dict(reversed(record.items()))) == []
    assert _digest_problems(json.loads(json.dumps(record, indent=4, ensure_ascii=False))) == []


def test_an_excerpt_that_was_cut_further_is_named_by_its_label() -> None:
    record = _side_car()
    entry = next(entry for entry in record["cited"] if not entry["whole"])
    entry["excerpt"] = entry["excerpt"][:10] + "…"
    assert _digest_problems(record) == [f'"cited" {entry["label"]} is not what was printed']
    assert not verify_publication(record).supported


def test_a_source_whose_address_was_changed_is_named_by_its_number() -> None:
    record = _side_car()
    record["sources"][2]["url"] = "https://elsewhere.example/"
    assert _digest_problems(record) == ['"sources" 3 is not what was printed']


def test_every_single_changed_value_is_seen() -> None:
    record = _side_car()
    for path in _places(record):
        value = record
        for key in path:
            value = value[key]
        if isinstance(value, str) and path[0] != "format":
            with suppress(RecordError):  # a role or a date that is none is refused outright
                assert _digest_problems(_changed(record, path, value + "x")), path


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda record: record.pop("digest"), "carries no digest"),
        (lambda record: record.update(digest=5), "carries no digest"),
        (lambda record: record.update(digest="0" * 64), "changed after it was printed"),
        (lambda record: record.update(parts={}), "was not printed"),
        (lambda record: record.pop("parts"), "changed after it was printed"),
        (lambda record: record.update(note="added"), '"note" was not printed'),
        (lambda record: record.pop("url"), '"url" was printed and is gone'),
        (lambda record: record["sources"].append(record["sources"][0]), '"sources" is not what was printed'),
        (lambda record: record.update(approved_by="Somebody Else"), '"approved_by" is not what was printed'),
    ],
)
def test_what_no_longer_agrees_is_named(harm: Any, said: str) -> None:
    record = _side_car()
    harm(record)
    assert any(said in detail for detail in _digest_problems(record)), _digest_problems(record)


def test_the_canonical_form_is_that_of_rfc_8785() -> None:
    assert canonical({"b": [1, True, None], "a": "é\n\u2028€"}) == '{"a":"é\\n\u2028€","b":[1,true,null]}'.encode()
    assert canonical(unicodedata.normalize("NFD", "é")) == canonical("é")


def test_a_record_that_json_has_no_form_for_cannot_be_sealed() -> None:
    deep: Any = []
    for _ in range(10_000):
        deep = [deep]
    for value in (float("nan"), deep, {1, 2}):
        with pytest.raises(RecordError, match="no form as JSON"):
            sealed({"a": value})


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": -Infinity}', "[" * 100_000, "{", "", '{"a": ' + "9" * 5000 + "}"]
)
def test_json_that_two_readers_could_read_differently_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        read_json(text)


def _mutated(chance: random.Random, record: dict[str, Any]) -> dict[str, Any]:
    for _ in range(chance.choice([1, 1, 2, 5])):
        path = chance.choice(_places(record)[1:])
        record = _changed(record, path, copy.deepcopy(chance.choice(JUNK)))
        if chance.random() < 0.2:
            record.pop(chance.choice(list(record)), None)
    return record


@pytest.mark.parametrize("seed", range(6))
def test_a_side_car_or_draft_of_any_shape_is_judged_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    side_car, drafted = _side_car(), json.loads(json.dumps(draft_record(draft())))
    judged = refused = 0
    for _ in range(60):
        for check, record in ((verify_publication, side_car), (lambda given: verify_draft(read_draft(given)), drafted)):
            try:
                check(_mutated(chance, record))
                judged += 1
            except RecordError:
                refused += 1
    assert judged > 5
    assert refused > 5


@pytest.mark.parametrize("key", ["format", "cited", "sources", "headline", "story", "extra"])
def test_endless_nesting_in_a_record_is_refused(key: str) -> None:
    deep: Any = []
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(RecordError):
        verify_publication({**_side_car(), key: deep})


def test_a_copied_draft_with_a_decoration_on_every_line_is_no_supported_draft_even_without_its_date() -> None:
    """The lazy draft: the longest report from its top, and the first sentence of everybody else cited on each line."""
    made = draft_record(draft())
    first, *others = made["sources"]
    lines = [
        {"text": text, "citations": [f"1-{number}", *(f"{other['rank']}-1" for other in others)], "how": "verbatim"}
        for number, text in enumerate(first["sentences"], 1)
    ]
    lazy = {
        "story": "s1",
        "headline": {"text": first["title"]},
        "dek": {"text": lines[0]["text"]},
        "sections": [{"title": None, "sentences": lines}],
        "sources": [
            {key: one[key] for key in ("rank", "id", "outlet", "title", "published", "sentences")} for one in made["sources"]
        ],
    }
    with meter("verify") as progress:
        (answer,) = verify(read_records([json.dumps(lazy)]), progress)
    assert answer["supported"] is False
    assert {"decoration", "uncited", "copied-share"} <= {problem["kind"] for problem in answer["problems"]}
