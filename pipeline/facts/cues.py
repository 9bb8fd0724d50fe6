"""The words of English news copy that say of a value that it was one of before, or that there was another one."""

from __future__ import annotations

import re

SAID = (
    r"(?:said|says|put|given|gave|reported|set|planned|announced|estimated|scheduled|told|thought|feared|promised|offered|"
    r"expected|stated|counted|disclosed|believed|hoped|insisted|intended)"
)
FIRST = r"(?:first|initial(?:ly)?|original(?:ly)?|previous(?:ly)?|earlier|preliminary|leaked)"
FIGURE = (
    r"(?:report|estimate|figure|count|version|statement|number|tally|draft|plan|target|date|price|offer|bid|deadline|"
    r"sum|total|toll|announcement|proposal|decision|forecast|notice|claim|schedule)s?"
)
# what makes a value beside it one of before
WAS = re.compile(
    rf"\b(?:{FIRST} (?:\w+ ){{0,2}}?(?:{FIGURE}|{SAID})|had (?:been )?(?:{FIRST} )?{SAID}|draft\b|"
    rf"(?:was|were|been) (?:due|to have|set|planned|scheduled|{FIRST})|due (?:on|in|by|for)\b.*\b(?:now|instead)\b|instead of|"
    rf"used to be|"
    rf"(?:twice|double|triple|half|times) (?:the|its|their|what)|(?:not|rather than) .{{1,40}} as (?:{FIRST}|it had)|"
    rf"than (?:{FIRST} )?{SAID})\b",
    re.IGNORECASE,
)
# that there was another value, without the value
ANOTHER = re.compile(
    rf"\b(?:(?:than|as) (?:(?:it|they|he|she|the \w+|\w+) )?(?:had |has )?(?:{FIRST} )?{SAID}|than {FIRST}|"
    rf"now (?:says?|believes?|puts?|counts?|estimates?|expects?|stands?|totals?|thinks?|owns?|plans?|known)|"
    rf"(?:number|toll|figure|total|count|sum)\b.{{0,50}}\b(?:rose|risen|climbed|grew|grown|fell|fallen|revised|now|stands)|"
    rf"(?:rais\w+|increas\w+|lower\w+|cut|sweeten\w+|improv\w+|revis\w+|lift\w+) (?:its|the|their|his|her) (?:\w+ )?{FIGURE}|"
    rf"bring\w* (?:the|its) total|(?:new|revised|updated|final) {FIGURE}|more people than)\b",
    re.IGNORECASE,
)
# that a day has moved
MOVED = re.compile(
    r"\b(?:(?:later|earlier|sooner) than|(?:day|week|month|quarter|year)s? (?:late|later|behind)|postpon\w*|delay\w*|"
    r"push\w* back|put(?:s|ting)? (?:it )?(?:off|back)|slip(?:s|ped|ping)?|mov(?:ed|es|ing) (?:to|back|forward|from|the|its)|"
    r"br(?:ing|ings|ought) forward|exten(?:d|ds|ded|ding|sion)|more time|reschedul\w*|(?:will|is|are) now|"
    r"now (?:due|set|expected|planned|plans|expects|aims|scheduled|has until|have until)|deferr?\w*|verschoben)\b",
    re.IGNORECASE,
)
# "It had reported 40,000"
HAD_SAID = re.compile(rf"\bhad (?:{FIRST} )?{SAID} (?:about |some |only |just )?[$€£₹]?$", re.IGNORECASE)
# of what a new value can be told beside the old one in one breath: figures of a year before are no such thing
PLAN = re.compile(
    rf"\b(?:outlook|forecast|guidance|target|estimate|deadline|schedule[ds]?|due|promised|meant|planned|expected|offer|bid|draft|"
    rf"set for|ask(?:s|ed|ing)?|seek(?:s|ing)?|sought|demand(?:s|ed)?|damages|where the (?:first|original|earlier|old)|"
    rf"proposal|{FIRST} {FIGURE}|(?:push|mov|postpon|delay|exten)\w* (?:\w+ ){{0,3}}(?:from|to|back))\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"\b(?:now|moved?|pushed|postponed|delayed|extended|slipped|lower(?:s|ed)|rais(?:es|ed)|cut|down from|up from|instead of|"
    r"revis(?:es|ed)|reduc(?:es|ed)|increas(?:es|ed)|mov(?:es|ing)|from|where the (?:first|original|earlier|old))\b",
    re.IGNORECASE,
)
