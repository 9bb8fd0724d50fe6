"""The sources' own headlines in house form: what may stand over our article, without jokes, labels and other outlets' ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.values import Style
from pipeline.verify import tokens
from pipeline.write import rewrite
from pipeline.write.material import Material

_LABEL = re.compile(
    r"^(?:Brief|Exclusive|Analysis|Update(?:d)?|Watch|Live|Breaking|News|Report|Explained|Explainer|Scoop)\s*:\s+"
)
_LEADING_TIME = re.compile(
    r"^(?:(?:A|One|Two|Three|Just an?) (?:day|week|month|year|hour)s? (?:after|before)|After|Before|Amid|Despite|Following|"
    r"With|As)\b[^,:;]{3,50},\s+(?=\w)"
)
_MILLIONS = re.compile(r"(?P<sign>[$€£])\s?(?P<digits>\d[\d.,]*)\s?(?P<mark>mn|bn|tn|m|b|M|B|K|k)\b")
_MARKS = {"m": "million", "mn": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
_BREAK = re.compile(r"\s*[;:]\s+|\s+[–—-]\s+|(?<=[a-z]{2})[.]\s+")
_CUT = re.compile(
    r"[,;]\s|\s(?=(?:to|that|which|who|after|as|while|with|when|where|by|in|on|at|from|for|over|because|"
    r"since|amid|and|but|about|through|before|during|under)\s)"
)
_WEAK_END = re.compile(
    r"\b(?:the|a|an|of|to|and|or|in|on|at|for|with|by|that|its|his|her|from|as|is|are|was|were|be|been|being|will|it|he|she|"
    r"they|has|have|had|says|said|up|into|than|about|use|whether|how|which|who|would|could|can|may|not|no|new|priced|led|worth|"
    r"held|due|seen|based|made|called|named|using|including|according|after|before|over|under|between|more|their|it \w+ed|"
    r"they \w+ed|(?:is|are|was|were|be) \w+ing|while|when|where|but|about|through|during|because|since|amid|against|off|out)$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:How|Why|What|When|Where|Who|This|These|Those|Here|There|You|Your|Meet|Watch|Inside|Is|Are|Can|Will|It|They|He|She|"
    r"Should|Did|Does|Do|Opinion|Review|I|We|My|Our|Somebody|Someone|Nobody)\b|[?!:“”\"|…]|\.\.\.|\b(?:you|your|we|our|us)\b",
)
# what can be the verb of a headline; an infinitive is one ("X to buy Y")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|can|could|must|wants?|seeks?|keeps?|plans?|says?|said|gets?|goes|went|"
    r"wins?|won|loses?|lost|cuts?|hits?|puts?|sets?|buys?|bought|sells?|sold|makes?|made|takes?|took|raises?|leads?|led|"
    r"leaves?|left|finds?|found|pays?|paid|gives?|gave|tells?|told|begins?|began|runs?|ran|falls?|fell|rises?|rose|quits?|"
    r"faces?|moves?|joins?|opens?|shows?|drops?|bets?|picks?|hires?|names?|lands?|backs?|beats?|sues?|fines?|launch(?:es)?|"
    r"to [a-z]{3,}|"
    r"[a-z]{3,}(?:ed|ses|ces|ges|ches|shes|cks|sks|ens|ils|nds|rts|cts|sts|lls|ops|nks|ays|ers|ves|rns|ums|ims|ats))\b"
)


def forms(title: str, outlet: str, style: Style, story: Material) -> Iterator[str]:
    """The title as the house would print it, the fullest form first; only forms that are headlines by themselves."""
    text = cleaned(title, outlet, story)
    pieces = [text, _LEADING_TIME.sub("", text)]
    pieces += [piece for part in _BREAK.split(text) for piece in (part, _LEADING_TIME.sub("", part))]
    seen: set[str] = set()
    for piece in pieces:
        for cut in (piece, *_cuts(piece, style)):
            form = rewrite.capital(cut.strip(" ,;:."))
            if form not in seen and is_headline(form, style):
                seen.add(form)
                yield form


def cleaned(title: str, outlet: str, story: Material) -> str:
    """The title without its label and its outlet's name, sums spelled as the house spells them, in sentence case."""
    text = re.sub(r"\s+", " ", title).strip()
    tail = re.search(r"\s+[|–—-]\s+([^|]+)$", text)
    if tail and outlet and tokens.content(tail[1]) <= tokens.content(outlet):
        text = text[: tail.start()]
    text = _MILLIONS.sub(_spelled, _LABEL.sub("", text).rstrip("."))
    return rewrite.capital(sentence_case(text, story))


def _spelled(match: re.Match[str]) -> str:
    mark = match["mark"].lower()
    return f"{match['sign']}{match['digits']} {_MARKS[mark]}" if mark in _MARKS else match[0]


def _cuts(text: str, style: Style) -> Iterator[str]:
    """What is too long, cut where a clause ends; the longest first."""
    if len(text.split()) <= style.headline_words and len(text) <= style.headline_characters:
        return
    for match in reversed(list(_CUT.finditer(text))):
        cut = text[: match.start()]
        # "to turn Skald" without its "on itself" says something else: an infinitive goes whole or stays whole
        if not re.search(r"\bto [a-z]+(?: [\w'’-]+){0,3}$", cut):
            yield cut


def is_headline(text: str, style: Style) -> bool:
    """Whether it says something of somebody, is of the right length, asks nothing, and is neither broken off nor a joke."""
    words = text.split()
    fits = 5 <= len(words) <= style.headline_words and len(text) <= style.headline_characters
    whole = not _WEAK_END.search(text) and not _ASKS.search(text) and bool(_FINITE.search(" ".join(words[1:])))
    return fits and whole and bool(re.match(r"[A-ZÀ-Þ\d$€£]|[a-z]+[A-Z]", text)) and not re.match(r"\w+ing\b|(?:\w+ly)\b", text)


def sentence_case(title: str, story: Material) -> str:
    """A title in capitals put into sentence case: a word stays capital where the story's text has it so inside a sentence."""
    words = title.split()
    if sum(word[:1].isupper() for word in words) < 0.6 * len(words):
        return title
    text = " ".join(candidate.text for candidate in story.candidates)
    return " ".join(
        word if index == 0 or not word[:1].isupper() or re.search(rf"[\w,] {re.escape(_bare(word))}\b", text) else word.lower()
        for index, word in enumerate(words)
    )


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word.strip("“”\"'‘’,.:;()"))
