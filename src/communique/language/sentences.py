"""Sentences of a raw text, by punctuation and layout, before anything is tokenized.

Cheap on purpose: the gate looks at these spans, and most of them are never parsed.
"""

import re
from collections.abc import Iterator

__all__ = ["BULLET", "dateline_end", "split_sentences"]

BREAK = re.compile(r"\n\s*\n|\n")
STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|[。！？]")
OPENER = re.compile(r"\s*[\"“‘'(\[]*([^\W_]|[$€£¥])")
WORD_BEFORE = re.compile(r"[\w.&’'-]+$")
DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_a-z.’'-]+(?:[ /,]+[^\W\d_a-z][^\W\d_a-z.’'-]*)*|[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)?)"
    r"(?:,? (?:[^\W\d_]+\.? \d{1,2}(?:, \d{4})?|\d{1,2} [^\W\d_]+\.?(?: \d{4})?))?"
    r"(?: ?\([^)]{2,40}\))?(?: ?[—–]+ ?| --? |: ?(?=[A-Z]))"
)
SLASHED = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z.’'-]+(?:[ /,]+[^\W\d_a-z][^\W\d_a-z.’'-]*)*,? (?:[^\W\d_]+\.? \d{1,2}|\d{1,2} [^\W\d_]+\.?)"
    r"(?:,? \d{4})?[.,]? ?/?[A-Z][\w ./-]{1,40}/[.:]?[ \t]*[-–—]*[ \t]+(?=\S)"
)
_PLACE = r"(?:[^\W\d_a-z][\w’']++|St\.)(?:[ -](?:[^\W\d_a-z][\w’']++|St\.|and|of|the)){0,3}"
_DAY = r"(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?)(?:,? \d{4})?"
_AGENCY = r"(?:\([^)\n]{2,60}\)|/ ?[^\W\d_a-z][^/\n]{1,30}/)"
SIGNED = (
    re.compile(  # with a day or an agency, more than one place: "Accra, Ghana (PANA) -", "Bishkek, May 2. / Kabar /"
        rf"{_PLACE}(?:(?:, ?|\. ){_PLACE}){{0,2}}"
        rf"(?:,? (?:[^\W\d_]{{3,5}}\. )?{_DAY}(?:[ .,]*{_AGENCY})?|[ ,-]*{_AGENCY})"
        r"(?:[ .]*(?:[—–-]+|:)|(?<=/)[ .]*)\s*(?=[\"“]?[^\W\d_a-z])"
    )
)
LABEL = re.compile(r"(?:Q|A|[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|al|bin|de|of|the)){0,4}):[ \t]+(?=\S)")
BULLET = re.compile(r"(?:[•●▪■◦‣·*–—-]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|§ ?\d+\.?)[ \t\u00a0]+(?=\S)(?!\d{4}\b)")
OPENINGS = (LABEL, DATELINE, SLASHED, SIGNED)
ABBREVIATIONS = frozenset(
    "mr mrs ms smt kum dr prof gen col lt sgt capt adm rep sen gov pres hon rev fr st mt no nos vol art fig sec "
    "dept univ inc ltd co corp jr sr vs etc e.g i.e approx jan feb mar apr jun jul aug sept sep oct nov "
    "dec mon tue tues wed thu thurs fri sat sun h.e h.h h.m h.r.h dist ave messrs amb min bros ft".split()
)
SPOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
STARTERS = frozenset(
    "the this that these those a an in on at from by after before during since as while when if although "
    "he she it they we i you his her its their our but and so however meanwhile earlier later both all "
    "there here with under for according asked".split()
)
LONG_LINE = 50
LONGEST_DATELINE = 240
LONGEST = 4000


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of `text`, without white space at either edge.

    A blank line always ends a sentence; a lone newline does unless the line reads on (hard-wrapped text).
    """
    end = len(text) if end is None else end
    for first, last in _blocks(text, start, end):
        at = first
        near = min(last, first + LONGEST_DATELINE)
        slashed = SLASHED.match(text, first, near) or SIGNED.match(text, first, near)
        for stop in STOP.finditer(text, slashed.end() if slashed else first, last):
            if _ends_sentence(text, at, stop, last):
                yield from _trimmed(text, at, stop.end())
                at = stop.end()
        yield from _trimmed(text, at, last)


def dateline_end(text: str, start: int, end: int) -> int:
    """Give where the text proper begins: behind a bullet, a dateline ("HANOI, May 2 (AP) --") or label ("Q:")."""
    bullet = BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    near = min(end, start + LONGEST_DATELINE)
    found = next(filter(None, (form.match(text, start, near) for form in OPENINGS)), None)
    return found.end() if found else start


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = line_start = start
    for found in BREAK.finditer(text, start, end):
        if "\n" in found.group()[1:] or not _reads_on(text, line_start, found.start(), found.end(), end):
            yield at, found.start()
            at = found.end()
        line_start = found.end()
    yield at, end


def _reads_on(text: str, line_start: int, line_end: int, next_start: int, end: int) -> bool:
    line = text[line_start:line_end].rstrip()
    following = text[next_start : min(next_start + 40, end)].lstrip(" \t")
    if not line or not following or line[-1] in '.!?:;"”)' or following[0] in "-*•#|0123456789":
        return False
    return following[0].islower() or (len(line) >= LONG_LINE and len(line) < 110 and line[-1] == ",")


def _ends_sentence(text: str, at: int, stop: re.Match[str], last: int) -> bool:
    opener = OPENER.match(text, stop.end(), min(last, stop.end() + 12))
    if not opener or opener[1].islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith("..") or len(stop.group()) > 1:
        return True
    before = WORD_BEFORE.search(text, max(at, stop.start() - 40), stop.start())
    word = before.group() if before else ""
    if word.lower().lstrip("'’") in ABBREVIATIONS:
        return False
    if SPOTTED.fullmatch(word.rpartition("-")[2]) or (len(word) == 1 and word.isupper()):
        following = re.match(r"\s*[\"“‘'(]*(\w+)", text[stop.end() : stop.end() + 30])
        return bool(following) and following[1].lower() in STARTERS if following else False
    return not (word.isdigit() and len(word) < 3 and at == stop.start() - len(word))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
