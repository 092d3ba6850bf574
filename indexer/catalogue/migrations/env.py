"""Runs the steps on the connection that `indexer.catalogue.schema` hands over."""

from alembic import context

from indexer.catalogue.every_table import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,  # the caller's transaction holds the write lock until all steps are done
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
