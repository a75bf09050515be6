"""Errors that communique raises on purpose.

CommuniqueError
├── ReadingError        a document could not be read; the rest of the input can
├── CodingError         a document could not be coded; the rest of the input can
├── KnowledgeError      a knowledge table breaks its schema
├── LexiconError        a lexicon entry breaks its schema
├── ModelError          the weights of the English model are missing or damaged
├── EvaluationError     a hand-coded set or a file of coded events cannot be scored
├── RecordError         a record cannot be opened, read or written; nothing is half-written
│   ├── RecordLockedError       another process holds it for longer than one waits
│   ├── RecordFullError         there is no room left to write
│   ├── RecordVersionError      it was written by a newer version of communique
│   ├── RecordUnreachableError  the database server does not answer or does not let us in
│   └── UnknownIdError          nothing in it has this identifier
├── ReportError         a template, a section or a table of reports breaks its form
├── MissingExtraError   an optional library is not installed
└── UsageError          the call's arguments do not go together
"""

__all__ = [
    "CodingError",
    "CommuniqueError",
    "EvaluationError",
    "KnowledgeError",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "ReadingError",
    "RecordError",
    "RecordFullError",
    "RecordLockedError",
    "RecordUnreachableError",
    "RecordVersionError",
    "ReportError",
    "UnknownIdError",
    "UsageError",
]


class CommuniqueError(Exception):
    """Base of all errors of the package: what is wrong, where, and what to do.

    `path` names the file, `line` counts from 1 in it; `exit_code` is what the command line returns.
    """

    exit_code = 1

    def __init__(self, message: str, *, path: str = "", line: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        where = self.path + (f":{self.line}" if self.line else "")
        return (f"{where}: " if where else "") + self.message + (f" ({self.hint})" if self.hint else "")


class ReadingError(CommuniqueError):
    """A document could not be read."""


class CodingError(CommuniqueError):
    """A document could not be coded, or its events do not stand in it."""


class KnowledgeError(CommuniqueError):
    """A knowledge table breaks its schema."""


class LexiconError(CommuniqueError):
    """A lexicon entry breaks its schema."""


class ModelError(CommuniqueError):
    """The weights of the English model are missing or damaged."""


class EvaluationError(CommuniqueError):
    """A hand-coded set or a file of coded events cannot be scored."""

    exit_code = 2


class RecordError(CommuniqueError):
    """A record cannot be opened, read or written; what was being written is undone as a whole."""


class RecordLockedError(RecordError):
    """Another process holds the record for longer than one waits."""


class RecordFullError(RecordError):
    """There is no room left to write the record."""


class RecordVersionError(RecordError):
    """The record was written by a newer version of communique."""


class RecordUnreachableError(RecordError):
    """The database server does not answer or does not let us in."""


class UnknownIdError(RecordError):
    """Nothing in the record has this identifier, or more than one thing has."""

    exit_code = 2


class ReportError(CommuniqueError):
    """A template, a section or a table of reports breaks its form."""

    exit_code = 2


class MissingExtraError(CommuniqueError):
    """An optional library is not installed."""

    exit_code = 2

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed", hint=f"pip install 'communique[{extra}]'")
        self.extra = extra


class UsageError(CommuniqueError):
    """The call's arguments do not go together."""

    exit_code = 2
