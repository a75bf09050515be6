"""Numbers in English words."""

__all__ = ["ALL_ORDINALS", "CARDINALS", "ORDINALS", "spell"]

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: number for number, word in enumerate(ONES)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
"""Words of one part, with their number."""

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
"""Ordinals up to the twentieth, with their number."""
_FIRST_NINE = list(ORDINALS.items())[:9]
ALL_ORDINALS = (
    ORDINALS
    | {f"{ten[:-1]}ieth": 10 * number for number, ten in enumerate(TENS, start=2)}
    | {f"{ten}-{one}": 10 * number + more for number, ten in enumerate(TENS, start=2) for one, more in _FIRST_NINE}
)
"""Ordinals up to the ninety-ninth, with their number."""


def spell(number: int) -> str:
    """Write a number below 100 in words, tens and ones with a hyphen; a larger one in digits.

    >>> spell(47), spell(100)
    ('forty-seven', '100')
    """
    if not 0 <= number < 100:
        return str(number)
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
