"""Lies of nine classes: each takes a true sentence of a draft and gives a false one, or None where it cannot.

A mutator sees the sentence, its story (names, other sentences, another story) and a random generator. What it changes is meant
to be false; where a change might by chance be true (a citation to a sentence that says the same) it gives None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from pipeline.values import Draft, DraftSentence, Source
from pipeline.verify.dates import MONTHS

PERSON = re.compile(r"\b[A-Z][a-zà-þ]+ (?:[A-Z]\. )?[A-Z][a-zà-þ’'-]{2,}\b")
NAME = re.compile(r"(?<=[a-zà-þ,;“] )[A-Z][A-Za-zà-þ-]{2,}(?: [A-Z][A-Za-zà-þ-]+)*")
NUMBER = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)(?![\d:]|\w)")
MONTH = "|".join(MONTHS)
DAY = re.compile(rf"\b({MONTH}) (\d{{1,2}})\b")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FOREIGN = ("Kallinger", "Ostrovan", "Piet Zandvoort", "Mirandel Group", "Hadersleben", "Quistgaard")


@dataclass(frozen=True)
class Scene:
    """A story as the liar sees it: its draft, its sources, the names it uses, and sentences of another story."""

    draft: Draft
    sources: Mapping[tuple[str, int], Source]
    people: tuple[str, ...]
    names: tuple[str, ...]
    strange: tuple[str, ...]

    def cited(self, sentence: DraftSentence) -> str:
        """What the sentence cites, in one text."""
        return " ".join(self.sources[(c.article, c.version)].sentences[c.sentence] for c in sentence.citations)


Mutator = Callable[[DraftSentence, Scene, Random], "DraftSentence | None"]


def scene(draft: Draft, strange: Sequence[str]) -> Scene:
    """The scene of a draft; ``strange`` are sentences of another story."""
    texts = [sentence for source in draft.sources for sentence in source.sentences]
    people = Counter(match.group() for text in texts for match in PERSON.finditer(text) if is_person(match.group(), texts))
    names = Counter(
        match.group() for text in texts for match in NAME.finditer(text) if match.group() not in {*MONTHS, *WEEKDAYS}
    )
    return Scene(
        draft,
        {(source.article, source.version): source for source in draft.sources},
        tuple(name for name, _ in people.most_common(12)),
        tuple(name for name, _ in names.most_common(25)),
        tuple(strange),
    )


_NO_FIRST_NAME = frozenset(
    [
        "The",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sen",
        "Rep",
        "Gov",
        "President",
        "Representative",
        "Senator",
        "Congressman",
        "Judge",
        "Justice",
        "Officer",
        "Chief",
        "Air",
        "New",
        "Old",
        "North",
        "South",
        "East",
        "West",
        "San",
        "Los",
        "Las",
        "Saint",
        "Fort",
        "Mount",
        "United",
        "Supreme",
        "White",
        "House",
        "White",
        "State",
        "National",
        "Former",
        "Attorney",
        "General",
        "Police",
        "City",
    ]
)


def is_person(name: str, texts: Sequence[str]) -> bool:
    """Whether two capitalised words are likely a person: the last one also stands alone somewhere, the first is no title."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    return first not in _NO_FIRST_NAME and any(
        re.search(rf"(?<![A-Z][a-z] )\b(?:[a-z]+|[.,]) {re.escape(last)}\b", text) for text in texts
    )


def _retold(sentence: DraftSentence, text: str | None) -> DraftSentence | None:
    return None if text is None or text == sentence.text else replace(sentence, text=text)


def put(text: str, match: re.Match[str], new: str, group: int = 0) -> str:
    """The text with a group of the match exchanged."""
    return text[: match.start(group)] + new + text[match.end(group) :]


def _one(pattern: re.Pattern[str], text: str, rng: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


# --------------------------------------------------------------------------- numbers


def _numbers(text: str) -> list[re.Match[str]]:
    dated = [range(m.start(), m.end() + 6) for m in re.finditer(rf"\b(?:{MONTH})\.? \d{{1,2}}(?:, \d{{4}})?", text)]
    return [
        m
        for m in NUMBER.finditer(text)
        if not any(m.start() in span for span in dated) and not re.fullmatch(r"(?:19|20)\d\d", m[1])
    ]


def digit(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = _numbers(sentence.text)
    if not found:
        return None
    match = rng.choice(found)
    places = [i for i, c in enumerate(match[1]) if c.isdigit()]
    place = rng.choice(places)
    new = str((int(match[1][place]) + rng.randint(1, 8)) % 10)
    new = "1" if place == 0 and new == "0" and match[1][0] != "1" else "2" if place == 0 and new == "0" else new
    return _retold(sentence, put(sentence.text, match, match[1][:place] + new + match[1][place + 1 :], 1))


def scale(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    other = {"million": "billion", "billion": "million", "thousand": "million", "trillion": "billion"}
    match = _one(re.compile(r"(?<=\d )(million|billion|thousand|trillion)\b"), sentence.text, rng)
    if match:
        return _retold(sentence, put(sentence.text, match, other[match[1]]))
    found = [m for m in _numbers(sentence.text) if len(m[1]) >= 3]
    return _retold(sentence, put(sentence.text, found[0], found[0][1] + ",000", 1)) if found else None


def unit(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    swaps = {
        "$": "€", "€": "$", "£": "$", "percent": "people", "%": " people", "per cent": "people", "hours": "days",
        "days": "weeks",
        "weeks": "months", "months": "years", "years": "months", "minutes": "hours", "miles": "yards", "people": "families",
        "nm": "mm", "watts": "volts", "GB": "TB", "hour": "day",
    }  # fmt: skip
    pattern = re.compile(
        r"[$€£](?=\d)|(?<=\d )(?:percent|per cent|hours|days|weeks|months|years|minutes|miles|people|nm|watts|GB)\b"
    )
    match = _one(pattern, sentence.text, rng)
    return _retold(sentence, put(sentence.text, match, swaps[match.group()])) if match else None


def swap_numbers(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = _numbers(sentence.text)
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[1] != b[1]]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    text = sentence.text
    return _retold(sentence, text[: a.start()] + b[1] + text[a.end() : b.start()] + a[1] + text[b.end() :])


def rounded(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    found = [m for m in _numbers(sentence.text) if len(re.sub(r"\D", "", m[1])) >= 2]
    if not found:
        return None
    match = rng.choice(found)
    plain = match[1].replace(",", "")
    other = float(plain) + rng.choice((0.7, 1.2)) if "." in plain else int(plain) * rng.choice((1.1, 1.25)) + 1
    new = f"{other:,.0f}"
    return _retold(sentence, put(sentence.text, match, new, 1))


def number_word(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")
    match = _one(re.compile(r"\b(?:" + "|".join(words[1:]) + r")\b"), sentence.text, rng)
    return _retold(sentence, put(sentence.text, match, rng.choice([w for w in words if w != match.group()]))) if match else None


def percent_points(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """Percent made percentage points, or the other way round."""
    match = _one(re.compile(r"(?<=\d)(?: percentage points| percent| per cent|%)"), sentence.text, rng)
    if match is None:
        return None
    return _retold(sentence, put(sentence.text, match, " percent" if "points" in match.group() else " percentage points"))


def figure_of_the_story(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """A figure from elsewhere in the story that what is cited does not have."""
    found, cited = _numbers(sentence.text), scene.cited(sentence)
    others = sorted(
        {m[1] for source in scene.sources.values() for text in source.sentences for m in _numbers(text) if m[1] not in cited}
    )
    return _retold(sentence, put(sentence.text, rng.choice(found), rng.choice(others), 1)) if found and others else None


# --------------------------------------------------------------------------- names


def story_name(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(NAME, sentence.text, rng)
    if match is None or _is_day(match.group()):
        return None
    shared = set(match.group().split())
    others = [name for name in scene.names if not shared & set(name.split()) and name not in sentence.text]
    return _retold(sentence, put(sentence.text, match, rng.choice(others))) if others else None


def _is_day(name: str) -> bool:
    return bool({*name.split()} & {*MONTHS, *WEEKDAYS})


def foreign_name(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(NAME, sentence.text, rng)
    return _retold(sentence, put(sentence.text, match, rng.choice(FOREIGN))) if match and not _is_day(match.group()) else None


def spelling(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(NAME, sentence.text, rng)
    if match is None or _is_day(match.group()) or len(match.group()) < 5:
        return None
    word = match.group()
    place = rng.randint(1, len(word) - 2)
    if not word[place].islower():
        return None
    change = rng.choice(("swap", "drop", "other"))
    if change == "swap" and word[place + 1].islower() and word[place + 1] != word[place]:
        new = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    elif change == "drop":
        new = word[:place] + word[place + 1 :]
    else:
        new = word[:place] + rng.choice([c for c in "aeiorstln" if c != word[place]]) + word[place + 1 :]
    return _retold(sentence, put(sentence.text, match, new))


def first_name(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(PERSON, sentence.text, rng)
    if match is None or _is_day(match.group()) or match.group() not in scene.people:
        return None
    first, _, rest = match.group().partition(" ")
    others = [name.split()[0] for name in scene.people if name.split()[0] != first] + ["Wendeline"]
    return _retold(sentence, put(sentence.text, match, f"{rng.choice(others)} {rest}"))


def last_name(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """A person's last name exchanged for another's of the story, or a strange one."""
    match = _one(PERSON, sentence.text, rng)
    if match is None or _is_day(match.group()) or match.group() not in scene.people:
        return None
    first, last = match.group().split()[0], match.group().split()[-1]
    others = [name.split()[-1] for name in scene.people if name.split()[-1] != last] + ["Hollenstedt"]
    return _retold(sentence, put(sentence.text, match, f"{first} {rng.choice(others)}"))


def another_storys_name(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """A name that stands in another story."""
    match = _one(NAME, sentence.text, rng)
    others = [m.group() for text in scene.strange for m in NAME.finditer(text)]
    known = " ".join(text for source in scene.sources.values() for text in source.sentences)
    others = [name for name in others if name not in known and not _is_day(name)]
    return (
        _retold(sentence, put(sentence.text, match, rng.choice(others)))
        if match and others and not _is_day(match.group())
        else None
    )


# --------------------------------------------------------------------------- dates


def day(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(DAY, sentence.text, rng)
    if match is None:
        return None
    new = (int(match[2]) + rng.choice((-5, -3, -2, -1, 1, 2, 4, 7)) - 1) % 28 + 1
    return _retold(sentence, put(sentence.text, match, str(new), 2))


def month(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(re.compile(rf"\b(?:{MONTH})(?= \d|,| of| this|\.)"), sentence.text, rng)
    if match is None:
        return None
    others = [name for name in MONTHS if name != match.group()]
    return _retold(sentence, put(sentence.text, match, rng.choice(others)))


def year(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(re.compile(r"\b(?:19|20)\d\d\b(?!-)"), sentence.text, rng)
    return (
        _retold(sentence, put(sentence.text, match, str(int(match.group()) + rng.choice((-10, -2, -1, 1, 2)))))
        if match
        else None
    )


def weekday(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(re.compile("|".join(WEEKDAYS)), sentence.text, rng)
    if match is None:
        return None
    return _retold(sentence, put(sentence.text, match, rng.choice([name for name in WEEKDAYS if name != match.group()])))


def whole_date(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(re.compile(rf"\b({MONTH}) (\d{{1,2}}), (\d{{4}})"), sentence.text, rng)
    if match is None:
        return None
    moved = date(int(match[3]), MONTHS.index(match[1]) + 1, int(match[2])) + timedelta(days=rng.choice((-30, -14, 9, 45)))
    return _retold(sentence, put(sentence.text, match, f"{MONTHS[moved.month - 1]} {moved.day}, {moved.year}"))


def relative_word(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """A relative date of another period."""
    swaps = {"last year": "last month", "this year": "last year", "next year": "this year", "last month": "last year",
             "yesterday": "tomorrow", "tomorrow": "yesterday", "last week": "next week",
             "next month": "last month"}  # fmt: skip
    match = _one(re.compile("|".join(swaps)), sentence.text, rng)
    return _retold(sentence, put(sentence.text, match, swaps[match.group()])) if match else None


# --------------------------------------------------------------------------- quotations and speakers

QUOTED = re.compile(r"“([^”]{12,})”")


def _requoted(sentence: DraftSentence, change: Callable[[list[str]], list[str] | None], rng: Random) -> DraftSentence | None:
    match = _one(QUOTED, sentence.text, rng)
    if match is None:
        return None
    words = change(match[1].split())
    return _retold(sentence, put(sentence.text, match, " ".join(words), 1)) if words else None


def quote_word(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    def change(words: list[str]) -> list[str] | None:
        place = rng.randrange(1, len(words)) if len(words) > 1 else 0
        return [*words[:place], rng.choice(("never", "always", "profit", "harbour", "wrong")), *words[place + 1 :]]

    return _requoted(sentence, change, rng)


def quote_drop(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    def change(words: list[str]) -> list[str] | None:
        place = rng.randrange(1, len(words) - 1) if len(words) > 3 else None
        return None if place is None else [*words[:place], *words[place + 1 :]]

    return _requoted(sentence, change, rng)


def quote_swap(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    def change(words: list[str]) -> list[str] | None:
        if len(words) < 5:
            return None
        place = rng.randrange(1, len(words) - 2)
        new = [*words[:place], words[place + 1], words[place], *words[place + 2 :]]
        return new if new != words else None

    return _requoted(sentence, change, rng)


def quote_not(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    match = _one(re.compile(r"(?<=\w )(is|are|was|were|will|can|should|would|have|has)(?= (?!not))"), sentence.text, rng)
    inside = match and any(q.start() < match.start() < q.end() for q in QUOTED.finditer(sentence.text))
    return _retold(sentence, put(sentence.text, match, f"{match[1]} not")) if match and inside else None


def quote_made(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    """Marks put around reported words of which one is changed: what nobody said becomes a quotation."""
    if QUOTED.search(sentence.text) or len(sentence.text.split()) < 10:
        return None
    words = sentence.text.split()
    return _retold(
        sentence, " ".join([*words[:4], "“" + words[4], "truly", *words[5:8], words[8].rstrip(".,") + "”", *words[9:]])
    )


def quote_longer(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    """Words added at the end of a quotation."""
    return _requoted(sentence, lambda words: [*words[:-1], words[-1].rstrip(",."), "whatever", "it", "takes,"], rng)


def quotes_joined(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    """Two quotations of the story made one."""
    match = _one(QUOTED, sentence.text, rng)
    others = [m[1] for s in scene.draft.sentences for m in QUOTED.finditer(s.text) if m[1] not in sentence.text]
    if match is None or not others:
        return None
    return _retold(sentence, put(sentence.text, match, f"{match[1].rstrip('.,')} and {rng.choice(others)}", 1))


def _speaker(sentence: DraftSentence, scene: Scene, rng: Random, pattern: str) -> DraftSentence | None:
    match = re.search(pattern, sentence.text)
    if match is None or _is_day(match["who"]):
        return None
    mine = set(match["who"].split())
    cited = scene.cited(sentence)
    others = [name for name in scene.people if not mine & set(name.split()) and not _is_day(name)]
    near = [name for name in others if name.split()[-1] in cited]
    chosen = rng.choice(near or others) if others else None
    return (
        _retold(sentence, sentence.text[: match.start("who")] + chosen + sentence.text[match.end("who") :]) if chosen else None
    )


_WHO = r"(?P<who>[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)"


def speaker_after(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    return _speaker(sentence, scene, rng, rf"”,? (?:said|says|added|wrote) {_WHO}")


def speaker_before(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    if not QUOTED.search(sentence.text):
        return None
    return _speaker(sentence, scene, rng, rf"{_WHO}(?:,[^,“”]+,)? (?:said|says|told|wrote|added)\b")


def speaker_reported(sentence: DraftSentence, scene: Scene, rng: Random) -> DraftSentence | None:
    if QUOTED.search(sentence.text):
        return None
    return _speaker(sentence, scene, rng, rf"{_WHO}(?:,[^,“”]+,)? (?:said|says|told|wrote|confirmed)\b")


def speaker_outlet(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    """What a person said, given to an outlet that did not report it."""
    cited = {(citation.article, citation.version) for citation in sentence.citations}
    others = [source.outlet for place, source in scene.sources.items() if place not in cited and source.outlet]
    others = [outlet for outlet in others if outlet not in {scene.sources[place].outlet for place in cited}]
    match = re.search(
        rf"”,? (?:said|says|added|wrote) {_WHO}|(?:^){_WHO.replace('who', 'first')} (?:said|says)\b", sentence.text
    )
    if match is None or not others:
        return None
    group = "who" if match["who"] else "first"
    return _retold(sentence, sentence.text[: match.start(group)] + others[0] + sentence.text[match.end(group) :])
