"""Whether a name is a company's or a product's, from what stands beside it; nothing where nothing tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.dossiers.names import pattern_of, without_form
from pipeline.languages import words

_COMPANY_NOUNS = (
    r"compan(?:y|ies)|start-?ups?|startups?|maker|chipmaker|developer|provider|carrier|retailer|supplier|lender|"
    r"manufacturer|studio|consultancy|conglomerate|insurer|broker|vendor|shipyard|Softwarehaus|Unternehmen|Anbieter|"
    r"Hersteller|Konzern|Start-up|Konkurrent(?:en|in)?|Rivalen?|Firma|Betreiber|Dienstleister|\w+anbieter|\w+hersteller|"
    r"\w+entwickler|\w+vermittler|\w+fonds|\w+dienstleister"
)
# what others than companies are called, too
_GROUP_NOUNS = (
    r"firms?|operator|lab|laborator(?:y|ies)|investor|fund|bank|business|designer|publisher|rival|competitor|unicorn|yard|"
    r"agency|giant|group"
)
_PRODUCT_NOUNS = (
    r"models?|chips?|apps?|services?|platform|accelerator|assistant|chatbot|phone|smartphone|laptop|headset|tool|browser|"
    r"software|program|processor|GPU|console|framework|engine|game|robot|earbuds|buds|(?:smart )?glasses|watch|wearable|"
    r"satellites?|battery|scanner|printer|scooter|speaker|display|database|plug-in|extension|protocol|library|headphones|"
    r"tablet|router|camera|drone|programming language|language model|operating system|part|card|device|feed reader|Modell|"
    r"Chip|App|Beschleuniger|KI-Beschleuniger|Dienst|Brille|Handy|Satellit|Sprachmodell|Datenbank|Betriebssystem"
)
_OFFICE = (
    r"chief executive|CEO|CTO|CFO|founders?|co-founders?|shares|shareholders|board|customers|employees|staff|engineers|revenue|"
    r"investors|spokes\w+|headquarters|valuation|lawyers|general counsel|president|chairman|chief \w+ officer|stock|profits?|"
    r"Chef|Geschäftsführer\w*|Gründer\w*"
)
_DOES = (
    r"(?:said|says|told|raised|raises|announced|announces|acquired|acquires|to acquire|buys|bought|hired|hires|confirmed|"
    r"declined|disclosed|discloses|employs|sells|agreed|plans|invested|led|leads|filed|sued|expects|reported|reports|unveiled|"
    r"launched|launches|paid|pays|owns|denied|makes|operates|closed|closes|lands|secured|ordered|orders|notified|apologi[sz]ed|"
    r"warned|runs|leading|leads|bought in|wants|sagt|teilte|meldete|kündigte)"
)
_FORM = r"(?:Inc|Corp|Ltd|LLC|GmbH|AG|plc|PLC)\b"
_COMPANY_END_WORDS = """
labs lab foundry systems ventures capital partners holdings semiconductor semiconductors motors technologies analytics networks
robotics group bank airlines pharmaceuticals therapeutics software studios industries brothers bros
"""
_COMPANY_ENDS = words(_COMPANY_END_WORDS)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Herr|Frau|Senator|Justice|Judge|Chancellor|Sheriff|Captain|Sir|Lord|Lady|President|"
    r"Secretary|Minister|Leader|Speaker|Attorney General|Governor|Mayor|Congressman|Congresswoman|Professor|Officer)"
)
_N = "\ue000"
_MOST_ACTS = 1.5
_COMPANY_ENOUGH = 2.0
_PRODUCT_ENOUGH = 2.5  # a sign that says what it is, and something beside it: "watch", "program" and "platform" say little
_MOST_OF_ONE = 2
_A_PERSON = re.compile(rf"\b{_TITLE}\.? {_N}")
_HE = re.compile(rf"{_N}(?:'s)?[^A-Z\ue000.“”\"]{{0,80}}\b(?:he|she|his|her|him|hers)\b")
_IN_A_PLACE = re.compile(
    rf"(?<!invest )(?<!invested )(?<!investing )(?<!investment )(?<!investor )(?<!investors )(?<!stake )(?<!shares )"
    rf"(?<!interest )(?<!round )(?<!confidence )(?<!believe )"
    rf"\b(?:in|across|throughout|near|outside|inside|northern|southern) {_N}"
)
_THE = re.compile(rf"\b[Tt]he {_N}(?! [A-Z])")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What stands beside a name, and how much it tells; one that ``says`` what the name is needs no other beside it."""

    rule: re.Pattern[str]
    weight: float
    says: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """How much the sentences speak for a company and for a product; 0 where none of them says which.

    ``person`` tells that they speak of a person.
    """

    company: float
    product: float
    person: bool = False

    @property
    def kind(self) -> Literal["company", "product"] | None:
        """What the name is, None where too little tells or both do alike."""
        if self.company >= max(_COMPANY_ENOUGH, self.product):
            return "company"
        return "product" if self.product >= _PRODUCT_ENOUGH and self.product > self.company else None


def ends_as_company(name: str) -> bool:
    """Whether a name of several words ends as those of companies do: "Halden Labs"."""
    return " " in name and name.lower().split()[-1] in _COMPANY_ENDS


def weigh(name: str, forms: Sequence[str], sentences: Sequence[str]) -> Weight:
    """Weigh what stands beside a name in these sentences; ``forms`` are all that it is written as.

    What only speaks and acts may be anybody: a company has an office, a noun or a legal form beside it besides. What has a
    person's title before it is neither.
    """
    pattern = pattern_of(forms)
    marked = [one for sentence in sentences if _N in (one := pattern.sub(_N, sentence).replace("’", "'"))]
    persons = sum(1 for one in marked if _HE.search(one))
    if 2 * persons > len(marked) or any(_A_PERSON.search(one) for one in marked):
        return Weight(0.0, 0.0, person=True)
    ends = ends_as_company(name)
    incorporated = any(without_form(form) != form for form in forms)
    company = _sum(marked, _company_signs(), 3.0 if ends or incorporated else 0.0)
    if not (ends or incorporated):
        company -= sum(1 for one in marked if _IN_A_PLACE.search(one))
        company = 0.0 if 2 * sum(1 for one in marked if _THE.search(one)) > len(marked) else company
    versioned = 1.5 if re.search(r"\d", name) else 0.0
    return Weight(max(company, 0.0), _sum(marked, _product_signs(), versioned))


def _sum(marked: Sequence[str], signs: Sequence[_Sign], own: float) -> float:
    """What the signs weigh together with the name's ``own`` form; 0 where none says what it is: anybody has a spokesman."""
    total, acts, sorts, says = own, 0, int(own > 0), own > 2
    for sign in signs:
        hits = sum(1 for one in marked if sign.rule.search(one))
        sorts, says = sorts + (hits > 0), says or (sign.says and hits > 0)
        if sign.weight == 1:
            acts += hits
        else:
            total += sign.weight * min(hits, _MOST_OF_ONE)
    return total + min(acts, _MOST_ACTS) if says or (own and sorts > 1) else 0.0


@cache
def _company_signs() -> tuple[_Sign, ...]:
    told = (
        rf"{_N},? {_FORM}",
        rf"{_N}, (?:an?|the|one of the|its) (?:[\w’'-]+ ){{0,6}}(?:{_COMPANY_NOUNS})\b",
        rf"{_N}, which (?:makes|sells|runs|operates|handles|builds|develops)\b",
        rf"\b(?:{_COMPANY_NOUNS}) {_N}",
    )
    perhaps = (
        rf"{_N}, (?:an?|the|one of the|its) (?:[\w’'-]+ ){{0,6}}(?:{_GROUP_NOUNS})\b",
        rf"\b(?:{_GROUP_NOUNS}) {_N}",
    )
    shown = (rf"{_N}(?:'s)? (?:{_OFFICE})\b", rf"\b(?:{_OFFICE}) (?:of|at|for|from|von|bei) {_N}")
    acts = (
        rf"{_N} (?:has |have |had |also |now |since |is |was |will |is to |agreed to |and \w+ )*{_DOES}\b",
        rf"\b(?:(?:led|backed|owned|acquired|hired) by|according to|works for|working at|joined|joins|buying|buys|bought) {_N}",
        rf"{_N} is (?:buying|acquiring|hiring|facing|suing|paying|selling)\b",
    )
    return (*_signs(told, 2, says=True), *_signs(perhaps, 1.5, says=True), *_signs(shown, 2), *_signs(acts, 1))


@cache
def _product_signs() -> tuple[_Sign, ...]:
    told = (
        rf"\b(?:{_PRODUCT_NOUNS}) (?:called |named |dubbed |known as )?{_N}(?!'s|, (?:Inc|Ltd))",
        rf"{_N}, (?:an?|the|its|their|our|his|her) (?:[\w’'-]+ ){{0,5}}(?:{_PRODUCT_NOUNS})\b",
        rf"{_N} is an? (?:[\w-]+ )?(?:{_PRODUCT_NOUNS})\b",
        rf"{_N}, which (?:began|starts?|started|ships|shipped|launch\w+|costs|went on sale|goes on sale|arrives|replaces)\b",
    )
    shown = (rf"{_N} (?:{_PRODUCT_NOUNS})\b",)
    used = (
        rf"\b(?:ask|asks|use|uses|using|used|tested|reviewed|switched off|unveiled|launched|disclosed|shows|showed) {_N}",
        rf"{_N} (?:ships|costs|is priced|starts at|runs on|was switched off|supports|carries|draws)\b",
        rf"{_N} (?:review|hands-on|launch)\b",
    )
    theirs = (
        rf"\b(?:called|dubbed|named|genannt|namens) {_N}",
        rf"\b(?:its|their|our|the company's) (?:[\w-]+ ){{0,2}}{_N}\b",
    )
    return (*_signs(told, 2, says=True), *_signs(shown, 2), *_signs(used, 1), *_signs(theirs, 0.5))


def _signs(rules: Sequence[str], weight: float, *, says: bool = False) -> tuple[_Sign, ...]:
    return tuple(_Sign(re.compile(rule), weight, says) for rule in rules)
