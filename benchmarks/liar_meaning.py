"""Lies about what is cited, denied, done by whom, or not said at all: the classes that change no figure and no name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

from benchmarks import liar_mutators as plain
from benchmarks import liar_small as small
from benchmarks.liar_mutators import Mutator, Scene
from pipeline.values import Citation, DraftSentence
from pipeline.verify.dates import MONTHS

# a sentence that holds so much of the words says the same, and citing it is no lie
SAYS_THE_SAME = 0.6


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.lower()) if len(word) > 3 or word.isdigit()}


def _overlaps(sentence: DraftSentence, scene: Scene) -> list[tuple[float, Citation]]:
    mine = _words(sentence.text)
    cited = set(sentence.citations)
    found = []
    for (article, version), source in scene.sources.items():
        for number, text in enumerate(source.sentences):
            citation = Citation(article, version, number)
            share = len(mine & _words(text)) / max(1, len(mine))
            if citation not in cited and share < SAYS_THE_SAME:
                found.append((share, citation))
    return sorted(found, key=lambda one: -one[0])


def random_citation(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    found = _overlaps(sentence, scene)
    return replace(sentence, citations=(rng.choice(found)[1],)) if found else None


def nearest_citation(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    found = _overlaps(sentence, scene)
    return replace(sentence, citations=(found[0][1],)) if found else None


def next_citation(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    first, allowed = sentence.citations[0], {citation for _, citation in _overlaps(sentence, scene)}
    beside = [Citation(first.article, first.version, first.sentence + step) for step in (1, -1)]
    found = [citation for citation in beside if citation in allowed]
    return replace(sentence, citations=(found[0],)) if found else None


def one_of_several(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    found = _overlaps(sentence, scene)
    if len(sentence.citations) < 2 or not found:
        return None
    place = rng.randrange(len(sentence.citations))
    changed = list(sentence.citations)
    changed[place] = rng.choice(found)[1]
    return replace(sentence, citations=tuple(changed))


def every_citation(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """As many random citations as there were true ones."""
    found = _overlaps(sentence, scene)
    if len(sentence.citations) < 2 or len(found) < len(sentence.citations):
        return None
    return replace(sentence, citations=tuple(citation for _, citation in rng.sample(found, len(sentence.citations))))


def out_of_range(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    """A sentence that the source does not have."""
    first = sentence.citations[0]
    return replace(sentence, citations=(replace(first, sentence=len(scene.sources[first.article, first.version].sentences)),))


def same_source(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """Another sentence of the same source."""
    first = sentence.citations[0]
    found = [one for _, one in _overlaps(sentence, scene) if (one.article, one.version) == (first.article, first.version)]
    return replace(sentence, citations=(rng.choice(found),)) if found else None


# --------------------------------------------------------------------------- negation

_AUX = re.compile(r"\b(is|are|was|were|will|would|can|could|should|must|had been|have been|has been)\b(?! not|n’t|n't)")
ANTONYMS = (
    ("rose", "fell"), ("increased", "decreased"), ("approved", "rejected"), ("accepted", "refused"), ("won", "lost"),
    ("gained", "lost"), ("more", "less"), ("more", "fewer"), ("higher", "lower"), ("above", "below"), ("before", "after"),
    ("opened", "closed"), ("confirmed", "denied"), ("supported", "opposed"), ("allowed", "banned"), ("agreed", "refused"),
    ("began", "ended"), ("started", "stopped"), ("bought", "sold"), ("joined", "left"), ("passed", "failed"),
    ("largest", "smallest"), ("first", "last"), ("guilty", "innocent"), ("alive", "dead"), ("up", "down"), ("best", "worst"),
    ("hired", "fired"), ("raised", "cut"), ("early", "late"), ("most", "least"), ("acquitted", "convicted"),
    ("legal", "illegal"),
    ("increase", "decrease"), ("rise", "fall"), ("released", "arrested"), ("arrived", "departed"), ("praised", "criticized"),
    ("strong", "weak"), ("adding", "removing"), ("known", "unknown"), ("likely", "unlikely"), ("public", "private"),
)  # fmt: skip


def _outside(text: str, start: int) -> bool:
    return not any(quote.start() < start < quote.end() for quote in re.finditer(r"“[^”]*”", text))


def inserted(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = [match for match in _AUX.finditer(sentence.text) if _outside(sentence.text, match.start())]
    if not found:
        return None
    match = rng.choice(found)
    word = match[1].split()[0]
    return replace(sentence, text=plain.put(sentence.text, match, match[1].replace(word, f"{word} not", 1)))


def did_not(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = [
        match
        for match in re.finditer(r"\b([a-z]{3,}ed)\b(?= (?:the|a|an|its|his|her|their|that|to|by)\b)", sentence.text)
        if _outside(sentence.text, match.start())
        and not re.search(r"\b(?:be|been|was|were|is|are|has|have|had|being|not|an?|the|to)\s$", sentence.text[: match.start()])
    ]
    if not found:
        return None
    match = rng.choice(found)
    stem = match[1][:-1] if match[1][:-2].endswith(("c", "s", "v", "g", "u", "at", "ir", "id", "ar")) else match[1][:-2]
    return replace(sentence, text=plain.put(sentence.text, match, f"did not {stem}"))


def removed(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    text = sentence.text
    found = [
        match for match in re.finditer(r" not\b| never\b|(?<=\w)n[’']t\b|\bno (?=[a-z])", text) if _outside(text, match.start())
    ]
    if not found:
        return None
    match = rng.choice(found)
    return replace(sentence, text=plain.put(text, match, "").replace("  ", " "))


def antonym(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    pairs = [(a, b) for one in ANTONYMS for a, b in (one, one[::-1])]
    found = [
        (match, b)
        for a, b in pairs
        for match in re.finditer(rf"\b{a}\b", sentence.text)
        if _outside(sentence.text, match.start()) and not re.search(rf"\b{b}\b", sentence.text)
    ]
    if not found:
        return None
    match, other = rng.choice(found)
    return replace(sentence, text=plain.put(sentence.text, match, other))


def modality(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    swaps = (
        (r"\bmay\b", "will"), (r"\bcould\b", "will"), (r"\bmight\b", "will"), (r"\bplans? to\b", "has begun to"),
        (r"\bwould\b", "did"), (r"\bwill be\b", "has been"), (r"\bexpects? to\b", "has begun to"),
        (r"\bis expected to\b", "did"),
    )  # fmt: skip
    found = [
        (match, new)
        for pattern, new in swaps
        for match in re.finditer(pattern, sentence.text)
        if _outside(sentence.text, match.start())
    ]
    if not found:
        return None
    match, new = rng.choice(found)
    return replace(sentence, text=plain.put(sentence.text, match, new))


def never(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """A verb in the past with "never" before it."""
    found = [
        match
        for match in re.finditer(
            r"(?<=[a-z]) ([a-z]{3,}ed|said|made|found|took|gave|held)\b(?= (?:the|a|an|its|that))",
            sentence.text,
        )
        if _outside(sentence.text, match.start())
    ]
    return (
        replace(sentence, text=plain.put(sentence.text, match, f" never {match[1]}"))
        if found and (match := rng.choice(found))
        else None
    )


def comparison(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """More than made less than, at least made at most, and the like."""
    swaps = {"more than": "less than", "less than": "more than", "at least": "at most", "up to": "at least", "over": "under",
             "fewer than": "more than", "above": "below", "nearly": "more than",
             "before": "after", "after": "before"}  # fmt: skip
    found = [
        match
        for match in re.finditer(r"\b(" + "|".join(swaps) + r")\b(?= (?:[$€£]?\d|the|a|his|its))", sentence.text)
        if _outside(sentence.text, match.start())
    ]
    match = rng.choice(found) if found else None
    return replace(sentence, text=plain.put(sentence.text, match, swaps[match[1]])) if match else None


# --------------------------------------------------------------------------- roles


def _proper(text: str) -> list[re.Match[str]]:
    pattern = re.compile(r"\b[A-Z][\w&’-]*[a-z]\w*(?: (?:of |the )?[A-Z][\w&’-]+)*")
    stop = {
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "It",
        "He",
        "She",
        "They",
        "According",
        "We",
        "This",
        "That",
        "For",
        "His",
        "Her",
    }
    days = {*MONTHS, *plain.WEEKDAYS}
    return [
        m
        for m in pattern.finditer(text)
        if m.group().split()[0] not in stop and not {*m.group().split()} & days and _outside(text, m.start())
    ]


def _exchanged(text: str, a: re.Match[str], b: re.Match[str]) -> str:
    mine, theirs = (re.sub(r"[’']s$", "", m.group()) for m in (a, b))
    return text[: a.start()] + theirs + text[a.start() + len(mine) : b.start()] + mine + text[b.start() + len(theirs) :]


def swapped_around_verb(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = _proper(sentence.text)
    pairs = [
        (a, b)
        for a, b in pairwise(found)
        if re.search(
            r"\b[a-z]+(?:ed|s|ing)\b|\b(?:led|met|told|bought|sold|won|sent|gave|took|made|beat|hit|shot|said)\b",
            sentence.text[a.end() : b.start()],
        )
        and len(sentence.text[a.end() : b.start()].split()) <= 8
        and not set(a.group().split()) & set(b.group().split())
    ]
    return replace(sentence, text=_exchanged(sentence.text, *rng.choice(pairs))) if pairs else None


def swapped_anywhere(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = _proper(sentence.text)
    pairs = [
        (a, b) for a in found for b in found if a.start() < b.start() and not set(a.group().split()) & set(b.group().split())
    ]
    # two members of a list may change places without a lie
    pairs = [(a, b) for a, b in pairs if not re.fullmatch(r"(?:,| and| or|,? and)?\s*", sentence.text[a.end() : b.start()])]
    return replace(sentence, text=_exchanged(sentence.text, *rng.choice(pairs))) if pairs else None


def made_passive(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    """Active made passive with both names left where they stood."""
    pattern = re.compile(r"(?<=[a-z]) ([a-z]+ed|bought|led|sold|beat|sued) (?=[A-Z])")
    match = next((m for m in pattern.finditer(sentence.text) if _outside(sentence.text, m.start())), None)
    before = sentence.text[: match.start()] if match else ""
    if match is None or not re.search(r"[A-Z]\w+$", before):
        return None
    return replace(sentence, text=plain.put(sentence.text, match, f" was {match[1]} by "))


def common_roles(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    pairs = (
        ("buyer", "seller"), ("plaintiff", "defendant"), ("lender", "borrower"), ("employer", "employee"),
        ("teacher", "student"), ("landlord", "tenant"), ("doctor", "patient"), ("regulator", "company"),
        ("company", "customers"), ("police", "protesters"), ("investors", "founders"), ("prosecutors", "defence"),
        ("parents", "children"), ("drivers", "passengers"),
        ("Republicans", "Democrats"), ("Senate", "House"),
    )  # fmt: skip
    for a, b in pairs:
        if re.search(rf"\b{a}\b", sentence.text) and re.search(rf"\b{b}\b", sentence.text):
            parts = re.split(rf"\b({a}|{b})\b", sentence.text)
            return replace(sentence, text="".join({a: b, b: a}.get(part, part) for part in parts))
    return None


# --------------------------------------------------------------------------- invented


def _vocabulary(scene: Scene) -> list[str]:
    words = [w for source in scene.sources.values() for text in source.sentences for w in re.findall(r"\b[a-z]{5,}\b", text)]
    return sorted(set(words))


def from_template(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    if not scene.names:
        return None
    who, other = rng.choice(scene.names), rng.choice(scene.names)
    text = rng.choice(
        (
            f"{who} is expected to publish a full review of the decision before the end of the year.",
            f"Lawyers for {who} have asked for more time to examine the documents, people close to {other} said.",
            f"{who} plans to widen the programme to three more cities once the first phase is complete.",
            f"The board of {who} met behind closed doors and backed the plan without a vote.",
            f"Critics of {who} say the move came too late to make any difference to {other}.",
            f"{who} has promised to pay back the money and to apologise in public.",
            f"Analysts expect {who} to announce further changes, while {other} prepares its own response.",
        )
    )
    return replace(sentence, text=text)


def from_vocabulary(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """The cited sentence's first words, then another sentence's end: all of it printed, none of it so."""
    others = [s for s in scene.draft.sentences if s != sentence and not set(s.citations) & set(sentence.citations)]
    if not others or "“" in sentence.text:
        return None
    chosen = rng.choice(others)
    if "“" in chosen.text:
        return None
    head, tail = sentence.text.split(), chosen.text.split()
    if len(head) < 8 or len(tail) < 12:
        return None
    return replace(sentence, text=" ".join([*head[: len(head) // 3], *tail[len(tail) // 3 :]]))


def word_salad(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    words = _vocabulary(scene)
    if len(words) < 30 or not scene.names:
        return None
    picked = rng.sample(words, 7)
    return replace(
        sentence,
        text=f"{rng.choice(scene.names)} said the {picked[0]} {picked[1]} would {picked[2]} the {picked[3]} of {picked[4]} "
        f"and {picked[5]} in the {picked[6]}.",
    )


def elsewhere_in_the_story(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    others = [s for s in scene.draft.sentences if s != sentence and not set(s.citations) & set(sentence.citations)]
    chosen = rng.choice(others) if others else None
    if (
        chosen is None
        or len(_words(chosen.text) & _words(scene.cited(sentence))) / max(1, len(_words(chosen.text))) >= SAYS_THE_SAME
    ):
        return None
    return replace(sentence, text=chosen.text)


def another_story(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    return replace(sentence, text=rng.choice(scene.strange)) if scene.strange else None


_ENDS = (
    ", bringing the total to an undisclosed amount",
    ", according to people familiar with the matter",
    ", after weeks of private talks",
    " because investors had demanded a quick result",
    ", a move that surprised rivals and unsettled employees",
    ", while analysts warned of further delays",
    ", ending a bitter dispute between its founders",
    " amid mounting pressure from creditors",
)


def made_up_end(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """A true sentence with a plausible clause that no source has."""
    if not sentence.text.endswith(".") or len(sentence.text.split()) < 6:
        return None
    return replace(sentence, text=sentence.text[:-1] + rng.choice(_ENDS) + ".")


def renamed(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """A sentence of another story with this story's names in it."""
    if not scene.strange or not scene.names:
        return None
    text = rng.choice(scene.strange)
    return replace(sentence, text=plain.NAME.sub(lambda _: rng.choice(scene.names), text))


MUTATORS: dict[str, tuple[Mutator, ...]] = {
    "number": (
        plain.digit,
        plain.scale,
        plain.unit,
        plain.swap_numbers,
        plain.rounded,
        plain.number_word,
        plain.percent_points,
        plain.figure_of_the_story,
        small.rank_or_share,
    ),
    "name": (
        plain.story_name,
        plain.foreign_name,
        plain.spelling,
        plain.first_name,
        plain.last_name,
        plain.another_storys_name,
    ),
    "date": (plain.day, plain.month, plain.year, plain.weekday, plain.whole_date, plain.relative_word),
    "quote": (
        plain.quote_word,
        plain.quote_drop,
        plain.quote_swap,
        plain.quote_not,
        plain.quote_made,
        plain.quote_longer,
        plain.quotes_joined,
    ),
    "speaker": (plain.speaker_after, plain.speaker_before, plain.speaker_reported, plain.speaker_outlet),
    "citation": (random_citation, nearest_citation, next_citation, one_of_several, every_citation, out_of_range, same_source),
    "negation": (inserted, did_not, removed, antonym, modality, never, comparison),
    "role": (swapped_around_verb, swapped_anywhere, made_passive, common_roles),
    "invented": (
        from_template,
        from_vocabulary,
        word_salad,
        elsewhere_in_the_story,
        another_story,
        made_up_end,
        renamed,
        small.small_end,
        small.small_apposition,
        small.small_adverb,
    ),
}
"""By class, the mutators that tell such lies."""
