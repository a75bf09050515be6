"""How many: a number in figures or words as a text writes it."""

import re

__all__ = ["parse_number"]

SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
UNITS = {
    **{word: n for n, word in enumerate(SMALL, 1)},
    **{word: 10 * n for n, word in enumerate(TENS, 2)},
    "dozen": 12,
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
MOST = 10**18  # beyond it a database has no whole number


def parse_number(text: str) -> int | None:
    """Read a number in figures or words; None for what is none, or what nobody counts.

    >>> parse_number("15,000"), parse_number("twenty-three"), parse_number("1.2 million"), parse_number("few")
    (15000, 23, 1200000, None)
    """
    total, current, seen = 0.0, 0.0, False
    for word in re.findall(r"[\d][\d,.]*|[a-z]+", text.lower()):
        if word[0].isdigit():
            try:
                current, seen = current + float(word.replace(",", "").rstrip(".")), True
            except ValueError:
                return None
        elif word in UNITS:
            current, seen = (current * 12 if word == "dozen" and current else current + UNITS[word]), True
        elif word in SCALES:
            current, seen = (current or 1) * SCALES[word], True
            if SCALES[word] >= 1000:
                total, current = total + current, 0.0
    return int(total + current) if seen and total + current <= MOST else None
