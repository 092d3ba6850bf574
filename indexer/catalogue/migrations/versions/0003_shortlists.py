"""Shortlists, and what is shared of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_shortlists()
    _make_entries()
    _make_shares()
    _make_shared_entries()
    _make_recommendations()


def _make_shortlists() -> None:
    op.create_table(
        "shortlists",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", WIDE, nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_shortlists"),
        sqlite_autoincrement=True,
    )


def _make_entries() -> None:
    op.create_table(
        "shortlist_entries",
        sa.Column("shortlist_id", WIDE, nullable=False),
        sa.Column("creator_id", WIDE, nullable=False),
        sa.Column("position", WIDE, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("internal_note", sa.Text(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("tags", "posts", "versions")),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        _belongs_to("shortlist_entries", "shortlist_id", "shortlists"),
        _belongs_to("shortlist_entries", "creator_id", "creators"),
        sa.PrimaryKeyConstraint("shortlist_id", "creator_id", name="pk_shortlist_entries"),
    )
    op.create_index("ix_shortlist_entries_creator_id", "shortlist_entries", ["creator_id"])


def _make_shares() -> None:
    op.create_table(
        "shares",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("shortlist_id", WIDE, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        _belongs_to("shares", "shortlist_id", "shortlists"),
        sa.PrimaryKeyConstraint("id", name="pk_shares"),
        sa.UniqueConstraint("token_hash", name="uq_shares_token_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shares_shortlist_id", "shares", ["shortlist_id"])


def _make_shared_entries() -> None:
    op.create_table(
        "shared_entries",
        sa.Column("share_id", WIDE, nullable=False),
        sa.Column("creator_id", WIDE, nullable=False),
        sa.Column("position", WIDE, nullable=False),
        sa.Column("copy", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(10)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reviewed_at", MOMENT),
        _belongs_to("shared_entries", "share_id", "shares"),
        _belongs_to("shared_entries", "creator_id", "creators"),
        sa.PrimaryKeyConstraint("share_id", "creator_id", name="pk_shared_entries"),
    )
    op.create_index("ix_shared_entries_creator_id", "shared_entries", ["creator_id"])


def _make_recommendations() -> None:
    op.create_table(
        "recommendations",
        sa.Column("id", WIDE, autoincrement=True, nullable=False),
        sa.Column("share_id", WIDE, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("who", "reason", "reviewer")),
        sa.Column("made_at", MOMENT, nullable=False),
        _belongs_to("recommendations", "share_id", "shares"),
        sa.PrimaryKeyConstraint("id", name="pk_recommendations"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_recommendations_share_id", "recommendations", ["share_id"])


def _belongs_to(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")
