"""Which act a claim speaks of, and when one that differs in a single field contradicts it."""

from collections.abc import Callable, Sequence

from communique.auditing.comparing import Match
from communique.auditing.counting import check_amount, check_comparison
from communique.model import When
from communique.model.claims import Check, Claim

__all__ = ["Rules"]

CLOSE = 0.5


class Rules:
    """The rules for one text; `hero` is the code of whom it is about."""

    def __init__(self, hero: str) -> None:
        self.hero = hero

    def identified(self, claim: Claim, match: Match) -> bool:
        """Tell whether what agrees is enough to speak of this act: more than the leader and the year."""
        if match.event.status == "cancelled" and claim.status == "cancelled" and claim.numbers:
            return True
        named = any(c.field in ("title", "what", "level", "where") for c in match.of("holds"))
        if match.field("who") and any(c.field == "who" for c in match.of("missing")) and not named:
            return False
        telling = [c for c in match.of("holds") + match.of("disputed") if self._tells(c, claim)]
        summed = claim.amounts and all(check_amount(amount, [match]).outcome == "holds" for amount in claim.amounts)
        dated = claim.dated and not claim.details
        return bool(telling or summed) or bool(claim.types and (claim.numbers or dated))

    def _tells(self, check: Check, claim: Claim) -> bool:
        if check.field == "who":
            return check.claimed.partition("/")[0] != self.hero
        if check.field == "where":
            return claim.place.country != self.hero or bool(claim.place.city)
        return check.field in ("title", "what", "level") or (check.field == "when" and not claim.types and claim.dated)

    def replaced(self, claim: Claim, near: list[Match]) -> list[Match]:
        """Give the acts that the claim must mean though one field differs; none where that is not sure."""
        found: list[Match] = []
        for match in near:
            rule = _RULES.get(match.wrong[0])
            if rule is not None and rule(self, claim, match):
                found.append(match)
        if not found:
            return []
        found.sort(key=lambda m: (-m.strength, m.event.date, m.event.id))
        best = [m for m in found if m.strength >= found[0].strength - CLOSE]
        fields = {m.wrong[0] for m in best}
        if fields & {"when", "where", "who"} and len(_occasions(best)) > 1 and not claim.comparison:
            same = [m for m in best if m.wrong == best[0].wrong]
            return best if len(_occasions(same)) == 1 or fields == {"where", "when"} else []
        return best

    def _rule_status(self, claim: Claim, match: Match) -> bool:
        return self.identified(claim, match) and match.field("when") in ("holds", "disputed")

    def _rule_form(self, claim: Claim, match: Match) -> bool:
        return match.event.type == "visit" and self.identified(claim, match)

    def _rule_when(self, claim: Claim, match: Match) -> bool:
        if not claim.dated:
            return False
        window = When.parse(claim.date)
        there = match.event.when
        if claim.again or any(check.field == "who" for check in match.of("missing")):
            return False
        years = there is not None and abs(there.first.year - window.first.year) <= (3 if window.days > 300 else 1)
        return years and match.strength >= 2.5 and self.identified(claim, match)

    def _rule_where(self, claim: Claim, match: Match) -> bool:
        partner = any(c.field == "who" and c.claimed.partition("/")[0] != self.hero for c in match.of("holds"))
        titled = any(c.field in ("title", "what") for c in match.of("holds"))
        dated = claim.dated and match.field("when") in ("holds", "disputed") and When.parse(claim.date).days <= 100
        if claim.types == ("visit",) or match.event.type == "visit":
            host = match.event.place.country
            met = any(c.field == "who" and c.claimed.partition("/")[0] == host for c in match.of("holds"))
            same_land = bool(claim.place.city) and claim.place.country == host
            return dated and (met or same_land or self._told_first(claim, match))
        return (partner and dated) or (titled and (partner or dated or not claim.dated))

    def _told_first(self, claim: Claim, match: Match) -> bool:
        """Tell whether the act is a first like the one claimed, which tells it from other journeys of the month."""
        if claim.comparison is None or claim.comparison.kind != "first":
            return False
        return check_comparison(claim.comparison, claim, [match], []).outcome == "holds"

    def _rule_who(self, claim: Claim, match: Match) -> bool:
        dated = claim.dated and match.field("when") in ("holds", "disputed") and When.parse(claim.date).days <= 31
        placed = match.field("where") in ("holds", "disputed") and (
            bool(claim.place.city) or claim.place.country != self.hero
        )
        titled = any(c.field in ("title", "what") for c in match.of("holds"))
        spotted = bool(claim.place.city) and claim.place.country != self.hero and match.field("where") == "holds"
        return (dated and placed) or spotted or (titled and match.field("when") in ("holds", "disputed", ""))

    def _rule_host(self, claim: Claim, match: Match) -> bool:
        return match.field("title") == "holds" or match.field("when") == "holds"

    def _rule_number(self, claim: Claim, match: Match) -> bool:
        return match.field("title") in ("holds", "") and self.identified(claim, match)

    def _rule_level(self, claim: Claim, match: Match) -> bool:
        return match.field("when") == "holds" and any(
            self._tells(c, claim) for c in match.of("holds") if c.field == "who"
        )


_RULES: dict[str, Callable[[Rules, Claim, Match], bool]] = {
    "status": Rules._rule_status, "form": Rules._rule_form, "when": Rules._rule_when, "where": Rules._rule_where,
    "who": Rules._rule_who, "host": Rules._rule_host, "number": Rules._rule_number,
    "level": Rules._rule_level,
}  # fmt: skip


def _occasions(matches: Sequence[Match]) -> set[object]:
    """Give the different times of the acts, those within a week counting as one."""
    firsts = sorted(m.event.when.first.toordinal() for m in matches if m.event.when)
    kept: list[int] = []
    for day in firsts:
        if not kept or day - kept[-1] > 7:
            kept.append(day)
    return set(kept)
