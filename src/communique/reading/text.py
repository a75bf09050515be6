"""Plain text: decoding, and the file as one document."""

import re

from communique.errors import ReadingError
from communique.reading.documents import Draft

__all__ = ["decode", "is_binary", "read_text"]

CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 65_536
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def is_binary(data: bytes) -> bool:
    """Tell whether the bytes are no text: a NUL, or more than one control character in fifty."""
    sample = data[:SAMPLE]
    return b"\0" in data or len(CONTROLS.findall(sample)) * 50 > len(sample)


def decode(data: bytes, *, path: str = "", line: int | None = None) -> str:
    """Decode UTF-8 (or UTF-16 with its mark). Raises ReadingError for binary data and for other encodings."""
    encoding = BYTE_ORDER_MARKS.get(data[:2], "utf-8")
    if encoding == "utf-8" and is_binary(data):
        raise ReadingError("is a binary file, not text", path=path, line=line)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        where = line or data.count(b"\n", 0, error.start) + 1
        raise ReadingError(
            f"is not valid {encoding.upper()} at byte {error.start}", path=path, line=where, hint="save it as UTF-8"
        ) from error


def read_text(data: bytes, *, path: str = "") -> Draft:
    """Read plain text. `path` is for messages and gives nothing to the document."""
    return Draft(decode(data, path=path))
