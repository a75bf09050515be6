"""Bring a database to the tables of today: new ones are made, older ones migrated, newer ones refused."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from communique.errors import RecordError, RecordVersionError

__all__ = ["HEAD", "migrate"]

HEAD = "0004"
FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine, writer: Engine, *, where: str, create: bool) -> str:
    """Make or migrate the tables in one transaction; give the version that they had before, "" where they were new.

    Raises RecordVersionError for tables that a newer communique has made, RecordError for a database with other
    tables, or with none where `create` is False.
    """
    with engine.begin() as connection:
        version = _find_version(connection, where)
    if version == HEAD:
        return HEAD
    if not version and not create:
        raise RecordError("holds no record", path=where, hint="`communique add FILE` makes one")
    with writer.begin() as connection:
        version = _find_version(connection, where)
        if version != HEAD:
            _upgrade(connection)
    return version


def _find_version(connection: Connection, where: str) -> str:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and "documents" in tables:
        version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
        if version > HEAD:
            raise RecordVersionError(
                f"was made by a newer communique (tables {version}, this one knows {HEAD})",
                path=where,
                hint="install a newer communique",
            )
        return version
    if tables:
        raise RecordError("is a database, but no record", path=where, hint="give the address of another one")
    return ""


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
