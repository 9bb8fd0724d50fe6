"""Which source counts for what: roles, credit, originality and order, each with its reason in words.

The rules are those of the field (what Google's patents, Techmeme and the trade publish of theirs), as far as the
articles themselves can answer them: no reader clicks, no size, no third-party rating. Being first is worth credit, not
position; originality and the credit of peers are what a report earns its place with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.independence import Family, Ties, credits_of, grouped, independent, outlet_of, plain_name, ties
from pipeline.originality import Novelty, novelty, published_order, trusted_moment
from pipeline.values import Article, NearCopy, Outlet, Relation, Role

# Below this share of new facts a report that credits another one is that other one, told again.
_LITTLE_NEW = 0.35
_NOTE_WORDS = 120
_ROUND_UP_LINKS = 3
_TIE_MINUTES = 5
_FULL_DEPTH_WORDS = 600
_CREDITS_COUNTED = 4
# Being first is a consideration, not the key.
_FIRST = 0.03
_BY_ROLE: Mapping[Role, float] = {
    "primary": 1.0, "original": 1.0, "independent": 0.75, "rewrite": 0.3, "aggregation": 0.2, "excerpt": 0.15, "copy": 0.1,
}  # fmt: skip
_TIERS: Mapping[Role, int] = {
    "primary": 0, "original": 1, "independent": 1, "rewrite": 2, "aggregation": 3, "excerpt": 4, "copy": 4,
}  # fmt: skip
_REPORTS = frozenset({"original", "independent"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """One article in its place. ``origin`` names the independent report that it belongs to: equal for all that stand on one.

    ``originality`` is the share of its facts that were new (0 to 1), ``cited_by`` how many other owner families credit or
    link to it, ``copied_from`` the article it shares its text with, ``credits`` whom it names as its source.
    """

    rank: int
    article: str
    role: Role
    copied_from: str | None
    credits: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    origin: str
    family: str
    family_known: bool
    originality: float
    cited_by: int


def rank(articles: Sequence[Article], outlets: Mapping[str, Outlet], copies: Iterable[NearCopy]) -> tuple[Ranked, ...]:
    """Rank the articles of one story; ``outlets`` are by id. The same input gives the same order, whatever its order was.

    Primary documents come first; then reports, one an owner family before anybody's second; then rewrites, aggregations,
    excerpts and copies.
    """
    ordered = published_order(sorted(articles, key=lambda article: article.id))
    tied = ties(ordered, outlets, copies)
    new = novelty(ordered)
    roles = _roles(ordered, outlets, tied, new)
    leaning = {article.id: _leans_on(article, tied, roles) for article in ordered}
    origins = grouped(ordered, tied, leaning)
    firsts = _firsts(ordered, roles)
    language = _language(ordered)
    unplaced = []
    for article in ordered:
        credited = tuple(dict.fromkeys(credit.outlet for credit in credits_of(article, outlets)))
        one = _unranked(article, tied, roles[article.id], origins[article.id], credited)
        first = (_first_reason(firsts[article.id]),) if article.id in firsts else ()
        score = _score(article, one.role, new[article.id], one.cited_by, language) + (_FIRST if first else 0.0)
        reasons = _reasons(article, one, new[article.id], first, language)
        unplaced.append(
            replace(one, score=round(min(1.0, score), 4), reasons=reasons, originality=round(new[article.id].facts, 4))
        )
    return _placed(unplaced)


def _unranked(article: Article, tied: Ties, role: Role, origin: str, credited: tuple[str, ...]) -> Ranked:
    family = tied.families[article.id]
    return Ranked(
        rank=0,
        article=article.id,
        role=role,
        copied_from=tied.copied[article.id][0] if role in {"copy", "excerpt"} else None,
        credits=credited,
        score=0.0,
        reasons=(),
        origin=origin,
        family=family.name,
        family_known=family.known,
        originality=0.0,
        cited_by=_cited_by(article.id, tied),
    )


def independent_reports(ranked: Sequence[Ranked]) -> tuple[int, int]:
    """Give (at least, at most) how many independent reports a story stands on.

    A primary document is not confirmed by itself, and a copy, an excerpt or a credited rewrite is no report of its own.
    The two differ where owners are not on record.
    """
    reports = [one.article for one in ranked if one.role in _REPORTS]
    families = {one.article: Family(one.family, one.family_known) for one in ranked}
    return independent({one.article: one.origin for one in ranked}, reports, families)


def _roles(
    ordered: Sequence[Article], outlets: Mapping[str, Outlet], tied: Ties, new: Mapping[str, Novelty]
) -> dict[str, Role]:
    roles: dict[str, Role] = {article.id: _role(article, outlets, tied, new[article.id]) for article in ordered}
    reports = [article.id for article in ordered if roles[article.id] == "independent"]
    if reports:
        # The report that peers credit most is where the story comes from; nobody credited, the first one.
        cited = {article: _cited_by(article, tied) for article in reports}
        roles[max(reports, key=lambda article: (cited[article], -reports.index(article)))] = "original"
    return roles


def _role(article: Article, outlets: Mapping[str, Outlet], tied: Ties, new: Novelty) -> Role:
    outlet = outlet_of(article, outlets)
    if outlet is not None and outlet.kind == "primary":
        return "primary"
    if article.id in tied.copied:
        return "copy" if tied.copied[article.id][1] is Relation.COPY else "excerpt"
    words = len(article.text.split())
    named = tied.credited[article.id] | tied.elsewhere[article.id]
    pointed = tied.linked[article.id]
    if len(pointed) >= _ROUND_UP_LINKS and words < 2 * _NOTE_WORDS and new.sure < _LITTLE_NEW:
        return "aggregation"
    if (named or pointed) and words < _NOTE_WORDS and new.sure < _LITTLE_NEW:
        return "aggregation"
    if named and new.sure < _LITTLE_NEW:
        return "rewrite"
    return "independent"


def _leans_on(article: Article, tied: Ties, roles: Mapping[str, Role]) -> frozenset[str]:
    """Give what an article that is no report of its own stands on; a wire line ties all who print that wire."""
    wired = any(credit.how == "wire-line" for credit in article.credits)
    if not wired and roles[article.id] not in {"rewrite", "aggregation"}:
        return frozenset()
    named = {f"credit {plain_name(credit.outlet)}" for credit in article.credits}
    return tied.credited[article.id] | (frozenset() if wired else tied.linked[article.id]) | named


def _cited_by(article: str, tied: Ties) -> int:
    own = tied.families[article].name
    named = {other for other, found in tied.credited.items() if article in found}
    linked = {other for other, found in tied.linked.items() if article in found}
    return len({tied.families[other].name for other in named | linked} - {own})


def _firsts(ordered: Sequence[Article], roles: Mapping[str, Role]) -> dict[str, int | None]:
    """Give who was first and by how many minutes; None minutes is a tie. Nobody is where the dates cannot tell."""
    reports = [article for article in ordered if roles[article.id] in _REPORTS and trusted_moment(article) is not None]
    if len(reports) < 2 or any(_day_only(article) for article in reports[:2]):
        return {}
    moments = [trusted_moment(article) or 0.0 for article in reports]
    opening_day = int(moments[0] // 86_400)
    if any(_day_only(article) and moment // 86_400 <= opening_day for article, moment in zip(reports, moments, strict=True)):
        return {}
    lead = round((moments[1] - moments[0]) / 60)
    if lead >= _TIE_MINUTES:
        return {reports[0].id: lead}
    tied = [article.id for article, moment in zip(reports, moments, strict=True) if moment - moments[0] < _TIE_MINUTES * 60]
    return dict.fromkeys(tied, None)


def _day_only(article: Article) -> bool:
    return article.published is not None and article.published.day_only


def _score(article: Article, role: Role, new: Novelty, cited: int, language: str | None) -> float:
    depth = min(1.0, len(article.text.split()) / _FULL_DEPTH_WORDS)
    credit = min(1.0, cited / _CREDITS_COUNTED)
    score = 0.4 * _BY_ROLE[role] + 0.3 * new.overall + 0.2 * credit + 0.1 * depth
    for limits, factor in ((article.paywalled, 0.7), (not article.text.strip(), 0.5), (_foreign(article, language), 0.9)):
        score *= factor if limits else 1.0
    return score


def _first_reason(lead: int | None) -> str:
    if lead is None:
        return "among the first, within minutes of others"
    return f"first by {lead} min" if lead < 120 else f"first by {round(lead / 60)} h"


def _reasons(article: Article, ranked: Ranked, new: Novelty, first: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    said = {
        "primary": "primary document",
        "copy": "same text as another source",
        "excerpt": "part of another source's text",
        "rewrite": f"retells {' and '.join(ranked.credits) or 'another report'}",
        "aggregation": "short note that points to others",
    }
    found = [said[ranked.role]] if ranked.role in said else []
    found += first
    if new.counted:
        found.append(f"{new.facts:.0%} of its facts are new")
    if ranked.cited_by:
        found.append(f"credited by {ranked.cited_by}")
    if ranked.role in _REPORTS and ranked.credits:
        found.append(f"credits {', '.join(ranked.credits)}")
    if article.paywalled:
        found.append("behind a paywall")
    if not article.text.strip():
        found.append("headline only")
    elif len(article.text.split()) < _NOTE_WORDS:
        found.append(f"short: {len(article.text.split())} words")
    if _foreign(article, language):
        found.append(f"in another language ({article.language})")
    return tuple(found)


def _foreign(article: Article, language: str | None) -> bool:
    return bool(language and article.language and article.language != language)


def _language(articles: Sequence[Article]) -> str | None:
    counts = Counter(article.language for article in articles if article.language)
    return min(counts, key=lambda code: (-counts[code], code), default=None)


def _placed(unplaced: Sequence[Ranked]) -> tuple[Ranked, ...]:
    waiting = sorted(unplaced, key=lambda one: (-one.score, one.article))
    turns: Counter[tuple[int, str]] = Counter()
    keyed = []
    for one in waiting:
        tier = _TIERS[one.role]
        keyed.append((tier, turns[tier, one.family], one))
        turns[tier, one.family] += 1
    keyed.sort(key=lambda item: (item[0], item[1]))
    return tuple(
        replace(one, rank=place, reasons=(*one.reasons, "after others: its owner has one above") if turn else one.reasons)
        for place, (_, turn, one) in enumerate(keyed, start=1)
    )
