"""What only a draft's sentence can be asked, because it cites sentences and not a whole text.

A claim held against a page is supported by what stands anywhere on it. A sentence of ours names the few sentences that it
stands on, and those can be held against it word by word: dates, who stands where, who did what, who spoke, what is denied,
and whether it was these sentences at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.values import Problem, Source
from pipeline.verify import clauses, dates, inserted, polarity, relative, roles, senses, slots, speakers, tokens, units

Place = tuple[Source, int]
"""A source and the number of one of its sentences."""

# below this share of its words of meaning in what it cites, a sentence is somebody else's
COVER = 0.5
# a sentence that another one of the story covers so much better, and nearly whole, cites the wrong one
BETTER, NEARLY, WHOLE = 0.3, 0.75, 0.9
# sentences that share so much with the claim tell what it may have turned round
NEAR = 0.34


def further(claim: str, cited: Sequence[Place], sources: Mapping[tuple[str, int], Source]) -> Iterator[Problem]:
    """The problems of a sentence against the sentences it cites, beyond those of ``claim.check``."""
    texts = [source.sentences[index] for source, index in cited]
    if any(_stands_in(claim, text) for text in texts):
        return
    around = [text for source, index in cited for text in source.sentences[max(0, index - 1) : index + 2]]
    heads = [text for source, _ in cited for text in (source.title, source.outlet)]
    yield from _dates(claim, cited)
    yield from _uncovered(claim, texts, [*around, *heads], sources)
    near = _near(claim, texts)
    known = known_names((claim, *around, *heads))
    for span, of in units.wrong_units(claim, texts, [*around, *heads]):
        detail = f"“{claim[span.start : span.end]}” is of something else than “{of}” in what is cited"
        yield Problem("number", detail, start=span.start, end=span.end)
    alone = [*clauses.unfounded(claim, texts, [*around, *heads])]
    for span in alone:
        yield Problem("cover", "nothing of this clause stands in what is cited", start=span.start, end=span.end)
    for span in () if alone else inserted.unfounded_insertions(claim, texts, [*around, *heads]):
        yield Problem("cover", "what was put in here does not stand in what is cited", start=span.start, end=span.end)
    for span, there in slots.misplaced(claim, near, known):
        yield Problem(
            "role", f"“{claim[span.start : span.end]}”, where what is cited has “{there}”", start=span.start, end=span.end
        )
    verb = roles.exchanged(claim, near, known)
    if verb is not None:
        yield Problem("role", f"who did it and to whom (“{verb}…”) are exchanged")
    for kind, detail in polarity.turned(claim, near, texts):
        yield Problem(kind, detail)
    yield from _speaker(claim, cited)
    yield from _strangers(claim, [*around, *heads], cited)


_SIGNS = re.compile(tokens.TOKEN.pattern + r"|[$€£¥₹%]")


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    return " ".join(_SIGNS.findall(text.lower().replace("’", "'")))


def same_words(claim: str, text: str) -> bool:
    """Whether two sentences are the same but for capitals, spaces and marks."""
    return _plain(claim) == _plain(text)


def _stands_in(claim: str, text: str) -> bool:
    return f" {_plain(claim)} " in f" {_plain(text)} "


@lru_cache(maxsize=2048)
def known_names(texts: tuple[str, ...]) -> frozenset[str]:
    """The names of these texts, lower-cased word by word, without those that also stand there in small letters."""
    found = {
        re.sub(r"['’]s$", "", text[span.start : span.end].lower()) for text in texts for span in tokens.names(text) if text
    }
    small = {word for text in texts for word in tokens.TOKEN.findall(text) if word.islower()}
    return frozenset(found - small)


def _near(claim: str, texts: Sequence[str]) -> list[str]:
    mine = tokens.content(claim)
    near = [text for text in texts if mine and 1 - len(senses.missing(mine, tokens.content(text))) / len(mine) >= NEAR]
    return near or list(texts)


# --------------------------------------------------------------------------- dates


_WEEKDAY = re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")


def _dates(claim: str, cited: Sequence[Place]) -> Iterator[Problem]:
    """Dates and weekdays that the cited sentences do not give; where these give none, what is around them does."""
    text = tokens.unquoted(claim)
    named = dates.named_dates(text)
    weekdays = list(_WEEKDAY.finditer(text))
    if not named and not weekdays:
        return
    given = [date for source, index in cited for date in _given(source, index)]
    wide = [*given, *(date for source, index in cited for date in _beside(source, index))]
    days = [date for date in given if date.day is not None]
    written = {source.published.at.year for source, _ in cited if source.published}
    for mine in named:
        pool = wide
        if mine.day is not None and days:
            pool = days
        elif mine.day is None and mine.month is None and _years(given):
            pool = [date for date in given if date.year is not None]
        if not any(mine.may_be(date) and _of_year(mine, date, written) for date in pool):
            yield Problem("date", f"{claim[mine.start : mine.end]} is no date of what is cited", start=mine.start, end=mine.end)
    for match in weekdays:
        if not any(_on(match[1], source, index) for source, index in cited):
            yield Problem("date", f"{match[1]} is no day of what is cited", start=match.start(), end=match.end())


def _of_year(mine: dates.NamedDate, date: dates.NamedDate, written: set[int]) -> bool:
    """Whether the year fits: a date without one is of the year in which it was written, or of one beside it."""
    return mine.year is None or date.year is not None or not written or any(abs(mine.year - year) <= 1 for year in written)


def _years(given: Sequence[dates.NamedDate]) -> bool:
    return any(date.year is not None for date in given)


def _given(source: Source, index: int) -> tuple[dates.NamedDate, ...]:
    """The dates of one sentence: named, or meant by a weekday or the like on the day it was written."""
    written = source.published.at.date() if source.published else None
    return _read(source.sentences[index], written)


@lru_cache(maxsize=8192)
def _read(text: str, written: object) -> tuple[dates.NamedDate, ...]:
    found = list(dates.named_dates(text))
    if written is not None:
        for one in relative.relatives(text, written):  # type: ignore[arg-type]  # a date, kept general for the cache
            found += dates.named_dates(one.text or "")
    return tuple(found)


def _beside(source: Source, index: int) -> list[dates.NamedDate]:
    written = source.published.at.date() if source.published else None
    texts = [*source.sentences[max(0, index - 1) : index + 2], source.title]
    found = [date for text in texts for date in _read(text, written)]
    if written is not None:
        found.append(dates.NamedDate(0, 0, written.year, written.month, written.day))
    return found


def _on(weekday: str, source: Source, index: int) -> bool:
    texts = [*source.sentences[max(0, index - 1) : index + 2], source.title]
    own = _WEEKDAY.findall(source.sentences[index])
    if own:
        return weekday in own
    if any(weekday in text for text in texts):
        return True
    return any(date.weekday() == weekday for date in _beside(source, index))


# --------------------------------------------------------------------------- cover


def _uncovered(
    claim: str, texts: Sequence[str], wide: Sequence[str], sources: Mapping[tuple[str, int], Source]
) -> Iterator[Problem]:
    """Too few words in what is cited; or another sentence of the story has nearly all of them, and these have not."""
    # figures are proved one by one, and names may stand beside what is cited
    mine = frozenset(stem for stem in tokens.content(claim) if not stem[0].isdigit())
    if not mine:
        return
    beside = frozenset[str]().union(*map(tokens.content, wide))
    named = beside & frozenset(stem for name in known_names((claim, *wide)) for stem in tokens.content(name))
    evidence = frozenset[str]().union(*map(tokens.content, texts)) | named
    share = 1 - len(senses.missing(mine, evidence)) / len(mine)
    if share < COVER:
        yield Problem("cover", f"only {share:.0%} of its words stand in what is cited")
        return
    strict = len(mine & evidence) / len(mine)
    if strict >= 1 - BETTER or share >= WHOLE:
        return
    best, where = _best(mine, sources)
    if best >= NEARLY and best - strict >= BETTER:
        yield Problem("citation", f"{where} says this, and is not cited")


def _best(mine: frozenset[str], sources: Mapping[tuple[str, int], Source]) -> tuple[float, str]:
    best, where = 0.0, ""
    for source in sources.values():
        for number, stems in enumerate(_contents(source.sentences)):
            share = len(mine & stems) / len(mine)
            if share > best:
                best, where = share, f"{source.rank}-{number + 1}"
    return best, where


@lru_cache(maxsize=256)
def _contents(sentences: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(tokens.content(text) for text in sentences)


# --------------------------------------------------------------------------- who speaks, and who that is


def _speaker(claim: str, cited: Sequence[Place]) -> Iterator[Problem]:
    quoted = [_plain(claim[span.start + 1 : span.end - 1]) for span in tokens.quotations(claim) if span.end - span.start > 12]
    places = [
        (source.sentences, index)
        for source, index in cited
        if not quoted or any(quote in _plain(source.sentences[index]) for quote in quoted)
    ]
    outlets = frozenset(word.lower() for source, _ in cited for word in re.findall(r"\w+", source.outlet))
    wrong = speakers.wrong_speaker(claim, places)
    if wrong is not None and not speakers.names_of(wrong) & outlets:
        start = claim.find(wrong)
        yield Problem("speaker", f"“{wrong}” is not who says this in what is cited", start=start, end=start + len(wrong))


_PAIR = re.compile(r"(?<![\w’'-])([A-ZÀ-Þ][a-zà-þ’'-]+) (?=([A-ZÀ-Þ][a-zà-þ’'-]+)\b)")


def _strangers(claim: str, wide: Sequence[str], cited: Sequence[Place]) -> Iterator[Problem]:
    """Two names side by side that stand in the sources, but never so: another's first name."""
    text = _flat(tuple(dict.fromkeys(wide)))
    for match in _PAIR.finditer(tokens.unquoted(claim)):
        first, last = match[1], re.sub(r"['’]s$", "", match[2])
        if first.endswith(("'s", "’s")) or first.lower() in {*tokens.STOP, *slots.TITLES} or f" {first} {last}" in text:
            continue
        if not all(re.search(rf"(?<![\w]){re.escape(name)}\b", text) for name in (first, last)):
            continue
        if re.search(rf"\b(?:{re.escape(first.lower())}|{re.escape(last.lower())})\b", text) or _WEEKDAY.match(first):
            continue
        whole = " ".join(_flat(source.sentences) for source, _ in cited)
        if f" {first} {last}" not in whole and not re.search(
            rf"\b{re.escape(first)} [A-Z][\w.’'-]* {re.escape(last)}\b", whole
        ):
            yield Problem(
                "name", f"“{first} {last}” is nobody in what is cited", start=match.start(), end=match.end() + len(last)
            )


@lru_cache(maxsize=512)
def _flat(texts: tuple[str, ...]) -> str:
    return " " + " ".join(texts)
