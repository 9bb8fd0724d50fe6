"""Pieces that tell of no event: reviews, instructions, opinion, interviews and what an outlet tells of itself.

What a piece is, is read from its address, its title and who speaks in it. This is judgement for the order of a queue: a
piece that is taken for one of these only stands lower, with the reason beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pipeline.values import Article
from pipeline.verify.tokens import unquoted

_FEWEST_SENTENCES = 5
# Of the sentences outside quotations: a report has hardly any in the first person, a column or a diary a third and more.
_FIRST_PERSON = 0.25
_SECOND_PERSON = 0.35

# Folders of addresses, in the languages that newsrooms name them in.
_SECTIONS: Mapping[str, str] = {
    "opinion": r"opinions?|op-?eds?|editorials?|columns?|columnists?|commentary|comment|essays?|meinung|kommentare?|kolumnen?|"
    r"glosse|opinion(?:es)?|tribunas?|columnas?|tribunes?|chroniques?|editos?|opiniao|colunas?|colunistas?|vichar",
    "review": r"reviews?|hands-on|tests?|testberichte?|resenas?|critiques?|avis|resenhas?",
    "how-to": r"how-?tos?|guides?|tutorials?|tips|buying-guides?|best-picks|ratgeber|anleitung(?:en)?|guias?|tutoriales|tutos?|"
    r"tutoriels?|tutoriais|dicas",
    "interview": r"interviews?|q-and-a|podcasts?|entrevistas?|entretiens?",
}
_TITLES: Mapping[str, str] = {
    "opinion": r"^(?:opinion|op-ed|editorial|column|comment|commentary|essay|meinung|kommentar|kolumne|glosse|opinión|tribuna|"
    r"tribune|chronique|édito|opinião|coluna|राय|नज़रिया)\s*[:|–—-]|^why (?:i|we)\b|^(?:i|we|my|our) ",
    "review": r"^(?:review|test|im test|hands-on|reseña|análisis|critique|avis|resenha|समीक्षा)\s*[:|–—-]|\breview(?::|$)|"
    r"\bhands-on\b|\b(?:first|early) impressions\b|\bim test\b|\bà l['’]essai\b|\breview\s*[:–—-]",
    "how-to": r"^how (?:to|i|we)\b|^(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,2}"
    r"(?:things|ways|tips|tricks|reasons|lessons)\b|\bthings to (?:do|know|try)\b|\bguide to\b|\b(?:tutorial|cheat sheet)\b|"
    r"^wie (?:sie|du|man) |^so (?:geht|funktioniert|richten|nutzen) |\banleitung\b|\bpaso a paso\b|"
    r"^comment (?:bien|faire|choisir)\b|"
    r"\bpasso a passo\b|कैसे करें",
    "interview": r"^(?:interview|q&a|podcast|entrevista|entretien|इंटरव्यू)\b|\binterview (?:with|mit)\b|\bin conversation with\b|"
    r"\bim gespräch\b|\bim interview\b",
}
_FIRST: Mapping[str, str] = {
    "en": r"\bI\b|\bI['’](?:m|ve|d|ll)\b|\b(?i:my|me|mine|we|we['’]\w+|our|ours|us)\b(?<!\bUS)",
    "de": r"\b(?i:ich|mir|mich|mein\w{0,2}|wir|uns|unser\w{0,2})\b",
    "es": r"\b(?i:yo|mis?|me|nosotros|nuestr[oa]s?)\b",
    "fr": r"\b(?i:je|moi|mon|mes|nous|notre|nos)\b|\b[Jj]['’]",
    "pt": r"\b(?i:eu|meus?|minhas?|nós|noss[oa]s?)\b",
    "hi": r"(?<!\w)(?:मैं|मैंने|मुझे|मेरा|मेरी|मेरे|हम|हमने|हमें|हमारा|हमारी|हमारे)(?!\w)",
}
_SECOND: Mapping[str, str] = {
    "en": r"\b(?i:you|your|yours|you['’]\w+)\b",
    "de": r"\b(?i:du|dir|dich|deine?\w?)\b",
    "es": r"\b(?i:tú|tus?|usted(?:es)?)\b",
    "fr": r"\b(?i:vous|votre|vos)\b",
    "pt": r"\b(?i:você|vocês)\b",
    "hi": r"(?<!\w)(?:आप|आपको|आपका|आपकी|आपके)(?!\w)",
}


@dataclass(frozen=True, slots=True)
class Genre:
    """What kind of piece it is, and what it is known by, in words."""

    name: str
    known_by: str


def genre_of(article: Article, *, primary: bool = False) -> Genre | None:
    """Give the kind of a piece that tells of no event, None for a report.

    One who speaks for himself (``primary``) says "we" also where he announces something: there the voice proves nothing.
    """
    return _by_address(article.url) or _by_title(article.title) or (None if primary else _by_voice(article))


def _by_address(url: str | None) -> Genre | None:
    # the last part of a path is the page's own name, and a title may begin with any word
    folders = [unquote(part).lower() for part in urlsplit(url).path.split("/")[:-1]] if url else []
    for name, pattern in _SECTIONS.items():
        for folder in folders:
            if re.fullmatch(pattern, folder):
                return Genre(name, f"it stands under /{folder}/")
    return None


def _by_title(title: str) -> Genre | None:
    for name, pattern in _TITLES.items():
        if found := re.search(pattern, title.strip(), re.IGNORECASE):
            return Genre(name, f"its title says {found[0].strip()!r}")
    return None


def _by_voice(article: Article) -> Genre | None:
    sentences = [unquoted(article.sentence(index)) for index in range(len(article.sentences))]
    if len(sentences) < _FEWEST_SENTENCES:
        return None
    language = (article.language or "en").partition("-")[0]
    for name, patterns, enough in (("first person", _FIRST, _FIRST_PERSON), ("how-to", _SECOND, _SECOND_PERSON)):
        pattern = patterns.get(language)
        share = sum(bool(re.search(pattern, sentence)) for sentence in sentences) / len(sentences) if pattern else 0.0
        if share >= enough:
            speaker = "speaks of itself" if name == "first person" else "addresses the reader"
            return Genre(name, f"{share:.0%} of its sentences: it {speaker}")
    return None
