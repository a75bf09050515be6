"""Lemmas as edit rules that a classifier can choose between.

A rule is "case|cut|add": lower-case the form or keep it, cut so many letters from its end, add a suffix (after the edit
scripts of Straka, "UDPipe 2.0 Prototype at CoNLL 2018 UD Shared Task").
"""

__all__ = ["apply_rule", "rule_of", "stems"]


def rule_of(form: str, lemma: str) -> str:
    """Give the shortest rule that turns `form` into `lemma`."""
    best = ""
    for case, base in (("lower", form.lower()), ("keep", form)):
        differing = (n for n, (a, b) in enumerate(zip(base, lemma, strict=False)) if a != b)
        shared = next(differing, min(len(base), len(lemma)))
        rule = f"{case}|{len(base) - shared}|{lemma[shared:]}"
        if not best or len(rule.split("|", 1)[1]) < len(best.split("|", 1)[1]):
            best = rule
    return best


def apply_rule(rule: str, form: str) -> str:
    """Give the lemma of `form` by `rule`; the form itself where the rule cuts more than there is."""
    case, cut, add = rule.split("|", 2)
    base = form.lower() if case == "lower" else form
    keep = len(base) - int(cut)
    return base[:keep] + add if keep >= 0 and (keep or add) else base


def stems(form: str) -> tuple[str, ...]:
    """Give the base forms that a regularly inflected verb form may stand for, the likeliest first.

    >>> stems("expelled"), stems("receiving"), stems("carried")
    (('expel', 'expelle', 'expell'), ('receive', 'receiv'), ('carry', 'carrie', 'carri'))
    """
    word = form.lower()
    for ending in ("ed", "ing", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            undoubled = (base[:-1],) if base[-1] == base[-2] and base[-1] not in "aeiou" else ()
            final_y = (base[:-1] + "y",) if base.endswith("i") else ()
            return (*undoubled, *final_y, base + "e", base)
    return ()
