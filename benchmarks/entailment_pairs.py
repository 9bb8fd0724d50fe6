"""Premises and claims made from unlabelled articles: sentences reworded, which still follow, and corrupted, which do not."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pipeline.languages import detect, language
from pipeline.sentences import split
from pipeline.verify import tokens, verify_claim

Change = Callable[[str, Sequence[str], Random], str | None]
"""(sentence, the article's sentences) -> the sentence changed; None where it does not apply."""

_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|would|could|can|should|did|does)\b(?! not)")
_NOT = re.compile(r"\b(not|never|no longer) ")
_SAID = re.compile(r"^(?P<what>[^“”\"]{25,}), (?P<who>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}) (?P<verb>said|says|told reporters)\.$")
_OPPOSITES = {
    "rose": "fell", "increased": "decreased", "more": "less", "higher": "lower", "won": "lost", "approved": "rejected",
    "accepted": "refused", "opened": "closed", "began": "ended", "before": "after", "support": "oppose", "supported": "opposed",
    "first": "last", "best": "worst", "up": "down", "gained": "lost", "allowed": "banned", "confirmed": "denied",
    "hired": "fired", "bought": "sold", "success": "failure", "growing": "shrinking", "strong": "weak", "early": "late",
}  # fmt: skip
_SAME = {
    "began": "started", "big": "large", "bought": "acquired", "said": "stated", "about": "around", "many": "numerous",
    "help": "assist", "show": "demonstrate", "because": "since", "children": "kids",
    "company": "firm", "want": "wish", "however": "still", "nearly": "almost", "killed": "slain",
    "while": "although", "important": "significant", "new": "fresh", "money": "funds", "needed": "required",
}  # fmt: skip
_TAILS = (
    " after weeks of talks behind closed doors", " despite a warning from its own lawyers", " and is expected to resign",
    " for the second time in a decade", " as protests spread to other cities", ", the result of a mistake that was hidden",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A premise and a claim; ``follows`` is what is known of it, ``kind`` how it was made, ``article`` where it is from."""

    premise: tuple[str, ...]
    claim: str
    follows: bool
    kind: str
    article: str


def _table(known: dict[str, str]) -> Change:
    both = known | {other: one for one, other in known.items()}
    pattern = re.compile(r"\b(" + "|".join(both) + r")\b")

    def changed(text: str, _others: Sequence[str], rng: Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        one = rng.choice(found)
        return text[: one.start()] + both[one[1]] + text[one.end() :]

    return changed


def _without_clause(text: str, _others: Sequence[str], rng: Random) -> str | None:
    found = [one for one in re.finditer(r",[^,“”\"]{8,80}(?=[,.])", text) if one.start() > 25]
    if not found:
        return None
    one = rng.choice(found)
    return text[: one.start()] + text[one.end() :].replace(", ", " ", 1 if text[one.end()] == "," else 0)


def _clause_first(text: str, _others: Sequence[str], _rng: Random) -> str | None:
    found = re.match(r"^(?P<main>[A-Z][^,“”\"]{20,}?) (?P<when>(?:after|when|while|because|although) [^,“”\"]{12,})\.$", text)
    if not found:
        return None
    return f"{found['when'][0].upper()}{found['when'][1:]}, {found['main']}."


def _said_first(text: str, _others: Sequence[str], _rng: Random) -> str | None:
    found = _SAID.match(text)
    return f"{found['who']} {found['verb']} that {found['what'][0].lower()}{found['what'][1:]}." if found else None


def _shorter(text: str, _others: Sequence[str], _rng: Random) -> str | None:
    cut = re.sub(r"\b(?:very|really|just|also|already|largely|recently|apparently|quickly|finally) ", "", text)
    return cut if cut != text else None


def _negated(text: str, _others: Sequence[str], rng: Random) -> str | None:
    if found := list(_NOT.finditer(text)):
        one = rng.choice(found)
        return text[: one.start()] + text[one.end() :]
    if not (found := list(_VERB.finditer(text))):
        return None
    one = rng.choice(found)
    return f"{text[: one.end()]} not{text[one.end() :]}"


def _exchanged(text: str, _others: Sequence[str], rng: Random) -> str | None:
    spans = [one for one in tokens.names(text) if one.end - one.start > 3]
    if len({text[one.start : one.end] for one in spans}) < 2:
        return None
    first, second = sorted(rng.sample(spans, 2), key=lambda one: one.start)
    one, other = text[first.start : first.end], text[second.start : second.end]
    if one == other or first.end > second.start:
        return None
    return text[: first.start] + other + text[first.end : second.start] + one + text[second.end :]


def _neighbours_name(text: str, others: Sequence[str], rng: Random) -> str | None:
    mine = tokens.names(text)
    known = {other[one.start : one.end] for other in others for one in tokens.names(other)}
    known -= {text[one.start : one.end] for one in mine}
    if not mine or not known:
        return None
    one = rng.choice(mine)
    return text[: one.start] + rng.choice(sorted(known)) + text[one.end :]


def _other_words(text: str, others: Sequence[str], rng: Random) -> str | None:
    """Three words of meaning become others of the same article with the same ending."""
    mine = list(re.finditer(r"\b[a-z]{5,}\b", text))
    pool = sorted({word for other in others for word in re.findall(r"\b[a-z]{5,}\b", other)} - {one[0] for one in mine})
    chosen = sorted(rng.sample(mine, min(3, len(mine))), key=lambda one: -one.start())
    for one in chosen:
        like = [word for word in pool if word[-2:] == one[0][-2:]]
        if not like:
            return None
        text = text[: one.start()] + rng.choice(like) + text[one.end() :]
    return text if chosen else None


def _tail(text: str, _others: Sequence[str], rng: Random) -> str | None:
    return text[:-1] + rng.choice(_TAILS) + "." if text.endswith(".") else None


def _number(text: str, _others: Sequence[str], rng: Random) -> str | None:
    found = list(re.finditer(r"(?<![\w.,])\d{1,3}(?![\w,]|\.\d)", text))
    if not found:
        return None
    one = rng.choice(found)
    return text[: one.start()] + str(int(one[0]) + rng.choice([1, 2, 5, 10])) + text[one.end() :]


def _half_of_another(text: str, others: Sequence[str], rng: Random) -> str | None:
    """The beginning of the sentence with the end of another: each half is known, the whole is said nowhere."""
    mine, theirs = text.split(), rng.choice(others).split()
    if len(mine) < 8 or len(theirs) < 8:
        return None
    return " ".join(mine[: len(mine) // 2] + theirs[len(theirs) // 2 :])


TRUE: dict[str, Change] = {
    "synonym": _table(_SAME), "without a clause": _without_clause, "clause first": _clause_first, "who said first": _said_first,
    "shorter": _shorter,
}  # fmt: skip
FALSE: dict[str, Change] = {
    "negated": _negated, "opposite": _table(_OPPOSITES), "exchanged": _exchanged, "neighbour's name": _neighbours_name,
    "other words": _other_words, "tail": _tail, "number": _number, "half of another": _half_of_another,
}  # fmt: skip


def _articles(path: Path, rng: Random, count: int) -> Iterator[tuple[str, list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rng.sample(rows, len(rows)):
        if detect(row["text"]) != "en":
            continue
        found = [row["text"][one.start : one.end] for one in split(row["text"], language("en"))]
        if len(found) >= 6:
            yield row["id"], found[:40]
            count -= 1
        if not count:
            return


def pairs(path: Path, seed: int, wanted: int, *, each: int = 12) -> list[Pair]:
    """So many pairs that the rules let pass, as many that follow as do not, at most ``each`` from one article."""
    rng = Random(seed)
    kept: dict[bool, list[Pair]] = {True: [], False: []}
    for name, sentences in _articles(path, rng, 4 * wanted // each + 50):
        good = [place for place, text in enumerate(sentences) if 9 <= len(text.split()) <= 45]
        for place in rng.sample(good, min(each // 2, len(good))):
            for one in _of_sentence(name, sentences, place, rng):
                if len(kept[one.follows]) < wanted // 2 and verify_claim(one.claim, one.premise).supported:
                    kept[one.follows].append(one)
        if all(len(some) >= wanted // 2 for some in kept.values()):
            break
    return [*kept[True], *kept[False]]


def _of_sentence(name: str, sentences: list[str], place: int, rng: Random) -> Iterator[Pair]:
    """One that follows and one that does not, both reworded, so that being reworded tells nothing."""
    text, premise = sentences[place], tuple(sentences[max(0, place - 1) : place + 2])
    others = [one for number, one in enumerate(sentences) if number != place]
    changes = [(kind, change(text, others, rng)) for kind, change in TRUE.items()]
    reworded = [(kind, after) for kind, after in changes if after and after != text]
    kind, base = rng.choice(reworded) if reworded else ("untouched", text)
    if reworded or rng.random() < 0.2:
        yield Pair(premise, base, True, kind, name)
    lies = [(kind, after) for kind, change in FALSE.items() if (after := change(base, others, rng)) and after != base]
    for kind, lie in rng.sample(lies, min(2, len(lies))):
        yield Pair(premise, lie, False, kind, name)
