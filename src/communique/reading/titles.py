"""Headlines: of plain text by its first lines."""

import re

__all__ = ["read_title"]

SENTENCE_END = (".", "!", "?", ";", ",", ":", ".”", '."', "…")
LONGEST = 250
BYLINE = re.compile(r"https?://|www\.|\d{4}-\d\d-\d\d$|^[\W\d]*$")


def read_title(text: str) -> str:
    """Give the headline that a text opens with, or ''.

    A headline is a short first line that a blank line follows and that does not end like a sentence.
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not first or len(first) > LONGEST or first.endswith(SENTENCE_END) or BYLINE.search(first):
        return ""
    following, _, body = rest.partition("\n")
    return first if body.strip() and not following.strip() else ""
