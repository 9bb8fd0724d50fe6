"""Whether a claim is supported by its evidence, as far as rules go.

The rules: every number, name and quotation of the claim stands in the evidence; enough of its words do; and what the
evidence denies is not affirmed. Swapped roles and paraphrased untruths pass: for them an entailment model is needed.
The lexical cover follows the citation checks measured in the project's findings; a plain rule beat a learned mix there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.values import Problem, Span
from pipeline.verify import german, tokens

COVER = 0.25
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denie[sd]|deny|declined?|refused?|"
    r"failed|fails)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found. ``supported`` is false as soon as one problem blocks."""

    supported: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim may be held against: ``cited`` for everything, ``around`` for names and dates only.

    ``labels`` are titles and outlets of the cited: a sentence that names its outlet is not badly covered for it.
    """

    cited: tuple[str, ...]
    around: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    language: str | None = "en"


def check(
    claim: str, evidence: Evidence, *, excused: Sequence[Span] = (), cover: float = COVER, denials: bool = True
) -> Verdict:
    """Whether the numbers, names, quotations and most words of a claim stand in the evidence, undenied.

    ``excused`` spans are dates that are proved otherwise.

    Without ``denials`` what is denied is left to who looks at the sentences one by one.
    """
    if not any(sentence.strip() for sentence in evidence.cited):
        return Verdict(False, (Problem("no-evidence", "nothing is cited that could support this"),))
    cited = " \n ".join(evidence.cited)
    wide = " \n ".join((cited, *evidence.around, *evidence.labels))
    problems = (
        *_numbers(claim, cited, wide, excused, evidence.language),
        *_names(claim, wide, excused),
        *_quotes(claim, evidence.cited),
        *_cover(claim, " \n ".join((cited, *evidence.labels)), cover),
        *(_negation(claim, evidence.cited) if denials else ()),
    )
    return Verdict(not any(problem.blocking for problem in problems), problems)


def _excused(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


def _numbers(claim: str, cited: str, wide: str, excused: Sequence[Span], language: str | None) -> list[Problem]:
    """Digits must stand in the cited sentences; one in a date may stand beside them; small number words also as digits."""
    theirs = tokens.quantities(cited, language)
    literal = set(re.findall(r"\d+(?:[.,]\d+)*", wide))
    problems = []
    for quantity in tokens.quantities(claim):
        if _excused(quantity.start, quantity.end, excused) or any(
            tokens.same_value(quantity.value, other.value) for other in theirs
        ):
            continue
        if quantity.spelled and quantity.value <= 2:
            continue  # "one of the", "two" as a count of what the sentence itself lists
        text = claim[quantity.start : quantity.end]
        dated = _is_date(claim, quantity) and text.strip() in literal
        if not dated:
            problems.append(
                Problem("number", f"“{text.strip()}” does not stand in what is cited", start=quantity.start, end=quantity.end)
            )
    return problems


def _is_date(claim: str, quantity: tokens.Quantity) -> bool:
    near = claim[max(0, quantity.start - 14) : quantity.end + 14]
    return (
        bool(re.search(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", near))
        or 1900 <= quantity.value <= 2100
    )


def _names(claim: str, wide: str, excused: Sequence[Span]) -> list[Problem]:
    low = _fold(wide)
    problems = []
    stems = tokens.content(wide) if german.is_german(claim) else None
    for span in (*tokens.names(claim), *_opening_name(claim, wide)):
        name = claim[span.start : span.end]
        folded = _fold(name).strip("'.-")
        if _excused(span.start, span.end, excused) or len(folded) < 2 or folded in low or folded.removesuffix("'s") in low:
            continue
        if stems is not None and german.is_noun(claim, span, stems):
            continue
        parts = [part for part in re.split(r"[-&]", folded.removesuffix("'s")) if len(part) > 1]
        if not parts or not all(part in low or _of_place(part, low) for part in parts):
            problems.append(Problem("name", f"“{name}” does not stand in what is cited", start=span.start, end=span.end))
    return problems


def _of_place(name: str, low: str) -> bool:
    """Whether a name is made of one that stands there, or the other way round: Europe, European."""
    for ending in ("an", "ian", "ean", "n", "ese", "ish"):
        if (
            name.endswith(ending)
            and len(name) - len(ending) >= 4
            and re.search(rf"\b{re.escape(name[: -len(ending)])}[aeoy]?\b", low)
        ):
            return True
    return len(name) >= 5 and bool(re.search(rf"\b{re.escape(name.rstrip('aeoy'))}(?:an|ian|ean|n|ese|ish)\b", low))


def _opening_name(claim: str, wide: str) -> list[Span]:
    """The first word of each sentence, where it is no ordinary word: not a function word and nowhere written small."""
    found = []
    for match in re.finditer(r"(?:^|(?<=[.!?“\"]\s)|(?<=[“\"]))([A-ZÀ-Þ][\w’'&-]+)(?!\s+[A-ZÀ-Þ])", claim):
        word = match[1]
        bare = re.sub(r"['’]s$", "", word)
        if bare.lower() in tokens.STOP or re.search(rf"(?<!\w){re.escape(bare.lower())}(?!\w)", wide):
            continue
        # an ordinary word that was reworded is the cover's business; a name never ends like one
        if not re.search(r"(?:ing|ed|ly|ion|ions|ers|ment|ments)$", bare):
            found.append(Span(match.start(1), match.end(1)))
    return found


def _fold(text: str) -> str:
    return text.lower().replace("’", "'").replace("‘", "'")


def _quotes(claim: str, cited: Sequence[str]) -> list[Problem]:
    """Each quotation stands, word by word and mark by mark inside it, in one cited sentence."""
    haystack = [_plain(sentence) for sentence in cited]
    problems = []
    for span in tokens.quotations(claim):
        inner = _plain(claim[span.start + 1 : span.end - 1]).rstrip(".,;:!?")
        # within a sentence a quotation begins small, at the head of one with a capital
        if inner and any(re.search(re.escape(inner) + r",?\s(?:nicht|not)\b", sentence) for sentence in haystack):
            problems.append(Problem("quote", "ends where what is quoted is denied", start=span.start, end=span.end))
        if inner and not any(inner in sentence or inner[0].swapcase() + inner[1:] in sentence for sentence in haystack):
            problems.append(
                Problem("quote", f"“{inner[:60]}” is not quoted from what is cited", start=span.start, end=span.end)
            )
    if not tokens.balanced(claim):
        problems.append(Problem("quote", "a quote mark has no partner"))
    return problems


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[“”„]", '"', text).replace("’", "'").replace("‘", "'")).strip()


def _cover(claim: str, cited: str, least: float) -> list[Problem]:
    mine = tokens.content(claim)
    share = len(mine & tokens.content(cited)) / len(mine) if mine else 1.0
    if share >= least:
        return []
    return [Problem("cover", f"only {share:.0%} of its words stand in what is cited")]


def _negation(claim: str, cited: Sequence[str]) -> list[Problem]:
    """What the nearest sentences deny and the claim affirms, or the other way round, by the word after the negation."""
    mine, stems = _denied(claim), tokens.content(tokens.unquoted(claim))
    near = _nearest(stems, cited)
    if not near:
        return []
    theirs = frozenset[str]().union(*(_denied(sentence) for sentence in near))
    affirmed = frozenset[str]().union(*(tokens.content(sentence) - _denied(sentence) for sentence in near))
    if any(word in stems and word not in mine and word not in affirmed for word in theirs):
        return [Problem("negation", "the sources deny what is affirmed here")]
    if mine and not theirs and not any(NEGATION.search(sentence) for sentence in near):
        return [Problem("negation", "denied here, but not in the sources")]
    return []


def _nearest(stems: frozenset[str], cited: Sequence[str]) -> list[str]:
    """The sentences that share at least half of the claim's words; a text given whole is cut at its full stops."""
    pieces = [piece for text in cited for piece in re.split(r"(?<=[.!?])\s+", text)]
    return [piece for piece in pieces if stems and len(stems & tokens.content(piece)) / len(stems) >= 0.5]


def _denied(sentence: str) -> frozenset[str]:
    """Stems of the first word of meaning after each negation, quotations left out."""
    text = tokens.unquoted(sentence)
    found = set()
    for match in NEGATION.finditer(text):
        clause = re.split(r"[,;:.]", text[match.end() : match.end() + 60])[0]
        for token in tokens.TOKEN.findall(clause):
            if token.lower() not in tokens.STOP and len(token) > 2:
                found.add(tokens.stem(token))
                break
    return frozenset(found)
