"""Where a story comes from: who published first, and which article leans on which, with the evidence in words.

An article that prints another leans on that one, and on nobody else whom the printed text names. Between two articles there
is one bond, the strongest: copy, excerpt, credit, rewrite, document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.features.shingles import words_of
from pipeline.independence import shown_name
from pipeline.naming import one_house
from pipeline.originality import trusted_moment
from pipeline.rank.first import openers
from pipeline.rank.relations import Relations, relations
from pipeline.rank.statements import referred
from pipeline.urls import identity
from pipeline.values import Article, Bond, BondKind, Lineage, NearCopy, Outlet, Relation

# A quotation of so many words that a document has in a row is from it, and a shorter one where the document has all of it.
_RUN, _SCRAP = 5, 3
_MARKED = re.compile(r"[\"“„«]([^\"“”„«»\n]{8,600})[\"”“»]")
_CUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")
_SHOWN_WORDS = 12
# A copy of so large a share of the words is whole: each outlet puts a line of its own above or below.
_WHOLE = 0.85


def lineage(articles: Sequence[Article], outlets: Mapping[str, Outlet], copies: Iterable[NearCopy]) -> Lineage:
    """Give the lineage of one story; ``outlets`` are by id, ``copies`` the pairs that share text."""
    return lineage_of(relations(articles, outlets, copies))


def lineage_of(found: Relations) -> Lineage:
    """Give the lineage of a story whose relations are known: the bonds in order of their readers' publication."""
    first, evidence = openers(found.ordered, found.roles, _print_documents(found))
    names = {article.id: shown_name(article, found.outlets) for article in found.ordered}
    evidence = f"{_listed([names[article] for article in first])}: {evidence}" if first else evidence
    return Lineage(first, evidence, tuple(_bonds(found, names)))


def _print_documents(found: Relations) -> frozenset[str]:
    """Articles that are no report, but whose text is no other report's either: a document printed or told again."""
    printed = {article for article, (source, _) in found.tied.copied.items() if found.roles[source] == "primary"}
    return frozenset(printed | {article for article, told in found.retold.items() if found.roles[told.source] == "primary"})


def _bonds(found: Relations, names: Mapping[str, str]) -> Iterator[Bond]:
    articles = {article.id: article for article in found.ordered}
    documents = [article for article in found.ordered if found.roles[article.id] == "primary"]
    moments = {article.id: trusted_moment(article) for article in found.ordered}
    bound: dict[str, dict[str, tuple[BondKind, str]]] = {}
    for reader in found.ordered:
        mine: dict[str, tuple[BondKind, str]] = {}
        for source, how, evidence in (
            *_copied(reader, articles, found, names),
            *_read(reader, articles, documents, found, names),
        ):
            mine.setdefault(source, (how, evidence))
        if reader.id in found.tied.copied:
            mine = _without_the_printed(reader.id, mine, bound, found)
        bound[reader.id] = mine
        for source, (how, evidence) in mine.items():
            yield Bond(
                reader.id, source, how, _minutes(moments[source], moments[reader.id], articles[source], reader), evidence
            )


def _without_the_printed(
    reader: str,
    mine: Mapping[str, tuple[BondKind, str]],
    bound: Mapping[str, Mapping[str, tuple[BondKind, str]]],
    found: Relations,
) -> dict[str, tuple[BondKind, str]]:
    """The bonds of a copy without those that the text it prints has as well."""
    original = found.tied.copied[reader][0]
    theirs = {*bound.get(original, {}), *found.tied.credited[original], *found.tied.linked[original]}
    return {source: bond for source, bond in mine.items() if source == original or source not in theirs}


def _copied(
    reader: Article, articles: Mapping[str, Article], found: Relations, names: Mapping[str, str]
) -> Iterator[tuple[str, BondKind, str]]:
    if reader.id not in found.tied.copied:
        return
    source, relation = found.tied.copied[reader.id]
    how: BondKind = "copy" if relation is Relation.COPY else "excerpt"
    mine, theirs = len(reader.text.split()), len(articles[source].text.split())
    whole = "prints it whole" if mine >= _WHOLE * theirs else f"prints it cut to {mine} of its {theirs} words"
    words = [whole if how == "copy" else "prints a part of it"]
    if found.tied.pages.get(reader.id) == source:
        words.append("its page names that one as the original")
    if named := _named(reader.id, names[source], found):
        words.append(named)
    yield source, how, ", ".join(words)


def _named(reader: str, name: str, found: Relations) -> str:
    return found.tied.named.get(reader, {}).get(name, "")


def _read(
    reader: Article,
    articles: Mapping[str, Article],
    documents: Sequence[Article],
    found: Relations,
    names: Mapping[str, str],
) -> Iterator[tuple[str, BondKind, str]]:
    """Whom a report credits, retells or quotes, the strongest first."""
    if found.roles[reader.id] == "primary":
        return
    primary = {document.id for document in documents}
    own = names[reader.id]
    credited = {source for source in found.tied.credited[reader.id] - primary if names[source] != own}
    linked = {source for source in found.tied.linked[reader.id] if names[source] != own}
    for name in dict.fromkeys(names[source] for source in sorted(credited)):
        source = _meant([source for source in credited if names[source] == name], reader, linked, found)
        yield source, "credit", _named(reader.id, name, found) or f"credits {name}"
    credited_names = {names[source] for source in credited}
    for source in sorted(linked - primary):
        if source not in credited and names[source] not in credited_names:
            yield source, "credit", f"links to it{_link_text(reader, articles[source])}"
    told = found.retold.get(reader.id)
    for document in documents:
        shown = _documented(reader, document, linked)
        # who links to a paper of the house tells of that one
        pointed = any(one_house(names[other.id], names[document.id]) for other in documents if other.id in linked)
        shown = shown or ("" if pointed else _refers(reader, document, names[document.id]))
        if told is not None and told.source == document.id and not shown.startswith(("links", "embeds")):
            yield document.id, "rewrite", told.evidence
        elif shown:
            yield document.id, "document", shown
    if told is not None and told.source not in primary:
        yield told.source, "rewrite", told.evidence


def _meant(sources: Sequence[str], reader: Article, linked: set[str], found: Relations) -> str:
    """Which of an outlet's articles a credit means: the linked one, else the one that most is from, else the earliest."""
    place = {article.id: number for number, article in enumerate(found.ordered)}
    mine = found.new[reader.id].details
    later = place[reader.id]

    def fits(source: str) -> tuple[bool, bool, int, int]:
        return source not in linked, place[source] > later, -len(found.new[source].details & mine), place[source]

    return min(sources, key=fits)


def _link_text(reader: Article, source: Article) -> str:
    target = _identity(source.url)
    text = next((link.text.strip() for link in reader.links if link.text.strip() and _identity(link.url) == target), "")
    return f": “{_short(text)}”" if text else ""


def _documented(reader: Article, document: Article, linked: set[str]) -> str:
    """How a report uses a document: links to it, embeds it or quotes it; "" where it does not."""
    if document.id in linked:
        return f"links to the document{_link_text(reader, document)}"
    places = {_identity(document.url), _identity(document.canonical_url)} - {""}
    if any(_identity(embed.url) in places for embed in reader.embeds):
        return "embeds the document"
    there = words_of(document.text)
    if quoted := next(
        (quote for quote in _MARKED.findall(reader.text) if not _is_title(quote) and _stands_in(quote, there)), ""
    ):
        return f"quotes the document: “{_short(quoted)}”"
    return ""


def _refers(reader: Article, document: Article, house: str) -> str:
    """How a report that came after a document tells of it without a link; "" where it does not."""
    out, mine = trusted_moment(document), trusted_moment(reader)
    if out is None or mine is None or mine < out:
        return ""
    text = referred(reader, document, house)
    return f"tells of the document: “{_short(text)}”" if text else ""


def _is_title(quote: str) -> bool:
    """Whether it is the name of a work, and nobody's words: “Harbor Lights for Ada”."""
    words = [word for word in quote.split() if len(word) > 3]
    return len(quote.split()) <= _SHOWN_WORDS and bool(words) and all(word[:1].isupper() for word in words)


def _stands_in(quote: str, there: Sequence[str]) -> bool:
    """Whether a document has a quotation, whole or in the parts around what was left out, or so many of its words in a row."""
    text = f" {' '.join(there)} "
    for part in _CUT.split(quote):
        words = words_of(part)
        if len(words) >= _SCRAP and f" {' '.join(words)} " in text:
            return True
        if len(words) > _RUN:
            matcher = SequenceMatcher(None, words, there, autojunk=False)
            if matcher.find_longest_match().size >= _RUN:
                return True
    return False


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")


def _identity(url: str | None) -> str:
    try:
        return identity(url) if url else ""
    except ValueError:
        return ""


def _minutes(source: float | None, reader: float | None, first: Article, second: Article) -> int | None:
    """Minutes from the source to its reader; None where one has no date or a day alone, and where the dates contradict."""
    if source is None or reader is None or reader < source or _day_alone(first) or _day_alone(second):
        return None
    return round((reader - source) / 60)


def _day_alone(article: Article) -> bool:
    return article.published is not None and article.published.day_only


def _listed(names: Sequence[str]) -> str:
    several = list(dict.fromkeys(names))
    return several[0] if len(several) == 1 else f"{', '.join(several[:-1])} and {several[-1]}"
