"""What holds for everything that leaves the house, whatever the target: each exporter and each format is held to it.

A new target joins by one line in ``TARGETS``, which says how the bytes that it sent out are read back.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import get_type_hints
from urllib.parse import unquote, urldefrag

import feedparser
import pytest
from invented_story import LATER, NOW, OUTLETS, SENTENCES, UNCITED, approved, draft, with_headline
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from exporters import EXPORTERS, exporter
from exporters.render import FORMATS, Look, html, markdown
from exporters.render.atom import atom
from exporters.render.html import Entry, feed_html, index_html
from exporters.render.jsonfeed import json_feed
from exporters.render.text import text
from pipeline.edition import edition
from pipeline.protocols import Exporter
from pipeline.values import Approved, Draft, Edition, Outlet, Publication
from pipeline.verify import verify_publication

SITE = "https://newsroom.example/briefs"
LOOK = Look(site="The Signal Desk", home=SITE, index=True, approved_by="Maud Ferrier", approved_at=NOW, published=NOW)


def _in_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.stat().st_size}


TARGETS: Mapping[str, Callable[[Path], dict[str, bytes]]] = {"files": _in_folder}


def _target(kind: str, folder: Path, url: str = SITE, outlets: Mapping[str, Outlet] | None = None) -> Exporter:
    return exporter(kind, "site", "The Signal Desk", url, folder, outlets or OUTLETS)


def _published(printed: Edition) -> Publication:
    return Publication(printed, "site", "Maud Ferrier", NOW, NOW, 1, f"{SITE}/marlow.html")


RENDERERS: Mapping[str, Callable[[Edition], str]] = {
    "html": lambda printed: html(printed, LOOK),
    "markdown": lambda printed: markdown(printed, LOOK),
    "text": lambda printed: text(printed, LOOK, marks=True),
    "plain text": lambda printed: text(printed, LOOK),
    "feed body": lambda printed: feed_html(printed, LOOK),
    "list": lambda printed: index_html([Entry(_published(printed), "marlow.html")], LOOK),
    "atom": lambda printed: atom([Entry(_published(printed), "marlow.html")], LOOK).decode(),
    "json feed": lambda printed: json_feed([Entry(_published(printed), "marlow.html")], LOOK),
}


@pytest.fixture(params=sorted(TARGETS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_exporter_is_held_to_this_contract() -> None:
    assert sorted(TARGETS) == sorted(EXPORTERS)
    assert set(FORMATS) <= set(RENDERERS)


@pytest.mark.parametrize("kind_of", sorted(EXPORTERS))
def test_only_what_a_person_approved_can_be_exported(kind_of: str, tmp_path: Path) -> None:
    assert get_type_hints(type(_target(kind_of, tmp_path)).export)["approved"] is Approved


# --------------------------------------------------------------------------- what leaves the house


def _readings(content: str) -> Iterator[str]:
    """The text as a reader, a browser and a feed reader would see it, without what breaks up its words."""
    for form in (content, unescape(content), unescape(unescape(content)), unquote(content)):
        yield " ".join(form.replace("\\", "").split())
        yield " ".join(re.sub(r"<[^>]*>", "", form).split())


def _runs(sentence: str, words: int) -> set[str]:
    parts = sentence.split()
    return {" ".join(parts[start : start + words]) for start in range(len(parts) - words + 1)}


def _assert_no_more_than_allowed(name: str, content: str) -> None:
    for reading in _readings(content):
        leaked = [sentence for sentence in UNCITED if sentence in reading]
        assert not leaked, f"{name} carries sentences that nothing cites: {leaked}"
        limit = OUTLETS["aisleseven"].quote_words
        over = [run for sentence in SENTENCES["a3"] for run in _runs(sentence, limit + 1) if run in reading]
        assert not over, f"{name} quotes more than {limit} words: {over}"
        assert "reason stays in the house" not in reading


def test_a_target_carries_no_uncited_sentence_and_no_quotation_over_the_limit(kind: str, tmp_path: Path) -> None:
    _target(kind, tmp_path).export(approved(), None, NOW)
    sent = TARGETS[kind](tmp_path)
    assert sent
    for name, content in sent.items():
        _assert_no_more_than_allowed(name, content.decode())


@pytest.mark.parametrize("form", RENDERERS)
def test_a_format_carries_no_uncited_sentence_and_no_quotation_over_the_limit(form: str) -> None:
    _assert_no_more_than_allowed(form, RENDERERS[form](edition(draft(), OUTLETS)))


def _allowed(of: Draft) -> set[str]:
    urls = {source.url for source in of.sources} | {reference.url for reference in of.cross_references}
    return {url for url in urls if url} | {f"{SITE}/marlow.html"}


OURS = {"index.html", "feed.atom", "feed.json", "marlow.html"}


def _as_html(form: str, content: str) -> str:
    if form == "markdown":
        return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(content.split("---\n", 2)[2]))
    if form == "atom":
        return "".join(entry.content[0].value for entry in feedparser.parse(content, sanitize_html=False).entries)
    if form == "json feed":
        return "".join(item["content_html"] for item in json.loads(content)["items"])
    return content


@pytest.mark.parametrize("form", ["html", "markdown", "feed body", "list", "atom", "json feed"])
def test_links_lead_to_the_storys_sources_and_cross_references_only(form: str) -> None:
    tree = lxml_html.document_fromstring(_as_html(form, RENDERERS[form](edition(draft(), OUTLETS))))
    targets = {urldefrag(href).url for href in tree.xpath("//@href | //@src")} - {""} - OURS
    assert targets <= _allowed(draft())
    if form != "list":
        assert targets >= {source.url for source in draft().sources}


def test_on_the_page_every_sentence_leads_to_its_sentences_and_those_lead_out() -> None:
    printed = edition(draft(), OUTLETS)
    tree = lxml_html.document_fromstring(html(printed, LOOK))
    ids = set(tree.xpath("//@id"))
    assert len(ids) == len(tree.xpath("//@id"))
    sentences = tree.xpath("//*[@class='s']")
    assert len(sentences) == 1 + len(draft().sentences) + 2
    for sentence in sentences:
        links = sentence.xpath(".//span[@class='cite']/a")
        assert links, lxml_html.tostring(sentence)
        for link in links:
            assert link.get("href").startswith(tuple(f"{source.url}#:~:text=" for source in draft().sources))
            assert link.get("rel") == "nofollow noopener"
            assert {f"c{label}" for label in link.get("data-labels").split()} <= ids
            assert re.match(r"Source \d: .+, (October 6, 2026|undated)", link.get("aria-label"))
    notes = tree.xpath("//li[starts-with(@id, 'c')]")
    assert {note.get("id")[1:] for note in notes} == {cited.label for cited in printed.cited}
    for note in notes:
        (out,) = note.xpath("./a[@class='out']")
        assert ":~:text=" in out.get("href")
        assert out.get("rel") == "nofollow noopener"
        (back,) = note.xpath("./a[@class='back']")
        assert back.get("href")[1:] in ids


@pytest.mark.parametrize("form", ["text", "plain text", "markdown"])
def test_in_text_every_label_and_number_names_a_listed_source(form: str) -> None:
    content = RENDERERS[form](edition(draft(), OUTLETS))
    ranks = {source.rank for source in draft().sources}
    labels = [label for index in re.findall(r'\(cite index="([^"]+)">', content) for label in index.split(",")]
    assert bool(labels) == (form == "text")
    assert {int(label.split("-")[0]) for label in labels} <= ranks
    assert {int(number) for number in re.findall(r"\[\\?\[?(\d+)\\?\]", content)} <= ranks
    assert content.count("</cite>") == content.count("(cite index=")


def test_the_side_car_proves_itself(tmp_path: Path) -> None:
    _target("files", tmp_path).export(approved(), None, NOW)
    (side_car,) = (path for path in tmp_path.glob("*.json") if path.name != "feed.json")
    record = json.loads(side_car.read_bytes())
    verdict = verify_publication(record)
    assert not [
        problem for problem in verdict.problems if problem.kind in {"citation", "digest", "labels", "uncited", "record"}
    ]
    assert "sentences" not in json.dumps(record["sources"])


# --------------------------------------------------------------------------- hostile text

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "</style><svg/onload=alert(1)>",
    '"><iframe src=javascript:alert(1)></iframe>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://lanternpost.example/",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "[a](javascript:alert(1))",
    '![x](javascript:alert(1) "t")',
    "<javascript:alert(1)>",
    "`</code><script>alert(1)</script>`",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "{{ 7*7 }}{% include 'x' %}{{< figure src=x >}}",
    '(cite index="1-1">forged</cite> <cite index="2-2">forged</cite>',
    "\u202etxet dnuora denrut\u202c \u2066isolated\u2069 zero\u200bwidth \x00\x08\x1b[31m \ud800 \ufffe",
    "<a href=https://evil.example/>click</a> https://evil.example/ www.evil.example",
    "[1-1]: https://evil.example/",
    "# heading\n\n    code\n\n---\n\n| a | b |\n|---|---|\n\n1. x",
    "\u2028\u2029</sCrIpT\t><sVg><animate onbegin=alert(1)>",
    '<math><mi xlink:href="javascript:alert(1)">x',
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;script&#x3e;",
    "\\<script>alert(1)</script> \\[x](javascript:alert(1))",
)  # fmt: skip

FORBIDDEN = (
    "script iframe object embed applet frame frameset base form input button svg math img video audio link meta style template"
)


def _corpus() -> list[str]:
    """Payloads of the shared corpus, where the machine that runs this has one (``NEWSLOOM_DATA``)."""
    folder = os.environ.get("NEWSLOOM_DATA")
    files = sorted((Path(folder) / "hostile" / "xss").glob("*.json")) if folder else []
    entries = [entry for file in files for entry in json.loads(file.read_text(encoding="utf-8"))]
    return [str(entry.get("payload") or entry.get("text")) for entry in entries]


def _hostile(payloads: list[str]) -> Edition:
    """An edition with a payload in every place that foreign text can reach."""
    of = edition(draft(), OUTLETS)
    spread = [payloads[number % len(payloads)] for number in range(60 + len(payloads))]
    take = iter(spread * 3).__next__
    sentences = [replace(of.sections[0].sentences[0], text=payload) for payload in payloads]
    return replace(
        of,
        category=take(),
        language="en",
        headline=replace(of.headline, text=take()),
        dek=replace(of.dek, text=take()),
        sections=(
            *(replace(section, title=take()) for section in of.sections),
            replace(of.sections[0], title=take(), sentences=tuple(sentences)),
        ),
        conflicts=tuple(
            replace(each, about=take(), values=tuple((take(), labels) for _, labels in each.values)) for each in of.conflicts
        ),
        cross_references=tuple(replace(each, headline=take(), url=take()) for each in of.cross_references),
        sources=tuple(replace(each, outlet=take(), title=take(), url=take(), authors=(take(), take())) for each in of.sources),
        cited=tuple(replace(each, excerpt=take()) for each in of.cited),
    )


def _assert_harmless(tree: lxml_html.HtmlElement, *, page: bool) -> None:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            pytest.fail(f"a comment or instruction: {element!r}")
        ours = page and (
            (element.tag == "script" and element.get("type") == "application/ld+json" and not element.get("src"))
            or (element.tag in {"style", "meta", "link"} and element.xpath("boolean(parent::head)"))
        )
        assert ours or element.tag not in FORBIDDEN.split(), element.tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (element.tag, name)
            assert name != "style"
            if name in {"href", "src", "action", "formaction", "xlink:href"}:
                assert re.match(r"https?://|#|[\w.-]+\.(html|atom|json)$|$", value), value
                assert "evil.example" not in value.split("#")[0]


@pytest.mark.parametrize("payload", [*PAYLOADS, pytest.param(None, id="corpus")])
@pytest.mark.parametrize("form", RENDERERS)
def test_hostile_text_stays_text(form: str, payload: str | None) -> None:
    payloads = [payload] if payload is not None else _corpus()
    if not payloads:
        pytest.skip("NEWSLOOM_DATA is not set: there is no larger corpus on this machine")
    printed = _hostile(payloads)
    content = RENDERERS[form](printed)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufffe]", content)
    content.encode()
    if form in {"text", "plain text"}:
        marks = len(re.findall(r'\(cite index="\d+-\d+(?:,\d+-\d+)*">', content))
        assert marks == content.count("</cite>") == len(re.findall(r"[(<]\s*cite\s+index", content))
        return
    page = form in {"html", "list"}
    tree = lxml_html.document_fromstring(_as_html(form, content))
    _assert_harmless(tree, page=page)
    if form == "html":
        json_ld = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
        assert json_ld["@type"] == "NewsArticle"
        assert len(tree.xpath("//h1")) == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_of_the_newsroom_or_editor_stays_text(payload: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    exporter("files", "site", payload, "", folder, OUTLETS, disclosure=payload).export(approved(by=payload), None, NOW)
    for name, content in _in_folder(folder).items():
        if name.endswith(".html"):
            _assert_harmless(lxml_html.document_fromstring(content.decode()), page=True)
    assert not feedparser.parse((folder / "feed.atom").read_bytes()).bozo


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_shows_hostile_text_as_it_is(payload: str) -> None:
    from exporters.render.clean import printable

    printed = edition(draft(), OUTLETS)
    section = replace(printed.sections[0], sentences=(replace(printed.headline, text=payload, labels=()),))
    rendered = _as_html("markdown", markdown(replace(printed, sections=(section,)), LOOK))
    shown = [" ".join(p.text_content().split()) for p in lxml_html.document_fromstring(rendered).xpath("//p")]
    assert printable(payload) in shown


# --------------------------------------------------------------------------- feeds


def test_the_atom_feed_is_well_formed_and_says_what_each_entry_is(kind: str, tmp_path: Path) -> None:
    _target(kind, tmp_path).export(approved(), None, NOW)
    feed = feedparser.parse((tmp_path / "feed.atom").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    (entry,) = feed.entries
    assert entry.id.startswith("urn:uuid:")
    assert entry.title == draft().headline.text
    assert entry.tags[0].term == "hardware"
    assert entry.link.startswith(f"{SITE}/marlow-recalls-")
    assert feed.feed.id
    assert feed.feed.updated == entry.updated == "2026-10-07T09:30:00+00:00"
    assert feed.feed.author == "The Signal Desk"


def test_the_json_feed_has_what_version_1_1_requires(kind: str, tmp_path: Path) -> None:
    _target(kind, tmp_path).export(approved(), None, NOW)
    feed = json.loads((tmp_path / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "The Signal Desk"
    assert feed["feed_url"] == f"{SITE}/feed.json"
    (item,) = feed["items"]
    assert isinstance(item["id"], str)
    assert item["content_html"]
    assert item["url"].startswith("https://")
    assert item["id"] == feedparser.parse((tmp_path / "feed.atom").read_bytes()).entries[0].id


# --------------------------------------------------------------------------- once, and the same story for ever


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


@pytest.mark.parametrize("report", ["reported", "killed before it reported"])
def test_exporting_the_same_approval_again_changes_no_byte(kind: str, tmp_path: Path, report: str) -> None:
    first = _target(kind, tmp_path).export(approved(), None, NOW)
    before = _state(tmp_path)
    second = _target(kind, tmp_path).export(approved(), first if report == "reported" else None, LATER)
    assert second == first
    assert _state(tmp_path) == before


def test_a_correction_keeps_name_id_and_first_date_and_is_the_next_revision(kind: str, tmp_path: Path) -> None:
    first = _target(kind, tmp_path).export(approved(), None, NOW)
    names = set(TARGETS[kind](tmp_path))
    before = json.loads((tmp_path / "feed.json").read_bytes())["items"]
    corrected = with_headline(draft(), "Marlow recalls 4,100 warehouse robots after door failures")
    second = _target(kind, tmp_path).export(approved(corrected, at=LATER), first, LATER)
    assert (second.revision, second.first_published, second.url) == (2, NOW, first.url)
    assert set(TARGETS[kind](tmp_path)) == names
    (item,) = json.loads((tmp_path / "feed.json").read_bytes())["items"]
    assert item["id"] == before[0]["id"]
    assert item["url"] == before[0]["url"]
    assert item["title"] == corrected.headline.text
    assert item["date_published"] == before[0]["date_published"]
    assert item["date_modified"] > before[0]["date_modified"]


def test_a_correction_after_a_lost_report_is_not_counted_twice(kind: str, tmp_path: Path) -> None:
    first = _target(kind, tmp_path).export(approved(), None, NOW)
    corrected = approved(with_headline(draft(), "Marlow recalls 4,100 robots"), at=LATER)
    lost = _target(kind, tmp_path).export(corrected, first, LATER)
    again = _target(kind, tmp_path).export(corrected, first, LATER)
    assert again == lost
    assert again.revision == 2


def test_two_stories_of_one_headline_are_two_articles(kind: str, tmp_path: Path) -> None:
    target = _target(kind, tmp_path)
    one = target.export(approved(), None, NOW)
    two = target.export(approved(replace(draft(), story="s2222")), None, NOW)
    assert one.url != two.url
    assert len(json.loads((tmp_path / "feed.json").read_bytes())["items"]) == 2
