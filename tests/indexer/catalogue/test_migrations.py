from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from indexer.catalogue import migrations
from indexer.catalogue.every_table import Table
from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.reading import CatalogueReader
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


def test_a_catalogue_of_the_first_version_keeps_its_creators(tmp_path):
    address = f"sqlite:///{tmp_path / 'catalogue.db'}"
    config = Config()
    config.set_main_option("script_location", str(migrations.__path__[0]))
    with create_engine(address).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        row = (
            "INSERT INTO creators "
            "(platform, external_id, region, tags, declared_languages, languages, sources, revision) "
            "VALUES ('tube', 'a', 'JP', '[]', '[]', '[]', '{}', 1)"
        )
        connection.execute(text(row))

    found = CatalogueReader(open_catalogue(address)).find(1)

    assert (found.external_id, found.region, found.region_confidence, found.region_evidence) == ("a", "JP", None, ())


def test_ids_are_never_given_twice(engine):
    made = "INSERT INTO creators (platform, external_id, tags, declared_languages, languages, sources, revision) "
    ids = []

    for name in ("a", "b"):
        with writing(engine) as connection:
            connection.execute(text(made + f"VALUES ('tube', '{name}', '[]', '[]', '[]', '{{}}', 1)"))
            ids.append(connection.execute(text("SELECT id FROM creators")).scalar_one())
            connection.execute(text("DELETE FROM creators"))

    assert ids == [1, 2]
