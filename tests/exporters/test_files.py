"""The folder of files: names, whole files or none, and what it does with files that are not as they should be."""

from __future__ import annotations

import errno
import json
import logging
import os
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from invented_story import LATER, NOW, OUTLETS, approved, draft, with_headline

from exporters import exporter
from exporters.shelf import story_key
from pipeline.edition import publication
from pipeline.errors import ConfigurationError, ExportFailed
from pipeline.protocols import Exporter
from pipeline.values import Approved, Publication


def _exporter(folder: Path, url: str = "https://newsroom.example") -> Exporter:
    return exporter("files", "site", "The Signal Desk", url, folder, OUTLETS)


def _of_story(story: str) -> Approved:
    return approved(replace(draft(), story=story))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_an_article_is_four_files_beside_a_list_and_two_feeds(tmp_path: Path) -> None:
    publication = _exporter(tmp_path / "a" / "b").export(approved(), None, NOW)
    stem = "marlow-recalls-4-200-warehouse-robots-after-two-drive-s7k2mq4xd"
    assert _names(tmp_path / "a" / "b") == {
        *(f"{stem}.{ending}" for ending in ("html", "md", "txt", "json")),
        "index.html",
        "feed.atom",
        "feed.json",
    }
    assert publication.url == f"https://newsroom.example/{stem}.html"
    assert (publication.revision, publication.first_published) == (1, NOW)


def test_without_a_public_address_links_stay_relative(tmp_path: Path) -> None:
    publication = _exporter(tmp_path, "").export(approved(), None, NOW)
    assert publication.url is None
    feed = feedparser.parse((tmp_path / "feed.atom").read_bytes())
    assert (tmp_path / feed.entries[0].link).is_file()
    assert "url" not in json.loads((tmp_path / "feed.json").read_bytes())["items"][0]


def test_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        _exporter(tmp_path).export(approved(), None, NOW)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir() if not path.name.startswith(".")} == {0o644}


@pytest.mark.parametrize(
    "story",
    [
        "../../etc/passwd",
        "a/b",
        "..",
        "/abs",
        "C:\\x",
        "A" * 400,
        "con",
        "nul\x00l",
        "\ud800",
        "story with spaces",
        "-",
        "feed",
        "ünï",
    ],
)
def test_no_story_id_leads_out_of_the_folder(tmp_path: Path, story: str) -> None:
    folder = tmp_path / "out"
    hostile = with_headline(replace(draft(), story=story), "../../../escape\x00\n/etc")
    _exporter(folder).export(approved(hostile), None, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert all(path.is_file() for path in folder.iterdir())
    assert len(_names(folder)) == 7


def test_ids_that_differ_only_in_case_or_punctuation_stay_apart() -> None:
    keys = [story_key(story) for story in ("a", "A", "a-b", "ab", "a/b", "x" * 41, "x" * 42)]
    assert len(set(keys)) == len(keys)
    assert all(key.isalnum() and key == key.lower() for key in keys)


def test_a_story_whose_id_ends_like_anothers_is_not_taken_for_it(tmp_path: Path) -> None:
    _exporter(tmp_path).export(_of_story("s12"), None, NOW)
    _exporter(tmp_path).export(_of_story("12"), None, NOW)
    assert len(json.loads((tmp_path / "feed.json").read_bytes())["items"]) == 2


def test_the_newest_change_stands_first_and_old_stories_stay(tmp_path: Path) -> None:
    first = _exporter(tmp_path).export(_of_story("s1"), None, NOW)
    _exporter(tmp_path).export(_of_story("s2"), None, LATER)
    items = json.loads((tmp_path / "feed.json").read_bytes())["items"]
    assert [item["url"][-7:-5] for item in items] == ["s2", "s1"]
    corrected = approved(with_headline(replace(draft(), story="s1"), "Corrected"), at=LATER.replace(hour=20))
    _exporter(tmp_path).export(corrected, first, LATER.replace(hour=21))
    items = json.loads((tmp_path / "feed.json").read_bytes())["items"]
    assert [item["title"] for item in items] == ["Corrected", draft().headline.text]
    assert (tmp_path / "index.html").read_text().index("Corrected") < (tmp_path / "index.html").read_text().index(
        draft().headline.text
    )


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": "newsloom-edition-1"}', b"\xff\xfe", b"[" * 100_000, b'{"story": "x"}']
)
def test_a_broken_side_car_is_named_and_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    (tmp_path / "old-story-s0.json").write_bytes(content)
    with caplog.at_level(logging.WARNING):
        _exporter(tmp_path).export(approved(), None, NOW)
    assert "old-story-s0.json" in caplog.text
    assert len(json.loads((tmp_path / "feed.json").read_bytes())["items"]) == 1
    assert (tmp_path / "old-story-s0.json").read_bytes() == content


def test_a_broken_side_car_of_the_story_itself_keeps_its_name_and_is_mended(tmp_path: Path) -> None:
    first = _exporter(tmp_path).export(approved(), None, NOW)
    (side_car,) = (path for path in tmp_path.glob("*.json") if path.name != "feed.json")
    side_car.write_bytes(b"{ torn")
    second = _exporter(tmp_path).export(approved(with_headline(draft(), "Another headline")), first, LATER)
    assert second.url == first.url
    assert second.revision == 2
    assert json.loads(side_car.read_bytes())["headline"]["text"] == "Another headline"


def test_a_page_lost_from_the_folder_comes_back_with_the_next_export(tmp_path: Path) -> None:
    first = _exporter(tmp_path).export(approved(), None, NOW)
    page = next(tmp_path.glob("marlow*.html"))
    content = page.read_bytes()
    page.unlink()
    assert _exporter(tmp_path).export(approved(), first, LATER) == first
    assert page.read_bytes() == content


# --------------------------------------------------------------------------- faults


@contextmanager
def _files_up_to(size: int) -> Iterator[None]:
    """The kernel refuses to write a file longer than this (Python ignores the signal and gets the error)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_cannot_be_written_whole_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    first = _exporter(tmp_path).export(approved(), None, NOW)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    corrected = approved(with_headline(draft(), "A headline that never came out"), at=LATER)
    with _files_up_to(4096), pytest.raises(ExportFailed, match=r"marlow.*\.html: cannot be written"):
        _exporter(tmp_path).export(corrected, first, LATER)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert _exporter(tmp_path).export(corrected, first, LATER).revision == 2


def test_a_full_disk_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(ExportFailed, match=r"No space left on device.*free some space.*export again"):
            _exporter(tmp_path).export(approved(), None, NOW)
    assert not _names(tmp_path)
    assert not list(tmp_path.glob("*.new"))
    assert _exporter(tmp_path).export(approved(), None, NOW).revision == 1


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    with pytest.raises(ExportFailed, match=r"out.*cannot be written.*directory"):
        _exporter(tmp_path / "out").export(approved(), None, NOW)


def test_a_link_in_the_place_of_a_page_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    stem = "marlow-recalls-4-200-warehouse-robots-after-two-drive-s7k2mq4xd"
    (folder / f"{stem}.html").symlink_to(outside)
    _exporter(folder).export(approved(), None, NOW)
    assert outside.read_text() == "mine"
    assert not (folder / f"{stem}.html").is_symlink()


def test_a_citation_that_leads_nowhere_fails_the_export_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_evidence(*given: Any) -> Publication:
        made = publication(*given)
        return replace(made, edition=replace(made.edition, cited=()))

    monkeypatch.setattr("exporters.files.publication", without_evidence)
    with pytest.raises(ExportFailed, match="leads to no cited sentence"):
        _exporter(tmp_path).export(approved(), None, NOW)
    assert not _names(tmp_path)


def test_exports_at_the_same_time_lose_no_story(tmp_path: Path) -> None:
    stories = [f"s{number}" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda story: _exporter(tmp_path).export(_of_story(story), None, NOW), stories))
    assert len(json.loads((tmp_path / "feed.json").read_bytes())["items"]) == 6
    assert not list(tmp_path.glob(".*.new"))


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"targets\.site\.kind: 'gopher' is not known; use one of files"):
        exporter("gopher", "site", "The Signal Desk", "", tmp_path, OUTLETS)
