"""Names that are written to be taken for others: look-alike letters in hosts and outlets, and borrowed beginnings of hosts.

The rule for hosts is the browsers' (Unicode UTS 39, "highly restrictive"; Chromium's policy for internationalised names): a
label in letters of one script, or of Latin beside the scripts of Japanese, Korean and Chinese, is shown as written; one that
mixes others, or whose every letter passes for a Latin one, is shown in its encoded form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

# Letters that pass for a Latin one in usual fonts, as "foreign=Latin": the part of the confusables of UTS 39 that news
# sites are forged with.
_CYRILLIC = "а=a с=c ԁ=d е=e һ=h і=i ј=j ӏ=l к=k м=m н=h о=o р=p ԛ=q г=r ѕ=s т=t ԝ=w х=x у=y ѵ=v ь=b в=b п=n А=A В=B С=C Е=E"
_CAPITALS = "Н=H І=I Ӏ=l Ј=J К=K М=M О=O Р=P Ԛ=Q Ѕ=S Т=T Ԝ=W Х=X Ү=Y Α=A Β=B Ε=E Ζ=Z Η=H Ι=I Κ=K Μ=M Ν=N Ο=O Ρ=P Τ=T Υ=Y Χ=X"
_OTHERS = "α=a β=b γ=y ε=e ι=i κ=k ν=v ο=o ρ=p τ=t υ=u χ=x ω=w ϲ=c ϳ=j օ=o ս=u հ=h ց=g զ=q ո=n յ=j ɑ=a ɡ=g ı=i"
_PASSES_FOR = dict(pair.split("=") for pair in f"{_CYRILLIC} {_CAPITALS} {_OTHERS}".split())
_LOOK_ALIKES = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
# The endings under which anybody has a name; those of countries are labels of their own in many honest hosts.
_ENDINGS = frozenset({"com", "org", "net"})
_TOGETHER = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})


def latin_form(text: str) -> str:
    """Give a text with every letter that passes for a Latin one put into that letter."""
    return "".join(_PASSES_FOR.get(letter, letter) for letter in text)


def mixed_scripts(name: str) -> bool:
    """Tell whether a word of the name mixes Latin letters with those of a script that has look-alikes of them."""
    return any("LATIN" in scripts and scripts & _LOOK_ALIKES for scripts in map(_scripts, name.split()))


def shown_host(host: str) -> str:
    """Give a host as people may read it: in its own letters where they deceive nobody, else in its encoded form (``xn--``)."""
    return ".".join(_encoded(label) if _deceives(label) else _decoded(label) for label in host.lower().split("."))


def host_warning(host: str, known: Iterable[str] = ()) -> str:
    """Give what is wrong with a host in words, "" where nothing is; ``known`` are the domains of outlets on record.

    No honest host begins with the whole name of another one, whether that is on record or not.
    """
    labels = host.lower().rstrip(".").split(".")
    if any(_deceives(label) for label in labels):
        return f"its address {shown_host(host)} is written in letters that pass for others"
    whole = ".".join(_encoded(label) for label in labels)
    for domain in (*known, *_inside(labels)):
        if whole.startswith(f"{domain}.") and not whole.endswith(f".{domain}"):
            return f"its address begins with {domain} but is on {'.'.join(labels[-2:])}"
    return ""


def _inside(labels: Sequence[str]) -> Iterator[str]:
    """Give the whole names with an ending of their own that stand before the rest of a host: ``a.com`` in ``a.com.b.org``."""
    for place in range(1, len(labels) - 2):
        if labels[place] in _ENDINGS and labels[place - 1] != "www":
            yield ".".join(labels[: place + 1])


def _deceives(label: str) -> bool:
    written = _decoded(label)
    if written.isascii():
        return False
    return len(_scripts(written) - _TOGETHER | ({"LATIN"} & _scripts(written))) > 1 or latin_form(written).isascii()


def _scripts(word: str) -> set[str]:
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in word if letter.isalpha()}


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _encoded(label: str) -> str:
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return label.encode("ascii", "xmlcharrefreplace").decode("ascii")
