"""Text and metadata of real pages against their gold, beside plain trafilatura in the same run.

The times are not of the same work, to our disadvantage: ours begins with the bytes of a page and ends with an article
(decoding, checks, parsing, text, metadata, dates, links, sentences), the others begin with characters and end with the text.

Reads $NEWSLOOM_DATA/extraction/{scrapinghub,fundus}: NAME.gold.json beside NAME.html.gz.

    NEWSLOOM_DATA=... python benchmarks/extract.py
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import lxml.html
import trafilatura

from benchmarks.measures import bag_f1, text_score, tokens
from benchmarks.results import Row, keep
from pipeline.extract import read_html
from pipeline.extract.decode import decode
from pipeline.extract.outlets import bare
from pipeline.moments import parse_moment
from pipeline.urls import host_of, registrable_domain
from pipeline.values import Article, Outlet, Refusal

T = TypeVar("T")
SETS = ("scrapinghub", "fundus")
WRONG_GOLD = ("KlasseGegenKlasse_2026_01_07", "AnadoluAjansi_2025_04_05")
"""Pages whose gold date has day and month swapped: left out of the metadata figures."""


@dataclass(frozen=True)
class Gold:
    """A saved page and what people read in it."""

    name: str
    record: Mapping[str, Any]
    html: bytes

    @property
    def text(self) -> str:
        """The body as the gold has it."""
        if "articleBody" in self.record:
            return str(self.record["articleBody"])
        return "\n".join(part["text"] for part in self.record["body"])


def pages(folder: Path) -> Iterator[Gold]:
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        with gzip.open(folder / f"{name}.html.gz") as packed:
            yield Gold(name, json.loads(path.read_text(encoding="utf-8")), packed.read())


def registry(golds: list[Gold]) -> dict[str, Outlet]:
    """One outlet for each publisher of the set: what a newsroom's ``outlets`` folder would hold."""
    found = {}
    for gold in golds:
        domain = registrable_domain(gold.record["domain"])
        name = gold.record["outlet"]
        found[name] = Outlet(name, name, tuple({domain, host_of(gold.record["url"])}))
    return found


def timed(seconds: dict[str, float], label: str, read: Callable[[], T]) -> T:
    """What ``read`` gives; its processor time is added under ``label``."""
    start = time.process_time()
    result = read()
    seconds[label] += time.process_time() - start
    return result


def plain(html: str, *, precise: bool) -> str:
    return trafilatura.extract(html, include_comments=False, favor_precision=precise) or ""


def peers() -> dict[str, Callable[[str], str]]:
    """Other extractors by name, as far as they are installed; a missing one is named with what installs it."""
    found: dict[str, Callable[[str], str]] = {}
    for module, package, reader in (("readability", "readability-lxml", readability), ("newspaper", "newspaper4k", newspaper)):
        if find_spec(module) is None:
            print(f"{package}: not installed: pip install {package}")
        else:
            found[package] = reader
    return found


def readability(html: str) -> str:
    document = import_module("readability").Document(html)
    found = lxml.html.fromstring(document.summary())
    return "\n".join(each.strip() for each in found.itertext() if each.strip())


def newspaper(html: str) -> str:
    # Pictures are not fetched: the benchmark opens no connection.
    article = import_module("newspaper").Article("https://press.example/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def tried(read: Callable[[str], str], html: str) -> str:
    """What a peer reads; nothing where it fails on the page, whatever it raises."""
    try:
        return read(html)
    except Exception:  # noqa: BLE001  a peer's errors are its own: the page counts as not read
        return ""


def run(name: str, golds: list[Gold], kept: list[Row]) -> dict[str, Article | Refusal]:
    """Each page is read by all of them in turn, so that what else the machine does weighs on them alike.

    What the plots show is added to ``kept``.
    """
    now = datetime.now(UTC)
    outlets = registry(golds) if name == "fundus" else {}
    texts: dict[str, dict[str, str]] = {"trafilatura": {}, "trafilatura, precision": {}, "ours, fast": {}, "ours": {}}
    others = peers()
    texts |= {label: {} for label in others}
    seconds = dict.fromkeys(texts, 0.0)
    ours: dict[str, Article | Refusal] = {}
    for gold in golds:
        html = decode(gold.html, None) or ""
        for label, precise in (("trafilatura", False), ("trafilatura, precision", True)):
            texts[label][gold.name] = timed(seconds, label, partial(plain, html, precise=precise))
        for label, reader in others.items():
            texts[label][gold.name] = timed(seconds, label, partial(tried, reader, html))
        read = partial(read_html, gold.html, gold.record.get("url"), outlets, now, stubs=True)
        quick = timed(seconds, "ours, fast", partial(read, fast=True))
        ours[gold.name] = timed(seconds, "ours", read)
        for label, result in (("ours, fast", quick), ("ours", ours[gold.name])):
            texts[label][gold.name] = result.text if isinstance(result, Article) else ""
    print(f"{name}, {len(golds)} pages             F1      P       R    exact  pages/s  relative")
    for label, predicted in texts.items():
        score = text_score({gold.name: gold.text for gold in golds}, predicted)
        speed = len(golds) / seconds[label]
        print(
            f"  {label:24} {score.f1:.4f}  {score.precision:.4f}  {score.recall:.4f}  {score.exact:.3f}  {speed:6.1f}"
            f"     {seconds['trafilatura'] / seconds[label]:.2f}"
        )
        kept.append({"set": name, "method": label, "f1": score.f1, "ratio": seconds["trafilatura"] / seconds[label]})
    print("  ours reads all metadata in its time, the others only the text")
    for refusal in (each for each in ours.values() if isinstance(each, Refusal)):
        print(f"  refused: {refusal.cause.value}: {refusal.detail}")
    return ours


def metadata(golds: list[Gold], ours: Mapping[str, Article | Refusal]) -> None:
    """Agreement of date, authors, title and outlet with the gold; a refused page agrees in nothing."""
    golds = [gold for gold in golds if not gold.name.endswith(WRONG_GOLD)]
    scores: dict[str, list[float]] = {key: [] for key in ("date", "authors", "title ~", "title =", "outlet")}
    for gold in golds:
        article = ours[gold.name]
        if isinstance(article, Refusal):
            for values in scores.values():
                values.append(0.0)
            continue
        scores["date"].append(same_day(gold, article))
        scores["authors"].append(bag_f1(names(gold.record.get("authors") or []), names(article.authors)))
        scores["title ~"].append(bag_f1(tokens(gold.record["title"]), tokens(article.title)) >= 0.8)
        scores["title ="].append(list(tokens(gold.record["title"])) == list(tokens(article.title)))
        scores["outlet"].append(bare(gold.record["outlet"]) == bare(article.outlet or ""))
    means = {key: sum(values) / len(values) for key, values in scores.items()}
    print(
        f"  metadata of {len(golds)} pages: same day {means['date']:.3f}, "
        f"author F1 {means['authors']:.3f}, outlet {means['outlet']:.3f}, "
        f"title token F1 >= .8 {means['title ~']:.3f}, title exact {means['title =']:.3f}"
    )


def same_day(gold: Gold, article: Article) -> bool:
    given = gold.record.get("date") or ""
    want = parse_moment(given)
    if want is None or article.published is None:
        return want is None and article.published is None
    # A day is counted where the newsroom is: as the gold writes it, or in UTC.
    return article.published.at.date() == want.at.date() or article.published.at.date().isoformat() == given[:10]


def names(people: list[str] | tuple[str, ...]) -> Counter[str]:
    return Counter(" ".join(name.lower().split()) for name in people)


def main() -> int:
    logging.disable(logging.CRITICAL)  # trafilatura logs what it discards
    given = os.environ.get("NEWSLOOM_DATA")
    if not given or not (Path(given) / "extraction").is_dir():
        sys.stderr.write("NEWSLOOM_DATA is not set, or has no folder extraction/: labelled pages are needed\n")
        return 2
    kept: list[Row] = []
    for name in SETS:
        golds = list(pages(Path(given) / "extraction" / name))
        ours = run(name, golds, kept)
        if name == "fundus":
            metadata(golds, ours)
    keep("extraction", kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
