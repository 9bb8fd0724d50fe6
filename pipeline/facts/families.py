"""Words in which one thing is told by different outlets: they meet in one term."""

from __future__ import annotations

from pipeline.verify import tokens

_FAMILIES = {
    tokens.stem(word): tokens.stem(head)
    for head, words in (
        ("paused", "suspended halted frozen shelved"),
        ("acquire", "buys bought acquisition takeover purchase purchased acquiring deal sale bid merger"),
        ("approved", "backed cleared approval"),
        ("resigned", "quit quits departed resignation departure"),
        ("launched", "unveiled unveils launches launch"),
        ("complaint", "lawsuit suit"),
        ("staff", "employees workforce employs employed employees workers headcount"),
        ("outage", "offline downtime failure"),
        ("informed", "notified told notify inform"),
        ("regulator", "watchdog supervisor authority"),
        ("researcher", "scientist"),
        ("hired", "recruited hires hiring recruit"),
        ("price", "priced costs cost"),
        ("led", "leads leading lead"),
        ("joined", "joins joining participated participation participants"),
        ("killed", "dead died deaths fatalities"),
        ("loss", "lose loses losing lost losses"),
        ("injured", "wounded hurt injuries"),
        ("arrested", "detained arrests"),
        ("customers", "clients"),
        ("paid", "pay pays paying"),
        ("sold", "sell sells selling"),
        ("left", "leave leaves leaving"),
        ("built", "build builds building"),
        ("closing", "completion complete completed"),
    )
    for word in words.split()
}


def family(stem: str) -> str:
    """The stem under which the words for one event meet: "lawsuit" is "complaint"."""
    return _FAMILIES.get(stem, stem)
