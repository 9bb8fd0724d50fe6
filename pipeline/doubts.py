"""What an article says of itself that is not believed, and what it lacks: dates are evidence, not truth.

A date that cannot be counts as unknown. It is never replaced by a guess: what was seen is what is left.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.values import Article, Moment

NO_NEWS_SITE_BEFORE = 1993
# A page may be dated in the zone of its readers, and its clock may be wrong; a day ahead of our own is a date all the same.
_AHEAD = timedelta(days=1)
_FEW_WORDS, _MANY_WORDS = 5, 12_000
# Some scripts put no blanks between words.
_FEW_CHARACTERS = 60
# A report says what happened long before. Each sentence is held against each, so that a page of forty thousand of them
# (comments, minutes, a book) would cost the draft of its story.
DRAFTED_SENTENCES = 300
_SCRIPT_SHARE = 0.2
_READ_CHARACTERS = 2_000
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})


@dataclass(frozen=True, slots=True)
class Doubts:
    """``date`` says why the date is not believed ("" where it is, or where there is none); ``notes`` all there is, in words."""

    date: str = ""
    notes: tuple[str, ...] = ()


def doubts(article: Article, latest: datetime | None = None) -> Doubts:
    """Give what an editor should know before relying on an article. ``latest`` is as in ``date_doubt``."""
    date = date_doubt(article, latest)
    notes = [date] if date else [] if article.published else ["no date"]
    notes += _missing(article)
    scripts = _scripts(f"{article.title}\n{article.text[:_READ_CHARACTERS]}")
    if len(scripts) > 1:
        notes.append(f"in several scripts: {', '.join(scripts)}")
    return Doubts(date, tuple(notes))


def believed(article: Article, latest: datetime | None = None) -> Moment | None:
    """Give the date of an article, None where it has none or one that cannot be."""
    return None if date_doubt(article, latest) else article.published


def date_doubt(article: Article, latest: datetime | None = None) -> str:
    """Give why an article's date is not believed, "" where it is or where there is none.

    It cannot be from before there were news sites, nor from after we saw it; an article without a time of first sight
    cannot be from after ``latest``.
    """
    if article.published is None:
        return ""
    claimed, seen = article.published.at, article.first_seen
    if claimed.year < NO_NEWS_SITE_BEFORE:
        why = f"before the first-seen by {_span(seen - claimed)}" if seen else "before there were news sites"
    elif seen is not None and claimed > seen + _AHEAD:
        why = f"after the first-seen by {_span(claimed - seen)}"
    elif seen is None and latest is not None and claimed > latest:
        why = "it lies in the future"
    else:
        return ""
    return f"date {claimed:%Y-%m-%d} not believed: {why}"


def _missing(article: Article) -> list[str]:
    words = len(article.text.split())
    titled = bool(article.title.strip())
    if not words:
        return ["no text: compared by its title alone" if titled else "neither title nor text: it stands alone"]
    found = [] if titled else ["no title: compared by its text alone"]
    if words < _FEW_WORDS and len(article.text) < _FEW_CHARACTERS:
        found.append(f"a text of {_counted(words, 'word')} says next to nothing")
    if len(article.sentences) > DRAFTED_SENTENCES or words > _MANY_WORDS:
        read = f"a draft reads its first {DRAFTED_SENTENCES} sentences, the grouping its opening"
        found.append(f"a text of {words:,} words: {read}")
    return found


def _scripts(text: str) -> list[str]:
    """Give the scripts that make up a fifth of the letters each, the most frequent first; Japanese is written in three."""
    names = Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha())
    counts = Counter[str]()
    for name, count in names.items():
        counts["Han and kana" if name in _EAST_ASIAN else name.title()] += count
    return [script for script, count in counts.most_common() if count >= _SCRIPT_SHARE * counts.total()]


def _span(span: timedelta) -> str:
    years = round(span.days / 365.25)
    return _counted(years, "year") if years else _counted(span.days, "day")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
