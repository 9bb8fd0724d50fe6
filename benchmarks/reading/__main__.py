"""Blind reading: python -m benchmarks.reading sheets FOLDER --reader NAME [--each N]; … keep FOLDER ANSWERS; … score [FILE...].

``sheets`` writes one text file for each pair of a story: our draft (its dek, for what the page prints above the body is not
told again in it, and the body) and a rival's text, as A and B, in an order that the
reader's name decides (two readers get it both ways), and a rubric. A reader writes answers as TOML: ``reader = "NAME"`` and
for each pair ``[answers.PAIR]`` with ``better = "A"``, ``"B"`` or ``"="`` and, for each question of the rubric, the same.
``keep`` puts the pairs' own names into a reader's answers and keeps them here: answers only, no text. ``score`` prints the
share of pairs won, ties counted as half, by rival.

    NEWSLOOM_DATA=data python -m benchmarks.reading sheets /tmp/sheets --reader ada --each 10
    python -m benchmarks.reading score
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks import rivals
from benchmarks.draft import sheet
from pipeline.write import writer

HERE = Path(__file__).resolve().parent
SETS = ("multinews_lb", "basil")
RIVALS = {"lead": rivals.lead, "lexrank": rivals.lexrank}
QUESTIONS = {
    "news": "Which tells better what happened: who, what, when, and how it stands now?",
    "reads": "Which reads more like one text, each sentence following from the one before?",
    "clear": "Which can be understood by somebody who has read nothing else (no name, pronoun or “the deal” in the air)?",
    "clean": "Which has less that does not belong in an article (adverts, the outlet's own voice, captions, repetition)?",
    "better": "Which would you rather see printed as the article on this event?",
}
FEWEST_WORDS = 80


def main(arguments: list[str]) -> int:
    """Write sheets or score answers; 2 where there is no data."""
    parser = argparse.ArgumentParser(prog="benchmarks.reading", description=__doc__.partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    writing = verbs.add_parser("sheets", help="write a sheet for each pair")
    writing.add_argument("folder", type=Path)
    writing.add_argument("--reader", required=True)
    writing.add_argument("--each", type=int, default=10, help="stories of each set (default 10)")
    keeping = verbs.add_parser("keep", help="keep a reader's answers beside this file")
    keeping.add_argument("folder", type=Path)
    keeping.add_argument("given", type=Path)
    scoring = verbs.add_parser("score", help="print who won")
    scoring.add_argument("answers", type=Path, nargs="*")
    chosen = parser.parse_args(arguments)
    if chosen.verb == "score":
        return score(chosen.answers or sorted(HERE.glob("*.toml")))
    if chosen.verb == "keep":
        return keep(chosen.folder, chosen.given)
    base = os.environ.get("NEWSLOOM_DATA")
    if not base or not Path(base, "synthesis").is_dir():
        print("benchmarks.reading: NEWSLOOM_DATA names no folder with synthesis/*.jsonl.gz; set it, run again", file=sys.stderr)
        return 2
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name in SETS:
        for story in _stories(Path(base, "synthesis", f"{name}.jsonl.gz"), chosen.each):
            _write(story, chosen.reader, chosen.folder)
    return 0


def _stories(path: Path, count: int) -> list[dict]:
    """Stories of two documents and more, in an order that no one chose."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [story for story in map(json.loads, lines) if len(story["docs"]) > 1]
    return sorted(found, key=lambda story: hashlib.sha256(story["id"].encode()).digest())[:count]


def _write(story: dict, reader: str, folder: Path) -> None:
    draft = writer("extractive").write(sheet(story))
    paragraphs = [draft.dek.text, *(" ".join(one.text for one in part.sentences) for part in draft.sections)]
    ours = "\n\n".join(filter(None, paragraphs))
    budget = len(ours.split())
    texts = [doc["text"] for doc in story["docs"]]
    for name, rival in RIVALS.items():
        found = rival(texts, max(FEWEST_WORDS, budget))
        # in paragraphs like ours: their absence would give a rival away
        theirs = "\n\n".join(" ".join(found[start : start + 3]) for start in range(0, len(found), 3))
        pair = f"{story['id']}.{name}"
        a, b = (ours, theirs) if ours_is_a(pair, reader) else (theirs, ours)
        rubric = "\n".join(f"{key}: {question}" for key, question in QUESTIONS.items())
        sign = hashlib.sha256(f"{pair} sheet".encode()).hexdigest()[:8]
        Path(folder, f"{sign}.txt").write_text(f"PAIR {sign}\n\n{rubric}\n\n=== A\n\n{a}\n\n=== B\n\n{b}\n", encoding="utf-8")
        with Path(folder, "pairs.tsv").open("a", encoding="utf-8") as pairs:
            pairs.write(f"{sign}\t{pair}\n")


def keep(folder: Path, given: Path) -> int:
    """Write the answers under the pairs' own names; 2 where one names no pair of the folder or is no answer."""
    pairs = dict(line.split("\t") for line in Path(folder, "pairs.tsv").read_text(encoding="utf-8").splitlines())
    answers = tomllib.loads(given.read_text(encoding="utf-8"))
    lines = [f'reader = "{answers["reader"]}"']
    for sign, answer in answers["answers"].items():
        wrong = [question for question in QUESTIONS if answer.get(question) not in {"A", "B", "="}]
        if sign not in pairs or wrong:
            print(f"benchmarks.reading: {given}: {sign}: no such pair, or no answer to {wrong}; mend it", file=sys.stderr)
            return 2
        lines += ["", f'[answers."{pairs[sign]}"]', *(f'{question} = "{answer[question]}"' for question in QUESTIONS)]
    Path(HERE, f"{answers['reader']}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def ours_is_a(pair: str, reader: str) -> bool:
    """Whether this reader sees our text first; a reader whose name ends in "-swapped" sees what the other did not."""
    name = reader.removesuffix("-swapped")
    first = hashlib.sha256(f"{pair} {name}".encode()).digest()[0] % 2 == 0
    return first != reader.endswith("-swapped")


def score(paths: list[Path]) -> int:
    """Print for each rival the share of pairs that ours won, by question, over all readers, and by reader."""
    won: dict[tuple[str, str], list[float]] = defaultdict(list)
    readers: Counter[str] = Counter()
    for path in paths:
        sheet_of = tomllib.loads(path.read_text(encoding="utf-8"))
        for pair, answer in sheet_of["answers"].items():
            readers[sheet_of["reader"]] += 1
            for question in QUESTIONS:
                won[pair.rpartition(".")[2], question].append(worth(answer[question], ours_is_a(pair, sheet_of["reader"])))
    for rival in RIVALS:
        shares = {question: won[rival, question] for question in QUESTIONS if won[rival, question]}
        if shares:
            print(json.dumps({"rival": rival, "answers": len(shares["better"]), **{q: _mean(v) for q, v in shares.items()}}))
    print(json.dumps({"readers": dict(readers)}))
    return 0


def worth(answer: str, ours_first: bool) -> float:  # noqa: FBT001  the one thing that is asked
    """1 where the answer is ours, 0 where it is the rival's, a half for neither. Raises ValueError for another answer."""
    if answer not in {"A", "B", "="}:
        raise ValueError(f"an answer is A, B or =, not {answer!r}")
    return 0.5 if answer == "=" else float((answer == "A") is ours_first)


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
