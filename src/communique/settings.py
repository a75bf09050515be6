"""Settings from the environment: the only module that reads it."""

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from communique.errors import UsageError

__all__ = ["Settings", "get_settings"]


class Settings(BaseSettings):
    """What the environment may set, each as `COMMUNIQUE_` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="COMMUNIQUE_", frozen=True)

    max_megabytes: float = Field(
        default=20,
        gt=0,
        description="Size of the largest text, page or JSONL line that is read, in millions of bytes; what is larger "
        "gives an error line. It bounds memory and time.",
    )

    db: str = Field(
        default="communique.db",
        description="The record that commands use without `--db`: the path of an SQLite file, or an SQLAlchemy URL "
        "such as `postgresql://user@host/name`.",
    )

    knowledge_overlay: Path | None = Field(
        default=None,
        description="Folder with tables of your own that extend those of the package; its files are named like theirs.",
    )

    @property
    def max_bytes(self) -> int:
        """The size limit in bytes."""
        return int(self.max_megabytes * 1_000_000)


@cache
def get_settings() -> Settings:
    """Read the settings once. Raises UsageError that names the variable with a wrong value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"COMMUNIQUE_{'_'.join(str(part) for part in first['loc']).upper()}"
        raise UsageError(f"{name}: {first['msg']}") from error
