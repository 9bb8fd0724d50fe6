"""What the reader has been told is not told again: a day, a year, a sum in a second currency, the day of a mere statement.

Works on a sentence that is about to be printed; what stands inside quotation marks is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.facts.candidates import speaker
from pipeline.facts.reports import Report
from pipeline.verify import dates, tokens
from pipeline.write import rewrite

_MONTHS = "|".join(dates.MONTHS)
DAY = rf"(?:{_MONTHS}) \d{{1,2}}\b(?!,?\d)"
_YEAR = r"(?:, (?:19|20)\d\d\b)?"
_CLOSED = r"(?=[\s.,;”\"]|$)"
_ON = re.compile(rf"(?<=\w),?\s+(?:(?:late|early) )?on (?P<day>{DAY}){_YEAR}{_CLOSED}")
_FIRST = re.compile(rf"^(?:Late o|Early o|O)n (?P<day>{DAY}){_YEAR},? (?=[\w“])")
# whom or in what somebody said it: nothing that could be a clause, whose day it would then be
_STATED = re.compile(
    r"\b(?:said|says|told|wrote|announced|tweeted|posted|warned|argued|confirmed|disclosed)"
    r"(?: (?:reporters|journalists|lawmakers|investors|customers|staff|employees)"
    r"| (?:the )?[A-Z][\w.’'&-]*(?: (?:of |the )?[A-Z][\w.’'&-]*){0,4}"
    r"| (?:in|on) an? [a-z]+(?: [a-z]+)?)*$"
)
# "plans announced on March 2 stand": there the day is of what was announced
_GOES_ON = re.compile(r"[.,;”]|$|\s+(?:that|it|he|she|they|the|an?|its|his|her|their|there|in|as|during|after|[A-ZÀ-Þ“])")
_PARTICIPLE = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:sent|reported|published|posted|issued|filed|released|made|held|put|"
    r"(?:air|start|beginn|end|runn|arriv|premier|debut|clos)ing)$"
)
_FULL = re.compile(rf"\b({DAY}),? ((?:19|20)\d\d)\b(,?)")


def once(text: str, source: str, days: AbstractSet[str], *, opening: bool = False) -> str:
    """Without the days that were worked out (the source gives them no date) and that the reader knows or does not need.

    ``days`` are those the article has named ("September 14"). On which day somebody said a thing is told in the opening only.
    """
    named = {(date.month, date.day) for date in dates.named_dates(source)}

    def known(match: re.Match[str], before: str) -> bool:
        after = match.string[match.end() :]
        (day,) = dates.named_dates(match["day"])[:1]
        # "questions sent on March 2": without the day the participle hangs in the air
        if _PARTICIPLE.search(before) and not after[:1].isspace():
            return False
        worked_out = (day.month, day.day) not in named
        return worked_out and (match["day"] in days or (not opening and bool(_STATED.search(before) and _GOES_ON.match(after))))

    def change(part: str) -> str:
        part = _ON.sub(lambda match: "" if known(match, part[: match.start()]) else match[0], part)
        return _FIRST.sub(lambda match: "" if known(match, "") else match[0], part)

    return rewrite.capital(rewrite.outside(text, change))


def one_year(text: str, source: str, years: set[str], current: str | None) -> str:
    """A year stands with the first full date of it and not after: "September 14, 2026," and then "September 16".

    Only the ``current`` year goes without saying; ``years`` collects those that were given. ``source`` is the sentence as
    its source has it.
    """

    def change(match: re.Match[str]) -> str:
        full, closed = f"{match[1]}, {match[2]}", match[3]
        if match[2] in years and match[2] == current:
            # a comma that closed the source's own full date goes with the year; any other divides the sentence
            return match[1] + (
                ""
                if full + "," in source and not re.match(r"(?:On|By|Since|Until) $", match.string[: match.start()])
                else closed
            )
        years.add(match[2])
        # a full date inside a sentence is closed by a comma, as the style has it
        return full + ("," if closed or re.match(r"\s+[\w“\"]", match.string[match.end() :]) else "")

    return rewrite.outside(text, lambda part: _FULL.sub(change, part))


_SAID = r"(?:said|says|added|adds|wrote|continued)"
_ALL_SAID = re.compile(
    rf"(?P<said>“[^“”]+),” (?:{_SAID} [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,3}}|(?:[A-Z][\w.’'-]* ){{1,4}}{_SAID})\."
)


def spoken_on(text: str, before: Sequence[str]) -> str:
    """A quotation without its "X said" where the sentence before it quotes X, or goes on with what X said."""
    match = _ALL_SAID.fullmatch(text)
    last = next((one for one in reversed(before) if not re.fullmatch(r"“[^“”]+”", one)), "")
    who = [speaker(one) for one in (text, last)]
    if match is None or not last.endswith((".", "”")) or None in who or not tokens.quotations(last):
        return text
    mine, theirs = (str(one).split()[-1] for one in who)
    return f"{match['said']}.”" if mine == theirs else text


def current_year(reports: Sequence[Report]) -> str | None:
    """The year of the newest dated source."""
    return max((str(report.day.year) for report in reports if report.day), default=None)


def days_of(text: str) -> frozenset[str]:
    """The days a text names in house form, without their years."""
    return frozenset(re.findall(DAY, tokens.unquoted(text)))


_SUM = (
    r"(?:[$€£₹¥]\s?|(?:Rs\.?|US\$|USD|EUR|GBP|INR) ?)\d[\d.,]*\d?"
    r"(?: (?:million|billion|trillion|crore|lakh|bn|mn))*"
)
_DOUBLET = re.compile(rf"(?P<first>{_SUM}) \((?:about |around |roughly )?(?P<second>{_SUM})\)")


def one_currency(text: str, reports: Sequence[Report], given: set[str]) -> str:
    """A sum that its source gives in two currencies: in the one most sources use first, the other in brackets and once.

    ``given`` collects the currencies that have stood in brackets.
    """

    def change(match: re.Match[str]) -> str:
        leading = _leading(reports)
        first, second = match["first"], match["second"]
        if (leading in first) == (leading in second):
            return match[0]
        mine, other = (first, second) if leading in first else (second, first)
        currency = re.sub(r"[\d\s].*", "", other)
        if currency in given:
            return mine
        given.add(currency)
        return f"{mine} ({other})"

    return rewrite.outside(text, lambda part: _DOUBLET.sub(change, part))


def _leading(reports: Sequence[Report]) -> str:
    """The currency sign that most sources give sums in."""
    return max("$€£₹", key=lambda sign: sum(sign in report.article.text for report in reports))
