"""Which outlet an address or a name belongs to, by the newsroom's registry and the news agencies everybody prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.urls import host_of, identity, registrable_domain
from pipeline.values import Outlet

AGENCIES: Mapping[str, tuple[str, ...]] = {
    "Associated Press": ("AP", "Associated Press"),
    "Reuters": ("Reuters", "Thomson Reuters"),
    "AFP": ("AFP", "Agence France-Presse"),
    "dpa": ("dpa", "Deutsche Presse-Agentur", "dpa-AFX", "dpa-infocom"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Keystone-SDA": ("SDA", "Keystone-SDA"),
    "epd": ("epd",),
    "PA Media": ("PA", "PA Media", "Press Association"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI",),
    "IANS": ("IANS",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Xinhua": ("Xinhua",),
    "Yonhap": ("Yonhap",),
    "EFE": ("EFE", "Europa Press"),
    "ANSA": ("ANSA",),
    "Lusa": ("Lusa",),
    "Canadian Press": ("Canadian Press", "CP"),
    "AAP": ("AAP", "Australian Associated Press"),
    "UPI": ("UPI",),
    "TASS": ("TASS",),
    "Interfax": ("Interfax",),
    "Anadolu Agency": ("Anadolu", "Anadolu Agency", "AA"),
}
"""News agencies by the names they are credited with. An agency in the registry needs no entry here."""

# Short names that are also words or initials count only where a wire line stands, not in running text.
_AMBIGUOUS = frozenset({"ap", "pa", "aa", "cp", "sda", "apa", "ani", "epd"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names of outlets other than our page's own: plain name to the name we write; ``prose`` are safe in running text.

    ``own`` is the plain name of the page's outlet, empty where it has none.
    """

    wire: Mapping[str, str]
    prose: Mapping[str, str]
    own: str = ""


def find_outlet(url: str | None, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """Give the outlet that an address belongs to: by its whole host first, then by its registrable domain.

    A mobile or AMP page belongs to the outlet of the page it is made from, also in an AMP cache.
    """
    if not url:
        return None
    try:
        host, plain = host_of(url), identity(url).partition("/")[0]
        keys = (host, host.removeprefix("www."), registrable_domain(url), plain, registrable_domain(plain))
    except ValueError:
        return None
    for key in keys:
        for outlet in outlets.values():
            if key in outlet.domains:
                return outlet
    return None


def other_names(outlets: Iterable[Outlet], own: str | None) -> Names:
    """Give the names to look for in an article of the outlet ``own``."""
    registry = {bare(outlet.name): outlet.name for outlet in outlets}
    agencies = {bare(alias): name for name, aliases in AGENCIES.items() for alias in aliases}
    known = {name: shown for name, shown in {**agencies, **registry}.items() if shown != own and name != bare(own or "")}
    return Names(known, {name: shown for name, shown in known.items() if name not in _AMBIGUOUS}, bare(own or ""))


def bare(name: str) -> str:
    """Give a name in lower-case words without its article, for comparing."""
    words = re.findall(r"\w+", name.lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "der", "die", "das", "el", "la", "le"} else words)
