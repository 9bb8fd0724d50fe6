"""One event in two languages, two events of one kind on one day: B-cubed, F1 over pairs, and how many pairs meet.

The coverage is invented and written for this (``coverage_languages/``): English, German, Spanish, French, Portuguese and
Hindi, with the number formats and the spellings of names that their papers use. ``tuned`` is what constants were chosen on,
``kept`` is not. "across" is the share of pairs of one event in two languages that are in one story, "wrong" the number of
pairs of two events in one story. "ledes" is the title and the first 35 words alone: few numbers, so that names must do it.
With the folder of a sentence model as argument it is asked too.

    python benchmarks/languages.py [MODEL FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from measures_cluster import score

from pipeline.cluster import cluster
from pipeline.cluster.encoder import load
from pipeline.values import Article, Moment

COVERAGE = Path(__file__).parent / "coverage_languages"
HALVES = ("tuned", "kept")
LEDE = 35


def coverage(half: str) -> tuple[list[Article], dict[str, str]]:
    """The articles of a half, and the event of each."""
    articles, gold = [], {}
    _, *parts = (COVERAGE / f"{half}.txt").read_text(encoding="utf-8").split("\n@ ")
    for number, part in enumerate(parts):
        head, _, text = part.partition("\n")
        event, language, published, title = (field.strip() for field in head.split("|", 3))
        name = f"{event}-{language}-{number}"
        at = Moment(datetime.fromisoformat(published).replace(tzinfo=UTC))
        site = f"{language}{number}.example"
        articles.append(Article(name, text.strip(), title, published=at, language=language, domain=site))
        gold[name] = event
    return articles, gold


def lede(article: Article) -> Article:
    """An article cut behind its first words."""
    return replace(article, text=" ".join(article.text.split()[:LEDE]))


def pairs_across(articles: Sequence[Article], gold: Mapping[str, str], story: Mapping[str, str]) -> tuple[int, int, int]:
    """How many pairs of one event in two languages there are, how many are in one story, and pairs that should not be."""
    there = met = wrong = 0
    for one, other in combinations(articles, 2):
        same = gold[one.id] == gold[other.id]
        together = story[one.id] == story[other.id]
        if same and one.language != other.language:
            there += 1
            met += together
        wrong += together and not same
    return there, met, wrong


def report(label: str, articles: Sequence[Article], gold: Mapping[str, str], story: Mapping[str, str]) -> None:
    scores = score(gold, story)
    there, met, wrong = pairs_across(articles, gold, story)
    print(
        f"{label:<34}{scores.precision:>7.3f}{scores.recall:>7.3f}{scores.b_cubed:>7.3f}{scores.pair_f1:>8.3f}"
        f"{f'{met}/{there}':>10}{wrong:>7}",
        flush=True,
    )


def main(arguments: Sequence[str]) -> None:
    model = load(arguments[0]) if arguments else None
    print(f"{'half, way':<34}{'P':>7}{'R':>7}{'B3':>7}{'pairF1':>8}{'across':>10}{'wrong':>7}")
    for half in HALVES:
        whole, gold = coverage(half)
        for kind, articles in (("whole", whole), ("ledes", [lede(article) for article in whole])):
            for label, settle in (("online", False), ("--settle", True)):
                story = {one.article: one.story for one in cluster(articles, settle=settle, model=model)}
                report(f"{half} ({len(articles)}), {kind}, {label}", articles, gold, story)


if __name__ == "__main__":
    main(sys.argv[1:])
