"""What the grouping keeps of an article: shared text, words, names and numbers, each in its most comparable form."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from pipeline.doubts import believed, date_doubt
from pipeline.features.names import names_of
from pipeline.features.numbers import numbers_of
from pipeline.features.shingles import signature, stored_hashes, text_shingles
from pipeline.features.terms import terms_of, title_terms
from pipeline.languages import detect
from pipeline.urls import registrable_domain
from pipeline.values import Article, Fingerprint

# Names and numbers tell an event where a report opens; a long text names half the world.
_EVIDENCE_CHARACTERS = 6000
_SHORTEST_NAME = 2
_ADDRESS_MARKS = ("http", "www.")
_ORIGIN = re.compile(r"^(https?://[\w.:-]+)[/?#].*", re.DOTALL)


def fingerprint(article: Article, latest: datetime | None = None) -> Fingerprint:
    """Give the fingerprint of one article version; deterministic, and total: an empty article has an empty one.

    A date after ``latest`` is not believed where nobody saw the article first (``pipeline.doubts``).
    """
    language = _language(article)
    own = _house_names(article)
    title = _without(own, article.title)
    opening = _without(own, article.text[:_EVIDENCE_CHARACTERS])
    made = unsigned_fingerprint(article, latest)
    return replace(
        made,
        signature=_signature(made),
        terms=terms_of(title, opening, language),
        title=title_terms(title, language),
        names=names_of(_headed(title, opening), language),
        numbers=numbers_of(f"{title}\n{opening}", language),
        language=language,
    )


def text_fingerprint(article: Article, latest: datetime | None = None) -> Fingerprint:
    """Give the part of a fingerprint that near-copies are found by: no terms, names, numbers or language."""
    made = unsigned_fingerprint(article, latest)
    return replace(made, signature=_signature(made))


def unsigned_fingerprint(article: Article, latest: datetime | None = None) -> Fingerprint:
    """Give the part of a fingerprint that texts are compared by: the signature, by which they are found, is empty."""
    shingles, words = text_shingles(article.text)
    return Fingerprint(
        article=article.id,
        version=article.version,
        signature=b"",
        shingles=shingles.astype("<u8").tobytes(),
        terms=(),
        published=believed(article, latest),
        date_doubt=date_doubt(article, latest),
        words=words,
        domain=_site(article),
        first_seen=article.first_seen,
    )


def _signature(made: Fingerprint) -> bytes:
    return signature(stored_hashes(made.shingles)).astype("<u4").tobytes()


def _language(article: Article) -> str | None:
    if article.language:
        return article.language.replace("_", "-").partition("-")[0].lower()
    return detect(f"{article.title}\n{article.text[:4000]}")


def _headed(title: str, text: str) -> str:
    # Capitals mean nothing in a Headline That Is Set Like This.
    words = title.split()
    capitals = sum(word[:1].isupper() for word in words)
    return text if capitals * 2 > len(words) else f"{title}\n{text}"


def _house_names(article: Article) -> tuple[str, ...]:
    # An outlet's own name stands on all its pages ("told The Byte Ledger"), as addresses do: neither is news.
    name = " ".join(words for words in (article.outlet or "").split() if words != "The")
    label = (_site(article) or "").partition(".")[0]
    return tuple(said for said in dict.fromkeys((name, label)) if len(said) > _SHORTEST_NAME)


def _without(own: tuple[str, ...], text: str) -> str:
    # Most texts have none of it, and a pattern of alternatives is slow to find that out.
    if not any(mark in text for mark in (*_ADDRESS_MARKS, *own)):
        return text
    return re.sub("|".join([r"(?:https?://|www\.)\S+", *(rf"\b{re.escape(said)}\b" for said in own)]), " ", text)


def _site(article: Article) -> str | None:
    for place in (article.domain, article.url):
        if place and (site := _site_of(_ORIGIN.sub(r"\1", place))):
            return site
    return None


@lru_cache(maxsize=4096)
def _site_of(place: str) -> str | None:
    # A newsroom has some hundred sites and a million addresses: each site is looked up in the suffix list once.
    try:
        return registrable_domain(place)
    except ValueError:
        return None
