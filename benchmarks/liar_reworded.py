"""True rewordings made by rule: what an editor does to a sentence without changing what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.liar_mutators import DAY, MONTH, QUOTED, WEEKDAYS, Mutator, Scene
from pipeline.values import DraftSentence

SYNONYMS = {
    "announced": "unveiled", "began": "started", "bought": "acquired", "buy": "acquire", "said": "stated",
    "about": "roughly", "began to": "started to", "show": "indicate", "showed": "indicated", "killed": "slain",
    "near": "close to", "many": "numerous", "help": "assist", "helped": "assisted", "big": "large", "get": "receive",
    "children": "kids", "police": "officers", "also": "in addition", "but": "however", "after": "following",
    "because": "since", "more than": "over", "people": "persons", "asked": "requested", "told": "informed",
    "called": "described", "wants": "seeks", "including": "among them", "deal": "agreement", "ended": "finished",
    "ending": "closing", "found": "discovered", "left": "departed", "ahead of": "before", "company": "firm",
    "received": "got", "work": "labour", "year": "year", "home": "house", "attack": "assault", "say": "state",
    "firm": "company", "staff": "employees", "money": "funds", "jobs": "positions", "plans": "intends",
    "died": "passed away", "fight": "battle",
}  # fmt: skip


def _out(sentence: DraftSentence, text: str) -> DraftSentence | None:
    return replace(sentence, text=text, how="written") if text != sentence.text else None


def _plain(sentence: DraftSentence) -> str:
    """The text with what is quoted blanked."""
    return re.sub(r"“[^”]*”", lambda m: "_" * len(m.group()), sentence.text)


def synonyms(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    text, plain, done = sentence.text, _plain(sentence), 0
    for word in sorted(SYNONYMS, key=len, reverse=True):
        match = re.search(rf"\b{word}\b", plain)
        if match and done < 3:
            text = text[: match.start()] + SYNONYMS[word] + text[match.end() :]
            plain = _plain(replace(sentence, text=text))
            done += 1
    return _out(sentence, text)


def number_format(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    def money(match: re.Match[str]) -> str:
        value, scale = match[1], match[2]
        forms = [f"{value}{ {'million': 'm', 'billion': 'bn'}[scale] }"]
        if scale == "billion":
            forms.append(f"{float(value) * 1000:,.0f} million")
        if scale == "million" and "." not in value:
            forms.append(f"{value},000,000")
        return rng.choice(forms)

    text = re.sub(r"(?<=\$)(\d+(?:\.\d+)?) (million|billion)\b", money, sentence.text)
    if not QUOTED.search(text):
        text = re.sub(r"(\d) percent\b", rng.choice((r"\1%", r"\1 per cent")), text)
        text = re.sub(r"(\d)%", rng.choice((r"\1 percent", r"\1 per cent")), text) if text == sentence.text else text
    return _out(sentence, text) if not QUOTED.search(sentence.text) else None


def spelled_number(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    words = {
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "12": "twelve",
        "20": "twenty",
    }
    match = re.search(r"(?<![\d.,$£€-])\b(3|4|5|6|7|8|9|10|12|20) (?=[a-z]{4,})", _plain(sentence))
    if match and not re.search(rf"(?:{MONTH})\s$", sentence.text[: match.start()]):
        return _out(sentence, sentence.text[: match.start()] + words[match[1]] + sentence.text[match.end(1) :])
    back = {word: digits for digits, word in words.items()}
    match = re.search(r"\b(" + "|".join(back) + r") (?=[a-z]{4,})", _plain(sentence))
    return _out(sentence, sentence.text[: match.start()] + back[match[1]] + sentence.text[match.end(1) :]) if match else None


def date_format(sentence: DraftSentence, _scene: Scene, rng: Random) -> DraftSentence | None:
    def other(match: re.Match[str]) -> str:
        forms = (f"{match[2]} {match[1]}", f"{match[1][:3]}. {match[2]}", f"the {match[2]}th of {match[1]}")
        return rng.choice(forms[:2] if match[2][-1] in "123" else forms)

    text = re.sub(DAY.pattern + r"(?!,? \d{4})", other, sentence.text) if not QUOTED.search(sentence.text) else sentence.text
    if text == sentence.text and not QUOTED.search(text):
        text = re.sub(rf"\b({MONTH}) (\d{{1,2}}), (\d{{4}}),?", rng.choice((r"\2 \1 \3", r"\1 \2")), text)
    return _out(sentence, text)


def weekday_to_date(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    """By the date of the first cited source: the last day of that name."""
    match = re.search(rf"\b(?:on )?({'|'.join(WEEKDAYS)})\b(?! (?:night|morning|evening|afternoon))(?!['’]s)", _plain(sentence))
    first = sentence.citations[0]
    published = scene.sources[first.article, first.version].published
    if match is None or published is None or not re.search(r"\b(?:on|said|told)\s*$|^$", sentence.text[: match.start(1)]):
        return None
    if re.search(r"\b(?:will|would|plans?|to be|scheduled|next|expected)\b", sentence.text):
        return None
    from datetime import timedelta

    today = published.at.date()
    back = (today.weekday() - WEEKDAYS.index(match[1])) % 7
    then = today - timedelta(days=back)
    return _out(
        sentence, sentence.text[: match.start()] + f"on {then:%B} {then.day}, {then.year}" + sentence.text[match.end() :]
    )


def clause_order(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    match = re.fullmatch(
        r"((?:In|On|After|Before|When|While|As|If|At|During|By|For|According to) [^,“”]{6,70}), ([^“”]+)\.", sentence.text
    )
    if match is None:
        return None
    head = match[1][0].lower() + match[1][1:]
    return _out(
        sentence,
        f"{match[2][0].upper()}{match[2][1:]} {head}."
        if not match[1].startswith("According")
        else f"{match[2][0].upper()}{match[2][1:]}, {head}.",
    )


def adverbial_cut(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    text = sentence.text
    match = re.search(r", (?:which|who|where|while|when|as|after|including|according to)\b[^,“”]*(?=[.,])", _plain(sentence))
    if match is None or text.count(",") < 1:
        return None
    rest = text[: match.start()] + (text[match.end() + 1 :] if text[match.end()] == "," else text[match.end() :])
    return _out(sentence, rest) if len(rest.split()) >= 6 else None


def apposition_cut(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    match = re.search(
        r"(?<=[a-z]), (?:an?|the|its|his|her|[A-Z]?[a-z’']+(?:’s|'s)) [^,“”\d]{4,60},(?= [a-z])", _plain(sentence)
    )
    return _out(sentence, sentence.text[: match.start()] + sentence.text[match.end() :]) if match else None


def short_form(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    for name in scene.people:
        if re.search(rf"\b{re.escape(name)}\b(?![’'])", _plain(sentence)) and len(name.split()) == 2:
            return _out(sentence, sentence.text.replace(name, name.split()[-1], 1))
    return None


def full_form(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    """A surname alone with the first name that the cited source itself gives beside it."""
    for name in scene.people:
        first, last = name.split()[0], name.split()[-1]
        near = [
            scene.sources[c.article, c.version].sentences[max(0, c.sentence - 1) : c.sentence + 2] for c in sentence.citations
        ]
        if any(name in text for texts in near for text in texts):
            match = re.search(rf"(?<![A-Z][a-z] )(?<!\w )\b{re.escape(last)}\b", _plain(sentence))
            if match and f"{first}" not in sentence.text:
                return _out(sentence, sentence.text[: match.start()] + name + sentence.text[match.end() :])
    return None


def attribution_moved(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    text = sentence.text
    match = re.fullmatch(r"([^“”]+), ((?:[A-Z][\w’-]+ ?){1,4}|the company) (said|says|reported)\.", text)
    if match:
        first = match[1][0].lower() if match[1].split()[0] in {"The", "It", "A", "In"} else match[1][0]
        return _out(sentence, f"{match[2][0].upper()}{match[2][1:].strip()} {match[3]} {first}{match[1][1:]}.")
    match = re.fullmatch(r"(“[^”]+,”) ((?:[A-Z][\w’-]+ ?){1,4})(said|says)(.*)\.", text)
    if match:
        return _out(sentence, f"{match[1]} {match[3]} {match[2].strip()}{match[4]}.")
    match = re.fullmatch(r"((?:[A-Z][\w’-]+ ?){1,4})(said|says) (?:that )?([^“”]+)\.", text)
    if match:
        return _out(sentence, f"{match[3][0].upper()}{match[3][1:]}, {match[1].strip()} {match[2]}.")
    return None


_IRREGULAR = {"bought": "bought", "led": "led", "won": "won", "found": "found", "told": "told", "sent": "sent", "made": "made"}


def passive(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    pattern = (
        r"((?:[A-Z][\w’-]+ ?){1,4})(\w+ed|bought|led|won|found|made) ((?:the |a |an )?(?:[A-Z]?[\w’-]+ ?){1,3})"
        r"((?: (?:in|on|at|from|for|after|during) [^“”]+)?)\."
    )
    match = re.fullmatch(pattern, sentence.text)
    if match is None or match[2] in {"agreed", "appeared", "died", "happened", "remained", "arrived", "failed", "promised"}:
        return None
    what = match[3].strip()
    if re.search(r"\b(?:that|it|to|he|she|in|on|at|from|for|a|the)$", what) or re.match(
        r"(?:to|that|in|on|at|for|with|as|from|by)\b", what
    ):
        return None
    return _out(sentence, f"{what[0].upper()}{what[1:]} was {match[2]} by {match[1].strip()}{match[4]}.")


def fused(sentence: DraftSentence, scene: Scene, _rng: Random) -> DraftSentence | None:
    found = list(scene.draft.sentences)
    place = found.index(sentence)
    if place + 1 >= len(found) or "“" in sentence.text + found[place + 1].text or not sentence.text.endswith("."):
        return None
    after = found[place + 1]
    first = after.text.split()[0]
    second = (
        after.text[0].lower() + after.text[1:] if first in {"The", "A", "It", "In", "He", "She", "They", "But"} else after.text
    )
    return replace(
        sentence,
        text=f"{sentence.text[:-1]}, and {second}",
        citations=tuple(dict.fromkeys((*sentence.citations, *after.citations))),
        how="written",
    )


def quote_loosened(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    """A quotation without its marks, as reported speech in the same words."""
    match = re.fullmatch(r"“([^”]+),” ((?:[A-Z][\w’-]+ ?){1,4})said\.", sentence.text)
    if match is None or re.search(r"\b(?:I|we|my|our|me|us)\b", match[1], re.IGNORECASE):
        return None
    return _out(sentence, f"{match[2].strip()} said that {match[1][0].lower()}{match[1][1:]}.")


def quote_cut(sentence: DraftSentence, _scene: Scene, _rng: Random) -> DraftSentence | None:
    match = re.search(r"“([^”]{30,}), ([^”]{12,}),”", sentence.text)
    return _out(sentence, sentence.text[: match.start(2) - 2] + sentence.text[match.end(2) :]) if match else None


REWORDINGS: tuple[Mutator, ...] = (
    synonyms, number_format, spelled_number, date_format, weekday_to_date, clause_order, adverbial_cut, apposition_cut,
    short_form, full_form, attribution_moved, passive, fused, quote_loosened, quote_cut,
)  # fmt: skip
