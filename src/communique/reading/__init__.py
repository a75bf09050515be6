"""Documents out of files: one format a module, the same plain `Document` from each.

`read` never stops at a bad file: it yields a `ReadingError` in its place and goes on. Dates that only the text itself
tells are not looked for here (that takes `language`): `published` is filled from the option or the metadata.
"""

from communique.reading.documents import Draft, Outcome, make_document
from communique.reading.files import count, read, read_stream
from communique.reading.transcript import find_turns

__all__ = ["Draft", "Outcome", "count", "find_turns", "make_document", "read", "read_stream"]
