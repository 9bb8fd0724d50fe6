"""What an entailment model adds to the rules: claims, lies and false alarms, with and without it.

    NEWSLOOM_DATA=... python benchmarks/entailment.py MODEL_FOLDER [--pairs N] [--claims N] [--lies N]
    NEWSLOOM_DATA=... python benchmarks/entailment.py --onnx MODEL [--label NAME] [--claims N] [--lies N]

The first form learns a small head over a sentence encoder (as [cluster] embeddings takes it) on sentences of
$NEWSLOOM_DATA/clustering/background.jsonl.gz that are reworded or corrupted and that the rules let pass; the second asks a
model as [verify] entailment takes it. Of two heads the one is taken that tells articles apart that neither has learned from.

Each score is read at three thresholds: ``own``, which marks .02 of held-back pairs that follow (.5 for --onnx); ``strict`` and
``loose``, which mark .02 and .05 more of the true, reworded sentences of the liar than the rules do: the most that the limits
could ever allow, set on what is measured. ``best`` is the best threshold for a set of claims, likewise. ``area_of_these`` is of
the claims that the rules let pass: .5 is chance. ``area_learned_here`` is that of a head learned on the set's own labels, in
five parts of which each is held back once: what the encoder could tell at best. One JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.claims import DEMANDED, evidence, rows
from benchmarks.entailment_head import FIGURES, Encoder, HeadScorer, area, features, learned
from benchmarks.entailment_pairs import pairs
from benchmarks.liar import by_hand, marked, scenes, told
from benchmarks.liar_stories import press_drafts, set_drafts
from pipeline.cluster.encoder import load
from pipeline.protocols import EntailmentScorer
from pipeline.verify.entailment import Entailment, premise_of, score_claim
from pipeline.verify.standalone import sentences_of

SEED = 20261123
SETS = (("basil", 2), ("multinews_lb", 4), ("wcep_sample", 12))
HELD = 4  # one article in so many is kept back
HEADS = {"logistic, figures": (FIGURES, 0), "16 hidden, figures": (FIGURES, 16), "32 hidden, all": (FIGURES + 768, 32)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One claim or lie: whether the rules mark it, and the model's score of what they let pass (None where not asked)."""

    marked: bool
    score: float | None
    pair: tuple[tuple[str, ...], str] | None = None

    def at(self, threshold: float) -> bool:
        """Whether it is marked when the model may mark, too."""
        return self.marked or (self.score is not None and self.score < threshold)


def say(**what: object) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)


def trained(folder: str, base: Path, wanted: int) -> tuple[EntailmentScorer, float]:
    """The better of the heads, and the score below which .02 of the held-back pairs that follow lie."""
    known = pairs(base / "clustering" / "background.jsonl.gz", SEED, wanted)
    encoder = Encoder(load(folder))
    started = time.process_time()
    table = np.array([features(encoder, one.premise, one.claim) for one in known])
    spent = time.process_time() - started
    say(pairs=len(known), sentences=encoder.encoded, cpu_ms_a_sentence=round(1000 * spent / encoder.encoded, 1))
    follows = np.array([float(one.follows) for one in known])
    names = sorted({one.article for one in known})
    held_names = set(Random(SEED).sample(names, len(names) // HELD))
    held = np.array([one.article in held_names for one in known])
    best, score = None, -1.0
    for name, (width, hidden) in HEADS.items():
        head = learned(table[~held], follows[~held], width=width, hidden=hidden, seed=SEED, decay=1e-3)
        reached = area(head(table[held]), follows[held]), area(head(table[~held]), follows[~held])
        say(head=name, held=int(held.sum()), area_held=round(reached[0], 3), area_learned=round(reached[1], 3))
        if reached[0] > score:
            best, score = head, reached[0]
    assert best is not None
    told_held = best(table[held])
    own = float(np.quantile(told_held[follows[held] > 0.5], 0.02))
    for kind in sorted({one.kind for one in known if not one.follows}):
        lies = np.array([place for place, one in enumerate(known) if held[place] and one.kind == kind], dtype=int)
        say(held_back=kind, n=len(lies), marked_at_own=round(float((best(table[lies]) < own).mean()), 3) if len(lies) else None)
    return HeadScorer(encoder, best), own


def claims(base: Path, scorer: EntailmentScorer, most: int) -> dict[str, list[tuple[bool, Asked]]]:
    """(label, what rules and model say) of some claims of each set."""
    found = {}
    for name in DEMANDED:
        labelled = rows(base / "synthesis" / f"g_{name}.jsonl.gz")
        some = Random(SEED).sample(labelled, min(most, len(labelled)))
        asked = []
        for row in some:
            # a threshold of 0 marks nothing: the verdict is that of the rules
            verdict, score = score_claim(row["claim"], evidence(row), Entailment(scorer, 0.0))
            pair = sentences_of(evidence(row)), str(row["claim"])
            asked.append((bool(row["label"]), Asked(not verdict.supported, score, pair)))
        found[name] = asked
    return found


def lies(base: Path, scorer: EntailmentScorer, most: int) -> dict[tuple[str, str], list[Asked]]:
    """What rules and model say of some lies of each mutator, and of true sentences, untouched and reworded."""
    known = {"press": list(press_drafts())}
    known |= {name: list(set_drafts(base / "synthesis" / f"{name}.jsonl.gz", every)) for name, every in SETS}
    rng = Random(SEED)
    everything = defaultdict(list)
    for drafts in known.values():
        for one in told(scenes(drafts), rng):
            everything[one[0], one[1]].append(one)
    for one in by_hand(scenes(known["press"])):
        everything[one[0], one[1]].append(one)
    found = {}
    for key, all_of in sorted(everything.items()):
        few = rng.sample(all_of, min(most * (4 if key[0] in {"true", "reworded"} else 1), len(all_of)))
        found[key] = [_asked(lie, where, scorer) for _, _, _, lie, where in few]
    return found


def _asked(lie, where, scorer: EntailmentScorer) -> Asked:
    if marked(lie, where):
        return Asked(True, None)
    premise = premise_of(lie, where.sources)
    return Asked(False, None if premise is None else scorer.scores([(premise, lie.text)])[0])


def balanced(asked: Sequence[tuple[bool, Asked]], threshold: float) -> float:
    """The balanced accuracy of rules and model together."""
    kept = [not one.at(threshold) for label, one in asked if label]
    caught = [one.at(threshold) for label, one in asked if not label]
    return (sum(kept) / max(1, len(kept)) + sum(caught) / max(1, len(caught))) / 2


def share(asked: Sequence[Asked], threshold: float) -> float:
    """The share that is marked."""
    return sum(one.at(threshold) for one in asked) / max(1, len(asked))


def _allowing(true: Sequence[Asked], more: float) -> float:
    """The highest threshold that marks at most so much more of these than the rules do."""
    steps = sorted({one.score for one in true if one.score is not None})
    allowed = [step for step in steps if share(true, step) <= share(true, 0.0) + more]
    return max(allowed, default=0.0)


def learned_here(some: Sequence[tuple[bool, Asked]], scorer: EntailmentScorer) -> float | None:
    """The area of heads learned on these labels, each part by one that has not seen it; None where there is no head."""
    put = [(label, one.pair) for label, one in some if one.score is not None and one.pair]
    if not isinstance(scorer, HeadScorer) or len(put) < 40:
        return None
    table = np.array([features(scorer.encoder, *pair) for _, pair in put])
    labels = np.array([float(label) for label, _ in put])
    part = np.random.default_rng(SEED).permutation(len(put)) % 5
    told_here = np.zeros(len(put))
    for number in range(5):
        head = learned(table[part != number], labels[part != number], width=FIGURES, hidden=0, seed=SEED, decay=1e-2)
        told_here[part == number] = head(table[part == number])
    return round(area(told_here, labels), 3)


def report(
    asked: dict[str, list[tuple[bool, Asked]]],
    told_lies: dict[tuple[str, str], list[Asked]],
    own: float,
    scorer: EntailmentScorer,
) -> None:
    """Print what is marked with the rules alone and at each threshold."""
    reworded = [one for (kind, _), some in told_lies.items() if kind == "reworded" for one in some]
    thresholds = {"own": own, "strict": _allowing(reworded, 0.02), "loose": _allowing(reworded, 0.05)}
    say(thresholds={name: round(one, 4) for name, one in thresholds.items()})
    for name, some in asked.items():
        steps = [0.0, *sorted({one.score for _, one in some if one.score is not None})]
        at_best = max(steps, key=lambda step: balanced(some, step))
        scored = [(label, one.score) for label, one in some if one.score is not None]
        passed = np.array([one for _, one in scored]), np.array([float(label) for label, _ in scored])
        say(
            set=f"g_{name}", n=len(some), put_to_model=len(scored), area_of_these=round(area(*passed), 3),
            area_learned_here=learned_here(some, scorer),
            rules=round(balanced(some, 0.0), 3), **{key: round(balanced(some, one), 3) for key, one in thresholds.items()},
            best=round(balanced(some, at_best), 3),
        )  # fmt: skip
    classes: dict[str, list[Asked]] = defaultdict(list)
    for (kind, _), some in told_lies.items():
        classes[kind] += some
    for kind, some in classes.items():
        say(
            told=kind, n=len(some), put_to_model=sum(one.score is not None for one in some), rules=round(share(some, 0.0), 3),
            **{key: round(share(some, one), 3) for key, one in thresholds.items()},
        )  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    known = argparse.ArgumentParser(prog="benchmarks/entailment.py", description="What an entailment model adds to the rules.")
    known.add_argument("folder", nargs="?", metavar="MODEL_FOLDER", help="a sentence encoder to learn a head over")
    known.add_argument("--onnx", metavar="MODEL", help="an entailment model instead")
    known.add_argument("--label", default="", help="its class that means that a claim follows")
    known.add_argument("--pairs", type=int, default=3000, help="pairs to learn from and to hold back")
    known.add_argument("--claims", type=int, default=150, help="claims of each set")
    known.add_argument("--lies", type=int, default=25, help="lies of each mutator; of true sentences four times as many")
    given = known.parse_args(arguments)
    base = Path(os.environ.get("NEWSLOOM_DATA") or "missing")
    if not os.environ.get("NEWSLOOM_DATA") or not (base / "synthesis").is_dir():
        print("benchmarks/entailment.py: NEWSLOOM_DATA names no folder with synthesis/g_*.jsonl.gz; set it", file=sys.stderr)
        return 2
    if bool(given.folder) == bool(given.onnx):
        known.error("name the folder of a sentence encoder, or an entailment model with --onnx")
    if given.onnx:
        from pipeline.entailment_files import load as load_onnx

        scorer, own = load_onnx(given.onnx, given.label), 0.5
    else:
        scorer, own = trained(given.folder, base, given.pairs)
    started = time.process_time()
    asked = claims(base, scorer, given.claims)
    put = sum(one.score is not None for some in asked.values() for _, one in some)
    say(claims_put_to_model=put, cpu_ms_a_claim=round(1000 * (time.process_time() - started) / max(1, put), 1))
    started = time.process_time()
    told_lies = lies(base, scorer, given.lies)
    put = sum(one.score is not None for some in told_lies.values() for one in some)
    say(sentences_put_to_model=put, cpu_s_with_drafts_and_rules=round(time.process_time() - started, 1))
    report(asked, told_lies, own, scorer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
