"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_first_seen"), "articles", ["first_seen"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_story"), "audit", ["story"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("next_check", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("entries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("last_check", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_ok", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lost", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_feeds")),
    )
    op.create_index(op.f("ix_feeds_next_check"), "feeds", ["next_check"], unique=False)
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.Column("coverage", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("drafted", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("merged_into is null or merged_into <> id", name=op.f("ck_stories_no_loop")),
        sa.ForeignKeyConstraint(["merged_into"], ["stories.id"], name=op.f("fk_stories_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_merged_into"), "stories", ["merged_into"], unique=False)
    op.create_index(op.f("ix_stories_updated"), "stories", ["updated"], unique=False)
    op.create_table(
        "article_versions",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sentences", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("kept", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_article_versions_article")),
        sa.PrimaryKeyConstraint("article", "version", name=op.f("pk_article_versions")),
    )
    op.create_table(
        "copies",
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sa.Column("jaccard", sa.Float(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["articles.id"], name=op.f("fk_copies_a")),
        sa.ForeignKeyConstraint(["b"], ["articles.id"], name=op.f("fk_copies_b")),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_b"), "copies", ["b"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("kept", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_drafts_story")),
        sa.PrimaryKeyConstraint("story", "version", name=op.f("pk_drafts")),
    )
    op.create_table(
        "links",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("discovered", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("cause", sa.String(length=32), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lost", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("state <> 'article' or article is not null", name=op.f("ck_links_article_is_named")),
        sa.CheckConstraint(
            "state <> 'refused' or (cause is not null and article is null)", name=op.f("ck_links_refusal_has_cause")
        ),
        sa.CheckConstraint("state in ('waiting', 'fetched', 'article', 'refused')", name=op.f("ck_links_state")),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_links_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_article"), "links", ["article"], unique=False)
    op.create_index(op.f("ix_links_state_due"), "links", ["state", "due"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.JSON(), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_memberships_article")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_memberships_story")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_story_position"), "memberships", ["story", "position"], unique=False)
    op.create_table(
        "related",
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.CheckConstraint("a < b", name=op.f("ck_related_once")),
        sa.ForeignKeyConstraint(["a"], ["stories.id"], name=op.f("fk_related_a")),
        sa.ForeignKeyConstraint(["b"], ["stories.id"], name=op.f("fk_related_b")),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_related")),
    )
    op.create_index(op.f("ix_related_b"), "related", ["b"], unique=False)
    op.create_table(
        "approvals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["story", "version"], ["drafts.story", "drafts.version"], name=op.f("fk_approvals_story_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    op.create_index(op.f("ix_approvals_story"), "approvals", ["story"], unique=False)
    op.create_table(
        "draft_sources",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "version"],
            ["article_versions.article", "article_versions.version"],
            name=op.f("fk_draft_sources_article_version"),
        ),
        sa.ForeignKeyConstraint(
            ["story", "draft"], ["drafts.story", "drafts.version"], name=op.f("fk_draft_sources_story_draft")
        ),
        sa.PrimaryKeyConstraint("story", "draft", "article", "version", name=op.f("pk_draft_sources")),
    )
    op.create_index(op.f("ix_draft_sources_article"), "draft_sources", ["article"], unique=False)
    op.create_table(
        "fingerprints",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "version"],
            ["article_versions.article", "article_versions.version"],
            name=op.f("fk_fingerprints_article_version"),
        ),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_fingerprints")),
    )
    op.create_table(
        "pages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("final_key", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("done", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("fence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lost", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["link"], ["links.key"], name=op.f("fk_pages_link")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_done_due"), "pages", ["done", "due"], unique=False)
    op.create_index(op.f("ix_pages_final_key"), "pages", ["final_key"], unique=False)
    op.create_index(op.f("ix_pages_link"), "pages", ["link"], unique=False)
    op.create_index(
        "uq_pages_open", "pages", ["link"], unique=True, sqlite_where=sa.text("done = 0"), postgresql_where=sa.text("not done")
    )
    op.create_table(
        "outbox",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("approval", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("fence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lost", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("state in ('waiting', 'done', 'failed')", name=op.f("ck_outbox_state")),
        sa.ForeignKeyConstraint(["approval"], ["approvals.id"], name=op.f("fk_outbox_approval")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_outbox_story")),
        sa.PrimaryKeyConstraint("story", "target", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_state_due"), "outbox", ["state", "due"], unique=False)
    op.create_table(
        "publications",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("approval", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["approval"], ["approvals.id"], name=op.f("fk_publications_approval")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_publications_story")),
        sa.PrimaryKeyConstraint("story", "target", "revision", name=op.f("pk_publications")),
    )
    op.create_index(op.f("ix_publications_target_published"), "publications", ["target", "published"], unique=False)
