"""A sentence that renders what a source in another language says: what of it can be proved, and what cannot.

Its figures, names and dates are held against the foreign sentences, and something of it must stand in them: a rendering without
a figure or a name is held by nothing. A quotation must stand there word by word, so a translated one fails. **Whether the rest
is a fair rendering no rule sees**: an editor who reads the language does, or nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from pipeline.languages import Language, detect, language
from pipeline.values import Problem, Source, Span
from pipeline.verify import dates, relative, tokens
from pipeline.verify.claim import Evidence, check

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def rendering_problems(claim: str, cited: Sequence[tuple[Source, int]]) -> tuple[Problem, ...] | None:
    """The problems of a rendering; None where the claim is in the language of something that it cites, and so is none."""
    codes = {code for source, _ in cited if (code := _language_of(source.sentences))}
    if not codes or any(_language_of(source.sentences) is None for source, _ in cited) or _speaks(claim, codes):
        return None
    code = next(iter(codes))
    around = [text for source, index in cited for text in (*_beside(source, index), source.title, source.outlet)]
    allowed = _dates(cited)
    mine = dates.named_dates(claim)
    proved = [one for one in mine if any(one.may_be(other) for other in allowed)]
    evidence = Evidence(tuple(source.sentences[index] for source, index in cited), tuple(around), language=code)
    verdict = check(claim, evidence, excused=[Span(one.start, one.end) for one in proved], cover=0.0, denials=False)
    unproved = [one for one in mine if one not in proved]
    return (
        *verdict.problems,
        *(
            Problem("date", f"{claim[one.start : one.end]} is no date of what is cited", None, one.start, one.end)
            for one in unproved
        ),
        *_unanchored(claim, evidence),
    )


def _speaks(claim: str, codes: Collection[str]) -> bool:
    """Whether the claim is in one of these languages; a short one that tells no language has not one of their little words."""
    ours = detect(claim)
    if ours is not None:
        return ours in codes
    words = set(re.findall(r"[^\W\d_]+", claim.lower()))
    return any(words & language(code).stop_words for code in codes)


def _unanchored(claim: str, evidence: Evidence) -> tuple[Problem, ...]:
    text = " ".join(evidence.cited)
    low = text.lower()
    named = any(claim[span.start : span.end].lower() in low for span in _names(claim))
    values = {round(number.value, 6) for number in tokens.quantities(text, evidence.language)}
    counted = any(round(number.value, 6) in values for number in tokens.quantities(claim))
    return () if named or counted else (Problem("cover", "no figure and no name of it stands in what is cited"),)


def _names(claim: str) -> list[Span]:
    """The names of the claim, and its first word where it may be one."""
    first = re.match(r"[A-ZÀ-Þ][\w’'-]{3,}", claim)
    opening = [Span(0, first.end())] if first and first.group().lower() not in tokens.STOP else []
    return [*opening, *tokens.names(claim)]


@lru_cache(maxsize=256)
def _language_of(sentences: tuple[str, ...]) -> str | None:
    return detect(" ".join(sentences))


def _beside(source: Source, index: int) -> tuple[str, ...]:
    return source.sentences[max(0, index - 1) : index + 2]


def _dates(cited: Sequence[tuple[Source, int]]) -> list[dates.NamedDate]:
    """The dates that the cited sentences and those beside them name or mean, and the days on which they were written."""
    found: list[dates.NamedDate] = []
    for source, index in cited:
        written = source.published.at.date() if source.published else None
        known = language(_language_of(source.sentences))
        texts = [_in_english(text, known) for text in (*_beside(source, index), source.title)]
        found += [one for text in texts for one in dates.named_dates(text)]
        if written is not None:
            found += relative.derivable(texts, written)
    return found


def _in_english(text: str, known: Language) -> str:
    """The text with its months and weekdays in English, and "2. March" as "2 March": only dates are read from it."""
    for names, english in (*zip(known.months, dates.MONTHS, strict=False), *zip(known.weekdays, _WEEKDAYS, strict=False)):
        # a weekday's two letters are also little words
        words = "|".join(sorted((re.escape(name) for name in names if len(name) > 2), key=len, reverse=True))
        text = re.sub(rf"\b(?:{words})\b", english, text, flags=re.IGNORECASE) if words else text
    return re.sub(rf"\b(\d{{1,2}})\.\s+(?={'|'.join(dates.MONTHS)})", r"\1 ", text)
