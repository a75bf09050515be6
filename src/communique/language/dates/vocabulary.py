"""The words of dates, and the fragments of expressions that rules are put together from.

In a fragment a blank stands for any white space with at most one line break; `compiled` sees to that and ignores case.
Names of months and weekdays stay case-sensitive.
"""

import re

__all__ = [
    "APOSTROPHE", "CLOCK", "CONNECTOR", "DASH", "DAY", "DAY_WORDS", "FEW", "MONTH", "NUMBER", "PART_OF_DAY", "PHASE",
    "SEASON", "UNIT", "WEEKDAY", "WEEKDAYS", "WEEKDAY_SHORT", "YEAR", "compiled", "month_number", "number_of",
    "season_months", "unit_of", "weekday_number", "year_part",
]  # fmt: skip

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
DAY_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
    "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
    "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

BLANK = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
DASH = "[-\u2010-\u2015\u2212]"
APOSTROPHE = "['\u2019\u02bc]"

YEAR = r"(?:1[5-9]|20)[0-9][0-9](?![0-9]|[.,][0-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,:][0-9])"
MONTH = (
    "(?-i:"
    + "|".join(f"{name}|{name.upper()}" for name in MONTH_NAMES)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
    + r")(?![A-Za-z])"
)
WEEKDAY = "(?-i:" + "|".join(WEEKDAY_NAMES) + r")(?![A-Za-z])"
WEEKDAYS = "(?-i:" + "|".join(WEEKDAY_NAMES) + r")s\b"
WEEKDAY_SHORT = rf"(?-i:{'|'.join(WEEKDAY_NAMES)}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
SEASON = "(?:" + "|".join(SEASONS) + r")\b"
NUMBER = (
    rf"(?:[0-9]{{1,3}}(?![0-9.,])|(?:{'|'.join(TENS)})(?:{DASH}(?:{'|'.join(ONES[1:10])}))?"
    rf"|{'|'.join(reversed(ONES[1:]))}"
    r"|half an?|a quarter of an?|a couple of|a dozen|an?)"
)
FEW = r"(?:several|a few|few|some|many|a number of|numerous|a couple more)"
UNIT = r"(?:days?|weeks?|months?|years?|decades?|century|centuries|fortnights?)\b"
CLOCK = r"(?:morning|afternoon|evening|night|noon)\b"
PART_OF_DAY = rf"(?:(?:the )?(?:early |late )?{CLOCK} of (?:the )?)"
PHASE = (
    rf"(?:(?:very )?(?:(?:early|late|mid)(?:{DASH}to{DASH}(?:early|late|mid))?(?:{DASH}| )|end{DASH}"
    r"|(?:early|late|earlier|later) in (?:the )?)"
    r"|(?:the )?(?:very )?(?:beginning|start|end|middle|close|course|rest|remainder|whole|eve"
    r"|(?:first|second|latter|early|later?|final|last|closing|opening) (?:days|weeks?|half|part|ten days)) of )"
)
CONNECTOR = rf"(?: (?:to|until|till|through|up to|and|or|&) (?:on )?(?:the )?| ?{DASH} ?)"


def year_part() -> str:
    """Give the fragment of what may follow a month or day: a year, or a year told from another one."""
    return (
        rf"(?:,? (?:of )?(?P<year>{YEAR})"
        rf"|,? (?:of )?(?P<near>this|last|next|the current) year(?!{APOSTROPHE}s)"
        r"|,? of (?P<other>that|that same|the same|the previous|the preceding|the following|the next) year)?"
    )


def compiled(fragment: str) -> re.Pattern[str]:
    """Compile a fragment, with blanks widened and case ignored."""
    return re.compile(fragment.replace(" ", BLANK), re.IGNORECASE)


def month_number(name: str) -> int:
    """Give 1 to 12 for a month's name or abbreviation; 0 for another word."""
    key = name[:3].title()
    return next((number for number, full in enumerate(MONTH_NAMES, 1) if full.startswith(key)), 0)


def weekday_number(name: str) -> int:
    """Give 0 (Monday) to 6 for a weekday's name or abbreviation."""
    return [full[:3] for full in WEEKDAY_NAMES].index(name[:3].title())


def season_months(name: str) -> int:
    """Give the first of the three months of a season."""
    return SEASONS[name.lower()]


def number_of(words: str) -> int:
    """Give the number that a `NUMBER` means; 0 for a fraction, which `unit_of` sees to."""
    plain = re.sub(r"\s+", " ", words.lower())
    if plain.isdigit():
        return int(plain)
    if plain in ("a", "an"):
        return 1
    if plain in ("a couple of", "a dozen"):
        return 2 if "couple" in plain else 12
    if plain in ONES:
        return ONES.index(plain)
    tens, *rest = re.split(DASH, plain)
    if tens not in TENS:
        return 0
    return 10 * (TENS.index(tens) + 2) + (ONES.index(rest[0]) if rest else 0)


def unit_of(number: str, unit: str) -> tuple[int, str] | None:
    """Give amount and base unit: "half a century" is 50 years, "a fortnight" 2 weeks; None where it is no whole."""
    name = unit.lower()
    size, base = next(
        (size, base)
        for start, size, base in (
            ("day", 1, "day"), ("week", 1, "week"), ("fort", 2, "week"), ("month", 1, "month"),
            ("year", 1, "year"), ("decade", 10, "year"), ("centur", 100, "year"),
        )
        if name.startswith(start)
    )  # fmt: skip
    head = number.lower().split()[0]
    if head == "half":
        return (size // 2, base) if size > 1 else ((6, "month") if base == "year" else None)
    if "quarter" in number.lower():
        return (size // 4, base) if size > 2 else ((3, "month") if base == "year" else None)
    return number_of(number) * size, base
