"""What a sentence takes for granted, and whether the article has given it by then.

A sentence is written for readers of its own source. Where it says "the programme", "that guessing" or "Heron" of what its
source has brought in before, a reader of ours must have met it too: in the headline, the dek, the opening or above it.
The source itself is the judge: what it introduced when it first came up needs an introduction, what it never introduced is
known to everybody (the larger situation of Hawkins, 1978).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from pipeline.facts.candidates import Candidate
from pipeline.facts.families import family
from pipeline.facts.people import Person, named
from pipeline.languages import language, words
from pipeline.values import Span
from pipeline.verify import tokens
from pipeline.write.material import Material
from pipeline.write.roles import has_role

Want = frozenset[str]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
_DETERMINER = re.compile(r"\b(the|this|these|those|such an?|such|that|both|either)\s+(?=[a-z])", re.IGNORECASE)
# "that" points back after a preposition or a gerund and at the start; elsewhere it joins two clauses
_POINTING_THAT = re.compile(r"(?:^|\b(?:of|in|on|at|by|for|from|with|to|about|after|before|under|\w{2,}ing)\s)$", re.IGNORECASE)
_AFTER_NOUN = re.compile(
    r"\s(?:of|that|who|whom|whose|which|where|when|to|for|in|on|at|by|with|from|between|behind|against|under|next|about|over"
    r"|into|around|inside|outside|near|within|[a-z]{3,}(?:ed|ing)\s(?:by|on|in|at|to|for|with))\b"
)
_NUMBERED_PART = re.compile(
    r"\b(Article|Section|Paragraph|Clause|Chapter|Rule|Schedule|Annex|Count|Step|Table|Figure|Page|Item)\s\d[\w.()]*"
    r"(?!\w|,? (?:of|in|to|under) )"
)
_COUNTED = re.compile(
    r"(?:(?:About|Around|Nearly|Almost|Only|Some|Just) )?"
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Several|Few|Dozens|Half|Part|Much|More|Less|Fewer"
    r"|(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ty(?:-\w+)?)"
    r" (?:(?:is|are|was|were|has|have|had|will|would|can|did|do|does|went|came|said)\b|of (?:them|those|these|its|their)\b)"
)
_ONES = re.compile(
    r"\b(?:earlier|later|newer|older|former|previous|other|next|first|last|bigger|smaller) ones\b|^The ones?\b", re.IGNORECASE
)
# "were within 10 percent": of what, the sentence before it said
_WITHIN = re.compile(r"\bwithin \d[\d.,]* (?:percent|per cent|%|points?)(?=[.,;]|$)")
_TO_IT = re.compile(r"\bto [a-z]+ (it|them)\b(?=[,.;]| (?:in|on|at|by|for|from|with|to|and|before|after|until)\b)")
_HIM = re.compile(r"\b(?:him|her)\b(?! [a-z]+(?:s|er|or|ion|ment|ship|ity|ness|e)\b)")
_SINGLE = re.compile(r"An? ((?:[a-z][\w’'-]* ){1,3})(?=[a-z])")
_LIGHT = frozenset(
    tokens.stem(word)
    for word in words(
        """
        new old own other same first second third last next only whole rest latter former main big small large great good bad
        full early late few many several two three four five six seven eight nine ten more most long short high low current
        recent entire different final total little single such remaining additional further
        """
    )
)
_TIMES = frozenset(
    tokens.stem(word)
    for word in words("day week month year time hour minute moment morning evening night weekend quarter decade century end")
)
_COMPANY = frozenset(tokens.stem(word) for word in ["company", "firm", "group", "business", "startup", "maker"])


def stems(text: str) -> frozenset[str]:
    """What a text makes known: its content words, those that tell one event or thing in one form."""
    return frozenset(family(stem) for stem in tokens.content(text))


def given(story: Material, *texts: str) -> frozenset[str]:
    """What a reader of these texts (headline, dek, lead) knows before the body: their words, and what the story is about.

    Where they name somebody whom the titles name and who is no person, "the company" needs no other introduction.
    """
    found = frozenset(family(stem) for stem in story.topic).union(*(stems(text) for text in texts))
    people = {tokens.stem(word) for person in story.known for word in person.full.split()}
    return found | _COMPANY if (story.heroes() - people) & found else found


def lacking(wanted: Sequence[Want], known: AbstractSet[str]) -> bool:
    """Whether something that a sentence takes for granted is not known."""
    return any(not group & known for group in wanted)


def points_back(text: str, known: Sequence[Person]) -> bool:
    """Whether a word of the sentence stands for something outside it that no noun tells: "Four are", "to sample it", "him"."""
    bare = tokens.unquoted(text)
    if _COUNTED.match(bare) or _ONES.search(bare) or _WITHIN.search(bare):
        return True
    return _object_of_nothing(bare) or _not_himself(bare, known)


def _object_of_nothing(bare: str) -> bool:
    """Such as "the plan to sample it": the clause before has only known things, and none of them can be meant."""
    match = _TO_IT.search(bare)
    if match is None:
        return False
    clause = re.split(r"[,;:]|\b(?:said|says|told|that)\b", bare[: match.start()])[-1]
    clause = clause if bare.startswith(clause) else f"x {clause}"
    return not re.search(r"\b(?:an?|its|one|two|every|each|any|some|no)\b|\d", clause) and not tokens.names(clause)


def _not_himself(bare: str, known: Sequence[Person]) -> bool:
    """Such as "Aas turned him down": the subject of a clause is not its object."""
    match = _HIM.search(bare)
    if match is None:
        return False
    there = named(bare[: match.start()], known)
    opens = there and re.match(rf"(?:[A-Z][\w’'-]+ )*{re.escape(there[0].surname)}\b", bare)
    return len(there) == 1 and bool(opens) and not re.search(r"[,;:]| (?:and|but|that|who|when) ", bare[: match.start()])


def wants(place: int, text: str, story: Material) -> tuple[Want, ...]:
    """What the sentence takes for granted: for each thing the words any of which makes it known."""
    candidate = story.candidates[place]
    bare = tokens.unquoted(text)
    common = _familiar(story.report(place).article.language or "en")
    found = [
        *_things(bare, candidate, story),
        *_single(bare, candidate, story),
        *(frozenset({family(tokens.stem(match[1]))}) for match in _NUMBERED_PART.finditer(bare)),
        *_strangers(bare, candidate, story),
    ]
    return tuple(dict.fromkeys(group for group in found if not group & common))


def definites(place: int, text: str, story: Material) -> tuple[Want, ...]:
    """What a sentence that leans only on things known by what they are takes for granted; empty where that cannot be told.

    A company is the one the story is about only where its source spoke of that one last.
    """
    candidate = story.candidates[place]
    bare = tokens.unquoted(text)
    found: list[Want] = []
    for match in re.finditer(r"\b[Tt]he\s+(?=[a-z])", bare):
        run, end = _noun(bare, match.end(), candidate, story, told=False)
        known, known_end = _noun(bare, match.end(), candidate, story, told=True)
        group = _keys(known or run[:1])
        if _AFTER_NOUN.match(bare[known_end if known else end :]) and match.start():
            continue
        if not group or (group & _COMPANY and not _of_the_hero(place, story)):
            return ()
        found.append(group)
    return tuple(found)


def _of_the_hero(place: int, story: Material) -> bool:
    """Whether a sentence shortly before it names one whom the titles name, and none of these names another such one."""
    people = {tokens.stem(word) for person in story.known for word in person.full.split()}
    here, heroes = story.candidates[place], story.heroes() - people
    before = [other for other in story.candidates[max(0, place - 4) : place] if other.report == here.report]
    named_there = frozenset[str]().union(*(other.names for other in before)) & heroes
    return len(named_there) == 1 or bool(named_there and len(heroes) == 1)


@cache
def _familiar(code: str) -> frozenset[str]:
    return frozenset(family(tokens.stem(word)) for word in language(code).familiar)


def _things(bare: str, candidate: Candidate, story: Material) -> Iterator[Want]:
    """The things spoken of as known: by "the" where the source has them before, by "that" and "those" in any case."""
    for match in _DETERMINER.finditer(bare):
        word = match[1].lower()
        if word == "that" and not _POINTING_THAT.search(bare[: match.start()]):
            continue
        run, end = _noun(bare, match.end(), candidate, story, told=word == "the")
        group = _keys(run)
        if not group or group & _TIMES or group & stems(bare[: match.start()]):
            continue
        identified = bool(_AFTER_NOUN.match(bare[end:]))
        if word == "the":
            if identified:
                continue
        elif word in {"those", "such", "both", "either", "such a", "such an"} and identified:
            continue
        yield group


def _keys(run: Sequence[str]) -> Want:
    return frozenset(family(tokens.stem(part)) for token in run for part in token.split("-")) - _LIGHT


def _noun(bare: str, start: int, candidate: Candidate, story: Material, *, told: bool) -> tuple[list[str], int]:
    """The words of a noun phrase from here, as far as they can be told from what follows, and where it ends.

    With ``told`` it ends with the last word that the source has had before: "The kits stay" is of kits; none is no phrase.
    """
    run: list[str] = []
    end = start
    longest: tuple[list[str], int] = ([], start)
    for match in _TOKEN.finditer(bare, start):
        word = match.group()
        if (run and bare[end : match.start()].strip()) or len(run) >= 3 or word.lower() in tokens.STOP or not word[0].islower():
            break
        if run and re.fullmatch(r"\w{3,}ed", word):
            break
        run.append(word.removesuffix("'s").removesuffix("’s"))
        end = match.end()
        if any(story.first(candidate.report, stem) < candidate.index for stem in _keys([word])):
            longest = (list(run), end)
        if word.endswith(("'s", "’s")):
            break
    return longest if told else (run, end)


def _single(bare: str, candidate: Candidate, story: Material) -> Iterator[Want]:
    """Such as "A kit cost Rs 8,400": one of a sort that the source has told of before."""
    match = _SINGLE.match(bare)
    if match is None:
        return
    run, end = _noun(bare, match.start(1), candidate, story, told=True)
    group = _keys(run)
    if len(run) <= 2 and group and not _AFTER_NOUN.match(bare[end:]):
        yield group


def _strangers(bare: str, candidate: Candidate, story: Material) -> Iterator[Want]:
    """Names that the source introduced when they first came up, and that this sentence does not introduce."""
    heroes = story.heroes()
    for run, start, end in _runs(bare, story.names):
        keys = frozenset(tokens.stem(word) for word in run)
        if keys & heroes or _placed(bare[:start]):
            continue
        last = tokens.stem(run[-1])
        first = story.first(candidate.report, last)
        if not 0 <= first < candidate.index:
            continue
        if introduced(bare, start, end) or _presents(bare, last, story):
            continue
        earlier = story.sentence(candidate.report, first)
        if any(tokens.stem(other[-1]) == last and introduced(earlier, a, b) for other, a, b in _runs(earlier, story.names)):
            yield frozenset(family(key) for key in keys)


def _runs(bare: str, names: AbstractSet[str]) -> Iterator[tuple[list[str], int, int]]:
    """The names of a text, words that follow each other as one, with where they stand."""
    words: list[str] = []
    start = end = 0
    spans = list(tokens.names(bare))
    opens = _TOKEN.match(bare)
    if opens and (not spans or spans[0].start > 0) and opens.group()[0].isupper() and tokens.stem(opens.group()) in names:
        # one capitalised word at the start is a name where it is one elsewhere
        spans.insert(0, Span(opens.start(), opens.end()))
    for span in spans:
        word = bare[span.start : span.end]
        if words and bare[end : span.start] == " ":
            words.append(word)
        else:
            if words:
                yield words, start, end
            words, start = [word], span.start
        end = span.end
    if words:
        yield words, start, end


_NO_SORT = re.compile(r"\w+(?:ed|ing|ly)|after|with|under|over|within|near|towards?|across")
# "a controller called Heron"
_CALLED = frozenset(("called", "named", "dubbed", "nicknamed", "codenamed", "styled", "titled", "entitled"))
_APPOSITION = re.compile(r"(?:['’]s)?(?:, (?:an?|the|its|one|who|which|whose|where|[a-z][a-z-]+ (?:of|at|for)|\d\d)\b| \()")


def introduced(bare: str, start: int, end: int) -> bool:
    """Whether the sentence says what the name is: a word of a sort before it, an apposition or a relative clause after it."""
    before = re.search(r"([\w’'-]+) $", bare[:start])
    if before and (re.search(r"['’]s$", before[1]) or before[1] in _CALLED):
        return True
    noun = before and before[1][0].islower() and len(before[1]) > 3 and before[1] not in tokens.STOP
    if noun and before and not _NO_SORT.fullmatch(before[1]):
        return True
    return bool(_APPOSITION.match(bare[end:]))


def _placed(before: str) -> bool:
    """Whether the name only says where or when: "in Boston" needs no introduction."""
    return bool(re.search(r"\b(?:in|at|from|near|across|outside|around) (?:the )?$", before))


def _presents(bare: str, last: str, story: Material) -> bool:
    return any(person.full in bare and tokens.stem(person.surname) == last and has_role(bare, person) for person in story.known)
