"""Lies told in drafts and how many of them the proof catches, by class and mutator; and how often it marks what is true.

    python benchmarks/liar.py [--misses N]

Drafts of the sample press (as it ships) and of $NEWSLOOM_DATA/synthesis/{basil,multinews_lb,wcep_sample}.jsonl.gz. A lie is
caught when the verify verb's own function gives the sentence a blocking problem. ``--misses`` prints N of the lies that
passed, and of the true sentences that were marked, for each kind. One JSON object a line.
"""

from __future__ import annotations

import json
import os
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.liar_meaning import MUTATORS
from benchmarks.liar_mutators import Scene, scene
from benchmarks.liar_reworded import REWORDINGS
from benchmarks.liar_stories import press_drafts, set_drafts
from pipeline.values import Citation, Draft, DraftSentence
from pipeline.verify.draft import verify_sentence

SETS = (("basil", 1), ("multinews_lb", 1), ("wcep_sample", 4))
DEMANDED = {
    "number": 0.95, "name": 0.95, "date": 0.95, "quote": 0.95, "citation": 0.95, "speaker": 0.90, "invented": 0.95,
    "negation": 0.80, "role": 0.60,
}  # fmt: skip
HAND = Path(__file__).with_name("liar_rewordings.toml")
HELD = "by hand, held"
SEED = 20260922
MOST = 250


def drafts(base: Path) -> dict[str, list[Draft]]:
    """The drafts of each set."""
    found = {"press": list(press_drafts())}
    for name, every in SETS:
        found[name] = list(set_drafts(base / "synthesis" / f"{name}.jsonl.gz", every))
    return found


def marked(sentence: DraftSentence, here: Scene) -> list[str]:
    """The kinds of the blocking problems of a sentence."""
    return [f"{p.kind}: {p.detail}" for p in verify_sentence(sentence, here.sources) if p.blocking]


def scenes(known: Sequence[Draft]) -> list[Scene]:
    """Each draft with the sentences of the next as another story."""
    return [
        scene(draft, [s.text for s in known[(number + 1) % len(known)].sentences] if len(known) > 1 else ())
        for number, draft in enumerate(known)
    ]


Told = tuple[str, str, DraftSentence, DraftSentence, Scene]


def told(here: Sequence[Scene], rng: Random) -> Iterator[Told]:
    """(class, mutator, the true sentence, what became of it, its scene) for every sentence and everything that applies."""
    for one in here:
        for sentence in one.draft.sentences:
            yield "true", "untouched", sentence, sentence, one
            for kind, mutators in (*MUTATORS.items(), ("reworded", REWORDINGS)):
                for mutate in mutators:
                    changed = mutate(sentence, one, rng)
                    if changed is not None:
                        yield kind, mutate.__name__, sentence, changed, one


def by_hand(here: Sequence[Scene]) -> Iterator[Told]:
    """The rewordings written by hand, in their two halves, each citing the one sentence that it rewords.

    Raises ValueError where a sentence of the sample press has gone.
    """
    known: dict[str, tuple[DraftSentence, Scene]] = {}
    for one in here:
        for (article, version), source in one.sources.items():
            for number, text in enumerate(source.sentences):
                known.setdefault(text, (DraftSentence(text, (Citation(article, version, number),)), one))
    for entry in tomllib.loads(HAND.read_text(encoding="utf-8"))["reworded"]:
        text = next((text for text in known if text.startswith(entry["of"])), "")
        if not text:
            raise ValueError(f"{HAND.name}: no sentence of the sample press begins {entry['of']!r}")
        sentence, one = known[text]
        yield "reworded", f"by hand, {entry['half']}", sentence, replace(sentence, text=entry["text"], how="written"), one


def main(arguments: Sequence[str]) -> int:
    base = os.environ.get("NEWSLOOM_DATA")
    if not base or not Path(base, "synthesis").is_dir():
        print(
            "benchmarks/liar.py: NEWSLOOM_DATA does not name a folder with synthesis/*.jsonl.gz; set it and run again",
            file=sys.stderr,
        )
        return 2
    misses = int(arguments[arguments.index("--misses") + 1]) if "--misses" in arguments else 0
    report({name: scenes(known) for name, known in drafts(Path(base)).items()}, misses)
    return 0


def report(known: dict[str, list[Scene]], misses: int) -> None:
    """Print the share of each class and mutator that is marked."""
    rng = Random(SEED)
    everything: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for here in known.values():
        for one in told(here, rng):
            everything[one[0], one[1]].append(one)
    for one in by_hand(known["press"]):
        everything[one[0], one[1]].append(one)
    classes: dict[str, list[bool]] = defaultdict(list)
    checked = spent = 0.0
    for (kind, name), lies in sorted(everything.items()):
        few = lies if kind == "true" or len(lies) <= MOST else rng.sample(lies, MOST)
        started = time.process_time()
        found = [marked(lie, where) for _, _, _, lie, where in few]
        spent, checked = spent + time.process_time() - started, checked + len(few)
        classes[kind] += [bool(one) for one in found]
        print(
            json.dumps({"class": kind, "kind": name, "n": len(few), "marked": round(sum(map(bool, found)) / len(few), 4)}),
            flush=True,
        )
        wrong = [one for one, problems in zip(few, found, strict=True) if bool(problems) == (kind in {"true", "reworded"})]
        for _, _, was, lie, where in rng.sample(wrong, 0 if name == HELD else min(misses, len(wrong))):
            print(f"      {lie.text}\n    = {was.text}\n    < {where.cited(lie)[:500]}\n    {marked(lie, where)}")
    for kind, found_all in classes.items():
        print(
            json.dumps(
                {
                    "class": kind,
                    "n": len(found_all),
                    "marked": round(sum(found_all) / len(found_all), 4),
                    "demanded": DEMANDED.get(kind),
                }
            )
        )
    print(json.dumps({"cpu_ms_a_sentence": round(1000 * spent / max(1, checked), 2)}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
