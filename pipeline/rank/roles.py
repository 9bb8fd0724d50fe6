"""What each article is among the others: a report, a document, or one of these told or printed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.independence import Ties, outlet_of, plain_name
from pipeline.originality import Novelty
from pipeline.rank.retold import Retelling
from pipeline.rank.round_up import rounds_up
from pipeline.values import Article, Outlet, Relation, Role

NOTE_WORDS = 120
# Below this share of new facts a report that credits another one is that other one, told again.
_LITTLE_NEW = 0.35
_ROUND_UP_LINKS = 3
_POINTER_WORDS, _POINTS_WITHIN = 60, 200


def roles_of(
    ordered: Sequence[Article],
    outlets: Mapping[str, Outlet],
    tied: Ties,
    new: Mapping[str, Novelty],
    retold: Mapping[str, Retelling] = MappingProxyType({}),
) -> dict[str, Role]:
    """Give the role of each article, by id; the articles come in order of publication.

    ``retold`` are those found to tell another one again without saying so: first the roles are asked for without it.
    """
    documents = frozenset(article.id for article in ordered if _is_document(article, outlets))
    roles: dict[str, Role] = {article.id: _role(article, documents, tied, new) for article in ordered}
    roles |= {article: "rewrite" for article in retold if roles[article] not in {"primary", "copy", "excerpt"}}
    reports = [article.id for article in ordered if roles[article.id] == "independent"]
    if reports:
        # The report that peers credit most is where the story comes from; nobody credited, the first one.
        cited = {article: cited_by(article, tied) for article in reports}
        roles[max(reports, key=lambda article: (cited[article], -reports.index(article)))] = "original"
    return roles


def _is_document(article: Article, outlets: Mapping[str, Outlet]) -> bool:
    outlet = outlet_of(article, outlets)
    return outlet is not None and outlet.kind == "primary"


def _role(article: Article, documents: frozenset[str], tied: Ties, new: Mapping[str, Novelty]) -> Role:
    if article.id in documents:
        return "primary"
    if article.id in tied.copied:
        return "copy" if tied.copied[article.id][1] is Relation.COPY else "excerpt"
    if rounds_up(article, new):
        return "aggregation"
    words = len(article.text.split())
    if words < _POINTER_WORDS and tied.leading[article.id]:
        return "aggregation"
    return "independent" if new[article.id].sure >= _LITTLE_NEW else _with_little_new(article, documents, tied, words)


def _with_little_new(article: Article, documents: frozenset[str], tied: Ties, words: int) -> Role:
    own = tied.families[article.id].name
    # who links to the document itself points to no other report
    pointed = {target for target in tied.linked[article.id] - documents if tied.families[target].name != own}
    leading = tied.leading[article.id]
    if len(pointed) >= _ROUND_UP_LINKS and words < 2 * NOTE_WORDS:
        return "aggregation"
    if words < NOTE_WORDS and (leading or (pointed and _points_first(article, words))):
        return "aggregation"
    return "rewrite" if leading else "independent"


def _points_first(article: Article, words: int) -> bool:
    """Whether a note is its link and little else, or begins with it; one that goes on with something of its own has both."""
    return words < _POINTER_WORDS or any(link.start is not None and link.start < _POINTS_WITHIN for link in article.links)


def leans_on(article: Article, tied: Ties, roles: Mapping[str, Role], retold: Mapping[str, Retelling]) -> frozenset[str]:
    """Give what an article that is no report of its own stands on; a wire line ties all who print that wire."""
    wired = any(credit.how == "wire-line" for credit in article.credits)
    if not wired and roles[article.id] not in {"rewrite", "aggregation"}:
        return frozenset()
    named = {f"credit {plain_name(credit.outlet)}" for credit in article.credits}
    told = {retold[article.id].source} if article.id in retold else set()
    leant = tied.credited[article.id] | (frozenset() if wired else tied.linked[article.id]) | told
    if not wired and len({tied.families[other].name for other in leant}) > 1:
        # who tells two reports again makes no one report of them
        return frozenset(named)
    return leant | named


def cited_by(article: str, tied: Ties) -> int:
    """How many other owner families credit this article or link to it."""
    return len(citing(article, tied))


def citing(article: str, tied: Ties) -> tuple[str, ...]:
    """The first article of each other owner family that credits this one or links to it, in the order of ``tied``.

    A copy that prints another one's credit credits nobody by itself: it is passed over where its original is here.
    """
    own = tied.families[article].name
    found: dict[str, str] = {}
    for other, family in tied.families.items():
        points = article in tied.credited[other] or article in tied.linked[other]
        copied = other in tied.copied and tied.copied[other][0] != article and tied.copied[other][1] is Relation.COPY
        if points and family.name != own and not copied:
            found.setdefault(family.name, other)
    return tuple(found.values())
