"""The tables. What must never be true is made impossible here: uniqueness, references and states are the database's business.

``migrations/`` must arrive at exactly this; a test compares them on both databases.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
    text,
)

from storage.columns import CleanText, Record, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# An address can be longer than an index takes, so a row is known by the SHA-256 (hex) of its address.
_KEY = String(64)
_NONE = text("0")


def _lease() -> list[Column[object]]:
    """What a row needs to be worked on by one process at a time.

    ``fence`` counts every taking, ``lost`` those that ended with neither a result nor a word (the taker died);
    ``holder`` is the process that has it.
    """
    return [
        Column("fence", Integer, nullable=False, server_default=_NONE),
        Column("lease_until", UtcDateTime),
        Column("holder", CleanText),
        Column("lost", Integer, nullable=False, server_default=_NONE),
    ]


feeds = Table(
    "feeds",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("url", CleanText, nullable=False),
    Column("outlet", CleanText, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("next_check", UtcDateTime, nullable=False),
    Column("etag", CleanText),
    Column("last_modified", CleanText),
    Column("status", Integer),
    Column("entries", Integer, nullable=False, server_default=_NONE),
    Column("failures", Integer, nullable=False, server_default=_NONE),
    Column("fault", CleanText),
    Column("warning", CleanText),
    Column("last_check", UtcDateTime),
    Column("last_ok", UtcDateTime),
    *_lease(),
    Index(None, "next_check"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("url", CleanText),
    Column("outlet", CleanText),
    Column("domain", CleanText),
    Column("title", CleanText, nullable=False),
    Column("published", UtcDateTime),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    # how often the grouping failed at this article
    Column("failures", Integer, nullable=False, server_default=_NONE),
    Index(None, "published"),
    Index(None, "first_seen"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("article", CleanText, ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", _KEY, nullable=False),
    Column("sentences", Integer, nullable=False),
    Column("record", Record, nullable=False),
    Column("kept", UtcDateTime, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("url", CleanText, nullable=False),
    Column("outlet", CleanText, nullable=False),
    Column("entry", Record, nullable=False),
    Column("state", String(8), nullable=False),
    Column("discovered", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=_NONE),
    Column("article", CleanText, ForeignKey("articles.id")),
    Column("cause", String(32)),
    Column("detail", CleanText),
    Column("ended", UtcDateTime),
    *_lease(),
    CheckConstraint("state in ('waiting', 'fetched', 'article', 'refused')", name="state"),
    CheckConstraint("state <> 'article' or article is not null", name="article_is_named"),
    CheckConstraint("state <> 'refused' or (cause is not null and article is null)", name="refusal_has_cause"),
    Index(None, "state", "due"),
    Index(None, "article"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("link", _KEY, ForeignKey("links.key"), nullable=False),
    Column("final_key", _KEY, nullable=False),
    Column("url", CleanText, nullable=False),
    Column("final_url", CleanText, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Record, nullable=False),
    Column("body", _KEY, nullable=False),
    Column("fetched", UtcDateTime, nullable=False),
    Column("outlet", CleanText),
    Column("signals", Record, nullable=False),
    Column("done", Boolean, nullable=False, server_default=false()),
    Column("due", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=_NONE),
    Column("detail", CleanText),
    *_lease(),
    Index(None, "done", "due"),
    Index(None, "link"),
    Index(None, "final_key"),
    # A link has at most one page that waits to be read: it can end only once.
    Index("uq_pages_open", "link", unique=True, sqlite_where=text("done = 0"), postgresql_where=text("not done")),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article", CleanText, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("record", Record, nullable=False),
    # the order in which articles were first grouped: what was compared with what is told by it
    Column("seq", BigInteger, nullable=False, server_default=_NONE),
    ForeignKeyConstraint(["article", "version"], ["article_versions.article", "article_versions.version"]),
    Index(None, "seq"),
)

# Whatever changes who is in which story, or a fingerprint, is written down here by triggers of the database itself (migration
# 0006), so that no writer can forget it: a process that holds the grouping in memory reads what changed after the number it
# has read. Numbers grow in the order of the commits. Old ones are dropped.
regrouped = Table(
    "regrouped",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("article", CleanText, nullable=False),
    sqlite_autoincrement=True,
)

# What the index of near-copies is made of, beside the fingerprints because these are ten times as large.
# ``seq`` grows with every keeping, in the order of the commits, and is never given twice: whoever has read up to one has
# read all before it.
sketches = Table(
    "sketches",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("article", CleanText, ForeignKey("articles.id"), nullable=False, unique=True),
    Column("domain", CleanText),
    Column("at", BigInteger, nullable=False),
    Column("size", Integer, nullable=False),
    Column("keys", LargeBinary, nullable=False),
    Index(None, "domain", "seq"),
    sqlite_autoincrement=True,
)

copies = Table(
    "copies",
    metadata,
    Column("a", CleanText, ForeignKey("articles.id"), primary_key=True),
    Column("b", CleanText, ForeignKey("articles.id"), primary_key=True),
    Column("containment", Float, nullable=False),
    Column("jaccard", Float, nullable=False),
    Column("relation", String(16), nullable=False),
    Index(None, "b"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("updated", UtcDateTime, nullable=False),
    Column("note", CleanText),
    Column("merged_into", CleanText, ForeignKey("stories.id")),
    # ``coverage`` grows with each change of the articles or their text, ``drafted`` is what the newest draft has read.
    Column("coverage", Integer, nullable=False, server_default=_NONE),
    Column("drafted", Integer, nullable=False, server_default=_NONE),
    # how often its coverage could not be drafted
    Column("failures", Integer, nullable=False, server_default=_NONE),
    CheckConstraint("merged_into is null or merged_into <> id", name="no_loop"),
    Index(None, "updated"),
    Index(None, "merged_into"),
)

memberships = Table(
    "memberships",
    metadata,
    # The primary key is the promise that one article is in one story.
    Column("article", CleanText, ForeignKey("articles.id"), primary_key=True),
    Column("story", CleanText, ForeignKey("stories.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("assignment", Record, nullable=False),
    Column("joined", UtcDateTime, nullable=False),
    Index(None, "story", "position"),
)

# Which primary documents a story wants, and what became of each. A document is in no story by membership, so the grouping never
# sees it, and it may serve several. ``key`` is the SHA-256 of the identity of its address; ``link`` is null where it was not
# asked for.
story_documents = Table(
    "story_documents",
    metadata,
    Column("story", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("key", _KEY, primary_key=True),
    Column("url", CleanText, nullable=False),
    Column("link", _KEY, ForeignKey("links.key")),
    Column("kind", String(10), nullable=False),
    Column("why", Record, nullable=False),
    Column("state", String(8), nullable=False),
    Column("article", CleanText, ForeignKey("articles.id")),
    Column("cause", String(32)),
    Column("detail", CleanText),
    Column("since", UtcDateTime, nullable=False),
    Column("ended", UtcDateTime),
    CheckConstraint("state in ('wanted', 'joined', 'failed')", name="state"),
    CheckConstraint("(state = 'joined') = (article is not null)", name="joined_is_an_article"),
    CheckConstraint("state <> 'wanted' or link is not null", name="wanted_has_link"),
    Index(None, "state"),
    Index(None, "key"),
    Index(None, "link"),
    Index(None, "article"),
)

related = Table(
    "related",
    metadata,
    Column("a", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("b", CleanText, ForeignKey("stories.id"), primary_key=True),
    CheckConstraint("a < b", name="once"),
    Index(None, "b"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("story", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", _KEY, nullable=False),
    Column("headline", CleanText, nullable=False),
    Column("category", CleanText, nullable=False),
    Column("independent_sources", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    # whether it names somebody for whose sake two persons must approve it
    Column("sensitive", Boolean, nullable=False, server_default=false()),
    Column("record", Record, nullable=False),
    Column("kept", UtcDateTime, nullable=False),
)

draft_sources = Table(
    "draft_sources",
    metadata,
    Column("story", CleanText, primary_key=True),
    Column("draft", Integer, primary_key=True),
    Column("article", CleanText, primary_key=True),
    Column("version", Integer, primary_key=True),
    ForeignKeyConstraint(["story", "draft"], ["drafts.story", "drafts.version"]),
    ForeignKeyConstraint(["article", "version"], ["article_versions.article", "article_versions.version"]),
    Index(None, "article"),
)

assessments = Table(
    "assessments",
    metadata,
    Column("story", CleanText, primary_key=True),
    Column("draft", Integer, primary_key=True),
    Column("record", Record, nullable=False),
    Column("kept", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["story", "draft"], ["drafts.story", "drafts.version"]),
    Index(None, "kept"),
)

# Who reports on a subject and when: read off the newest draft of each story, one row a story.
tellings = Table(
    "tellings",
    metadata,
    Column("story", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("draft", Integer, nullable=False),
    Column("record", Record, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)

# What a story is about. ``key`` is the subject's name as it is compared, ``owner`` the key of the company of a product.
story_subjects = Table(
    "story_subjects",
    metadata,
    Column("story", CleanText, ForeignKey("tellings.story"), primary_key=True),
    Column("key", CleanText, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("name", CleanText, nullable=False),
    Column("owner", CleanText),
    Column("variants", Record, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("kind in ('company', 'product', 'technology', 'person')", name="kind"),
    Index(None, "key", "at"),
    Index(None, "owner", "at"),
    Index(None, "at"),
)

# What editors say of a subject: it is none, or it is one with another (``target``), by their keys.
subject_rulings = Table(
    "subject_rulings",
    metadata,
    Column("key", CleanText, primary_key=True),
    Column("verdict", String(8), nullable=False),
    Column("target", CleanText, nullable=False),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("verdict in ('hidden', 'same')", name="verdict"),
    CheckConstraint("(verdict = 'same') = (target <> '')", name="same_has_target"),
    CheckConstraint("key <> target", name="not_itself"),
)

# The editors' list: persons and technologies become subjects only by it.
listed_subjects = Table(
    "listed_subjects",
    metadata,
    Column("key", CleanText, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("record", Record, nullable=False),
    CheckConstraint("kind in ('person', 'technology')", name="kind"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("story", CleanText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # the other editor where two were needed, and whether the newsroom had stated that it has one
    Column("confirmed_by", CleanText),
    Column("alone", Boolean, nullable=False, server_default=false()),
    # the text that was approved, where persons had ruled on sentences of it; null: the version's own
    Column("ruled", Record),
    ForeignKeyConstraint(["story", "version"], ["drafts.story", "drafts.version"]),
    Index(None, "story"),
)

# What editors rule on failing sentences: one ruling a sentence. ``key`` is the SHA-256 of its text and citations.
sentence_rulings = Table(
    "sentence_rulings",
    metadata,
    Column("story", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("key", _KEY, primary_key=True),
    Column("verdict", String(9), nullable=False),
    Column("record", Record, nullable=False),
    CheckConstraint("verdict in ('kept', 'taken-out')", name="verdict"),
)

# The first of two approvals of a draft that names a minor, a victim or an accused person: one a version.
confirmations = Table(
    "confirmations",
    metadata,
    Column("story", CleanText, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["story", "version"], ["drafts.story", "drafts.version"]),
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("story", CleanText, ForeignKey("stories.id"), nullable=False),
    # null where the story had no draft yet
    Column("version", Integer),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("note", CleanText, nullable=False),
    Index(None, "story"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("story", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("target", CleanText, primary_key=True),
    Column("approval", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("approvals.id"), nullable=False),
    Column("state", String(8), nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=_NONE),
    Column("detail", CleanText),
    *_lease(),
    CheckConstraint("state in ('waiting', 'done', 'failed')", name="state"),
    Index(None, "state", "due"),
)

publications = Table(
    "publications",
    metadata,
    Column("story", CleanText, ForeignKey("stories.id"), primary_key=True),
    Column("target", CleanText, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("approval", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("approvals.id"), nullable=False),
    Column("published", UtcDateTime, nullable=False),
    Column("record", Record, nullable=False),
    Index(None, "target", "published"),
)

# What persons said about the grouping. Stories are named without a reference: one that was set aside may go again.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("source", CleanText, nullable=False),
    Column("target", CleanText, nullable=False),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("note", CleanText, nullable=False),
    CheckConstraint("kind in ('merge', 'split', 'move')", name="kind"),
    CheckConstraint("source <> target", name="two_stories"),
)

corrected = Table(
    "corrected",
    metadata,
    Column("correction", Integer, ForeignKey("corrections.number"), primary_key=True),
    # An article is on one side of a correction.
    Column("article", CleanText, ForeignKey("articles.id"), primary_key=True),
    Column("side", String(8), nullable=False),
    Column("place", Integer, nullable=False),
    CheckConstraint("side in ('moved', 'joined', 'left')", name="side"),
    Index(None, "article"),
)

# What was learned from corrections. Version 0 is the score as it ships and has no row.
adjustments = Table(
    "adjustments",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("record", Record, nullable=False),
    CheckConstraint("version > 0", name="numbered_from_one"),
)

# Which version is used: the newest row says.
adjustment_uses = Table(
    "adjustment_uses",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, ForeignKey("adjustments.version")),
    Column("by", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("who", CleanText, nullable=False),
    Column("story", CleanText),
    Column("what", CleanText, nullable=False),
    Index(None, "story"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", CleanText, primary_key=True),
    Column("holder", CleanText),
    Column("fence", Integer, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

# the tables whose rows one process at a time works on
LEASED = (feeds, links, pages, outbox)
