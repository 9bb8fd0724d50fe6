"""The names of a story that may be a subject's: runs of capitalised words that are nobody's person, place, day or outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.dossiers.given import given_names
from pipeline.dossiers.kinds import ends_as_company
from pipeline.dossiers.names import comparable, without_form
from pipeline.dossiers.nobody import is_nobody
from pipeline.dossiers.persons import Person, never_first
from pipeline.features.names import names_of
from pipeline.independence import outlet_of
from pipeline.languages import words
from pipeline.values import Article, Outlet

_WORD = r"(?:[A-ZÀ-Þ][\w-]*|[a-z]{1,2}[A-Z][\w-]*)(?:['’](?!s\b)\w+)?"
_VERSION = r"(?<=[a-z]) \d{1,2}(?![\w%]|[.,:]\d|-\w)"
_RUN = re.compile(rf"(?<![\w@/.#-]){_WORD}(?:(?: & | ){_WORD}|{_VERSION})*(?:, (?:Inc|Ltd|LLC|Corp)\b)?")
_LEADING = re.compile(r"^\S+-(?:based|backed|led|owned|born|made|listed)$|^(?:Mr|Mrs|Ms|Dr|Prof)\.?$")
_PUBLIC_WORDS = """
authority commission court ministry university council department parliament senate congress police government committee
embassy administration bureau tribunal treasury republic kingdom act directive regulation treaty ministerium behörde gericht
universität bundesamt landgericht polizei regierung bundestag kommission federation institute
"""
_PUBLIC = words(_PUBLIC_WORDS)
_LAST_WORDS = """
agency union office board party house army state states city county school college church navy force forces district province
bill law agreement street road square bridge river island hall hospital airport station beach bay lake park day week night amt
stadt prize award jr sr conference summit games cup league register society association series region round fund
tower plaza building business case service station trial
"""
_NOT_LAST = words(_LAST_WORDS)
_INNER_WORDS = """
a an the to has have had is are was were will in on at with for as by from set over after before says said gets makes raises
buys president senator minister secretary governor mayor founder chairman chairwoman chief ceo cto cfo coo officer spokesman
spokeswoman
"""
_NOT_INSIDE = words(_INNER_WORDS)
_GENERIC_FIRST = words("national international central federal state royal general public wildlife")
_CASE_NUMBER = re.compile(r"\d{4}-\d")
_PEOPLES_WORDS = """
american british english irish scottish welsh german french dutch belgian swiss austrian italian spanish portuguese norwegian
swedish danish finnish polish czech russian ukrainian turkish greek indian chinese japanese korean taiwanese australian canadian
mexican brazilian israeli iranian saudi african european asian western eastern northern southern european's us u.s uk eu
ai ml api apis ceo cto cfo coo cpu gpu gpus cpus usb pc pcs it ipo ipos url html json http https pdf id faq saas
internet web monday's reg rs mr ms photo read reuters update updated opinion brief analysis exclusive review series hands-on
crore lakh utc gmt am pm q1 q2 q3 q4 h1 h2 fy26 fy25 new chief vice general former head lead boss target terms seller sells
today yesterday tomorrow tonight everyone everybody nobody somebody someone anyone here there that it what who
"""
_NOT_ALONE = words(_PEOPLES_WORDS)
_GERMAN_NOUN_WORDS = """
unternehmen konzern hersteller anbieter konkurrent konkurrenten konkurrentin firma betreiber entwickler dienstleister startup
start-up modell chip app dienst chef chefin gründer gründerin geschäftsführer geschäftsführerin sprecher sprecherin investor
rivale rivalen tochter mutter partner plattform software händler zulieferer chiphersteller softwarehaus
"""
_BEFORE_NAME = _NOT_ALONE | words(_GERMAN_NOUN_WORDS)
_MOST_WORDS = 5
_LOOKED_AT = 6_000
_AFTER_GIVEN = re.compile(r"(?<![\w-])([A-ZÀ-Þ][a-zà-þ]+) ((?:[A-Z]\.? )?)([A-ZÀ-Þ][\w-]+)")
_SURNAME = re.compile(r"^(?:Mc|Mac|O['’])[A-Z]")
_MARKS = re.compile(r"['’]s\b|[^\w&-]+")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:;…»«”“\"*\n(–—-]\s*|\|\s*)$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a story: how often each stands in its texts, and each name's forms by the name that stands for them."""

    counts: Mapping[str, int]
    forms: Mapping[str, tuple[str, ...]]


def vocabulary(articles: Sequence[Article], outlets: Mapping[str, Outlet], persons: Sequence[Person]) -> Vocabulary:
    """Read the names of a story's texts. Where capitals tell no name (German), only what other texts have too is taken."""
    counts: Counter[str] = Counter()
    capitals = with_capitals(articles)
    texts = "\n".join(article.text[:_LOOKED_AT] for article in capitals)
    small = frozenset(re.findall(r"(?<![\w-])[a-zà-þ][\w-]+", texts))
    for article in capitals:
        counts.update(_names(article))
    nobody = _not_subjects(articles, outlets, persons) | _surnames(articles)
    for name in counts:
        counts[name] += sum(2 for article in articles if f" {name} " in f" {_MARKS.sub(' ', article.title)} ")
    kept = {name: count for name, count in counts.items() if _may_be(name, nobody, small)}
    # "Hollin Bay" alone would be a place; of "Hollin Bay Partners" it is the short form
    short = {name: count for name, count in counts.items() if _is_short(name, kept)}
    return Vocabulary({**short, **kept}, _forms({**short, **kept}))


def _is_short(name: str, kept: Collection[str]) -> bool:
    return not is_nobody(name.lower()) and any(other.startswith(f"{name} ") for other in kept)


def with_capitals(articles: Sequence[Article]) -> list[Article]:
    """The articles in whose language a capital tells a name; all where there is none."""
    return [article for article in articles if article.language not in {"de", "hi"}] or list(articles)


def _names(article: Article) -> Iterator[str]:
    text = article.text[:_LOOKED_AT]
    german = _german(text) if article.language == "de" else None
    openers: list[str] = []
    inside: set[str] = set()
    for run in _RUN.finditer(text):
        name, opens = _trimmed(run[0], opens=bool(_BEFORE_SENTENCE.search(text[: run.start()][-4:])))
        if not name or (german is not None and name not in german):
            continue
        if opens and " " not in name:
            openers.append(name)
        else:
            inside.add(name)
            yield name
    # The word a sentence opens with may be any word: it is a name where it is one elsewhere, or no word is written so.
    for name in openers:
        owning = f"{name}'s" in text or f"{name}’s" in text
        if owning or name in inside or any(other.startswith(f"{name} ") for other in inside) or _odd(name):
            yield name


def _german(text: str) -> frozenset[str]:
    """The names of a German text, in which every noun has a capital, without the noun that stands before one."""
    return frozenset(_trimmed(name, opens=False)[0] for name in names_of(text, "de"))


def _trimmed(run: str, *, opens: bool) -> tuple[str, bool]:
    """The run without what goes before a name ("Toronto-based", "The", "US"), and whether it still opens a sentence."""
    parts = run.split(" ")
    while parts and (_LEADING.match(parts[0]) or parts[0].lower() in never_first() or parts[0].lower() in _BEFORE_NAME):
        parts, opens = parts[1:], False
    while parts and (parts[-1] == "&" or parts[-1].lower() in never_first()):
        parts = parts[:-1]
    while len(parts) > 2 and is_nobody(parts[0].lower()) and parts[1].lower() not in _GENERIC_FIRST:
        parts = parts[1:]
    return (" ".join(parts), opens) if 0 < len(parts) <= _MOST_WORDS else ("", opens)


def _odd(name: str) -> bool:
    return bool(re.search(r"\d|[a-z][A-Z]", name))


def _not_subjects(articles: Sequence[Article], outlets: Mapping[str, Outlet], persons: Sequence[Person]) -> frozenset[str]:
    """Outlets by their names and short forms, bylines and persons, as names are compared."""
    found: set[str] = set()
    publishers = {comparable(outlet.name) for outlet in outlets.values() if outlet.kind == "primary"}
    here = [known for article in articles if (known := outlet_of(article, outlets))]
    for outlet in {outlet.id: outlet for outlet in (*outlets.values(), *here)}.values():
        if outlet.kind != "primary":
            found.update(_outlet_forms(outlet))
    for article in articles:
        found.update(comparable(author) for author in article.authors if comparable(author) not in publishers)
        if article.outlet and outlet_of(article, outlets) is None:
            found.add(comparable(article.outlet))
    for person in persons:
        found.update(comparable(form) for form in (person.full, *person.full.split()))
    return frozenset(found)


def _surnames(articles: Sequence[Article]) -> frozenset[str]:
    """What stands behind a given name somewhere in these texts, and the two together."""
    found: set[str] = set()
    for article in articles:
        for given, _, last in _AFTER_GIVEN.findall(f"{article.title}\n{article.text}"):
            if given.lower() in given_names():
                found |= {last.casefold(), f"{given} {last}".casefold()}
    return frozenset(found)


def _outlet_forms(outlet: Outlet) -> Iterator[str]:
    name = comparable(outlet.name)
    yield name
    if " " in name:
        yield name.split()[-1]
        yield name.replace(" ", "")
    if outlet.owner:
        yield comparable(outlet.owner)
    yield from (domain.split(".")[0] for domain in outlet.domains)


def _may_be(name: str, nobody: Collection[str], small: Collection[str]) -> bool:
    parts = [part.lower() for part in without_form(name).split()]
    if not parts or comparable(name) in nobody or any(part in _PUBLIC for part in parts):
        return False
    if parts[-1] in _NOT_LAST or _CASE_NUMBER.search(name) or any(part in _NOT_INSIDE for part in parts):
        return False
    if is_nobody(" ".join(parts)) or all(part in _NOT_ALONE or part in never_first() or is_nobody(part) for part in parts):
        return False
    if len(parts) == 1:
        return (
            len(name) > 1 and parts[0] not in small and not _SURNAME.match(name) and not re.fullmatch(r"[A-Z]{1,2}|\d.*", name)
        )
    return without_form(name) != name or not (parts[0] in given_names() or all(part in small for part in parts))


def _forms(counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Each name that stands for itself with its other forms; a beginning that two longer names share is a form of neither."""
    by_key: dict[str, list[str]] = {}
    for name in counts:
        by_key.setdefault(comparable(name), []).append(name)
    full = {key: _home(key, by_key, counts) for key in by_key}
    found: dict[str, list[str]] = {}
    for key, names in by_key.items():
        if home := full[_last(key, full)]:
            best = max(by_key[home], key=lambda name: (counts[name], -len(name)))
            found.setdefault(without_form(best), []).extend(names)
    return {name: tuple(sorted(set(forms) | {name}, key=lambda form: (-len(form), form))) for name, forms in found.items()}


def _last(key: str, full: Mapping[str, str]) -> str:
    """The key at the end of the way from shorter to longer names."""
    for _ in range(_MOST_WORDS):
        if full.get(key, key) in {key, ""}:
            return key
        key = full[key]
    return key


def _home(key: str, by_key: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> str:
    """The longer name that this one is short for; itself where there is none, "" where two compete."""
    if tail := _of_somebody(key, by_key):
        return tail
    longer = [
        other
        for other in by_key
        if other.startswith(f"{key} ") and not other[len(key) + 1 :].isdigit() and not _of_somebody(other, by_key)
    ]
    if not longer:
        return key
    weights = {other: sum(counts[name] for name in by_key[other]) for other in longer}
    own = sum(counts[name] for name in by_key[key])
    first, *others = sorted(longer, key=lambda other: (-weights[other], len(other), other))
    if weights[first] == 1 and own > 2:
        return key  # a longer name that stands once is rather this name with a word beside it
    if others and weights[others[0]] * 3 > weights[first] and not others[0].startswith(f"{first} "):
        return key if own > weights[first] else ""
    return first


def _of_somebody(key: str, by_key: Collection[str]) -> str:
    """What it is without whose it is: "roadster" of "tesla roadster" where both stand alone too; "" where not so."""
    head, _, tail = key.partition(" ")
    return tail if tail in by_key and head in by_key and not ends_as_company(key) else ""


def sentences_of(articles: Iterable[Article]) -> list[str]:
    """Every sentence of these articles as it was split once; titles first."""
    articles = list(articles)
    titles = [article.title for article in articles if article.title]
    return titles + [article.sentence(place) for article in articles for place in range(len(article.sentences))]
