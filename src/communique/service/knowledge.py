"""Knowledge: what a name means on a day, and the tables themselves."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.knowledge import Fault
    from communique.knowledge.overlay import Added
    from communique.knowledge.resolution import Identity, Resolver

__all__ = ["add_knowledge", "check_knowledge", "count_knowledge", "identify", "load_resolver"]


def identify(name: str, *, on: str, context: str = "", home: str = "") -> "Identity":
    """Tell what a name or office means in a text of the time `on` (EDTF: 2011-05-01, 2011-05, 2011), with the reason.

    `context` is the text around it, `home` the code of the source's state. Raises UsageError for what is no date and
    for an unknown code.
    """
    from communique.model import When

    resolver = load_resolver()
    if home and home not in resolver.knowledge.states:
        raise UsageError(f"{home!r} is no state", hint="write it as FRA")
    try:
        when = When.parse(on)
    except ValueError as error:
        raise UsageError(str(error), hint="write it as 2011-05-01, 2011-05 or 2011") from error
    return resolver.resolve(name, on=when, context=context, home=home)


def check_knowledge() -> "list[Fault]":
    """List the cross-file faults of the knowledge tables, those of the overlay folder included."""
    from communique.knowledge import check, load
    from communique.settings import get_settings

    return check(load(get_settings().knowledge_overlay))


def count_knowledge() -> dict[str, int]:
    """Count the rows of every knowledge table, those of the overlay folder included."""
    from communique.knowledge import load
    from communique.knowledge.overlay import count_rows
    from communique.settings import get_settings

    return count_rows(*load(get_settings().knowledge_overlay).folders)


def add_knowledge(path: str | Path, folder: str | Path, *, table: str = "") -> "Added":
    """Add the rows of a CSV file to a table of the overlay `folder`; `table` is told by the file where not given.

    Raises KnowledgeError for a row that breaks the schema and for rows that bring a cross-file fault; nothing is then
    written.
    """
    from communique.knowledge.overlay import add_rows

    return add_rows(Path(path), Path(folder), table=table)


@cache
def load_resolver() -> "Resolver":
    """Load the resolver once, with the tables of the overlay folder."""
    from communique.knowledge import load
    from communique.knowledge.resolution import Resolver
    from communique.settings import get_settings

    return Resolver(load(get_settings().knowledge_overlay))
