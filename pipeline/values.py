"""The values that flow through Newsloom: frozen, typed, without an import of ours.

Read from top to bottom they are the way of one report from the web to the CMS:
``FetchedPage -> Article -> Fingerprint -> Story -> Draft -> Approved -> Publication``.

Conventions: every ``datetime`` is aware and in UTC; offsets are half-open and count code points of the
NFC text; a citation names (article, version, sentence) with the sentence counted from 0, and is *shown* as
``RANK-SENTENCE`` with both counted from 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

# --------------------------------------------------------------------------- outlets and newsroom policy


class Use(StrEnum):
    """What we may do with an outlet's text, from careful to free."""

    LINK_ONLY = "link-only"
    FACTS = "facts"
    QUOTE = "quote"
    LICENSED = "licensed"


@dataclass(frozen=True, slots=True)
class Policy:
    """What an editor decided on an outlet: the ``authority`` (0 to 1) it is given whatever its record, why, who, since when."""

    authority: float
    reason: str
    by: str
    since: date


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: one file in ``config/outlets`` each.

    ``name`` is what readers see, ``id`` the file's stem, ``domains`` the registrable domains (or whole hosts)
    its pages live on, ``owner`` the owner family or None where it is not known.
    ``quote_words`` caps how many words of one cited sentence may leave the house. ``model`` says whether its sentences may be
    sent to a language model; None leaves it to what its pages and its site say of text mining.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    feeds: tuple[str, ...] = ()
    kind: Literal["outlet", "primary", "agency"] = "outlet"
    language: str = "en"
    country: str | None = None
    owner: str | None = None
    enabled: bool = False
    checked: bool = False
    use: Use = Use.QUOTE
    quote_words: int = 40
    delay: float | None = None
    policy: Policy | None = None
    model: Literal["yes", "no"] | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """One category of the newsroom's taxonomy; ``terms`` are words and phrases with their weight."""

    name: str
    title: str
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Style:
    """The house style that a writer keeps to (``style.toml``). Lengths are in words unless said."""

    headline_case: Literal["sentence", "title"] = "sentence"
    headline_words: int = 14
    headline_characters: int = 100
    dek_words: int = 35
    article_words: int = 550
    sentence_words: int = 45
    sections: int = 4
    spelling: Literal["us", "gb"] = "us"
    date_format: str = "{month} {day}, {year}"
    quote_words: int = 40
    run_words: int = 25
    source_share: float = 0.5


# --------------------------------------------------------------------------- the world in


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it was given: a day has no time of day worth trusting."""

    at: datetime
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A link that a feed told us of, with what the feed said of it (all as given, unchecked)."""

    url: str
    outlet: str
    feed: str
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    guid: str | None = None


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One answer from the web, byte for byte. ``outlet`` is the id of the outlet that was being crawled.

    ``signals`` are rights signals found outside the page (robots rules for named bots, tdmrep.json),
    each as ``"origin: what it says"``.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    outlet: str | None = None
    entry: FeedEntry | None = None
    signals: tuple[str, ...] = ()


class Cause(StrEnum):
    """Why a discovered link did not become an article; the words that people read are in ``Refusal.detail``."""

    ROBOTS = "robots"
    ADDRESS = "address"
    URL = "url"
    GONE = "gone"
    NOT_FOUND = "not-found"
    HTTP = "http"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    REDIRECT = "redirect"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    NOT_HTML = "not-html"
    EMPTY = "empty"
    CONSENT = "consent-wall"
    PAYWALL = "paywall"
    SOFT_404 = "soft-404"
    CHALLENGE = "challenge"
    TOO_SHORT = "too-short"
    UNREADABLE = "unreadable"
    DUPLICATE_URL = "duplicate-url"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A link that ended without an article: which, why, and the detail in words."""

    url: str
    cause: Cause
    detail: str
    at: datetime
    outlet: str | None = None


# --------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, half-open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date found for a page, and where it stood: ``feed``, ``json-ld``, ``meta:NAME``, ``time``, ``url`` or ``text``."""

    value: Moment
    origin: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the body; ``start`` is the offset of its text, None where the text was not found again."""

    url: str
    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Embed:
    """An embedded post, video or document."""

    kind: str
    url: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Another outlet that the page names as its source.

    ``how`` is ``wire-line``, ``reported-by``, ``canonical`` or ``feed-source``.
    """

    outlet: str
    how: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the page, as a reference only: pictures of others are never copied."""

    url: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What page and site said about reuse. None is "said nothing"; ``signals`` keep each finding with its origin."""

    licence: str | None = None
    text_mining_reserved: bool | None = None
    no_archive: bool | None = None
    refused_bots: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One report as we read it: a version of a page's text with everything the page said about it.

    ``text`` is NFC, paragraphs separated by one newline. ``sentences`` are split once for a version and never again.
    ``digest`` is the version's identity (of the NFC text); ``version`` counts from 1.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    domain: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    dates: tuple[DateCandidate, ...] = ()
    language: str | None = None
    paywalled: bool | None = None
    links: tuple[Link, ...] = ()
    embeds: tuple[Embed, ...] = ()
    credits: tuple[Credit, ...] = ()
    images: tuple[Image, ...] = ()
    rights: Rights = field(default_factory=Rights)
    sentences: tuple[Span, ...] = ()
    version: int = 1
    first_seen: datetime | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def sentence(self, index: int) -> str:
        """The text of sentence ``index`` (from 0). Raises IndexError outside the frozen split."""
        if index < 0:
            raise IndexError(index)
        span = self.sentences[index]
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the grouping keeps of one article version.

    ``signature`` is a MinHash signature (uint32, little-endian), ``shingles`` the sorted hashes of its 5-word
    shingles (uint64, little-endian); ``terms`` are term frequencies of title and opening, ``names`` and ``numbers``
    the evidence that survives a change of language. ``domain`` tells whose boilerplate the text may carry, and
    ``first_seen`` which of two undated articles is the later one. ``crowd`` is set by the grouping: how near its tenth nearest
    article was, so how little ordinary agreement says there. ``title`` holds the distinct terms of the title alone.
    ``published`` is None also where the date given cannot be: ``date_doubt`` then says why. ``meaning`` is the vector (float16,
    little-endian) that the sentence model ``model`` gave it, empty where the newsroom has none.
    """

    article: str
    version: int
    signature: bytes
    shingles: bytes
    terms: tuple[tuple[str, float], ...]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    language: str | None = None
    published: Moment | None = None
    words: int = 0
    domain: str | None = None
    first_seen: datetime | None = None
    crowd: float = 0.0
    title: tuple[str, ...] = ()
    date_doubt: str = ""
    meaning: bytes = b""
    model: str = ""


class Relation(StrEnum):
    """How much text two articles share: containment from .6 is a copy, from .3 an excerpt."""

    COPY = "copy"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two articles that share text; ``b`` is the later one. Containment is of the smaller text's 5-word shingles."""

    a: str
    b: str
    containment: float
    jaccard: float
    relation: Relation


# --------------------------------------------------------------------------- stories


@dataclass(frozen=True, slots=True)
class Near:
    """An article that was near when this one was grouped, how near, and why in words."""

    id: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """The nearest story that the article was not put into; ``nearest`` is the article of it that came nearest."""

    story: str
    score: float
    reasons: tuple[str, ...] = ()
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where one article went and why."""

    article: str
    story: str
    duplicate_of: str | None = None
    related: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()
    rejected: Rejected | None = None


class State(StrEnum):
    """Where a story stands between coverage and publication."""

    GATHERING = "gathering"
    READY = "ready"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    EXPORTED = "exported"
    UPDATED_SINCE = "updated-since"
    REJECTED = "rejected"
    RETRACTED = "retracted"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Story:
    """All coverage of one event. The id is opaque and for ever; ``members`` are in the order they joined."""

    id: str
    state: State
    members: tuple[Assignment, ...]
    created: datetime
    updated: datetime
    related: tuple[str, ...] = ()
    note: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles, in the order they joined."""
        return tuple(member.article for member in self.members)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on one version of a story's draft; ``version`` is None where it had no draft yet.

    ``confirmed`` is the first of the two approvals that a draft with a sensitive person in it needs: nothing goes out by it.
    """

    version: int | None
    verdict: Literal["approved", "rejected", "confirmed"]
    by: str
    at: datetime


# --------------------------------------------------------------------------- drafts


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """One source sentence: article, version of its text, index of the sentence in the frozen split (from 0)."""

    article: str
    version: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must look at; ``sentence`` counts the draft's body from 0, None is the draft as a whole.

    ``start`` and ``end`` are offsets in the checked text where the problem has a place.
    """

    kind: str
    detail: str
    sentence: int | None = None
    start: int | None = None
    end: int | None = None
    blocking: bool = True


SECOND_EDITOR = "second-editor"
"""The kind of the problem that a named minor, victim or accused person is: two persons must approve the draft."""


WAITING_FOR_MODEL = "waiting-for-model"
"""The kind of the problem that a draft without a model has where a model should have written it and did not answer."""


How = Literal["verbatim", "derived", "written"]


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of ours with the source sentences it stands on; ``how`` it was made, from how many independent origins.

    ``outlets`` counts who prints what it says: a statement to one outlet that nine repeat is one origin, via ten outlets.
    """

    text: str
    citations: tuple[Citation, ...]
    how: How = "verbatim"
    origins: int = 1
    problems: tuple[Problem, ...] = ()
    outlets: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; the opening has no title."""

    title: str | None
    sentences: tuple[DraftSentence, ...]


FactKind = Literal["money", "count", "measure", "date", "role", "place", "event", "quote"]
FactState = Literal["current", "superseded", "disputed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is claimed, by whom, and what became of it.

    ``about`` says of what ``value`` is the value. ``origins`` are where the claim comes from, each in words ("statement:
    Brightloom to The Byte"), ``outlets`` counts who prints it. ``superseded_by`` is the value that replaced it (also
    the right one, where it was withdrawn), ``disputed_with`` one that others give. ``normal`` is the value in a form that two
    ways of writing it share: ``180000000 $``, ``26 months``, a date by ISO 8601 ("2026-03", "2026-09-02/2026-09-09", "T05:12").
    """

    id: str
    text: str
    value: str | None
    citations: tuple[Citation, ...]
    origins: tuple[str, ...]
    superseded_by: str | None = None
    disputed_with: str | None = None
    kind: FactKind = "event"
    about: str = ""
    state: FactState = "current"
    outlets: int = 1
    normal: str | None = None

    @property
    def told(self) -> str:
        """What it claims, to be read: the clause where that stands by itself, else the sentence that it is of."""
        clause = self.about if self.value is None else ""
        whole = clause[:1].isupper() and clause.count("(") == clause.count(")") and clause.count('"') % 2 == 0
        return clause if whole and len(clause.split()) >= _FEWEST_WORDS else self.text


_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that sources give for the same thing."""

    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that disagree about one thing at the same time."""

    about: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """A value that later coverage replaced."""

    about: str
    old: str
    new: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation where it stands in one article version: ``start`` and ``end`` with its marks, in code points.

    ``first`` and ``last`` are the sentences it runs over (a newspaper splits inside the marks). ``speaker`` is None where the
    text does not tell. It is ``whole`` where it has both marks and is no scrap of a few words in a sentence of the outlet's.
    """

    article: str
    version: int
    start: int
    end: int
    first: int
    last: int
    words: str
    speaker: str | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation that outlets give in different words.

    ``words`` is the wording it is held against and ``citations`` who gives it (a primary document where there is one),
    ``others`` each other wording with who gives it. ``checked`` tells that a primary document has the words.
    """

    speaker: str | None
    words: str
    citations: tuple[Citation, ...]
    others: tuple[ConflictValue, ...]
    checked: bool = False


BondKind = Literal["copy", "excerpt", "credit", "rewrite", "document"]


@dataclass(frozen=True, slots=True)
class Bond:
    """One article of a story that leans on another: ``reader`` leans on ``source``, ``minutes`` after it (None: unknown)."""

    reader: str
    source: str
    how: BondKind
    minutes: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a story comes from: who published ``first`` (several tie, none: unknown), by what ``evidence``; the bonds."""

    first: tuple[str, ...] = ()
    evidence: str = ""
    bonds: tuple[Bond, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A related story that readers can go on to."""

    story: str
    headline: str
    url: str | None = None


Role = Literal["primary", "original", "independent", "rewrite", "copy", "excerpt", "aggregation"]


@dataclass(frozen=True, slots=True)
class Source:
    """One article in the ranked list under a draft, with every part of why it stands where it stands.

    ``parts`` are the named parts of ``score``; they add up to it.
    """

    rank: int
    article: str
    version: int
    digest: str
    outlet: str
    title: str
    url: str | None
    authors: tuple[str, ...]
    published: Moment | None
    role: Role
    copied_from: str | None
    credits: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    sentences: tuple[str, ...]
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model took for a draft: tokens and cost of all ``calls``, at the prices of the settings."""

    model: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of the consolidated article of one story. Made by a writer, judged by a person.

    ``independent_low`` and ``independent_sources`` bound the count of independent reports (unknown owners make it a range).
    ``usage`` is None where no language model answered.
    """

    story: str
    version: int
    state: State
    category: str
    language: str
    updated: datetime
    headline: DraftSentence
    dek: DraftSentence
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    updates: tuple[Update, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    sources: tuple[Source, ...] = ()
    independent_sources: int = 0
    independent_low: int = 0
    problems: tuple[Problem, ...] = ()
    wordings: tuple[Wording, ...] = ()
    lineage: Lineage = Lineage()
    usage: Usage | None = None

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """The body in reading order, opening first; headline and dek are not part of it."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @property
    def sensitive(self) -> bool:
        """Whether it carries the mark of a named minor, victim or accused person, so that two persons must approve it."""
        return any(problem.kind == SECOND_EDITOR for problem in self.problems)

    def label(self, citation: Citation) -> str:
        """How a citation is shown in this version: ``RANK-SENTENCE``, both from 1. Raises KeyError for a foreign article."""
        for source in self.sources:
            if (source.article, source.version) == (citation.article, citation.version):
                return f"{source.rank}-{citation.sentence + 1}"
        raise KeyError(citation)


# --------------------------------------------------------------------------- approval and the world out


RulingVerdict = Literal["kept", "taken-out"]


@dataclass(frozen=True, slots=True)
class SentenceRuling:
    """What a person decided on a sentence of a story that fails its proof: it is kept, or taken out of the text.

    It is on this very sentence (``text`` and ``citations``) failing in these very ways (``kinds`` of its blocking problems,
    sorted), in whichever version of the draft. ``reason`` may be empty only for a sentence that was taken out.
    """

    story: str
    text: str
    citations: tuple[Citation, ...]
    kinds: tuple[str, ...]
    verdict: RulingVerdict
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Approved:
    """This draft, this version, approved by this person at this time. Only ``pipeline.approval`` and the store make one.

    ``confirmed_by`` is the other person, where a minor, a victim or an accused person is named: with one name only there is no
    such value, unless the newsroom has stated that it has one editor (``alone``). ``draft`` is the text as persons have ruled
    on its failing sentences, ``rulings`` are what they ruled. Raises ValueError.
    """

    draft: Draft
    by: str
    at: datetime
    confirmed_by: str = ""
    alone: bool = False
    rulings: tuple[SentenceRuling, ...] = ()

    def __post_init__(self) -> None:
        """Refuse one name where two are needed."""
        if self.draft.sensitive and not self.alone and same_person(self.by, self.confirmed_by or self.by):
            raise ValueError(
                f"story {self.draft.story}, version {self.draft.version} names a minor, a victim or an accused person: "
                "an approval of it bears the names of two persons"
            )


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are spaced and capitalised."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The first of two approvals of a draft: this person has read this version, as ruled. It lets nothing out."""

    draft: Draft
    by: str
    at: datetime
    rulings: tuple[SentenceRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A source sentence as it may leave the house: cut to the outlet's quotation limit, with the digest of the whole.

    ``whole`` tells whether ``excerpt`` is the whole sentence, so that its digest can be checked without our database.
    """

    label: str
    rank: int
    excerpt: str
    digest: str
    whole: bool


@dataclass(frozen=True, slots=True)
class PrintedSentence:
    """A sentence as readers get it, with the labels of what it stands on.

    ``outlets`` counts who prints what it says, as in ``DraftSentence``, cited or not; 0 where that is not known.
    """

    text: str
    labels: tuple[str, ...]
    how: How
    origins: int
    outlets: int = 0


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A titled part as readers get it."""

    title: str | None
    sentences: tuple[PrintedSentence, ...]


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A numbered source as readers get it: a link, and no sentence of it."""

    rank: int
    outlet: str
    title: str
    url: str | None
    authors: tuple[str, ...]
    published: Moment | None
    role: Role
    digest: str


@dataclass(frozen=True, slots=True)
class PrintedConflict:
    """Where sources disagree: each value with the labels that give it."""

    about: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The article as a reader gets it: what every renderer prints. It has no room for a source sentence that is not cited.

    ``independent_low`` and ``independent_sources`` bound the count of independent reports, as in ``Draft``.
    """

    story: str
    version: int
    category: str
    language: str
    updated: datetime
    headline: PrintedSentence
    dek: PrintedSentence
    sections: tuple[PrintedSection, ...]
    conflicts: tuple[PrintedConflict, ...]
    cross_references: tuple[CrossReference, ...]
    sources: tuple[PrintedSource, ...]
    cited: tuple[CitedSentence, ...]
    independent_sources: int
    independent_low: int = 0


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """A printed sentence that fails its proof in these ways and was kept by a person who has checked it."""

    text: str
    kinds: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """What left the house for one target: an edition, who approved it and when, and which revision this is (from 1).

    ``url`` is where readers find it, None where the target has no public address. ``kept`` are the sentences that persons
    kept though they fail; why they did stays in the house.
    """

    edition: Edition
    target: str
    approved_by: str
    approved_at: datetime
    first_published: datetime
    revision: int = 1
    url: str | None = None
    kept: tuple[KeptSentence, ...] = ()
