"""The headline's present: only for verbs of a closed list, and only where nothing says that the word is no main verb."""

from __future__ import annotations

import re

_AUXILIARY = r"(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|get|gets|got)"
_PRESENT = {
    "joined": "joins", "raised": "raises", "launched": "launches", "filed": "files", "bought": "buys", "acquired": "acquires",
    "agreed": "agrees", "hired": "hires", "appointed": "appoints", "named": "names", "resigned": "resigns", "left": "leaves",
    "announced": "announces", "unveiled": "unveils", "released": "releases", "sued": "sues", "accused": "accuses",
    "fined": "fines", "said": "says", "closed": "closes", "secured": "secures", "opened": "opens", "won": "wins",
    "lost": "loses", "introduced": "introduces", "recruited": "recruits", "began": "begins", "started": "starts",
    "voted": "votes", "ruled": "rules", "ordered": "orders", "restored": "restores", "confirmed": "confirms",
    "extended": "extends", "sold": "sells", "recalled": "recalls", "reopened": "reopens",
    "approved": "approves",
}  # fmt: skip

_SAYING = frozenset({"said", "announced", "confirmed"})
_FOLLOWS = {"had": "has", "would": "will", "was": "is"}
_REPORTED = re.compile(r"^(\s(?:that\s)?(?:it|he|she)\s)(had|would|was)\b")


def present(text: str) -> str:
    """The main verb in the headline's present, where it is the first verb, is a known one and no auxiliary stands near it."""
    head = re.split(r"\s(?:that|which|who|it|they|after|as|when|while|where|because)\s|,", text)[0]
    perfect = re.search(r"\b(?:has|have)\s+([a-z]+)\b", head)
    if perfect and perfect[1] in _PRESENT and not re.search(rf"\b{_AUXILIARY}\b", head[: perfect.start()]):
        verb_form = _PRESENT[perfect[1]] if perfect.group().startswith("has") else _plural(_PRESENT[perfect[1]])
        return text[: perfect.start()] + verb_form + text[perfect.end() :]
    if re.search(rf"\b{_AUXILIARY}\b", head):
        return text
    verb = re.search(r"(?<=\w )(" + "|".join(_PRESENT) + r")\b(?! (?:by|in|at|with|from|as)\b)", head)
    # "a company named Osmund": a participle, and nobody is named before it who could be doing anything
    subject = head[: verb.start()].rstrip() if verb else ""
    named = re.search(r"(?:^|\s)[A-ZÀ-Þ][\w-]+", re.sub(r"^(?:A|An|The)\s", "", subject))
    if verb is None or not named or re.search(r"\b(?:the|a|an|of|in|on|at|to|for|from|by|with|newly|recently)$", subject):
        return text
    rest = text[verb.end() :]
    # "said it had secured" is "says it has secured": what was reported follows its verb
    rest = _REPORTED.sub(lambda match: match[1] + _FOLLOWS[match[2]], rest) if verb[1] in _SAYING else rest
    several = _several(subject)
    if several is None:
        return text
    return text[: verb.start()] + (_plural(_PRESENT[verb[1]]) if several else _PRESENT[verb[1]]) + rest


_COUNTED = re.compile(
    r"^(?:\d+|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|\w+ty|Several|Many|Some|Dozens|Hundreds|Thousands|"
    r"Both|Most) "
)


def _several(subject: str) -> bool | None:
    """Whether the subject is of several; None where that cannot be told: "Regulators", "Holm and Ferrant" the law firm."""
    if _COUNTED.match(subject) or re.search(r"\b[a-z]\w* and |\band (?:the|its|his|her|their|an?|[a-z]+) ", subject):
        return True
    if " and " in subject:
        return None
    last = subject.rsplit(maxsplit=1)[-1]
    ends = bool(re.search(r"(?<![suix])s$", last))
    if ends and " " not in subject:
        return None
    return ends and last[0].islower()


def _plural(verb: str) -> str:
    return verb.removesuffix("es") if verb.endswith("ches") else verb.removesuffix("s")
