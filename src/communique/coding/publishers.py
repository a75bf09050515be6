"""Whose text it is where the source does not name its state: by its internet address, or by the agency that sent it."""

import re
from collections.abc import Iterator

from communique.knowledge.names import fold
from communique.knowledge.world import Knowledge
from communique.model import Document

__all__ = ["publisher"]

HOST = re.compile(r"(?:https?://)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", re.I)
GENERIC = frozenset(  # country-code domains that are sold to everybody
    "ac ag ai cc cd cf co cx fm ga gg gl gq im io is la li lu ly me ml ms mu nf nu pm pw re sc sh st su tc tk to tv vc "
    "vg ws".split()
)
OFFICIAL = frozenset("ac co com edu go gob gouv gov govt gub mfa mil mofa net or org".split())
GOVERNMENTS = frozenset("gov gob gouv govt gub go mfa mofa mea mil".split())
POSTS = (
    "embassy",
    "embassies",
    "consulate",
    "highcommission",
    "ambassade",
    "embajada",
)  # they end with the host's domain
UNUSUAL = {"uk": "GBR", "eu": "EU"}
AMERICAN = ("gov", "mil")
DATELINE = 160
KINDS = ("state", "nationality", "national", "nationals", "capital", "seat", "city", "organisation", "person")
SHORTEST = 5


def publisher(document: Document, knowledge: Knowledge) -> str:
    """Give the state or organisation whose outlet published a document that speaks of it; "" where nothing tells."""
    found = HOST.search(document.source)
    host = found["host"].lower() if found else ""
    code = (
        (_of_host(host, knowledge) if host else "")
        or _of_outlet(document.source, knowledge)
        or _of_dateline(document.text[:DATELINE], knowledge)
    )
    official = not GOVERNMENTS.isdisjoint(host.split("."))
    return code if code and (official or _speaks_of(document, code, knowledge)) else ""


def _speaks_of(document: Document, code: str, knowledge: Knowledge) -> bool:
    """Tell whether a text names the state of its outlet: one that does not tells of others, from outside."""
    named = knowledge.matches(f"{document.title}\n{document.text}")
    return any(meaning.code == code and meaning.kind in KINDS for match in named for meaning in match.meanings)


def _of_host(host: str, knowledge: Knowledge) -> str:
    """Read an address: its country's domain, an organisation's name, or a state's within a name ("kuwaittimes")."""
    *labels, top = host.split(".")
    if top in AMERICAN:
        return "USA"
    posted = not GOVERNMENTS & set(labels) and any(word in host for word in POSTS)
    if posted and (sender := _within(" ".join(labels), knowledge)):
        return sender
    if len(top) == 2 and (top not in GENERIC or labels[-1] in OFFICIAL):
        by_domain = {state.alpha2.lower(): code for code, state in knowledge.states.items() if state.alpha2}
        by_domain |= UNUSUAL
        if top in by_domain:
            return by_domain[top]
    if top in ("org", "int") and labels[-1].upper() in knowledge.organisations:
        return labels[-1].upper()
    for row in knowledge.outlets:
        if any(fold(name) in labels for name in (row.name, *row.aliases)):
            return row.code
    return _within(" ".join(labels), knowledge)


def _within(labels: str, knowledge: Knowledge) -> str:
    """Give the state whose name or adjective is written within an address, the longest of several."""
    if "latin" in labels:
        return ""
    names = {fold(row.name).replace(" ", ""): row.code for row in knowledge.state_names}
    found = [name for name in names if len(name) >= SHORTEST and name in labels]
    return names[max(found, key=len)] if found else ""


def _names(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for row in knowledge.outlets:
        for name in (row.name, *row.aliases):
            yield name, row.code


def _of_outlet(source: str, knowledge: Knowledge) -> str:
    """Give the state of the agency or paper that the source names."""
    fits = [(len(name), code) for name, code in _names(knowledge) if re.search(rf"\b{re.escape(name)}\b", source)]
    return max(fits)[1] if fits else ""


def _of_dateline(head: str, knowledge: Knowledge) -> str:
    """Give the state of the agency that signs the dateline: "HANOI (VNA) –", "/MONTSAME/", "Tehran, IRNA –"."""
    for name, code in _names(knowledge):
        if re.search(rf"(?:\(|/|[,.]\s){re.escape(name)}\s?(?:\)|/|,|[-–—]|\s-)|^{re.escape(name)}\s?[-–—:]", head):
            return code
    return ""
