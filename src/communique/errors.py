"""Errors that communique raises on purpose.

CommuniqueError
├── ReadingError        a document could not be read; the rest of the input can
├── KnowledgeError      a knowledge table breaks its schema
├── LexiconError        a lexicon entry breaks its schema
├── ModelError          the weights of the English model are missing or damaged
├── EvaluationError     a hand-coded set or a file of coded events cannot be scored
├── MissingExtraError   an optional library is not installed
└── UsageError          the call's arguments do not go together
"""

__all__ = [
    "CommuniqueError",
    "EvaluationError",
    "KnowledgeError",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "ReadingError",
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


class KnowledgeError(CommuniqueError):
    """A knowledge table breaks its schema."""


class LexiconError(CommuniqueError):
    """A lexicon entry breaks its schema."""


class ModelError(CommuniqueError):
    """The weights of the English model are missing or damaged."""


class EvaluationError(CommuniqueError):
    """A hand-coded set or a file of coded events cannot be scored."""

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
