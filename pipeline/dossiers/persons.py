"""Which names are persons': a full name with an age, a role, a pronoun or a surname that stands alone beside it.

A capitalised pair alone tells nothing ("Nimbus Grid", "Dana Whitlock"): without a sign of a person nobody is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.languages import language, words

_WORD = r"[A-ZÀ-Þ][\w’'-]*\.?"
_RUN = re.compile(rf"(?<![\w.@/])({_WORD}(?: (?:(?:de|van|von|da|al|bin|der|di|du|la|le|ten) )*{_WORD})*)")
_ROLE_WORDS = """
executive officer founder co-founder cofounder president chairman chairwoman chair minister senator governor mayor professor
researcher scientist engineer lawyer analyst spokesman spokeswoman spokesperson director manager secretary judge prosecutor
partner counsel journalist reporter author actor actress singer student teacher nurse doctor driver officer activist
politician schoolgirl schoolboy teenager teen toddler pupil boy girl man woman son daughter mother father husband wife
brother sister suspect victim defendant hacker CEO CTO CFO COO chief head boss developer programmer economist historian
writer artist athlete player coach lawmaker congressman congresswoman representative attorney commissioner treasurer
ex-president ex-minister survivor worker employee contractor entrepreneur investor billionaire novelist designer inventor
physicist biologist chemist neuroscientist mathematician linguist philosopher architect columnist editor blogger youtuber
streamer model musician comedian soldier sergeant detective firefighter paramedic resident neighbour neighbor billionaire
banker pastor priest bishop imam rabbi king queen prince princess Gründer Gründerin Geschäftsführer Geschäftsführerin
Sprecher Sprecherin Minister Ministerin Schüler Schülerin Forscher Forscherin Chef Chefin Präsident Präsidentin Kanzler
Kanzlerin Professorin Richter Richterin
"""
_ROLES = frozenset(_ROLE_WORDS.split())
_TITLE_WORDS = """
Mr Mrs Ms Mx Dr Prof Sir Lord Lady Dame President Senator Governor Mayor Minister Judge Justice Secretary Chancellor Chief
Executive Officer Professor Captain Sergeant Detective Inspector Officer Representative Congressman Congresswoman Sen Rep Gov
Herr Frau Vice Deputy Prime Attorney General King Queen Prince Princess Pope Bishop Chairman Chairwoman Director CEO CTO CFO
COO Founder Former Ex-President
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_OTHER_WORDS = """
labs lab inc corp ltd llc plc gmbh ag co company group authority ventures capital motors systems analytics cloud health mobility
semiconductor semiconductors foundry grid pay university college school court house act street council office agency department
ministry bank times post ledger wire news journal tribune gazette standard daily academy union committee commission party state
states city county island islands partners holdings credit court technologies technology security intelligence software networks
network platforms platform studio studios media energy foundation institute hospital church airport station bridge road river
lake mountain park valley bay beach sea ocean center centre hall tower museum theater theatre league cup games series phone
glass watch play store music maps drive pro max ultra mini plus air model models code studio chat search data protection act
bill law treaty deal plan fund index award prize day week month war revolution party republicans democrats senate congress
parliament
unternehmen konzern hersteller anbieter konkurrent konkurrenten firma betreiber entwickler dienstleister zulieferer
chiphersteller softwarehaus rivale rivalen händler modell dienst plattform behörde gericht amt stadt bezirk landkreis
region district province greater upper lower central downtown metro inner outer port mount lake fort
north south east west northern southern eastern western new united great american british european german french chinese indian
russian african asian international national federal royal first second third one two three airlines airways motor electric
robotics pharmaceuticals therapeutics biotech labs' games entertainment pictures records express mail review register
"""
_OTHERS = words(_OTHER_WORDS)
_AGE = r"(?:\d{1,2}|[a-z]+teen|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy)"
_AFTER = re.compile(
    rf"^(?:,? \(?(?:aged )?{_AGE}\)?[,;.)]|, who\b|, whose\b|, (?:an? |the |its |their |then |former |also )*"
    r"(?:[\w’'-]+ ){0,4}(?:" + "|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True)) + r")\b)"
)
# What is done to persons only, and what only they do: arrested, wounded, took bribes.
_TAKEN = (
    r"(?:arrested|detained|jailed|imprisoned|remanded|murdered|raped|stabbed|wounded|kidnapped|abducted|molested|assaulted|"
    r"handcuffed|extradited|deported|charged with (?:murder|assault|rape|manslaughter|theft|fraud|perjury|bribery|stalking)|"
    r"convicted of|sentenced to|suspected of|accused of|on suspicion of|on trial|under arrest|in custody|on bail|verhaftet|"
    r"festgenommen|ermordet|verletzt|angeklagt)"
)
_SUFFERS = re.compile(
    rf"^(?: and {_WORD} {_WORD})?,? (?:who |whom (?:[\w-]+ ){{1,3}})?(?:(?:was|were|is|are|has been|have been|had been|wurde|"
    rf"wird) )?(?:[\w-]+ )?{_TAKEN}\b|^,? (?:who )?(?:has |had |allegedly )?(?:(?:took|accepted|paid) bribes|embezzled|stole)\b"
)
_DONE_TO = re.compile(
    r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|jailed|murdered|raped|stabbed|wounded|kidnapped|abducted|molested|"
    r"extradited|looking for|hunting for|manhunt for|arrest warrant (?:for|against)) (?:[a-z][\w-]* ){0,3}$"
)
_BEFORE = re.compile(r"([\w-]+)[ ,]+$")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.IGNORECASE)
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the full name and by the surname that stands for it; ``signs`` are what shows that it is one."""

    full: str
    surname: str
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Mention:
    full: str
    sign: str
    at: int


def persons_of(sentences: Sequence[str]) -> tuple[Person, ...]:
    """Give the persons whom these sentences name in full, in the order of first mention."""
    found: dict[str, set[str]] = {}
    inside: set[str] = set()  # what only opens sentences may be a word with a name behind it ("Inside Halden")
    for sentence in sentences:
        mentions = list(_mentions(sentence))
        inside.update(mention.full for mention in mentions if mention.at > 0)
        names = {mention.full for mention in mentions}
        for mention in mentions:
            signs = found.setdefault(mention.full, set())
            if mention.sign:
                signs.add(mention.sign)
            if len(names) == 1 and _PRONOUN.search(sentence.split(mention.full, 1)[1]):
                signs.add("pronoun")
    alone = _standing_alone(sentences, found)
    for full, signs in found.items():
        first, last = full.split()[0], full.split()[-1]
        if alone.get(last, 0) > alone.get(first, 0) and full in inside:
            signs.add("surname")
    return tuple(Person(full, full.split()[-1], frozenset(signs)) for full, signs in found.items() if signs)


def full_names(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield what has the form of a person's full name: the name, where it is, and whether a title stands before it."""
    for run in _RUN.finditer(text):
        parts = list(re.finditer(r"\S+", run[0]))
        titled = False
        while parts and (_is_title(_bare(parts[0][0])) or _bare(parts[0][0]).lower() in never_first()):
            titled = titled or _is_title(_bare(parts[0][0]))
            parts = parts[1:]
        own = [part for part in parts if not part[0].islower()]
        if not 2 <= len(own) <= _MOST_WORDS or not all(_may_name(part[0]) for part in own):
            continue
        if any(part[0].endswith(("’s", "'s")) for part in parts[:-1]) or len(_bare(parts[-1][0])) < 2:
            continue
        start, end = run.start() + parts[0].start(), run.start() + parts[-1].end()
        name = _unended(text[start:end])
        yield name, start, start + len(name), titled


def _is_title(word: str) -> bool:
    """Whether a word before a name tells that a person bears it; a role may open a sentence ("Founder Dana Whitlock")."""
    return word in _TITLES or word in _ROLES or word.lower() in _ROLES


def _mentions(sentence: str) -> Iterator[_Mention]:
    for name, start, end, titled in full_names(sentence):
        before = _BEFORE.search(sentence[:start])
        word = before[1] if before else ""
        if titled or word in _ROLES or word.endswith(("-old", "jährige")):
            yield _Mention(name, "role", start)
        elif _AFTER.match(sentence[end:]):
            yield _Mention(name, "apposition", start)
        elif _SUFFERS.match(sentence[end:]) or _DONE_TO.search(sentence[:start]):
            yield _Mention(name, "deed", start)
        else:
            yield _Mention(name, "", start)


def _standing_alone(sentences: Iterable[str], names: Iterable[str]) -> dict[str, int]:
    """How often the first and the last word of a name stands where no other capitalised word is beside it."""
    wanted = {word for name in names for word in (name.split()[0], name.split()[-1])}
    counts: dict[str, int] = {}
    for sentence in sentences:
        for run in _RUN.finditer(sentence):
            parts = [_bare(part) for part in run[0].split()]
            while len(parts) > 1 and (parts[0] in _TITLES or parts[0].lower() in never_first()):
                parts = parts[1:]
            if len(parts) == 1 and parts[0] in wanted:
                counts[parts[0]] = counts.get(parts[0], 0) + 1
    return counts


def _may_name(word: str) -> bool:
    bare = _bare(word)
    if re.fullmatch(r"[A-Z]\.?", word):
        return True  # an initial
    if bare.lower() in _OTHERS or bare.lower() in never_first() or any(letter.isdigit() for letter in bare):
        return False
    return not (len(bare) > 1 and bare.isupper()) and not re.search(r"[a-z][A-Z]", bare.removeprefix("Mc").removeprefix("Mac"))


@cache
def never_first() -> frozenset[str]:
    """Words that no name begins with, in small letters: function words, months and days of English and German."""
    english, german = language("en"), language("de")
    named = {word for months in (*english.months, *german.months) for word in months}
    days = words("monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag")
    return frozenset(english.stop_words | german.stop_words | named | days) - {"max", "mark"}


def _bare(word: str) -> str:
    return _unended(word).rstrip(".")


def _unended(name: str) -> str:
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    return name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".")
