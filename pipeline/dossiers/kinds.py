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
    r"company|compan(?:y|ies)|start-?ups?|firms?|maker|chipmaker|developer|provider|operator|lab|laborator(?:y|ies)|investor|"
    r"fund|bank|business|carrier|retailer|supplier|lender|manufacturer|studio|designer|publisher|rival|competitor|unicorn|"
    r"consultancy|conglomerate|insurer|broker|vendor|shipyard|yard|agency|giant|group|Softwarehaus|Unternehmen|Anbieter|"
    r"Hersteller|Konzern|Start-up|Betreiber|Dienstleister|\w+anbieter|\w+hersteller|\w+entwickler|\w+vermittler|\w+fonds|"
    r"\w+dienstleister"
)
_PRODUCT_NOUNS = (
    r"models?|chips?|apps?|services?|platform|accelerator|assistant|chatbot|phone|smartphone|laptop|headset|tool|browser|software|"
    r"program|processor|GPU|console|framework|engine|game|robot|earbuds|buds|headphones|tablet|router|camera|drone|"
    r"programming language|language model|operating system|part|card|device|feed reader|Modell|Chip|App|Beschleuniger|"
    r"KI-Beschleuniger|Dienst"
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
_N = "\ue000"
_MOST_ACTS = 1.5
_COMPANY: tuple[tuple[str, float], ...] = (
    (rf"{_N},? {_FORM}", 3),
    (rf"{_N}, (?:an?|the|one of the|its) (?:[\w’'-]+ ){{0,6}}(?:{_COMPANY_NOUNS})\b", 2),
    (rf"{_N}, which (?:makes|sells|runs|operates|handles|builds|develops)\b", 2),
    (rf"\b(?:{_COMPANY_NOUNS}) {_N}", 2),
    (rf"{_N}(?:'s)? (?:{_OFFICE})\b", 2),
    (rf"\b(?:{_OFFICE}) (?:of|at|for|from|von|bei) {_N}", 2),
    (rf"{_N} (?:has |have |had |also |now |since |is |was |will |is to |agreed to |and \w+ )*{_DOES}\b", 1),
    (
        rf"\b(?:(?:led|backed|owned|acquired|hired) by|according to|works for|working at|joined|joins|buying|buys|bought) {_N}",
        1,
    ),
    (rf"{_N} is (?:buying|acquiring|hiring|facing|suing|paying|selling)\b", 1),
)
_PRODUCT: tuple[tuple[str, float], ...] = (
    (rf"\b(?:{_PRODUCT_NOUNS}),? (?:called |named |dubbed |known as )?{_N}(?!'s|, (?:Inc|Ltd))", 2),
    (rf"{_N} (?:{_PRODUCT_NOUNS})\b", 2),
    (rf"{_N}, (?:an?|the|its|their|our|his|her) (?:[\w’'-]+ ){{0,5}}(?:{_PRODUCT_NOUNS})\b", 2),
    (rf"\b(?:called|dubbed|named|genannt|namens) {_N}", 0.5),
    (rf"\b(?:its|their|our|the company's) (?:[\w-]+ ){{0,2}}{_N}\b", 0.5),
    (rf"\b(?:ask|asks|use|uses|using|used|tested|reviewed|switched off|unveiled|launched|disclosed|shows|showed) {_N}", 1),
    (rf"{_N} (?:ships|costs|is priced|starts at|runs on|was switched off|supports|carries|draws)\b", 1),
    (rf"{_N} is an? (?:[\w-]+ )?(?:{_PRODUCT_NOUNS})\b", 1),
    (rf"{_N} (?:review|hands-on|launch)\b", 1),
)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much the sentences speak for a company and for a product."""

    company: float
    product: float

    @property
    def kind(self) -> Literal["company", "product"] | None:
        """What the name is, None where too little tells or both do alike."""
        if self.company >= max(2.0, self.product):
            return "company"
        return "product" if self.product >= 2.0 and self.product > self.company else None


def weigh(name: str, forms: Sequence[str], sentences: Sequence[str]) -> Weight:
    """Weigh what stands beside a name in these sentences; ``forms`` are all that it is written as.

    What only speaks and acts may be anybody: a company has an office, a noun or a legal form beside it besides.
    """
    pattern, incorporated = pattern_of(forms), any(without_form(form) != form for form in forms)
    last = name.lower().split()[-1]
    company = 3.0 if (" " in name and last in _COMPANY_ENDS) or incorporated else 0.0
    product = 2.0 if re.search(r"\d", name) and " " not in name else 1.5 if re.search(r" \d", name) else 0.0
    acts = 0
    for sentence in sentences:
        marked = pattern.sub(_N, sentence).replace("’", "'")
        if _N in marked:
            found = [weight for rule, weight in _rules()[0] if rule.search(marked)]
            company += sum(weight for weight in found if weight > 1)
            acts += 1 in found
            product += sum(weight for rule, weight in _rules()[1] if rule.search(marked))
    return Weight(company + min(acts, _MOST_ACTS), product)


@cache
def _rules() -> tuple[tuple[tuple[re.Pattern[str], float], ...], tuple[tuple[re.Pattern[str], float], ...]]:
    company = tuple((re.compile(rule), weight) for rule, weight in _COMPANY)
    return company, tuple((re.compile(rule), weight) for rule, weight in _PRODUCT)
