"""The ranked list of a story, and how many independent reports it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.independence import Family, address_warning, credits_of, independent, outlet_of, plain_name, shown_name
from pipeline.rank.authority import Authority
from pipeline.rank.first import firsts
from pipeline.rank.ranked import REPORTS, Ranked
from pipeline.rank.relations import Relations, relations
from pipeline.rank.roles import citing
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
    return ranked(relations(articles, outlets, copies), authority)


def ranked(found: Relations, authority: Authority = NO_RECORD) -> tuple[Ranked, ...]:
    """Rank the articles of a story whose relations are known; as ``rank``."""
    ordered, outlets, tied, roles = found.ordered, found.outlets, found.tied, found.roles
    leads = firsts(ordered, roles)
    language = language_of(ordered)
    names = {article.id: shown_name(article, outlets) for article in ordered}
    unplaced = []
    for article in ordered:
        lead, novel = leads.get(article.id), found.new[article.id]
        named = tuple(names[other] for other in citing(article.id, tied))
        one = replace(_unranked(article, found, names), cited_by=len(named), citing=named)
        one = replace(one, first=lead is not None, originality=round(novel.facts, 4))
        standing, known_by = _standing(outlet_of(article, outlets), one.outlet, authority)
        parts = parts_of(article, one, novel, standing, language)
        warning = address_warning(article.url, outlets)
        more = (*([warning] if warning else ()), *(lead.reasons if lead else ()), *known_by)
        reasons = reasons_of(article, one, novel, (*_standing_on(article.id, found, names), *more), language)
        unplaced.append(replace(one, score=total(parts), parts=parts, reasons=reasons))
    return _placed(unplaced)


def _standing_on(article: str, found: Relations, names: Mapping[str, str]) -> Iterator[str]:
    """What shows that an article is another one's text, or is that one told again."""
    page = found.tied.pages.get(article)
    if page is not None and found.roles[article] in {"copy", "excerpt"}:
        yield f"its page names {names[page]} as the original"
    if article in found.retold and found.roles[article] == "rewrite":
        yield found.retold[article].evidence


def _standing(outlet: Outlet | None, name: str, authority: Authority) -> tuple[float, tuple[str, ...]]:
    """The authority of an outlet and why: what an editor decided goes before its record, and says so."""
    if outlet is None or outlet.policy is None:
        return authority.value(name), authority.reason(name)
    set_by = outlet.policy
    return set_by.authority, (
        f"authority {set_by.authority:.2f} set by {set_by.by} on {set_by.since:%Y-%m-%d}: {set_by.reason}",
    )


def _unranked(article: Article, found: Relations, names: Mapping[str, str]) -> Ranked:
    family, outlet, role = found.tied.families[article.id], outlet_of(article, found.outlets), found.roles[article.id]
    retold = found.retold.get(article.id) if role == "rewrite" else None
    named = (*(credit.outlet for credit in credits_of(article, found.outlets)), *found.tied.named.get(article.id, ()))
    return Ranked(
        rank=0,
        article=article.id,
        role=role,
        copied_from=found.tied.copied[article.id][0] if role in {"copy", "excerpt"} else None,
        credits=tuple({plain_name(name): name for name in reversed(named)}.values())[::-1],
        score=0.0,
        reasons=(),
        origin=found.origins[article.id],
        family=family.name,
        family_known=family.known,
        originality=0.0,
        cited_by=0,
        outlet=outlet.id if outlet else family.name,
        retells=names[retold.source] if retold else "",
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
    counted: dict[str, tuple[int, str]] = {}
    placed = []
    for place, (_, turn, _, one) in enumerate(keyed, start=1):
        reasons = one.reasons
        if one.role in REPORTS:
            first, family = counted.setdefault(one.origin, (place, one.family))
            if first != place:
                reasons = (*reasons, _once(one, first, family))
        placed.append(replace(one, rank=place, reasons=(*reasons, _after(one)) if turn else reasons))
    return tuple(placed)


def _once(one: Ranked, first: int, family: str) -> str:
    """Why a report adds nothing to the count of independent ones; ``first`` is the rank of the one it is counted with."""
    if one.family == family:
        return f"counted once with {first}: same {'owner' if one.family_known else 'site'}"
    return f"counted once with {first}: the same page, or what both stand on is one"


def _after(one: Ranked) -> str:
    """Why an article comes after those of others: where no owner is on record, all that is known is its site."""
    return f"after others: its {'owner' if one.family_known else 'site'} ({one.family}) has one above"
