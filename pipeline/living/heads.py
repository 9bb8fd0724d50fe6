"""Headline, dek and opening: they change when the newest state moved, else they stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.living.carried import Shelf, shelf
from pipeline.living.fallen import Change, Fallen, carrying, fallen, gives
from pipeline.living.news import News
from pipeline.values import Draft, DraftSentence, Style
from pipeline.write import titles

# of the words of a title that are capital: from there on it is in title case
_CAPITALS = 0.6
_LENGTHS = range(3, 21)
_FEWEST = 5
_HINTS = re.compile(r"[?!:|“”\"…]|^(?:How|Why|What|When|Where|Who|This|These|Here|Meet|Inside|Opinion)\b")


@dataclass(frozen=True, slots=True)
class Heads:
    """Headline and dek of the next draft; ``moved`` says in words why they are those of the later one, "" where they stay."""

    headline: DraftSentence
    dek: DraftSentence
    moved: str = ""


def heads(previous: Draft, now: Draft, there: Shelf, change: Change, style: Style) -> Heads:
    """What stands over the body, decided for headline, dek and opening together: they tell one state of things."""
    gone = change.values
    moved = _moved(previous, now, there, change)
    if moved:
        headline = _true_headline(now, there, gone, style)
        return Heads(headline, _true_dek(previous, now, headline, there, gone), moved)
    kept, dek = there.title(previous.headline), there.title(previous.dek)
    if kept is None:
        return Heads(now.headline, now.dek, "what the headline cites is gone or proves it no more")
    if dek is None and previous.dek.text:
        return Heads(kept, now.dek if now.dek.text != kept.text else DraftSentence("", ()))
    return Heads(kept, dek or now.dek)


def topped(now: Draft, style: Style) -> Draft:
    """A draft as it was written, but that a headline or dek with a value that fell makes room for a true one."""
    there, gone = shelf(now, now), Change(News(), fallen(now)).values
    headline = _true_headline(now, there, gone, style)
    return replace(now, headline=headline, dek=_true_dek(now, now, headline, there, gone) if now.dek.text else now.dek)


def _moved(previous: Draft, now: Draft, there: Shelf, change: Change) -> str:
    top = [there.sentence(one) or there.title(one) or one for one in (previous.headline, previous.dek, *opening(previous))]
    led = (now.headline, now.dek, *opening(now))
    # who would lead with a disputed value today as well does so knowingly
    dropped = [one for one in change.disputed if not any(one.stands_in(sentence) for sentence in led)]
    for sentence in top:
        value = carrying(sentence, (*change.values, *dropped))
        if value is not None:
            return value.words
    told = " ".join(sentence.text for sentence in top)
    for update in change.since.updates:
        if any(gives(sentence.text, update.new) for sentence in led[:3]) and not gives(told, update.new):
            return f"{update.about or 'a value'}: {update.old} is {update.new} now"
    return ""


def _true_headline(now: Draft, there: Shelf, gone: Sequence[Fallen], style: Style) -> DraftSentence:
    """The later draft's headline; where that still has a value that fell, the title of a source that knows of the change.

    One in the form of a headline goes before others, then one that gives the new value, one that has a verb before a bare
    name of the thing, a later one first.
    """
    if carrying(now.headline, gone) is None:
        return now.headline
    offers = [
        (_fits(title, style), gives(title, update.new), titles.is_headline(title, style), DraftSentence(title, (citation,)))
        for update in reversed(now.updates)
        for citation in update.citations
        if len((title := there.now[citation.article, citation.version].title.strip()).split()) in _LENGTHS
    ]
    # a dry title that is true goes before a good one that is not
    fit = [offer for offer in offers if carrying(offer[-1], gone) is None and there.proves(offer[-1], titles=True)]
    return max(fit, key=lambda one: one[:3])[3] if fit else now.headline


def _fits(title: str, style: Style) -> bool:
    """Whether a title can stand as it is: of a headline's length, in sentence case, asking and hinting nothing."""
    words = title.split()
    short = _FEWEST <= len(words) <= style.headline_words and len(title) <= style.headline_characters
    small = sum(word[:1].isupper() for word in words) < _CAPITALS * len(words)
    return short and small and not _HINTS.search(title)


def _true_dek(previous: Draft, now: Draft, headline: DraftSentence, there: Shelf, gone: Sequence[Fallen]) -> DraftSentence:
    """The later draft's dek, else the earlier one's where that holds; none rather than one with a value that fell."""
    for dek in (now.dek, there.title(previous.dek)):
        if dek is not None and dek.text != headline.text and carrying(dek, gone) is None:
            return dek
    return DraftSentence("", ())


def opening(draft: Draft) -> tuple[DraftSentence, ...]:
    """The sentences of the part without a title."""
    return draft.sections[0].sentences if draft.sections and draft.sections[0].title is None else ()
