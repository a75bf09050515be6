"""The record of events: a database that remembers who said what. SQLAlchemy never leaves this package."""

from communique.record.store import Record
from communique.record.writing import Added

__all__ = ["Added", "Record"]
