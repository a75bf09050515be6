"""Which merged acts stand: what a type needs at the least to be an act of diplomacy at all (codebook, rulings)."""

from communique.coding.drafts import Draft

__all__ = ["stands"]

OWN_WORDS = frozenset(["statement", "note", "article", "communication"])


def stands(draft: Draft) -> bool:
    """Tell whether an act is between states at all.

    A meeting within one government is none, a region does not travel, and what one state alone states in its own
    words is no instrument.
    """
    codes = draft.codes()
    match draft.type:
        case "meeting" | "call":
            return len(codes) != 1 or draft.count is not None
        case "visit":
            return not all(p.code.startswith("region:") for p in draft.actors)
        case "agreement" if draft.form == "issued" and len(codes) == 1 and all(len(code) == 3 for code in codes):
            words = set(draft.title.lower().split())
            return not words & OWN_WORDS or "joint" in words
    return True
