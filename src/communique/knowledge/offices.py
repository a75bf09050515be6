"""Who held which office when."""

from collections import defaultdict
from collections.abc import Iterable

from communique.knowledge.entries import Executive, Tenure, Title
from communique.model import When

__all__ = ["Offices", "plain_title"]

QUALIFIERS = ("acting ", "interim ", "caretaker ", "transitional ", "de facto ")


def plain_title(title: str) -> str:
    """Normalise a title: lower case, British "defence", single spaces, without hyphens, "the" and qualifiers.

    >>> plain_title("Acting  Defense Minister")
    'defence minister'
    """
    words = " ".join(title.lower().replace("-", " ").split()).replace("defense", "defence").removeprefix("the ")
    for qualifier in QUALIFIERS:
        words = words.removeprefix(qualifier)
    return words


class Offices:
    """Look-ups over tenures, titles and the offices that lead; every answer is in the order of the tenures' start."""

    def __init__(self, tenures: Iterable[Tenure], titles: Iterable[Title], executives: Iterable[Executive]) -> None:
        by_code: dict[str, list[Tenure]] = defaultdict(list)
        by_person: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in sorted(tenures, key=lambda tenure: tenure.since):
            by_code[tenure.code].append(tenure)
            by_person[tenure.person].append(tenure)
        self._by_code = dict(by_code)
        self._by_person = dict(by_person)
        self._titles: dict[str, list[Title]] = defaultdict(list)
        for title in titles:
            self._titles[plain_title(title.title)].append(title)
        self._executives: dict[str, list[Executive]] = defaultdict(list)
        for executive in executives:
            self._executives[executive.code].append(executive)

    def of_code(self, code: str) -> list[Tenure]:
        """List all tenures of a state or organisation."""
        return self._by_code.get(code, [])

    def holders(self, code: str, office: str, on: When) -> list[Tenure]:
        """List who held `office` of the state or organisation `code` on some day of `on`, whatever the title."""
        return [tenure for tenure in self._by_code.get(code, ()) if tenure.office == office and tenure.holds(on)]

    def titled(self, code: str, title: str, on: When) -> list[Tenure]:
        """List who held the office of `code` that `title` names: by the tenure's own title, else by what it means."""
        wanted = plain_title(title)
        tenures = [tenure for tenure in self._by_code.get(code, ()) if tenure.holds(on)]
        if found := [tenure for tenure in tenures if plain_title(tenure.title) == wanted]:
            return found
        if found := [tenure for tenure in tenures if _turned(tenure.title) == _turned(wanted)]:
            return found
        for office in self.offices_for(wanted, code):
            if found := [tenure for tenure in tenures if tenure.office == office]:
                return found
        return []

    def offices_for(self, title: str, code: str = "") -> tuple[str, ...]:
        """List the offices that `title` can mean for `code`, likeliest first; rows for the code alone, where any."""
        rows = self._titles.get(plain_title(title), [])
        own = [row for row in rows if code in row.codes] or [row for row in rows if not row.codes]
        return tuple(dict.fromkeys(office for row in own for office in row.office))

    def owner(self, title: str) -> str:
        """Give the only state or organisation whose office a title can be ("pope", "taoiseach"), else ""."""
        codes = {row.codes for row in self._titles.get(plain_title(title), [])}
        return next(iter(codes))[0] if len(codes) == 1 and len(next(iter(codes))) == 1 else ""

    def leaders(self, code: str, on: When) -> list[Tenure]:
        """List who led `code` on some day of `on`: its executive head of state, its head of government, or its head."""
        offices = [row.office for row in self._executives.get(code, ()) if row.holds(on)]
        for office in (*offices, "head_of_government", "head_of_state", "head"):
            if found := self.holders(code, office, on):
                return found
        return []

    def of_person(self, person: str, on: When | None) -> list[Tenure]:
        """List the offices of `person`, by the id of the people's table, all or those of some day of `on`."""
        return [tenure for tenure in self._by_person.get(person, ()) if on is None or tenure.holds(on)]


def _turned(title: str) -> str:
    """Write "president of the European Council" as "European Council president"."""
    head, _, owner = plain_title(title).partition(" of ")
    return f"{owner.removeprefix('the ')} {head}".strip()
