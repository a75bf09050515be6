"""How charts look: sizes for a desk and a phone, readable text, colours that the colour-blind can tell apart."""

import textwrap

import msgspec

__all__ = [
    "ACCENT",
    "BLUE",
    "GREEN",
    "GREY",
    "INK",
    "NARROW",
    "ORANGE",
    "PALETTE",
    "SOFT",
    "WIDE",
    "Size",
    "config",
    "wrap",
]

# The palette of Okabe and Ito (2008), which stays apart under the common kinds of colour blindness.
BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"
ACCENT, SKY, PURPLE = "#D55E00", "#56B4E9", "#CC79A7"
PALETTE = (BLUE, ORANGE, GREEN, ACCENT, SKY, PURPLE, "#7F7F7F")
INK, SOFT, GREY = "#1C1C1E", "#55565A", "#E4E5E9"
FONT = "Liberation Sans, Helvetica, Arial, sans-serif"


class Size(msgspec.Struct, frozen=True):
    """A picture's width, the size of its text, and how many letters a label may have on one line."""

    name: str
    width: int
    text: int
    letters: int


WIDE = Size("wide", 700, 13, 34)
NARROW = Size("narrow", 350, 12, 16)


def config(size: Size) -> dict[str, object]:
    """Give the settings that all charts share."""
    axis = {
        "labelFontSize": size.text, "titleFontSize": size.text, "labelColor": INK, "titleColor": SOFT,
        "titleFontWeight": "normal", "gridColor": GREY, "domainColor": "#9A9BA0", "tickColor": "#9A9BA0",
        "labelLimit": 1000,
    }  # fmt: skip
    return {
        "font": FONT,
        "background": "#FFFFFF",
        "view": {"stroke": None},
        "axis": axis,
        "legend": {
            "labelFontSize": size.text, "titleFontSize": size.text, "orient": "bottom", "labelColor": INK,
            "titleColor": SOFT, "titleFontWeight": "normal", "labelLimit": 1000, "columns": 3 if size is WIDE else 2,
            "symbolSize": 120,
        },
        "text": {"fontSize": size.text, "color": INK},
    }  # fmt: skip


def wrap(text: str, letters: int, lines: int = 3) -> str:
    """Break a label into lines, with an ellipsis where there would be more than `lines`."""
    return "\n".join(textwrap.wrap(text, letters, max_lines=lines, placeholder=" …", break_long_words=False))
