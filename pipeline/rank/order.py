"""The ranked list of a story, and how many independent reports it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.independence import Family, Ties, address_warning, credits_of, grouped, independent, outlet_of, shown_name, ties
from pipeline.originality import novelty, published_order
from pipeline.rank.authority import Authority
from pipeline.rank.first import firsts
from pipeline.rank.ranked import REPORTS, Ranked
from pipeline.rank.roles import citing, leans_on, roles_of
from pipeline.rank.score import language_of, parts_of, reasons_of, total
from pipeline.values import Article, NearCopy, Outlet, Role

NO_RECORD = Authority()
"""What is known of the outlets of a newsroom without an archive."""
_TIERS: Mapping[Role, int] = {
    "primary": 0, "original": 1, "independent": 1, "rewrite": 2, "aggregation": 3, "excerpt": 4, "copy": 4,
}  # fmt: skip


def rank(
    articles: Sequence[Article],
    outlets: Mapping[str, Outlet],
    copies: Iterable[NearCopy],
    authority: Authority = NO_RECORD,
) -> tuple[Ranked, ...]:
    """Rank the articles of one story; ``outlets`` are by id. The same input gives the same order, whatever its order was.

    Primary documents come first; then reports, one an owner family before anybody's second; then rewrites, aggregations,
    excerpts and copies. ``authority`` is the outlets' record in this story's category (``authority.py``).
    """
    ordered = published_order(sorted(articles, key=lambda article: article.id))
    tied = ties(ordered, outlets, copies)
    new = novelty(ordered)
    roles = roles_of(ordered, outlets, tied, new)
    leaning = {article.id: leans_on(article, tied, roles) for article in ordered}
    origins = grouped(ordered, tied, leaning)
    leads = firsts(ordered, roles)
    language = language_of(ordered)
    names = {article.id: shown_name(article, outlets) for article in ordered}
    unplaced = []
    for article in ordered:
        lead, novel = leads.get(article.id), new[article.id]
        named = tuple(names[other] for other in citing(article.id, tied))
        one = replace(
            _unranked(article, outlets, tied, roles[article.id], origins[article.id]), cited_by=len(named), citing=named
        )
        one = replace(one, first=lead is not None, originality=round(novel.facts, 4))
        standing, known_by = _standing(outlet_of(article, outlets), one.outlet, authority)
        parts = parts_of(article, one, novel, standing, language)
        warning = address_warning(article.url, outlets)
        more = (*([warning] if warning else ()), *(lead.reasons if lead else ()), *known_by)
        reasons = reasons_of(article, one, novel, more, language)
        unplaced.append(replace(one, score=total(parts), parts=parts, reasons=reasons))
    return _placed(unplaced)


def _standing(outlet: Outlet | None, name: str, authority: Authority) -> tuple[float, tuple[str, ...]]:
    """The authority of an outlet and why: what an editor decided goes before its record, and says so."""
    if outlet is None or outlet.policy is None:
        return authority.value(name), authority.reason(name)
    set_by = outlet.policy
    return set_by.authority, (
        f"authority {set_by.authority:.2f} set by {set_by.by} on {set_by.since:%Y-%m-%d}: {set_by.reason}",
    )


def _unranked(article: Article, outlets: Mapping[str, Outlet], tied: Ties, role: Role, origin: str) -> Ranked:
    family, outlet = tied.families[article.id], outlet_of(article, outlets)
    return Ranked(
        rank=0,
        article=article.id,
        role=role,
        copied_from=tied.copied[article.id][0] if role in {"copy", "excerpt"} else None,
        credits=tuple(dict.fromkeys(credit.outlet for credit in credits_of(article, outlets))),
        score=0.0,
        reasons=(),
        origin=origin,
        family=family.name,
        family_known=family.known,
        originality=0.0,
        cited_by=0,
        outlet=outlet.id if outlet else family.name,
    )


def independent_reports(ranked: Sequence[Ranked]) -> tuple[int, int]:
    """Give (at least, at most) how many independent reports a story stands on.

    A primary document is not confirmed by itself, and a copy, an excerpt or a credited rewrite is no report of its own.
    The two differ where owners are not on record.
    """
    reports = [one.article for one in ranked if one.role in REPORTS]
    families = {one.article: Family(one.family, one.family_known) for one in ranked}
    return independent({one.article: one.origin for one in ranked}, reports, families)


def _placed(unplaced: Sequence[Ranked]) -> tuple[Ranked, ...]:
    waiting = sorted(unplaced, key=lambda one: (-one.score, one.article))
    turns: Counter[tuple[int, str]] = Counter()
    keyed = []
    # within an owner's reports the one that the story comes from has the first turn
    for place, one in sorted(enumerate(waiting), key=lambda item: item[1].role != "original"):
        tier = _TIERS[one.role]
        keyed.append((tier, turns[tier, one.family], place, one))
        turns[tier, one.family] += 1
    keyed.sort(key=lambda item: item[:3])
    return tuple(
        replace(one, rank=place, reasons=(*one.reasons, _after(one)) if turn else one.reasons)
        for place, (_, turn, _, one) in enumerate(keyed, start=1)
    )


def _after(one: Ranked) -> str:
    """Why an article comes after those of others: where no owner is on record, all that is known is its site."""
    return f"after others: its {'owner' if one.family_known else 'site'} ({one.family}) has one above"
