"""Subjects of many stories put together: which names are one, the index of all, and the page of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches

from pipeline.dossiers.names import comparable
from pipeline.dossiers.values import Dossier, Entry, Kind, Leader, Listed, Mention, Ruling, Told

_MOST_RELATED = 12


def homes(mentions: Iterable[Mention], rulings: Iterable[Ruling] = ()) -> dict[str, str]:
    """Give for each key the key of the subject that it is a name of: "halden" leads to "halden labs".

    A short form leads to a longer name where only one has it: where two do it is a name of neither. What an editor said
    (``same``) comes after, and counts for whatever led there.
    """
    forms: dict[str, set[str]] = {}
    for mention in mentions:
        forms.setdefault(mention.key, set()).update(comparable(form) for form in mention.variants)
    longer: dict[str, set[str]] = {}
    for key, names in forms.items():
        for name in names:
            if name in forms and key.startswith(f"{name} "):
                longer.setdefault(name, set()).add(key)
    steps = {short: next(iter(keys)) for short, keys in longer.items() if len(keys) == 1}
    steps |= {ruling.key: ruling.target for ruling in rulings if ruling.verdict == "same"}
    return {key: _end(key, steps) for key in {*forms, *steps}}


def entries(mentions: Sequence[Mention], rulings: Sequence[Ruling], listed: Listed) -> tuple[Entry, ...]:
    """Give the subjects, those of most stories first, then the newest; hidden ones and persons not on the list are left out."""
    home = homes(mentions, rulings)
    hidden = {home.get(ruling.key, ruling.key) for ruling in rulings if ruling.verdict == "hidden"}
    people = {person.key for person in listed.people}
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        subject = home[mention.key]
        if subject not in hidden and (mention.kind != "person" or mention.key in people):
            groups.setdefault(subject, []).append(mention)
    found = [_entry(key, group) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.stories, -one.newest.timestamp(), one.key)))


def shown(mentions: Iterable[Mention], rulings: Iterable[Ruling], listed: Listed) -> tuple[Mention, ...]:
    """Give those of one story's subjects that have a page: not hidden, and no person who is not on the list."""
    hidden = {ruling.key for ruling in rulings if ruling.verdict == "hidden"}
    people = {person.key for person in listed.people}
    return tuple(
        one
        for one in mentions
        if hidden.isdisjoint({one.key, *map(comparable, one.variants)}) and (one.kind != "person" or one.key in people)
    )


def known_kinds(found: Iterable[Entry]) -> dict[str, Kind]:
    """Give whether a name is a company's or a product's, by every form that only one subject has."""
    bearers: dict[str, set[tuple[str, Kind]]] = {}
    for one in found:
        if one.kind in {"company", "product"}:
            for name in one.names:
                bearers.setdefault(comparable(name), set()).add((one.key, one.kind))
    return {name: next(iter(who))[1] for name, who in bearers.items() if len(who) == 1}


def search(found: Iterable[Entry], words: str, kind: Kind | None = None) -> tuple[Entry, ...]:
    """Give the entries of this kind that have these words in one of their names, in their order."""
    wanted = comparable(words) if words.strip() else ""
    return tuple(
        one
        for one in found
        if (kind is None or one.kind == kind) and (not wanted or any(wanted in comparable(name) for name in one.names))
    )


def entry_of(found: Iterable[Entry], name: str) -> Entry | None:
    """Give the subject of this name or key, whichever of its names it is; None where there is none or two have it."""
    wanted = comparable(name)
    known = list(found)
    exact = [one for one in known if wanted in (one.key, *one.keys)]
    fitting = exact or [one for one in known if wanted in {comparable(form) for form in one.names}]
    return fitting[0] if len(fitting) == 1 else None


def dossier(subject: Entry, told: Sequence[Told], mentions: Sequence[Mention], known: Sequence[Entry]) -> Dossier:
    """Give the page of a subject. ``told`` are its stories, ``mentions`` all subjects' mentions, ``known`` the index."""
    newest_first = tuple(sorted(told, key=lambda one: (one.at, one.story), reverse=True))
    dated = sum(1 for one in newest_first if one.firsts)
    here = {one.story for one in newest_first}
    return Dossier(
        subject,
        newest_first,
        _leaders(newest_first),
        dated,
        _related(subject, here, mentions, known),
        more=subject.stories > len(newest_first),
    )


def leading(page: Dossier, name_of: Callable[[str], str] = str) -> str:
    """Say who reports on it first: "First on 3 of 5 stories: The Northern Ledger."; ``name_of`` gives an outlet's name."""
    best = page.leaders[0].first if page.leaders else 0
    if not best:
        return "Nobody is known to have been first: the sources do not tell it."
    first = [name_of(one.outlet) for one in page.leaders if one.first == best]
    names = " and ".join(first) + (" each" if len(first) > 1 else "")
    count, rest = len(page.stories), len(page.stories) - page.dated
    unknown = f" Of {rest} it is not known who was first." if rest else ""
    return f"First on {best} of {count} {'story' if count == 1 else 'stories'}: {names}.{unknown}"


def nearest_names(found: Iterable[Entry], name: str, most: int = 5) -> tuple[str, ...]:
    """Give the names of subjects that are spelled most like this one, or have it in them."""
    wanted = comparable(name)
    names = {comparable(form): one.name for one in found for form in one.names}
    inside = [key for key in sorted(names) if wanted and (wanted in key or key in wanted)]
    close = get_close_matches(wanted, sorted(names), n=most, cutoff=0.7)
    return tuple(dict.fromkeys(names[key] for key in (*close, *inside)))[:most]


def _end(key: str, steps: Mapping[str, str]) -> str:
    """The key at the end of the way; a ring, which two rulings may make, ends at the smallest of it."""
    seen: list[str] = []
    while key not in seen:
        seen.append(key)
        key = steps.get(key, key)
    return min(seen[seen.index(key) :])


def _entry(key: str, mentions: Sequence[Mention]) -> Entry:
    own = [mention for mention in mentions if mention.key == key] or list(mentions)
    names = Counter(mention.name for mention in own)
    kinds: Counter[Kind] = Counter(mention.kind for mention in mentions)
    owners = Counter(mention.owner for mention in mentions if mention.owner)
    name = min(names, key=lambda one: (-names[one], one))
    forms = {form for mention in mentions for form in (mention.name, *mention.variants)}
    return Entry(
        key=key,
        kind=min(kinds, key=lambda one: (one != "person", -kinds[one], one)),
        name=name,
        names=(name, *sorted(forms - {name})),
        keys=tuple(sorted({mention.key for mention in mentions})),
        stories=len({mention.story for mention in mentions}),
        newest=max(mention.at for mention in mentions),
        owner=min(owners, key=lambda one: (-owners[one], one)) if owners else "",
    )


def _leaders(told: Iterable[Told]) -> tuple[Leader, ...]:
    stories: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for one in told:
        stories.update({part.outlet for part in one.parts})
        first.update({part.outlet for part in one.firsts})
    found = [Leader(outlet, stories[outlet], first[outlet]) for outlet in stories]
    return tuple(sorted(found, key=lambda one: (-one.first, -one.stories, one.outlet)))


def _related(subject: Entry, stories: set[str], mentions: Iterable[Mention], known: Iterable[Entry]) -> tuple[Entry, ...]:
    """Other subjects of these stories, those in most of them first."""
    by_key = {key: one for one in known for key in one.keys}
    together: dict[str, set[str]] = {}
    for mention in mentions:
        other = by_key.get(mention.key)
        if mention.story in stories and other is not None and other.key != subject.key:
            together.setdefault(other.key, set()).add(mention.story)
    by_own = {one.key: one for one in by_key.values()}
    order = sorted(together, key=lambda key: (-len(together[key]), key))
    return tuple(by_own[key] for key in order[:_MOST_RELATED])
