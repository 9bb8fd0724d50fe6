"""Which pages of a story speak for themselves: the company's post, the agency's transcript, the filing, whoever published them.

A newsroom's catalogue knows few of them. What tells is the story: the others write *about* whoever published such a page, and
the page writes about its own house. An outlet is named by others too, but as the one that reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.independence import family, outlet_of, plain_name
from pipeline.naming import PUBLIC_BODY, bare_name
from pipeline.urls import host_of, registrable_domain
from pipeline.values import Article, Outlet

_LEAD_SENTENCES = 3
# The share of the others that must name its publisher: in title or lead, or anywhere where the page itself looks like one.
_IN_LEADS, _ANYWHERE = 0.6, 0.5
# An authority that writes of its own act is named by those who tell of that act.
_OF_A_BODY = 0.25
_PATH = re.compile(
    r"/(?:press|press-?(?:room|release|releases)|news-?room|news-?release|releases?|blog|company|about|investors?|ir|speeches|speech"
    r"|filings?|dockets?|cases?|orders?|complaints?|advisor(?:y|ies)|security|abs|preprints?|transcripts?|announcements?|statements?"
    r"|trust|incidents?|status|post-?mortems?|notices?|decisions?|rulings?|judgments?|determinations?|consultations?|registers?"
    r"|investor-relations|media-?(?:centre|center|room)|model-?cards?|models?|changelog|papers?|memos?|legal|updates?)/"
)
_HOST = re.compile(
    r"(?:status|blog|press|newsroom|news|investors?|ir|trust|security|engineering|docs|developers?|support|about)\."
)
_TITLED = re.compile(
    r"\b(?:our|we|introducing|welcome to|announcing|appoints|complaint|docket|order in)\b|\bv\.? ",
    re.IGNORECASE,
)
# A title that calls the page what it is needs nobody else's word.
_CALLED = re.compile(
    r"\(transcript\)|^(?:full )?(?:transcript|text) of |^(?:prepared )?remarks (?:by|of|as delivered)"
    r"|\bv(?:s?\.|ersus) .*(?:\bNo\. |\bcomplaint\b|\border\b|\bopinion\b|\bpetition\b|\bmotion\b|\bindictment\b|\bdocket\b)"
    r"|\b(?:model|system|data) card\b|\b(?:white ?paper|technical report|release notes|changelog|terms of (?:use|service))\b"
    r"|^(?:press|news|media) release\b|^(?:joint )?statement (?:by|of|from) |^(?:pressemitteilung|pressemeldung)\b",
    re.IGNORECASE,
)
_REGISTER = re.compile(r"(?:^|[.-])(?:gov|courts?|edgar|arxiv|\w*filings?\w*|\w*preprints?)(?:[.-]|$)")
# One of this name has papers of others where its address says so: a newspaper may be called The Register.
_KEEPS_PAPERS = re.compile(r"\b(?:registe?ry?|registrar|court|tribunal|filings|gazette|docket|archive)\b", re.IGNORECASE)
_PAPER = re.compile(r"/(?:filings?|dockets?|cases?|complaints?|notices?|orders?|judgments?|rulings?|abs|records?)/")
_OF_A_REGISTER = re.compile(r"\b(?:filing|complaint|court|docket|lawsuit|preprint|paper|registry|regulator)s?\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|„[^“”]*[“”]")
_OWN_VOICE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|[Ww]ir|[Uu]ns(?:er\w*)?)\b")
_SAYS_WE = 2


def documents(articles: Sequence[Article], outlets: Mapping[str, Outlet]) -> dict[str, Outlet]:
    """Give an outlet of kind ``primary`` by id for each publisher that speaks for itself here and is not in the catalogue."""
    found: dict[str, Outlet] = {}
    for article in articles:
        if outlet_of(article, outlets) is not None:
            continue
        own = family(article, outlets).name
        others = [other for other in articles if family(other, outlets).name != own]
        if others and _speaks_for_itself(article, others):
            outlet = _outlet(article)
            found[outlet.id] = outlet
    return found


def _speaks_for_itself(article: Article, others: Sequence[Article]) -> bool:
    if _CALLED.search(article.title) or _from_a_register(article, others):
        return True
    named = _pattern(_names(article))
    if named is None or _as_a_reporter(named, article.text):
        return False
    looks = bool(
        _PATH.search((article.url or "").lower() + "/") or _HOST.match(_site(article)) or _TITLED.search(article.title)
    )
    about_itself = bool(named.search(_lead(article))) or _in_its_own_voice(article)
    if not about_itself and not looks:
        return False
    in_leads = sum(bool(named.search(_lead(other))) for other in others) / len(others)
    if in_leads >= _IN_LEADS and len(others) > 1 and about_itself:
        return True  # the story is about it: what others told or reported to it makes it no outlet
    if any(_as_a_reporter(named, other.text) for other in others):
        return False
    anywhere = sum(bool(named.search(f"{other.title}\n{other.text}")) for other in others) / len(others)
    least = _OF_A_BODY if about_itself and PUBLIC_BODY.search(article.outlet or "") else _ANYWHERE
    return (looks or least == _OF_A_BODY) and anywhere >= least


def _from_a_register(article: Article, others: Sequence[Article]) -> bool:
    """Whether it stands with a court, a register or a preprint server, and another article links to it or names its kind."""
    site = _site(article)
    kept = _KEEPS_PAPERS.search(article.outlet or "") and _PAPER.search((article.url or "").lower() + "/")
    if not site or not (_REGISTER.search(site) or kept):
        return False
    address = article.canonical_url or article.url
    return any(any(link.url == address for link in other.links) or _OF_A_REGISTER.search(other.text) for other in others)


def _names(article: Article) -> list[str]:
    """What others may call its publisher: the name, the name without its legal form, the word that its site is called by."""
    name = (article.outlet or "").strip()
    bare = bare_name(name)
    label = registrable_domain(_site(article)).split(".")[0] if _site(article) else ""
    plain = plain_name(bare)
    names = [name, bare] + ([label] if len(label) > 3 and (not plain or plain in label or label in plain) else [])
    return [one for one in dict.fromkeys(names) if len(one) > 2 and "." not in one]


def _site(article: Article) -> str:
    try:
        return host_of(article.url) if article.url else article.domain or ""
    except ValueError:
        return ""


def _pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern of these names as names: a label of a site is looked for with a capital letter."""
    forms = {re.escape(name if name[0].isupper() else name.capitalize()) for name in names}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?:['’]s?)?(?![\w-])") if forms else None


def _as_a_reporter(named: re.Pattern[str], text: str) -> bool:
    """Whether a text names it as an outlet: somebody told it, it was the first to report."""
    name = named.pattern
    return bool(
        re.search(
            rf"\b(?:told|tells|told reporters at|speaking to|interview with|spoke to|gegenüber|sagte) (?:[Tt]he )?{name}"
            rf"|{name} (?:(?:was )?(?:the )?first (?:to )?report\w*|reported (?:earlier|first)|has learned|understands)"
            rf"|(?:reported by|reports in|seen by|obtained by|reviewed by|report (?:by|in|from)) (?:[Tt]he )?{name}",
            text,
        )
    )


def _lead(article: Article) -> str:
    spans = article.sentences[:_LEAD_SENTENCES]
    return f"{article.title}\n{article.text[: spans[-1].end] if spans else article.text[:300]}"


def _in_its_own_voice(article: Article) -> bool:
    """Whether it says "we" and "our" outside quotations, more than once."""
    return len(_OWN_VOICE.findall(_QUOTED.sub(" ", article.text))) >= _SAYS_WE


def _outlet(article: Article) -> Outlet:
    site = _site(article)
    name = article.outlet or site
    return Outlet(f"document {plain_name(name) or site}", name, (registrable_domain(site),) if site else (), kind="primary")
