"""Draft every story of the synthesis sets and print the scorer's figures: python benchmarks/draft.py [SET...] [--keep DIR].

Reads $NEWSLOOM_DATA/synthesis/SET.jsonl.gz (multinews_lb and basil by default) and calls the scorer that lies beside the
data, $NEWSLOOM_DATA/../scorers/draft_score.py.
Each line printed is one JSON object: the set, the scorer's means, and CPU milliseconds a draft.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from pipeline.languages import detect, language
from pipeline.moments import parse_moment
from pipeline.protocols import StorySheet
from pipeline.records import draft_record
from pipeline.sentences import split
from pipeline.values import Article, Outlet, Style, Topic
from pipeline.write import writer

SETS = ("multinews_lb", "basil")


def articles(story):
    for number, doc in enumerate(story["docs"]):
        code = detect(doc["text"])
        yield Article(
            id=f"{story['id']}/{number}",
            text=doc["text"],
            title=doc.get("title") or "",
            outlet=doc.get("outlet") or None,
            published=parse_moment(doc.get("date")),
            language=code,
            sentences=split(doc["text"], language(code)),
        )


def sheet(story):
    found = tuple(articles(story))
    outlets = {article.outlet: Outlet(article.outlet, article.outlet, ()) for article in found if article.outlet}
    topics = (Topic("people", "People", (("hire", 1.0),)),)
    return StorySheet(story["id"], found, outlets, (), topics, Style(), (), datetime(2026, 1, 1, tzinfo=UTC))


def draft_set(path, keep):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    chosen = writer("extractive")
    started = time.process_time()
    drafts = [chosen.write(sheet(story)) for story in stories]
    spent = time.process_time() - started
    keep.write_text("".join(json.dumps(draft_record(draft), ensure_ascii=False) + "\n" for draft in drafts), encoding="utf-8")
    return 1000 * spent / max(1, len(drafts))


def main(arguments):
    base = os.environ.get("NEWSLOOM_DATA")
    if not base or not Path(base, "synthesis").is_dir():
        print(
            "benchmarks/draft.py: NEWSLOOM_DATA does not name a folder with synthesis/*.jsonl.gz; set it and run again",
            file=sys.stderr,
        )
        return 2
    keep = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else Path(tempfile.mkdtemp())
    keep.mkdir(parents=True, exist_ok=True)
    names = [name for name in arguments if not name.startswith("--") and name != str(keep)] or list(SETS)
    scorer = Path(base).resolve().parent / "scorers" / "draft_score.py"
    for name in names:
        path = Path(base, "synthesis", f"{name}.jsonl.gz")
        out = keep / f"{name}.drafts.jsonl"
        milliseconds = draft_set(path, out)
        scored = subprocess.run([sys.executable, scorer, path, out], capture_output=True, text=True, check=True)
        print(json.dumps({"set": name, **json.loads(scored.stdout), "cpu_ms": round(milliseconds, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
