"""Hold the ledger of facts against ledgers written by hand: python benchmarks/ledger.py [--misses] [PREFIX...].

The files are ``benchmarks/ledgers/PREFIX*.toml`` (press, planted, further and unseen by default; their form is in its README).
Each line printed is one JSON object: the prefix, and over its stories
    facts       recall and precision, of all and of those that two articles and more state
    said        precision and recall of (fact, article) pairs among the facts that were found
    origins     share of the found facts whose count of origins is exact
    conflicts, updates, edges, first, independent
and, for stories of ten articles, the CPU milliseconds of their ledger (median of nine runs, from the frozen sentences on).
``--misses`` names on standard error what was missed and what was too much.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache

from benchmarks.ledger_gold import GoldFact, GoldStory, folded, stories
from benchmarks.ledger_lineage import scores, wrong_edges
from newsloom.config import shipped
from newsloom.config.load import load_outlets, load_style, load_topics
from newsloom.press.content import load_press
from pipeline.facts import align, candidates, people, ranking, reports
from pipeline.facts.ledger import ledger
from pipeline.near.copies import dedupe
from pipeline.protocols import StorySheet
from pipeline.values import Conflict, Draft, Fact, Outlet
from pipeline.verify import dates, tokens
from pipeline.write import writer

PREFIXES = ("press", "planted", "further", "unseen")
RUNS = 9
FULL = 10


@cache
def house():
    return (
        load_outlets(shipped() / "outlets"),
        tuple(load_topics(shipped() / "topics.toml")),
        load_style(shipped() / "style.toml"),
    )


@cache
def press_outlets():
    agency = {"meridian"}
    return {
        one.folder: Outlet(
            one.folder, one.name, (one.host,), kind="agency" if one.folder in agency else one.kind, owner=one.owner
        )
        for one in load_press().outlets
    }


def sheet(story: GoldStory, prefix: str) -> StorySheet:
    """The story as a writer gets it: the sample press with its catalogue, the others as `synthesize` gets them."""
    outlets, topics, style = house()
    known = press_outlets() if prefix == "press" else outlets
    newest = max(article.published.at for article in story.articles if article.published)
    return StorySheet(story.story, story.articles, known, tuple(dedupe(story.articles)), topics, style, (), newest)


# --------------------------------------------------------------------------- which fact is which


def numbers(text: str) -> list[float]:
    return [quantity.value for quantity in tokens.quantities(text)]


MONTHS = {name[:3].lower(): number for number, name in enumerate(dates.MONTHS, start=1)} | {
    "mär": 3, "mai": 5, "okt": 10, "dez": 12
}  # fmt: skip
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-zä]*\b\.?", re.IGNORECASE)


def same_date(gold: str, normal: str) -> bool | None:
    """Whether a date is the one written: its numbers and month are among those of the normal form; None where it has none."""
    digits = [int(part) for part in re.findall(r"\d+", MONTH.sub(" ", gold))]
    months = [MONTHS[match[1].lower()[:3]] for match in MONTH.finditer(gold)]
    if not months and not re.search(r"\b(?:19|20)\d\d\b|\d:\d", gold):
        return None
    return all(part in map(int, re.findall(r"\d+", normal)) for part in (*digits, *months))


def same_value(gold: str, fact: Fact) -> bool:
    """Whether the fact gives the value: the same numbers, else the same words."""
    if fact.kind == "date" and fact.normal and (known := same_date(gold, fact.normal)) is not None:
        return known
    wanted = numbers(gold)
    if not wanted:
        return folded(gold).lower() in folded(f"{fact.value or ''} {fact.text}").lower()
    given = numbers(fact.value if fact.value is not None else fact.text)
    return all(any(tokens.same_value(one, other) for other in given) for one in wanted)


def matches(gold: GoldFact, fact: Fact) -> bool:
    """Whether a fact of ours is this one: it cites a sentence that states it, and gives its value where it has one."""
    if (gold.kind == "quote") != (fact.kind == "quote") and fact.kind == "quote":
        return False
    if gold.value and gold.kind != "quote":
        if not same_value(gold.value, fact):
            return False
    elif fact.value is not None and fact.kind != "quote":
        return False
    return bool(set(gold.said) & set(fact.citations))


def nearness(gold: GoldFact, fact: Fact) -> float:
    mine, theirs = {one.article for one in fact.citations}, {one.article for one in gold.said}
    return len(mine & theirs) / len(mine | theirs)


# --------------------------------------------------------------------------- counting


@dataclass
class Misses:
    """What is named on standard error."""

    lines: list[str]

    def say(self, line: str) -> None:
        """Keep a line."""
        self.lines.append(line)


def fact_counts(story: GoldStory, draft: Draft, misses: Misses) -> Counter[str]:
    counts: Counter[str] = Counter(gold=len(story.facts), facts=len(draft.facts))
    matched: set[str] = set()
    for gold in story.facts:
        mine = [fact for fact in draft.facts if matches(gold, fact)]
        several = len(gold.said) > 1
        counts["gold_shared"] += several
        if not mine:
            misses.say(f"missed fact {gold.id} ({gold.kind} {gold.value}, {len(gold.said)} articles): {gold.text}")
            continue
        matched |= {fact.id for fact in mine}
        best = max(mine, key=lambda fact: nearness(gold, fact))
        said, told = {one.article for one in best.citations}, {one.article for one in gold.said}
        counts += Counter(found=1, found_shared=several, pairs=len(said & told), pairs_ours=len(said), pairs_gold=len(told))
        counts["origins"] += len(best.origins) == len(gold.origins)
        if said != told or len(best.origins) != len(gold.origins):
            pairs = f"too many {sorted(said - told)}, lacking {sorted(told - said)}"
            misses.say(f"fact {gold.id}: {pairs}; {best.origins} for {gold.origins}")
    for fact in draft.facts:
        several = len({one.article for one in fact.citations}) > 1
        counts += Counter(right=fact.id in matched, shared=several, right_shared=several and fact.id in matched)
        if fact.id not in matched:
            misses.say(f"too much: {fact.kind} {fact.value} ({len(fact.citations)} articles): {fact.text[:90]}")
    return counts


def change_counts(story: GoldStory, draft: Draft, misses: Misses) -> Counter[str]:
    counts = Counter(conflicts_gold=len(story.conflicts), conflicts_ours=len(draft.conflicts))
    counts += Counter(updates_gold=len(story.updates), updates_ours=len(draft.updates))
    for conflict in story.conflicts:
        hit = any(same_conflict(conflict.values, ours) for ours in draft.conflicts)
        counts["conflicts"] += hit
        if not hit:
            misses.say(f"missed conflict: {conflict.about} {conflict.values}")
    for update in story.updates:
        hit = any(equal(update.old, ours.old) and equal(update.new, ours.new) for ours in draft.updates)
        counts["updates"] += hit
        if not hit:
            misses.say(f"missed update: {update.about}: {update.old} to {update.new}")
    return counts


def equal(gold: str, ours: str) -> bool:
    wanted = numbers(gold)
    if wanted:
        return all(any(tokens.same_value(one, other) for other in numbers(ours)) for one in wanted)
    return folded(gold).lower() in folded(ours).lower()


def same_conflict(values: tuple[tuple[str, tuple[str, ...]], ...], ours: Conflict) -> bool:
    """Each side has a side of ours that an article of it gives, with its number where it has one."""
    taken: set[int] = set()
    for value, articles in values:
        place = next(
            (
                number
                for number, side in enumerate(ours.values)
                if number not in taken
                and {one.article for one in side.citations} & set(articles)
                and (not numbers(value) or not re.match(r"\W*\d", value) or equal(value, side.value))
            ),
            None,
        )
        if place is None:
            return False
        taken.add(place)
    return True


# --------------------------------------------------------------------------- speed and figures


def milliseconds(given: StorySheet) -> float:
    order = ranking.ranking(given)
    found = reports.reports(given, order, "en")
    spent = []
    for _ in range(RUNS):
        for cached in (tokens.content, tokens.unquoted, tokens.quantities, tokens.names):
            cached.cache_clear()
        started = time.process_time()
        sentences = candidates.collect(found)
        ledger(align.align(sentences, found), found, people.people(sentences))
        spent.append(1000 * (time.process_time() - started))
    return statistics.median(spent)


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def figures(prefix: str, counts: Counter[str], spent: list[float]) -> dict[str, object]:
    of = counts
    found, said, wanted = of["edges_found"], of["edges_said"], of["edges_gold"]
    return {
        "stories": prefix,
        "count": of["stories"],
        "facts": {
            "gold": of["gold"],
            "ours": of["facts"],
            "recall": share(of["found"], of["gold"]),
            "precision": share(of["right"], of["facts"]),
            "shared_recall": share(of["found_shared"], of["gold_shared"]),
            "shared_precision": share(of["right_shared"], of["shared"]),
        },
        "said": {"precision": share(of["pairs"], of["pairs_ours"]), "recall": share(of["pairs"], of["pairs_gold"])},
        "origins": share(of["origins"], of["found"]),
        "conflicts": of_kind("conflicts", of),
        "updates": of_kind("updates", of),
        "edges": {"f1": share(2 * found, said + wanted), "gold": wanted, "ours": said},
        "first": share(of["first_exact"], of["stories"]),
        "independent": share(of["independent_exact"], of["stories"]),
        "cpu_ms": [round(each, 1) for each in spent],
    }


def of_kind(kind: str, of: Counter[str]) -> dict[str, float | int | None]:
    """How many of the conflicts or updates were found, of how many, and how many we say there are."""
    found, gold = of[kind], of[f"{kind}_gold"]
    return {"recall": share(found, gold), "found": found, "gold": gold, "ours": of[f"{kind}_ours"]}


def gold_record(story: GoldStory) -> dict[str, object]:
    edges = [{"from": edge.source, "to": edge.target, "how": edge.how} for edge in story.edges]
    return {"edge": edges, "first": story.first, "independent": story.independent}


def main(arguments: list[str]) -> int:
    misses = "--misses" in arguments
    prefixes = [one for one in arguments if not one.startswith("--")] or list(PREFIXES)
    for prefix in prefixes:
        counts, spent = Counter[str](), list[float]()
        for story in stories(prefix):
            given = sheet(story, prefix.partition("_")[0])
            draft = writer("extractive").write(given)
            said = Misses([])
            counts += fact_counts(story, draft, said) + change_counts(story, draft, said)
            counts += Counter(scores(gold_record(story), draft.lineage, draft)) + Counter(stories=1)
            if len(story.articles) == FULL:
                spent.append(milliseconds(given))
            for kind, edges in wrong_edges(gold_record(story), draft.lineage).items():
                said.lines += [f"{kind} edge: {edge}" for edge in edges]
            for what, mine, told in (
                ("first", draft.lineage.first, story.first),
                ("independent", draft.independent_sources, story.independent),
            ):
                if set(mine if isinstance(mine, tuple) else (mine,)) != set(told if isinstance(told, tuple) else (told,)):
                    said.say(f"{what}: {mine} for {told}")
            if misses:
                sys.stderr.write("".join(f"{story.story}: {line}\n" for line in said.lines))
        print(json.dumps(figures(prefix, counts, spent)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
