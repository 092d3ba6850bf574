from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from indexer.catalogue import migrations
from indexer.catalogue.tables import Table
from indexer.catalogue.transactions import reading, writing


def test_the_migrated_tables_are_the_declared_ones(engine):
    with reading(engine) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Table.metadata)

    assert differences == []


def test_the_program_knows_every_migration():
    config = Config()
    config.set_main_option("script_location", str(migrations.__path__[0]))
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_heads() == [migrations.HEAD]
    assert [step.revision for step in reversed(list(scripts.walk_revisions()))] == list(migrations.KNOWN)


def test_a_new_catalogue_is_at_revision_zero(engine):
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT id, number FROM revision")).all()

    assert rows == [(1, 0)]


def test_ids_are_never_given_twice(engine):
    made = "INSERT INTO creators (platform, external_id, tags, declared_languages, languages, sources, revision) "
    ids = []

    for name in ("a", "b"):
        with writing(engine) as connection:
            connection.execute(text(made + f"VALUES ('tube', '{name}', '[]', '[]', '[]', '{{}}', 1)"))
            ids.append(connection.execute(text("SELECT id FROM creators")).scalar_one())
            connection.execute(text("DELETE FROM creators"))

    assert ids == [1, 2]
