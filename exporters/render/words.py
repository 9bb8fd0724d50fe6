"""The page's own words in each language, and how it writes dates.

A language without an entry gets the page in English around its article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from types import MappingProxyType

from pipeline.plain import line
from pipeline.values import Moment, PrintedSource, Role

Forms = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language. Pairs are (one, many); ``{}`` stands for a number or name."""

    months: tuple[str, ...]
    day: str
    clock: str
    undated: str
    sources: str
    disagree: str
    related: str
    outlets: Forms
    reports: Forms
    primaries: Forms
    single_sentences: Forms
    only: str
    only_by: str
    only_stated: str
    only_means: str
    disputed: str
    see_disputed: str
    headline_rests_on: str
    single: str
    source: str
    read_there: str
    read_sentence: str
    back: str
    no_address: str
    skip: str
    roles: Mapping[Role, str]
    how_made: str
    made: str
    model: str
    no_model: str
    approved: str
    draft: str
    first_published: str
    revision: str
    versions: str
    version: str
    headline_changed: str
    sentences_new: Forms
    sentences_gone: Forms
    correction: str
    complain: str
    articles: str
    updated: str

    def count(self, number: int, forms: Forms) -> str:
        """A number with its noun."""
        return forms[number != 1].format(number)

    def range(self, least: int, most: int, forms: Forms) -> str:
        """A number that is not sure, as its bounds, with its noun; one number where the bounds are one or say nothing."""
        return forms[True].format(f"{least}–{most}") if 0 < least < most else self.count(most, forms)

    def only_of(self, source: PrintedSource) -> str:
        """That nobody but this source's outlet says so."""
        return (self.only_stated if source.role == "primary" else self.only_by).format(line(source.outlet))

    def date(self, at: datetime, zone: tzinfo) -> str:
        """A day in words."""
        there = at.astimezone(zone)
        return self.day.format(day=there.day, month=self.months[there.month - 1], year=there.year)

    def time(self, at: datetime, zone: tzinfo) -> str:
        """A day and time in words, with the zone's short name."""
        there = at.astimezone(zone)
        clock = self.clock.format(
            hour=f"{there.hour:02}",
            minute=f"{there.minute:02}",
            hour12=there.hour % 12 or 12,
            half="a.m." if there.hour < 12 else "p.m.",
        )
        return f"{self.date(at, zone)}, {clock} {there.tzname() or 'UTC'}"

    def moment(self, moment: Moment | None, zone: tzinfo) -> str:
        """A source's date: a day that has no time of its own is not moved into another zone."""
        if moment is None:
            return self.undated
        return self.date(moment.at, moment.at.tzinfo or zone) if moment.day_only else self.time(moment.at, zone)


def words_of(language: str) -> Words:
    """Give the words for a language code such as ``en`` or ``de-AT``; English where there are none."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)


def direction(language: str) -> str:
    """Give ``rtl`` for languages written from right to left, else ``ltr``."""
    return "rtl" if language.partition("-")[0].lower() in {"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"} else "ltr"


ENGLISH = Words(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    day="{month} {day}, {year}",
    clock="{hour12}:{minute} {half}",
    undated="undated",
    sources="Sources",
    disagree="Where sources disagree",
    related="Cross-references",
    outlets=("{} outlet", "{} outlets"),
    reports=("{} independent report", "{} independent reports"),
    primaries=("{} primary source", "{} primary sources"),
    single_sentences=("{} sentence from a single source", "{} sentences from a single source"),
    only="only",
    only_by="reported only by {}",
    only_stated="stated only by {}",
    only_means="“Only” stands where we found it at no other of these outlets.",
    disputed="disputed",
    see_disputed="where sources disagree",
    headline_rests_on="headline from",
    single="Single source: no second newsroom has reported this on its own.",
    source="Source {}",
    read_there="Read it there",
    read_sentence="Read this sentence at {}",
    back="Back to the text",
    no_address="no public address",
    skip="Skip to the article",
    roles=MappingProxyType({
        "primary": "Primary source", "original": "First report", "independent": "Own report", "rewrite": "Rewrite",
        "copy": "Copy", "excerpt": "Excerpt", "aggregation": "Roundup",
    }),
    how_made="How this article was made",
    made="Consolidated with software from the sources above; every sentence links to what it rests on.",
    model="A language model ({}) worded parts of the text; every sentence was checked against what it cites.",
    no_model="No language model wrote any of it.",
    approved="Reviewed and approved by {} on {}.",
    draft="Draft: no editor has reviewed this article.",
    first_published="First published {}.",
    revision="Revision {}, {}.",
    versions="Versions",
    version="Version {}, approved by {}.",
    headline_changed="new headline",
    sentences_new=("{} new sentence", "{} new sentences"),
    sentences_gone=("{} sentence changed or taken out", "{} sentences changed or taken out"),
    correction="Correction: an earlier version gave {}; it is {}.",
    complain="Something wrong here? Tell us:",
    articles="Articles",
    updated="Updated {}",
)  # fmt: skip

GERMAN = Words(
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    day="{day}. {month} {year}",
    clock="{hour}:{minute} Uhr",
    undated="ohne Datum",
    sources="Quellen",
    disagree="Wo sich Quellen widersprechen",
    related="Querverweise",
    outlets=("{} Medium", "{} Medien"),
    reports=("{} unabhängiger Bericht", "{} unabhängige Berichte"),
    primaries=("{} Primärquelle", "{} Primärquellen"),
    single_sentences=("{} Satz aus einer einzigen Quelle", "{} Sätze aus einer einzigen Quelle"),
    only="nur",
    only_by="nur von {} berichtet",
    only_stated="nur von {} selbst gesagt",
    only_means="„Nur“ steht, wo wir es bei keinem anderen dieser Medien gefunden haben.",
    disputed="strittig",
    see_disputed="wo sich Quellen widersprechen",
    headline_rests_on="Überschrift nach",
    single="Nur eine Quelle: Keine zweite Redaktion hat dies selbst berichtet.",
    source="Quelle {}",
    read_there="Dort lesen",
    read_sentence="Diesen Satz bei {} lesen",
    back="Zurück zum Text",
    no_address="ohne öffentliche Adresse",
    skip="Zum Artikel springen",
    roles=MappingProxyType({
        "primary": "Primärquelle", "original": "Erster Bericht", "independent": "Eigener Bericht", "rewrite": "Nacherzählung",
        "copy": "Kopie", "excerpt": "Auszug", "aggregation": "Sammelbericht",
    }),
    how_made="Wie dieser Artikel entstanden ist",
    made="Mit Software aus den oben genannten Quellen zusammengeführt; jeder Satz führt zu seinem Beleg.",
    model="Teile des Textes hat ein Sprachmodell ({}) formuliert; jeder Satz wurde an seinen Belegen geprüft.",
    no_model="Kein Sprachmodell hat daran geschrieben.",
    approved="Geprüft und freigegeben von {} am {}.",
    draft="Entwurf: Noch niemand aus der Redaktion hat diesen Artikel geprüft.",
    first_published="Zuerst veröffentlicht am {}.",
    revision="Fassung {}, {}.",
    versions="Fassungen",
    version="Fassung {}, freigegeben von {}.",
    headline_changed="neue Überschrift",
    sentences_new=("{} neuer Satz", "{} neue Sätze"),
    sentences_gone=("{} Satz geändert oder gestrichen", "{} Sätze geändert oder gestrichen"),
    correction="Berichtigung: In einer früheren Fassung stand {}; richtig ist {}.",
    complain="Stimmt etwas nicht? Schreiben Sie uns:",
    articles="Artikel",
    updated="Aktualisiert am {}",
)  # fmt: skip

FRENCH = Words(
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    day="{day} {month} {year}",
    clock="{hour} h {minute}",
    undated="sans date",
    sources="Sources",
    disagree="Là où les sources divergent",
    related="Voir aussi",
    outlets=("{} média", "{} médias"),
    reports=("{} article indépendant", "{} articles indépendants"),
    primaries=("{} source primaire", "{} sources primaires"),
    single_sentences=("{} phrase d’une seule source", "{} phrases d’une seule source"),
    only="seul",
    only_by="rapporté seulement par {}",
    only_stated="déclaré seulement par {}",
    only_means="« Seul » figure là où nous ne l’avons trouvé chez aucun autre de ces médias.",
    disputed="contesté",
    see_disputed="là où les sources divergent",
    headline_rests_on="titre d’après",
    single="Source unique : aucune autre rédaction n’a rapporté ces faits par elle-même.",
    source="Source {}",
    read_there="Lire sur place",
    read_sentence="Lire cette phrase chez {}",
    back="Retour au texte",
    no_address="sans adresse publique",
    skip="Aller à l’article",
    roles=MappingProxyType({
        "primary": "Source primaire", "original": "Premier article", "independent": "Article propre", "rewrite": "Reprise",
        "copy": "Copie", "excerpt": "Extrait", "aggregation": "Revue de presse",
    }),
    how_made="Comment cet article a été fait",
    made="Rédigé à l’aide d’un logiciel à partir des sources ci-dessus ; chaque phrase renvoie à ce qui la fonde.",
    model="Un modèle de langage ({}) a rédigé des parties du texte ; chaque phrase a été vérifiée sur ce qu’elle cite.",
    no_model="Aucun modèle de langage n’y a écrit.",
    approved="Relu et approuvé par {} le {}.",
    draft="Brouillon : aucun rédacteur n’a relu cet article.",
    first_published="Première publication le {}.",
    revision="Révision {}, {}.",
    versions="Versions",
    version="Version {}, approuvée par {}.",
    headline_changed="nouveau titre",
    sentences_new=("{} phrase nouvelle", "{} phrases nouvelles"),
    sentences_gone=("{} phrase modifiée ou retirée", "{} phrases modifiées ou retirées"),
    correction="Rectificatif : une version antérieure donnait {} ; c’est {}.",
    complain="Une erreur ? Écrivez-nous :",
    articles="Articles",
    updated="Mis à jour le {}",
)  # fmt: skip

SPANISH = Words(
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    day="{day} de {month} de {year}",
    clock="{hour}:{minute}",
    undated="sin fecha",
    sources="Fuentes",
    disagree="Donde las fuentes discrepan",
    related="Véase también",
    outlets=("{} medio", "{} medios"),
    reports=("{} informe independiente", "{} informes independientes"),
    primaries=("{} fuente primaria", "{} fuentes primarias"),
    single_sentences=("{} frase de una sola fuente", "{} frases de una sola fuente"),
    only="solo",
    only_by="informado solo por {}",
    only_stated="declarado solo por {}",
    only_means="«Solo» figura donde no lo hallamos en ningún otro de estos medios.",
    disputed="discutido",
    see_disputed="donde las fuentes discrepan",
    headline_rests_on="titular según",
    single="Fuente única: ninguna otra redacción ha informado de esto por su cuenta.",
    source="Fuente {}",
    read_there="Leer allí",
    read_sentence="Leer esta frase en {}",
    back="Volver al texto",
    no_address="sin dirección pública",
    skip="Saltar al artículo",
    roles=MappingProxyType({
        "primary": "Fuente primaria", "original": "Primer informe", "independent": "Informe propio", "rewrite": "Reescritura",
        "copy": "Copia", "excerpt": "Extracto", "aggregation": "Recopilación",
    }),
    how_made="Cómo se hizo este artículo",
    made="Elaborado con software a partir de las fuentes anteriores; cada frase enlaza con aquello en que se apoya.",
    model="Un modelo de lenguaje ({}) redactó partes del texto; cada frase se comprobó con lo que cita.",
    no_model="Ningún modelo de lenguaje lo escribió.",
    approved="Revisado y aprobado por {} el {}.",
    draft="Borrador: ningún editor ha revisado este artículo.",
    first_published="Publicado por primera vez el {}.",
    revision="Revisión {}, {}.",
    versions="Versiones",
    version="Versión {}, aprobada por {}.",
    headline_changed="nuevo titular",
    sentences_new=("{} frase nueva", "{} frases nuevas"),
    sentences_gone=("{} frase cambiada o retirada", "{} frases cambiadas o retiradas"),
    correction="Corrección: una versión anterior daba {}; es {}.",
    complain="¿Hay algún error? Escríbanos:",
    articles="Artículos",
    updated="Actualizado el {}",
)  # fmt: skip

WORDS: Mapping[str, Words] = MappingProxyType({"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH})
