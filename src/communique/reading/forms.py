"""The comment form that blogs leave at the end of a copied text."""

import re

__all__ = ["drop_comment_form"]

HEADING = r"(?:leave|post|write|add|submit) (?:a|your) (?:reply|comment|response)(?: cancel reply)?|cancel reply"
NOTE = (
    r"required fields are marked|your e-?mail address will not be published|save my name,? e-?mail"
    r"|you must be logged in to (?:post|leave) a comment|notify me of (?:follow-up comments|new posts)"
    r"|this site uses akismet"
)
OPENING = re.compile(
    rf"^[^\S\n]*(?:(?:{HEADING})[^\S\n]*(?:to [^\n]{{1,80}})?$|(?:{NOTE}))", re.IGNORECASE | re.MULTILINE
)
FORM = re.compile(
    rf"{NOTE}|^[^\S\n]*(?:comment|name|e-?mail|website)[^\S\n]*\*?[^\S\n]*$", re.IGNORECASE | re.MULTILINE
)
LONGEST = 1500


def drop_comment_form(text: str) -> str:
    """Cut a comment form off the end of a text; text before it keeps its offsets.

    A form begins with its heading or its note on a line of their own; it is short, and after a mere heading there is a
    note, a field or nothing.
    """
    for opening in OPENING.finditer(text, max(0, len(text) - LONGEST)):
        if FORM.search(text, opening.start()) or not text[opening.end() :].strip():
            return text[: opening.start()].rstrip()
    return text
