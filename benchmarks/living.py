"""Replay stories one article at a time, each draft going on from the last: python benchmarks/living.py [SET...] [--show].

The sets are ``press``, ``planted`` and ``further`` (the stories of ``benchmarks/ledgers``) and those of
$NEWSLOOM_DATA/synthesis; by default ``press`` and, where NEWSLOOM_DATA is set, ``timeline17_day``. NAME:N takes the first N
stories of such a set. Each line printed is one JSON object, over every step but the first of every story:
    unchanged           sentences without a superseded or withdrawn value that stand in the next draft word for word
    superseded_on_top   superseded or withdrawn values in headline, dek and opening, as our own ledger has them
    old_on_top          the same by the updates of the ledgers written by hand, once every article that gives the new is there
    written_whole       steps at which all was written anew
    same_again          share of steps after which going on once more, without new coverage, changes nothing
    ours, alone         the drafts as they went on, and what the writer alone printed of the same coverage
``--show`` tells each step on standard error: what came, what went and why.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.draft import sheet as sheet_of
from benchmarks.ledger import sheet as press_sheet
from benchmarks.ledger_gold import stories
from pipeline.living import continued
from pipeline.living.fallen import carrying, fallen, gives
from pipeline.living.heads import opening
from pipeline.living.judged import likeness
from pipeline.near.copies import dedupe
from pipeline.protocols import StorySheet
from pipeline.values import Draft
from pipeline.verify.draft import copied, verify_sentence
from pipeline.write import writer

DANGLING = re.compile(
    r"^(He|She|They|It|This|That|These|Those|His|Her|Their|Its|However|Meanwhile|But|And|Also|Moreover|In addition)\b"
)
HAND_WRITTEN = ("press", "planted", "further")
JOINING = ("However", "Meanwhile", "But", "And", "Also", "Moreover")
LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """One article more: what was printed before and after it, what the writer alone printed, and why all is new."""

    before: Draft
    after: Draft
    alone_before: Draft
    alone: Draft
    whole: str
    again: bool


def replayed(full: StorySheet, *, show: bool):
    """The steps of a story, articles in order of publication, and the CPU seconds of writing and of going on."""
    order = sorted(full.articles, key=lambda one: one.published.at if one.published else LATE)
    chosen, previous, alone_before, steps, spent = writer("extractive"), None, None, [], [0.0, 0.0]
    for count in range(1, len(order) + 1):
        known = tuple(order[:count])
        part = replace(
            full,
            articles=known,
            copies=tuple(dedupe(known)),
            now=max((a.published.at for a in known if a.published), default=full.now),
        )
        started = time.process_time()
        alone = chosen.write(part)
        wrote = time.process_time()
        went_on = continued(previous, alone)
        spent[0] += wrote - started
        spent[1] += time.process_time() - wrote
        if previous is not None and alone_before is not None and previous.sentences:
            again = continued(went_on.draft, alone).draft == went_on.draft
            steps.append(Step(previous, went_on.draft, alone_before, alone, went_on.whole, again))
            if show:
                tell(full.story, count, went_on, previous, alone)
        previous, alone_before = went_on.draft, alone
    return steps, spent


def tell(story, count, went_on, previous, alone):
    """One step on standard error."""
    old = {sentence.text for sentence in previous.sentences}
    say = sys.stderr.write
    say(f"\n== {story} article {count}: kept {went_on.kept} of {len(old)}, {len(went_on.draft.sentences)} now")
    say(f", {len(alone.sentences)} by the writer alone")
    say(f"; WHOLE: {went_on.whole}\n" if went_on.whole else f"; moved: {went_on.moved}\n" if went_on.moved else "\n")
    for name in ("headline", "dek"):
        say(f"  {name}: {getattr(went_on.draft, name).text}\n")
    for one in went_on.left:
        say(f"  - {one.text}\n      {one.why}\n")
    for sentence in went_on.draft.sentences:
        if sentence.text not in old:
            say(f"  + {sentence.text}\n")


def unchanged(before: Draft, after: Draft) -> tuple[int, int]:
    """How many sentences of the body that nothing superseded stand in the next draft word for word, and of how many."""
    gone = fallen(after)
    free = [sentence.text for sentence in before.sentences if carrying(sentence, gone) is None]
    there = {sentence.text for sentence in after.sentences}
    return sum(text in there for text in free), len(free)


def stale(draft: Draft) -> int:
    """Superseded or withdrawn values in headline, dek and opening."""
    gone = fallen(draft)
    return sum(carrying(sentence, gone) is not None for sentence in (draft.headline, draft.dek, *opening(draft)))


def old_on_top(draft: Draft, updates) -> int:
    """Sentences on top that give the old value of an update and not the new one, by a ledger written by hand."""
    there = {source.article for source in draft.sources}
    top = [sentence.text for sentence in (draft.headline, draft.dek, *opening(draft))]
    known = [update for update in updates.get(draft.story, ()) if set(update.articles) <= there]
    return sum(gives(text, one.old) and not gives(text, one.new) for one in known for text in top)


def checks(draft: Draft) -> Counter[str]:
    sources = {(source.article, source.version): source for source in draft.sources}
    body = draft.sentences
    failing = sum(any(found.blocking for found in verify_sentence(sentence, sources)) for sentence in body)
    top = [draft.headline, draft.dek] if draft.dek.text else [draft.headline]
    failing_top = sum(any(found.blocking for found in verify_sentence(one, sources, titles=True)) for one in top)
    words = [sentence.text.split()[0] if DANGLING.match(sentence.text) else "" for sentence in body]
    dangling = sum(bool(word) and (place == 0 or word in JOINING) for place, word in enumerate(words))
    twice = max((likeness(a.text, b.text) for n, a in enumerate(body) for b in body[n + 1 :]), default=0.0)
    return Counter(
        drafts=1, sentences=len(body), unproved=failing, unproved_top=failing_top, over_budget=len(copied(draft)),
        dangling=dangling, redundancy=twice, words=sum(len(sentence.text.split()) for sentence in body),
    )  # fmt: skip


def figures(name: str, steps: list[Step], spent: list[float]) -> dict[str, object]:
    updates = {story.story: story.updates for story in stories(name)} if name in HAND_WRITTEN else {}
    ours, alone, kept, free, kept_alone, free_alone = Counter(), Counter(), 0, 0, 0, 0
    for step in steps:
        ours += checks(step.after)
        alone += checks(step.alone)
        same, of = unchanged(step.before, step.after)
        kept, free = kept + same, free + of
        same, of = unchanged(step.alone_before, step.alone)
        kept_alone, free_alone = kept_alone + same, free_alone + of
    count = max(1, len(steps))
    return {
        "set": name,
        "steps": len(steps),
        "unchanged": round(kept / max(1, free), 3),
        "unchanged_writer_alone": round(kept_alone / max(1, free_alone), 3),
        "superseded_on_top": sum(stale(step.after) for step in steps),
        "superseded_on_top_writer_alone": sum(stale(step.alone) for step in steps),
        "old_on_top": sum(old_on_top(step.after, updates) for step in steps) if updates else None,
        "old_on_top_writer_alone": sum(old_on_top(step.alone, updates) for step in steps) if updates else None,
        "written_whole": sum(bool(step.whole) for step in steps),
        "same_again": round(sum(step.again for step in steps) / count, 3),
        "ours": means(ours),
        "alone": means(alone),
        "cpu_ms": {"write": round(1000 * spent[0] / count, 1), "go_on": round(1000 * spent[1] / count, 1)},
    }


def means(counts: Counter[str]) -> dict[str, float]:
    drafts, sentences = max(1, counts["drafts"]), max(1, counts["sentences"])
    return {
        "sentences": round(sentences / drafts, 1),
        "words": round(counts["words"] / drafts),
        "proved": round(1 - counts["unproved"] / sentences, 4),
        "unproved_top": counts["unproved_top"],
        "over_budget": counts["over_budget"],
        "dangling": round(counts["dangling"] / sentences, 4),
        "redundancy": round(counts["redundancy"] / drafts, 3),
    }


def sheets(name: str):
    if name in HAND_WRITTEN:
        return [press_sheet(story, name) for story in stories(name)]
    name, _, most = name.partition(":")
    with gzip.open(Path(os.environ["NEWSLOOM_DATA"], "synthesis", f"{name}.jsonl.gz"), "rt", encoding="utf-8") as rows:
        found = [json.loads(row) for row in rows]
    return [sheet_of(story) for story in found[: int(most)] if len(story["docs"]) > 1] if most else [sheet_of(s) for s in found]


def main(arguments: list[str]) -> int:
    names = [one for one in arguments if not one.startswith("--")]
    if not names:
        names = ["press", *(["timeline17_day"] if os.environ.get("NEWSLOOM_DATA") else [])]
    for name in names:
        steps, spent = [], [0.0, 0.0]
        for full in sheets(name):
            found, took = replayed(full, show="--show" in arguments)
            steps += found
            spent = [a + b for a, b in zip(spent, took, strict=True)]
        print(json.dumps(figures(name, steps, spent)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
