"""Headline and dek, made of the newest state of the story and traced to the sentences that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.values import Style
from pipeline.verify import tokens
from pipeline.write import rewrite
from pipeline.write.material import Material
from pipeline.write.prepare import Pick

_PRESENT = {
    "joined": "joins",
    "raised": "raises",
    "launched": "launches",
    "filed": "files",
    "bought": "buys",
    "acquired": "acquires",
    "agreed": "agrees",
    "hired": "hires",
    "appointed": "appoints",
    "named": "names",
    "resigned": "resigns",
    "left": "leaves",
    "announced": "announces",
    "unveiled": "unveils",
    "released": "releases",
    "sued": "sues",
    "accused": "accuses",
    "fined": "fines",
    "said": "says",
    "closed": "closes",
    "secured": "secures",
    "opened": "opens",
    "won": "wins",
    "lost": "loses",
    "cut": "cuts",
    "introduced": "introduces",
    "reached": "reaches",
    "recruited": "recruits",
    "began": "begins",
    "started": "starts",
    "took": "takes",
    "made": "makes",
    "became": "becomes",
    "died": "dies",
    "killed": "kills",
    "voted": "votes",
    "ruled": "rules",
    "ordered": "orders",
    "failed": "fails",
    "restored": "restores",
    "exposed": "exposes",
    "showed": "shows",
    "told": "tells",
    "called": "calls",
    "confirmed": "confirms",
    "extended": "extends",
    "paid": "pays",
    "gave": "gives",
    "found": "finds",
    "got": "gets",
    "went": "goes",
    "faced": "faces",
    "asked": "asks",
    "sold": "sells",
    "moved": "moves",
    "added": "adds",
}
_PAST = re.compile(r"(?<=\w )([a-z]+ed|" + "|".join(_PRESENT) + r")\b(?! by\b)")
_NOW = re.compile(r"\b(?:" + "|".join(sorted(set(_PRESENT.values()))) + r"|has|have|is|are)\b")
_BOUNDARY = re.compile(
    r",\s|;\s|\s(?=(?:to|that|which|who|after|as|while|with|when|where|by|in|on|at|from|for|over|because|"
    r"since|amid|and|but|about|through|before|during|under)\s)"
)
# a source that judges in its text judges in its headlines
_PLAIN = 0.25
_WEAK_END = re.compile(
    r"\b(?:the|a|an|of|to|and|or|in|on|at|for|with|by|that|its|his|her|from|as|is|was|will|it|he|she|has|"
    r"had|says|said|up|into|than|about|use|be|been|whether|how|which|who|would|not|new|priced|led|worth|held|due|seen|based|made|"
    r"called|named|using|including|according|after|before)$",
    re.IGNORECASE,
)
_CLICK = re.compile(
    r"^(?:How|Why|What|When|Where|Who|This|These|Here|There|You|Your|Meet|Watch|Inside|Is|Are|Can|Will|"
    r"Should|Did|Does|Opinion|Analysis|Review|Exclusive|Breaking|Live)\b|[?!:“”\"|…]|\.\.\."
)


def headlines(lead: Pick, story: Material) -> Iterator[tuple[str, int]]:
    """Headlines to try, best first, each with the place of the sentence that it is made of or stands on."""
    yield from ((text, lead.place) for text in _from_sentence(lead.text, story.style))
    yield from _from_titles(lead, story)
    short = " ".join(re.sub(r"[“”„«»\"]", "", lead.text).split()[: story.style.headline_words])
    while _WEAK_END.search(short.rstrip(".,;:")) and " " in short:
        short = short.rsplit(" ", 1)[0]
    yield (short.rstrip(".,;:"), lead.place)


def _from_sentence(text: str, style: Style) -> Iterator[str]:
    """The lead in the present tense, without asides, cut where a clause ends; the fullest form that fits."""
    if tokens.quotations(text):
        return
    forms = [_plain(text), *(_plain(variant) for variant in rewrite.shorter(text))]
    fits = {cut for form in forms for cut in _prefixes(form) if _fits(cut, style)}
    yield from sorted(fits, key=lambda cut: (-_worth(cut), cut))


def _worth(text: str) -> float:
    """Headlines of nine to twelve words that lose no comma read best."""
    count = len(text.split())
    named = len(re.findall(r"(?<=\s)[A-Z][\w-]+", text))
    return -abs(11 - count) - 1.2 * text.count(",") + (1.0 if re.search(r"\d", text) else 0.0) + 0.6 * min(4, named)


def _present(word: str) -> str | None:
    """A verb in the past as the headline's present; None for what is no such verb or cannot be told."""
    if word in _PRESENT:
        return _PRESENT[word]
    base = word.removesuffix("ed")
    if base == word or len(base) < 3:
        return None
    if re.search(r"(?:[scgvzx]|ch|sh)$", base):
        return base + "es"
    if base.endswith("i"):
        return base[:-1] + "ies"
    regular = re.search(r"(?:k|en|il|er|w|[lrsnc]t|[lr][lr]?|nd|p)$", base) and not re.search(r"(.)\1$", base)
    return base + "s" if regular else None


def _plain(text: str) -> str:
    text = re.sub(r",?\s+(?:on|in the week of|late on) [A-Z][a-z]+ \d{1,2}(?:, \d{4})?,?", "", text)
    text = re.sub(r",\s+[^,]{2,60}\s(?:said|told|announced|says)\b[^,]*\.$", ".", text)
    text = re.sub(r"^(?:The|A|An)\s+(?=[A-Za-z])", "", text.rstrip("."))
    text = re.sub(r"\bsaid (?:that )?(it|he|she|they) had\b", r"says \1 has" if " they " not in text else r"says \1 have", text)
    text = re.sub(
        r"(?<!\bit )(?<!\bhe )(?<!\bthey )\b(?:has|have) (\w+)\b", lambda match: _present(match[1]) or match[0], text, count=1
    )
    return rewrite.capital(text)


def _prefixes(text: str) -> Iterator[str]:
    past = text
    if not _NOW.search(text):
        main = re.split(r"\s(?:that|which|who|it|they|after|as|when|while|where|because)\s", text)[0]
        past = _PAST.sub(lambda match: _present(match[1]) or match[0], main, count=1) + text[len(main) :]
    yield past
    for match in _BOUNDARY.finditer(past):
        yield past[: match.start()]


_VERB = re.compile(
    r"\b(?:" + "|".join(sorted(set(_PRESENT.values()))) + r"|is|are|was|were|will|wants|seeks|keeps|plans|drops|"
    r"\w{3,}(?:ed|ses|ces|ges|ches|shes|cks|sks|ens|ils))\b"
)


def _fits(text: str, style: Style) -> bool:
    """Whether it is a headline: of the right length, with a verb, not broken off, and without half an apposition."""
    words = text.split()
    if not 6 <= len(words) <= style.headline_words or len(text) > style.headline_characters:
        return False
    whole = not _WEAK_END.search(text) and not _CLICK.search(text) and text.count(",") != 1
    return whole and bool(re.match(r"[A-ZÀ-Þ\d]", text)) and bool(_VERB.search(text))


def _from_titles(lead: Pick, story: Material) -> Iterator[tuple[str, int]]:
    """Source headlines that keep to the house style, by how much of them the lead says."""
    stems = tokens.content(lead.text)
    first = {
        candidate.report: place for place, candidate in reversed(list(enumerate(story.candidates))) if candidate.flaw is None
    }
    found = []
    for number, report in enumerate(story.reports):
        title = report.source.title.strip().rstrip(".")
        words = tokens.content(title)
        if number in first and words and story.voices[number] <= _PLAIN and _keeps_style(title, story.style):
            found.append((len(words & stems) / len(words), -number, sentence_case(title, story), first[number]))
    yield from ((title, place) for _, _, title, place in sorted(found, reverse=True))


def _keeps_style(title: str, style: Style) -> bool:
    fits = 5 <= len(title.split()) <= style.headline_words and len(title) <= style.headline_characters
    return fits and not _CLICK.search(title)


def sentence_case(title: str, story: Material) -> str:
    """A title in capitals put into sentence case: a word stays capital where the story's text has it so inside a sentence."""
    words = title.split()
    if sum(word[:1].isupper() for word in words) < 0.6 * len(words):
        return title
    text = " ".join(candidate.text for candidate in story.candidates)
    return " ".join(
        word if index == 0 or re.search(rf"[\w,] {re.escape(word.strip(',.'))}\b", text) else word.lower()
        for index, word in enumerate(words)
    )
