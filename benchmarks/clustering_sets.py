"""The labelled sets of the clustering benchmarks, as articles: no part of the project, $NEWSLOOM_DATA names their folder."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pipeline.records import read_article
from pipeline.values import Article

SETS = ("allsides-full", "allsides2021-lede", "giveme5w1h", "ecbplus", "fnc1-bodies", "basil", "uci-headlines-partial")
Labelled = tuple[list[Article], dict[str, str]]


def folder() -> Path:
    """The folder of the sets. Ends the program with status 2 and a plain sentence where it is absent."""
    given = os.environ.get("NEWSLOOM_DATA")
    if not given or not (Path(given) / "clustering").is_dir():
        sys.stderr.write("NEWSLOOM_DATA is not set, or has no folder clustering/: labelled articles are needed\n")
        raise SystemExit(2)
    return Path(given) / "clustering"


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def labelled(name: str) -> Labelled:
    """The articles of a set in the order of its file, and the event of each that has one."""
    read = list(rows(folder() / f"{name}.jsonl.gz"))
    return [read_article(row) for row in read], {str(row["id"]): row["gold"] for row in read if row.get("gold")}


def stream() -> Labelled:
    """The two densest years of allsides-full inside unlabelled articles of the same years, in order of publication."""
    articles, gold = labelled("allsides-full")
    articles += [read_article(row) for row in rows(folder() / "background.jsonl.gz")]
    kept = [article for article in articles if article.published and article.published.at.year in {2017, 2018}]
    kept.sort(key=_published)
    ids = {article.id for article in kept}
    return kept, {article: event for article, event in gold.items() if article in ids}


def _published(article: Article) -> datetime:
    assert article.published is not None
    return article.published.at
