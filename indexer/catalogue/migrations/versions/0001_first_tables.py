"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and the one row that counts changes."""
    _make_imports()
    _make_creators()
    _make_posts()
    _make_dated_counts_and_fees()
    revisions = op.create_table(
        "revision",
        sa.Column("id", WIDE, primary_key=True, autoincrement=True),
        sa.Column("number", WIDE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.bulk_insert(revisions, [{"id": 1, "number": 0}])


def _make_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("shape", sa.String(40), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("observed_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        *(sa.Column(name, WIDE, nullable=False) for name in ("position", "accepted", "rejected", "repeated")),
        *(sa.Column(name, WIDE, nullable=False) for name in ("new", "changed", "unchanged")),
        sa.Column("ignored", sa.JSON(), nullable=False),
        sa.Column("rejects", sa.Text(), nullable=False),
        sa.Column("rejects_size", WIDE, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_index("ix_imports_fingerprint", "imports", ["fingerprint"])


def _make_creators() -> None:
    op.create_table(
        "creators",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("platform", sa.String(40), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("handle", "name", "bio")),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("region", sa.String(6)),
        sa.Column("region_source", sa.Text()),
        sa.Column("declared_languages", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("followers", WIDE),
        sa.Column("following", WIDE),
        sa.Column("verified", sa.Boolean()),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("revision", WIDE, nullable=False),
        sa.Column("tagger", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_creators"),
        sa.UniqueConstraint("platform", "external_id", name="uq_creators_platform"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_creators_revision", "creators", ["revision"])
    op.create_index("ix_creators_tagger", "creators", ["tagger"])


def _make_posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("creator_id", WIDE, nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("declared_language", sa.String(40)),
        sa.Column("language", sa.String(40)),
        sa.Column("published_at", MOMENT),
        *(sa.Column(name, WIDE) for name in ("likes", "comments", "views", "shares", "saves")),
        sa.Column("sponsored", sa.Boolean()),
        sa.Column("url", sa.Text()),
        sa.Column("sources", sa.JSON(), nullable=False),
        _belongs_to_creator("posts"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("creator_id", "external_id", name="uq_posts_creator_id"),
        sqlite_autoincrement=True,
    )


def _make_dated_counts_and_fees() -> None:
    _make_part(
        "history",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("followers", WIDE),
        sa.Column("views", WIDE),
    )
    _make_part(
        "fees",
        sa.Column("deliverable", sa.String(100), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    _make_part(
        "statistics",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("statistic", sa.String(40), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
    )


def _make_part(name: str, *columns: sa.Column[object]) -> None:
    keys = {"history": ["date"], "fees": ["deliverable", "currency"], "statistics": ["name", "statistic"]}[name]
    op.create_table(
        name,
        sa.Column("creator_id", WIDE, nullable=False),
        *columns,
        sa.Column("import_id", WIDE, nullable=False),
        _belongs_to_creator(name),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=f"fk_{name}_import_id"),
        sa.PrimaryKeyConstraint("creator_id", *keys, name=f"pk_{name}"),
    )


def _belongs_to_creator(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["creator_id"], ["creators.id"], name=f"fk_{name}_creator_id", ondelete="CASCADE")
