"""Small lies: one or two words put into a true sentence, or one word of rank, share or amount exchanged for another."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks import liar_mutators as plain
from benchmarks.liar_mutators import Scene
from pipeline.values import DraftSentence

_ENDS = (
    "after a bribe was paid", "despite a pending indictment", "which is now insolvent", "amid a boycott", "because of sabotage",
    "following a mutiny", "which critics call a sham", "while under siege",
)  # fmt: skip
_CALLED = ("a convicted forger", "a disgraced ex-banker", "who is bankrupt", "a known cheat", "himself a smuggler")
_BEFORE_VERB = ("fraudulently", "drunkenly", "illegally", "reluctantly", "mistakenly")
_PERSON = re.compile(r"\b[A-Z][a-zà-þ]+ [A-Z][a-zà-þ]+(?=,? (?:said|told|will|has|is)\b|, )")
_VERB = re.compile(
    r"(?<=[a-z] )(?=(?:raised|agreed|plans|sold|bought|hired|launched|told|announced|paid|opened|closed|joined)\b)"
)
_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth")
_SHARES = ("half", "third", "quarter", "fifth")
_MULTIPLES = ("double", "triple", "halve", "doubled", "tripled", "halved", "twice")
_AMOUNTS = ("all", "some", "most", "none", "every")


def small_end(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """A clause of one or two words of meaning at the end."""
    match = re.search(r"(?<=[a-z])\.(?=”?$)", sentence.text)
    if match is None or sentence.text.endswith("”"):
        return None
    return replace(sentence, text=plain.put(sentence.text, match, f", {rng.choice(_ENDS)}."))


def small_apposition(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """Something said of a person between two commas."""
    found = [match for match in _PERSON.finditer(sentence.text) if "“" not in sentence.text[: match.start()]]
    if not found:
        return None
    match = rng.choice(found)
    comma = "" if sentence.text[match.end() :].startswith(",") else ","
    return replace(sentence, text=f"{sentence.text[: match.end()]}, {rng.choice(_CALLED)}{comma}{sentence.text[match.end() :]}")


def small_adverb(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """One word before the verb."""
    match = _VERB.search(sentence.text)
    if match is None or "“" in sentence.text[: match.start()]:
        return None
    return replace(sentence, text=plain.put(sentence.text, match, f"{rng.choice(_BEFORE_VERB)} "))


def rank_or_share(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """A rank, a share, a multiple or an amount without a figure exchanged for another of its kind."""
    for kind in (_RANKS, _SHARES, _MULTIPLES, _AMOUNTS):
        match = re.search(rf"\b(?:{'|'.join(kind)})\b", sentence.text)
        if match and "“" not in sentence.text[: match.start()]:
            return replace(
                sentence, text=plain.put(sentence.text, match, rng.choice([word for word in kind if word != match.group()]))
            )
    return None
