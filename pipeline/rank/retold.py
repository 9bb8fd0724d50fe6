"""Reports that only tell another one again without saying so, and those that only tell a document again.

Precision comes before recall: two honest reports of one press release share their facts too. So the facts of a rewrite must
nearly all stand in ONE earlier report, several of them nowhere else in the story (no document, no report that does not hang on
that one); that report must have found them itself, or there must be enough others that do not have them; and the rewrite
has neither a quotation nor a finding of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.doubts import believed
from pipeline.features.shingles import words_of
from pipeline.independence import Ties, outlet_of
from pipeline.naming import forms_of, naming_of
from pipeline.originality import Novelty, quotations_of, trusted_moment
from pipeline.values import Article, Outlet, Role

# Shares of an article's facts that stand in its source, and the fewest facts that can tell.
_COVERED, _COVERED_BY_DOCUMENT = 0.7, 0.85
_FEWEST, _FEWEST_OF_DOCUMENT = 6, 5
# Where nobody else had told any of it yet, nearly all must stand there.
_COVERED_ALONE = 0.8
# What the exclusive details must weigh: a quotation 2, a number 1, a word of a name a half; more in a report of many facts, and
# where nobody says that the source found them itself, which then counts only beside so many others that do not have them.
_EXCLUSIVE, _EXCLUSIVE_SHARE, _EXCLUSIVE_OF_UNKNOWN, _OTHERS = 3.0, 0.2, 5.0, 3
_WEIGHTS = {'"': 2.0, "#": 1.0, "@": 0.5}


@dataclass(frozen=True, slots=True)
class Retelling:
    """Whom an article tells again (an article), and what shows it, in words."""

    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What is compared of an article: its facts without the names of the story's outlets, its quotations, all its words."""

    article: Article
    facts: frozenset[str]
    quotations: tuple[str, ...]
    words: str


def retellings(
    ordered: Sequence[Article],
    outlets: Mapping[str, Outlet],
    tied: Ties,
    new: Mapping[str, Novelty],
    roles: Mapping[str, Role],
) -> dict[str, Retelling]:
    """Give by article whom it only tells again; the articles come in order of publication, with what they are else."""
    mastheads = {f"@{word}" for article in ordered for word in _masthead(article, outlets).lower().split()}
    pages = [_page(article, new[article.id].details - mastheads) for article in ordered if article.id not in tied.copied]
    found: dict[str, Retelling] = {}
    for place, page in enumerate(pages):
        if roles[page.article.id] == "primary":
            continue
        documents = [other for other in pages if roles[other.article.id] == "primary"]
        retold = _of_a_document(page, documents)
        if retold is None and roles[page.article.id] in {"independent", "original"} and not tied.leading[page.article.id]:
            sources = [other for other in pages[:place] if roles[other.article.id] in {"independent", "original"}]
            told = [_of_a_report(page, source, pages, outlets, tied) for source in sources if source.article.id not in found]
            retold = next((one for one in told if one is not None), None)
        if retold is not None:
            found[page.article.id] = retold
    return found


def _masthead(article: Article, outlets: Mapping[str, Outlet]) -> str:
    outlet = outlet_of(article, outlets)
    return "" if outlet is not None and outlet.kind == "primary" else outlet.name if outlet else article.outlet or ""


def _page(article: Article, facts: frozenset[str]) -> _Page:
    quotations = tuple(" ".join(words) for words in quotations_of(article.text))
    return _Page(article, facts, quotations, " ".join(words_of(article.text)))


def _of_a_document(page: _Page, documents: Sequence[_Page]) -> Retelling | None:
    """Nearly all that it says stands in one document, and it has no quotation of its own."""
    if len(page.facts) < _FEWEST_OF_DOCUMENT:
        return None
    for document in documents:
        shared = page.facts & document.facts
        if _earlier(page.article, document.article):
            continue
        if len(shared) >= _COVERED_BY_DOCUMENT * len(page.facts) and _quotes_only(page, document):
            return Retelling(document.article.id, f"{len(shared)} of its {len(page.facts)} facts stand in that document")
    return None


def _of_a_report(
    page: _Page, source: _Page, pages: Sequence[_Page], outlets: Mapping[str, Outlet], tied: Ties
) -> Retelling | None:
    shared = page.facts & source.facts
    if len(page.facts) < _FEWEST or len(shared) < _COVERED * len(page.facts):
        return None
    if not _earlier(source.article, page.article) or not _quotes_only(page, source):
        return None
    if not _apart(page.article.id, source.article.id, tied) or _found_itself(page.article, outlets):
        return None
    others = [other for other in pages if other not in (page, source) and not _hangs_on(other, source, tied)]
    credited = any(source.article.id in tied.credited[other.article.id] for other in pages)
    found_there = _found_itself(source.article, outlets)
    # what an outlet found itself nobody else can have told before it came out: later papers and reports say nothing of that
    alone = found_there and len(shared) >= _COVERED_ALONE * len(page.facts)
    known = [other for other in others if not alone or not _earlier(page.article, other.article)]
    exclusive = shared.difference(*(other.facts for other in known))
    weight = sum(_WEIGHTS[fact[0]] for fact in exclusive)
    sure = weight >= max(_EXCLUSIVE, _EXCLUSIVE_SHARE * len(page.facts))
    if not credited and not found_there:
        sure = sure and weight >= _EXCLUSIVE_OF_UNKNOWN and len(others) >= _OTHERS
    # Beside no third report nothing is exclusive: what both have may stand in a release, but hardly a quotation told to one.
    sure = sure and (bool(others) or any(fact[0] == '"' for fact in exclusive))
    return Retelling(source.article.id, _evidence(page, shared, exclusive)) if sure else None


def _apart(article: str, source: str, tied: Ties) -> bool:
    """Whether two articles are of two owners, and the one does not name or link to the other."""
    if tied.families[article].name == tied.families[source].name:
        return False
    return source not in tied.credited[article] | tied.linked[article]


def _hangs_on(other: _Page, source: _Page, tied: Ties) -> bool:
    """Whether an article has what it shares with the source from it: it says so, or it may be a rewrite as well."""
    if source.article.id in tied.credited[other.article.id] | tied.linked[other.article.id]:
        return True
    covered = len(other.facts & source.facts) >= _COVERED * len(other.facts) and len(other.facts) >= _FEWEST
    return covered and _earlier(source.article, other.article) and not tied.leading[other.article.id]


def _quotes_only(page: _Page, source: _Page) -> bool:
    return all(quotation in source.words for quotation in page.quotations)


def _found_itself(article: Article, outlets: Mapping[str, Outlet]) -> bool:
    """Whether an article says that somebody told its outlet, or that this has seen what it writes of."""
    name = _masthead(article, outlets)
    forms = forms_of(name, None, ()) if name else None
    named = naming_of(article.text, (), article.language, forms) if forms else None
    return named is not None and named.sure and not named.wire


def _earlier(one: Article, other: Article) -> bool:
    """Whether the dates tell that ``one`` was there before: a day alone does not within that day."""
    first, second = trusted_moment(one), trusted_moment(other)
    if first is None or second is None or first >= second:
        return False
    days = any((date := believed(article)) is not None and date.day_only for article in (one, other))
    return not days or first // 86_400 < second // 86_400


def _evidence(page: _Page, shared: frozenset[str], exclusive: frozenset[str]) -> str:
    """Such as: 31 of its 34 facts stand there first, one quotation and 4 numbers of them nowhere else."""
    counts = [(sum(fact[0] == sign for fact in exclusive), word) for sign, word in (('"', "quotation"), ("#", "number"))]
    names = sum(fact[0] == "@" for fact in exclusive)
    kinds = [f"{count} {word}{'s' * (count > 1)}" for count, word in (*counts, (names, "name")) if count]
    only = f", {' and '.join(kinds)} of them nowhere else" if kinds else ""
    return f"{len(shared)} of its {len(page.facts)} facts stand there first{only}"
