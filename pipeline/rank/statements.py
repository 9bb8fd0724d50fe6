"""A report that tells of a document without a link: "said in a regulatory filing", where that filing is in the story."""

from __future__ import annotations

import re

from pipeline.independence import plain_name
from pipeline.values import Article
from pipeline.verify import tokens

_PAPERS = (
    ("filing", r"(?:regulatory |securities |court |stock exchange )?filings?"),
    ("notice", r"(?:public |legal )?notices?"),
    ("statement", r"(?:press |joint )?statements?"),
    ("release", r"(?:press |news )?releases?"),
    ("announcement", r"announcements?"),
    ("post", r"(?:blog |company )?posts?"),
    ("complaint", r"complaints?|lawsuit|suit"),
    ("report", r"(?:incident |post-?mortem )?reports?|post-?mortem"),
    ("order", r"orders?|rulings?|decisions?|judg(?:e)?ments?"),
    ("paper", r"papers?|preprints?|stud(?:y|ies)"),
)
_IN_A = re.compile(
    r"\bon (?:an?|its|the|their) (?:[a-z’'-]+ ){0,2}?(?:status page|web ?site|blog|newsroom)\b|"
    rf"\b(?:in|with|to|via) (?:an?|its|the|their) (?:[a-z-]+ ){{0,2}}?(?:{'|'.join(words for _, words in _PAPERS)})\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:said|says|announced|announces|confirmed|wrote|stated|disclosed|told|reported|revealed|showed|shows)\b", re.IGNORECASE
)
_ANOTHER = re.compile(r"\b(?:separate|another|second|earlier|own|later|emailed|e-mailed)\b", re.IGNORECASE)
_SHARED, _SMALL = 3, 31
_LONG_NAME = 4


def referred(reader: Article, document: Article, house: str) -> str:
    """The sentence in which a report tells of a paper of this house that the document can be; "" where there is none.

    ``house`` is whose page the document is, or whom its title names first: a register's papers are the companies'.
    """
    houses = _names(house, document)
    theirs = [tokens.content(document.sentence(place)) for place in range(len(document.sentences))]
    given = frozenset[float]().union(*(_values(document.sentence(place)) for place in range(len(document.sentences))))
    for place in range(len(reader.sentences)):
        text = reader.sentence(place)
        bare = tokens.unquoted(text)
        paper = _IN_A.search(bare)
        if (
            paper is None
            or _ANOTHER.search(paper.group())
            or not _SAYS.search(bare)
            or not houses.search(_before(reader, place))
        ):
            continue
        mine, values = tokens.content(bare), _values(bare)
        if (not values or values & given) and any(len(mine & there) >= _SHARED for there in theirs):
            return text
    return ""


def _values(text: str) -> frozenset[float]:
    """The numbers of a sentence that are not small; a statement that has others is another statement."""
    return frozenset(round(number.value, 6) for number in tokens.quantities(text) if number.value > _SMALL)


def _before(reader: Article, place: int) -> str:
    """A sentence with the one before it, which may name whom it calls "the company"."""
    return " ".join(reader.sentence(one) for one in range(max(0, place - 1), place + 1))


def _names(house: str, document: Article) -> re.Pattern[str]:
    named = [house, document.title.split(":")[0]]
    words = {word for name in named for word in name.split() if word[:1].isupper() and len(plain_name(word)) > _LONG_NAME}
    forms = {re.escape(one) for one in (house, *words) if one}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms)) or '(?!)'})(?![\w-])")
