"""Frozen sentences as candidates for the article: what each carries, and why it cannot be printed if it cannot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import sentences
from pipeline.doubts import DRAFTED_SENTENCES
from pipeline.facts import leaning, voice
from pipeline.facts.reports import Report
from pipeline.values import Span
from pipeline.verify import dates, tokens

_CALENDAR = frozenset((*dates.MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_SPEECH = (
    r"(?:said|says|told|wrote|writes|added|asked|explained|announced|posted|put it|insists?|warned|argued|noted|replied|"
    r"continued|tweeted|stated|cautions|cautioned)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source sentence. ``report`` is the place of its source in rank order, ``index`` its place in the frozen split.

    ``flaw`` says why it cannot be printed (None: it can); ``leans`` that its first words point to the sentence before;
    ``opinion`` counts marks of the outlet's own voice; ``place`` counts printable prose sentences of the source from 0.
    """

    report: int
    index: int
    text: str
    paragraph: int
    place: int
    stems: frozenset[str]
    names: frozenset[str]
    numbers: tuple[tokens.Quantity, ...]
    quotes: tuple[Span, ...]
    speaker: str | None
    flaw: str | None
    leans: bool
    opinion: int


# marks that a conversion left before a sentence, such as LINE_BREAK, and labels of a player or a banner: no word of it
_DEBRIS = re.compile(
    r"^[A-Z]{4,}(?: [A-Z][a-z]+){1,4}\s+(?=(?:An?|The|Two|Three|Four) [a-z\d])|"
    r"^(?:(?:[A-Z]+_[A-Z_]+|(?:CLOSE|WATCH|VIDEO|LISTEN|EXCLUSIVE|BREAKING|UPDATED?|DEVELOPING|PHOTOS?)\b[:!]?(?=\s+[A-Z“\"]))\s+)+"
)


# "'One side will pay." in single quote marks that the sentence does not close
_OPEN_SINGLE = re.compile(r"[‘'](?!\d0s|[Tt]is\b|[Tt]was\b|[Tt]il\b|[Ee]m\b)\w(?:(?![’'](?:\W|$)).)*$", re.DOTALL)

# words: a longer paragraph is prose, whatever label its first sentence has
_NOTE = 80


class Where(NamedTuple):
    """Where a sentence stands: source, sentence, paragraph, and its place among the printable ones."""

    report: int
    sentence: int
    paragraph: int
    place: int


def collect(reports: Sequence[Report]) -> tuple[Candidate, ...]:
    """Every frozen sentence of every source, in rank order and reading order; of a very long one the first 300."""
    outlets = frozenset(report.source.outlet for report in reports if report.source.outlet and not report.primary)
    return tuple(candidate for number, report in enumerate(reports) for candidate in _of(number, report, outlets))


def _of(number: int, report: Report, outlets: frozenset[str]) -> list[Candidate]:
    found: list[Candidate] = []
    text, place = report.article.text, 0
    here, noted, inside = -1, False, False
    lines = tuple(sentences.paragraphs(text))
    starts = [line.start for line in lines]
    for index, span in enumerate(report.article.sentences[:DRAFTED_SENTENCES]):
        sentence = _DEBRIS.sub("", text[span.start : span.end])
        paragraph = bisect_right(starts, span.start) - 1
        if paragraph != here:
            # a quotation that nobody closed ends with its paragraph
            here, inside = paragraph, False
            noted = voice.noted(sentence) and len(text[span.start : lines[paragraph].end].split()) <= _NOTE
        half = not tokens.balanced(sentence)
        sentence = _restored(sentence, inside=inside) if half else sentence
        broken = not tokens.balanced(sentence) or bool(_OPEN_SINGLE.match(sentence))
        # the closing half of a quotation, its opening mark put back, is a quotation like others
        goes_on = inside and (broken or not half)
        flaw = voice.flaw(sentence, report, outlets) or ("in note form" if noted else None)
        flaw = flaw or ("half a quotation" if broken else None) or ("inside a quotation that began before" if goes_on else None)
        inside ^= half
        before = found[-1] if found and found[-1].paragraph == paragraph else None
        found.append(_candidate(report, Where(number, index, paragraph, place), sentence, flaw, before))
        place += flaw in {None, "half a quotation"}
    return found


_QUOTE_MARK = re.compile(r"[“”„«»\"]")


def _restored(sentence: str, *, inside: bool) -> str:
    """Half of a quotation of several sentences with its other mark, where the sentence says who speaks; else as it is.

    “It is late. Nobody came,” Ferrant said: the second sentence is printed with the mark that the first one opens with.
    """
    marks = _QUOTE_MARK.findall(sentence)
    if len(marks) != 1 or (inside and marks[0] not in '”"') or (not inside and marks[0] not in '“"'):
        return sentence
    pair = "“" + sentence if inside and marks[0] == "”" else '"' + sentence
    if not inside:
        pair = sentence + ("”" if marks[0] == "“" else '"')
    quoted = pair.split(marks[0])[1] if not inside else pair[1:].split(marks[0])[0]
    # "‘Is it safe?’ and we went,” he said": a voice inside the voice that began before
    if re.search(r"[,.?!][’'](?=\s)", quoted):
        return sentence
    whole = tokens.balanced(pair) and speaker(pair) is not None and len(quoted.split()) >= _FEWEST_QUOTED
    return pair if whole and (inside or _INTRODUCED.search(sentence.split(marks[0], maxsplit=1)[0])) else sentence


_FEWEST_QUOTED = 5
# "Ferrant said:", "said Ferrant,": who speaks comes right before what is opened
_INTRODUCED = re.compile(rf"{_SPEECH}\b[^“”\"]{{0,60}}[:,]\s*$")


def _candidate(report: Report, where: Where, text: str, flaw: str | None, before: Candidate | None) -> Candidate:
    fragment = before is not None and before.flaw == "a fragment"
    return Candidate(
        report=where.report,
        index=where.sentence,
        text=text,
        paragraph=where.paragraph,
        place=where.place,
        stems=tokens.content(text),
        names=frozenset(_name_keys(text)),
        numbers=tokens.quantities(text, report.article.language or "en"),
        quotes=tokens.quotations(text),
        speaker=speaker(text),
        flaw=flaw,
        leans=leaning.leans(text, before.text if before else None, after_fragment=fragment),
        opinion=voice.opinion(text),
    )


def _name_keys(text: str) -> list[str]:
    found = (text[span.start : span.end] for span in tokens.names(text))
    return [tokens.stem(name) for name in found if name.removesuffix("'s").removesuffix("’s") not in _CALENDAR]


_PERSON = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Sgt|Lt)\. )?[A-ZÀ-Þ][\w'’-]+"
    r"(?:\s+(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]+|de|van|von|al|da)){0,4}(?:\s\([^)]{2,20}\))?"
)
# "said NAME", "said its chief NAME", "NAME said", "chief executive NAME, …, told"
_AFTER_QUOTE = re.compile(
    rf"[”\"]\s*,?\s*(?:{_SPEECH}\s+(?:[\w'’ -]{{0,40}}?\b)?(?P<a>{_PERSON})"
    rf"|(?:[a-z][\w’'-]*\s+){{0,5}}?(?P<b>{_PERSON}|he|she|they|it)(?:,[^,]{{1,60}},)?\s+{_SPEECH}"
    # who speaks for somebody need have no name: "an Emberlight spokeswoman said"
    rf"|(?P<d>an? (?:[\w’'&.-]+ ){{0,4}}?spokes(?:man|woman|person))(?: for [^,“\"]{{2,60}}?)?\s+{_SPEECH}"
    rf"|{_SPEECH}\s+(?P<e>an? (?:[\w’'&.-]+ ){{0,4}}?spokes(?:man|woman|person))\b"
    # who has no name is spoken of by what they are: "one witness said", "said the actor"
    rf"|(?P<f>(?:the|one|an?|another) (?:[a-z-]+ )?[a-z-]+)\s+{_SPEECH}"
    rf"|{_SPEECH}\s+(?P<g>(?:the|one|an?|another) (?:[a-z-]+ )?[a-z-]+)\b)"
)
_BEFORE_QUOTE = re.compile(
    rf"(?P<c>{_PERSON}|He|She|They|he|she|they)(?:,[^,“\"]{{1,60}},)?\s+(?:has |had )?{_SPEECH}\b[^“\"]{{0,80}}[“\"]"
)


def speaker(text: str) -> str | None:
    """Who speaks the quotation of this sentence, as the sentence names them; a pronoun is given as it stands."""
    for pattern in (_AFTER_QUOTE, _BEFORE_QUOTE):
        match = pattern.search(text)
        if match:
            return next(name for name in match.groupdict().values() if name)
    return None


def whole_quote(candidate: Candidate) -> bool:
    """Whether its quotations are whole and somebody speaks them: a word or two in quote marks needs no speaker."""
    long = [span for span in candidate.quotes if len(candidate.text[span.start : span.end].split()) >= 5]
    return not long or candidate.speaker is not None or all(_taken_in(candidate.text, span) for span in long)


# "Ferrant denounced the plan as “a heap of sand and of good intentions”": who is quoted is the subject
_TELLS = re.compile(
    r"(?:^|[,;] |\band |\bwhile )(?:[A-Z][\w.’'-]*|[Tt]he [a-z]+ )[^“”\"]*\b(?:call(?:ed|ing)|describ(?:ed|ing)|"
    r"denounc(?:ed|ing)|dismiss(?:ed|ing)|accus(?:ed|ing)|warn(?:ed|ing)|conced(?:ed|ing)|argu(?:ed|ing)|vow(?:ed|ing)|"
    r"promis(?:ed|ing)|urg(?:ed|ing)|stat(?:ed|ing)|said|saying|wrote|writing|told|telling|conclud(?:ed|ing)|prais(?:ed|ing)|"
    r"critici[sz](?:ed|ing))\b[^“”\".;]{0,80}$"
)


def _taken_in(text: str, span: Span) -> bool:
    """Whether the quotation is a part of a sentence that says, before it, who says so."""
    return text[span.start + 1 : span.start + 2].islower() and bool(_TELLS.search(text[: span.start]))
