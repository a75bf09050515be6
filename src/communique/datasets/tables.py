"""What a table is: columns with a meaning and a type, in an order, and what tells its rows apart."""

import datetime
from typing import Literal

import msgspec

__all__ = ["Cell", "Column", "Row", "Table"]

Cell = str | int | float | bool | datetime.date | None
Row = tuple[Cell, ...]


class Column(msgspec.Struct, frozen=True):
    """A column: its name, what it says, its type (of the Table Schema), and whether every row has it.

    `options` are the values that it can have, where they are few.
    """

    name: str
    description: str
    type: Literal["string", "integer", "number", "boolean", "date"] = "string"
    required: bool = False
    options: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True):
    """The shape of a table."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
