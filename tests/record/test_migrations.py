"""Records of older versions are brought to the tables of today, in one step or not at all."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from communique.errors import RecordError
from communique.record import Record, migrating, search
from communique.record.engines import find_url, make_engine
from communique.record.migrating import FOLDER, HEAD
from communique.record.tables import metadata
from telling import meeting


def make_old(address: str, version: str) -> None:
    """Make a record with the tables of a version, and a document in it."""
    engine = make_engine(find_url(address), create=True, patience=1)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.execute(
            text(
                "INSERT INTO documents (id, fingerprint, page, text, turns, first_seen, last_seen) VALUES"
                " ('old', 'x', 'id:old', 'The old treaty of Brasília', '[]', '2024-01-01', '2024-01-01')"
            )
        )
    engine.dispose()


def test_the_newest_step_is_the_one_that_is_asked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_steps_lead_to_the_tables_that_the_code_uses(address: str) -> None:
    def is_ours(name: str | None, *_: object) -> bool:
        return not (name or "").startswith(search.OWN)

    with Record.open(address) as record, record._read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, metadata) == []


def test_an_older_record_is_migrated_with_what_it_holds(address: str) -> None:
    make_old(address, "0001")
    with Record.open(address) as record:
        assert record.migrated_from == "0001"
        assert [document.id for document in record.documents(text="brasilia")] == ["old"]
        record.add(*meeting(), coder="test")
        assert record.accept(record.events()[0].id, by="Ana")
    with Record.open(address) as record:
        assert record.migrated_from == "" and record.count() == 1


def test_a_migration_that_fails_leaves_the_old_record(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_old(address, "0001")

    def fail(connection: object) -> None:
        raise RecordError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(search, "create", fail)
        with pytest.raises(RecordError, match="no room"):
            Record.open(address)
    with Record.open(address) as record:
        assert record.migrated_from == "0001" and record.document("old").text


def test_migrations_are_in_the_package() -> None:
    assert Path(migrating.__file__).parent in FOLDER.parents and len(list(FOLDER.glob("versions/v*.py"))) >= 2
