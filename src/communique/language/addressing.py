"""Titles and names as texts write them: in one form, shortened, in the order of the press."""

__all__ = ["display", "ends_so", "plain", "same_title"]

SHORT_TITLES = {"pm": "prime minister", "fm": "foreign minister", "eam": "external affairs minister"}


def plain(title: str) -> str:
    """Write a title in small letters, without article and hyphens, abbreviations in full."""
    words = " ".join(title.lower().replace("-", " ").split()).replace("defense", "defence")
    words = words.removeprefix("the ")
    return SHORT_TITLES.get(words, words)


def ends_so(title: str, short: str) -> bool:
    """Tell whether "the minister" can be short for a title, which "prime minister" is not."""
    return (title.split()[-1:] == [short] and not title.startswith("prime ")) or title.startswith(f"{short} ")


def same_title(a: str, b: str) -> bool:
    """Tell whether two titles can be of one person: the same, or one short for the other."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return (
        long.endswith(" " + short) and not long.startswith(("vice", "deputy", "prime", "foreign", "assistant"))
    ) or (long.startswith(short + " of") and short not in ("minister", "secretary", "head", "chairman"))


def display(name: str) -> str:
    """Write a name in the usual order and case: "KISHIDA Fumio" becomes "Fumio Kishida"."""
    words = name.replace("’", "'").removesuffix("'s").split()
    if len(words) > 1 and words[0].isupper() and len(words[0]) > 2 and not words[1].isupper():
        words = [*words[1:], words[0].capitalize()]
    elif words and all(w.isupper() for w in words) and len(name) > 4:
        words = [w.capitalize() for w in words]
    return " ".join(words)
