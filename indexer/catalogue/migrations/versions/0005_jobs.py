"""Long work beside the page: jobs, remembered mappings of columns, and the queue that hands jobs over."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_jobs()
    op.create_table(
        "mappings",
        sa.Column("header", sa.String(64), primary_key=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("header", name="pk_mappings"),
    )
    _make_queue()


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", WIDE, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("done", WIDE, nullable=False),
        sa.Column("total", WIDE),
        sa.Column("unit", sa.String(20)),
        sa.Column("message", sa.Text()),
        sa.Column("rate", sa.Double()),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("rejects", sa.Text()),
        sa.Column("error_code", sa.String(40)),
        *(sa.Column(name, sa.Text()) for name in ("problem", "fix")),
        sa.Column("stopping", sa.Boolean(), nullable=False),
        sa.Column("attempts", WIDE, nullable=False),
        sa.Column("created_by", sa.Text()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])


def _make_queue() -> None:
    """Make what the queue library keeps, as its models declare it."""
    op.create_table("queue_tasks", *_list_message(), sa.Column("priority", sa.REAL(), nullable=False))
    op.create_index("ix_queue_tasks_priority", "queue_tasks", ["priority", "id"])
    op.create_table("queue_schedule", *_list_message(), sa.Column("timestamp", sa.BigInteger(), nullable=False))
    op.create_index("ix_queue_schedule_timestamp", "queue_schedule", ["queue", "timestamp"])
    op.create_table(
        "queue_values",
        sa.Column("queue", sa.String(255), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("queue", "key", name="pk_queue_values"),
    )


def _list_message() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("queue", sa.String(255), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
