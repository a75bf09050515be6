"""Where the story stands: what an edition, a scene of the same days or a visit lends to acts that name no place.

A lent place is marked as inferred, with what it was inferred from (codebook: "where the text states or plainly implies
it").
"""

import datetime
import re

from communique.coding.context import Narrative
from communique.coding.drafts import STAGED, UNREAL, Draft
from communique.coding.gatherings import ordinal_of
from communique.knowledge.entries import Edition
from communique.language.reference import Discourse
from communique.model import Place, When

__all__ = ["Scene", "Scenery"]

Scene = tuple[Place, When, frozenset[str]]

SETTING = (*STAGED, "representation")
LONGEST_SCENE = 10
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
AHEAD = datetime.timedelta(days=400)


class Scenery:
    """Places and days that one document lends to its acts."""

    def __init__(self, discourse: Discourse, narrative: Narrative) -> None:
        self.discourse = discourse
        self.knowledge = discourse.knowledge
        self.narrative = narrative

    def place_gathering(self, draft: Draft) -> None:
        """Give a gathering the days and the place of its edition, else the place of its one host."""
        edition = self.edition(draft.title, draft.when, planned=draft.status == "planned")
        if edition is not None and edition.code:
            self._at_edition(draft, edition)
        if draft.form == "hosted" and not draft.place:
            hosts = {p.code for p in draft.actors if p.code in self.knowledge.states}
            if len(hosts) == 1:
                draft.locate(Place(country=hosts.pop()), None, "the host")

    def place_sideline(self, draft: Draft, title: str) -> None:
        """Place an act on the sidelines of a gathering where the gathering is."""
        if draft.place.city:
            return
        if title and title == self.narrative.gathering and self.narrative.gathering_at:
            self._lend(draft, self.narrative.gathering_at, "the gathering's place")
            return
        edition = self.edition(title, draft.when, planned=draft.status == "planned")
        if edition is not None and edition.code:
            self._lend(draft, Place(country=edition.code, city=edition.city), f"edition {edition.name or title}")

    def place(self, draft: Draft) -> None:
        """Lend a place to an act that names none: the scene of the same days, else the visit it falls into."""
        self._implied(draft)
        if draft.place.city or draft.type not in STAGED or draft.status in UNREAL:
            return
        at = self._stage(draft)
        if at and (at.city or at.country in draft.codes()):
            self._lend(draft, at, "the scene of the same days")
        elif not at:
            self._within_visit(draft)

    def _implied(self, draft: Draft) -> None:
        """Place what cannot happen elsewhere: expulsions where they are ordered, recalls and aid where they arrive."""
        if draft.place:
            return
        where = draft.actors if draft.form == "expelled" else draft.targets
        if draft.form in ("expelled", "recalled") or (draft.type == "aid" and len(draft.targets) == 1):
            state = next((p.code for p in where if p.code in self.knowledge.states), "")
            if state:
                draft.locate(Place(country=state), None, "implied by the act")

    def _stage(self, draft: Draft) -> Place:
        """Give where the story last put the participants on the days of an act, first in a state that takes part."""
        found = draft.place
        if draft.when is None or draft.when.days > LONGEST_SCENE:
            return found
        scenes = sorted(reversed(self.narrative.scenes), key=lambda scene: scene[0].country not in draft.codes())
        for place, when, codes in scenes:
            shared = draft.codes() & codes or place.country in draft.codes()
            if not shared or not draft.when.overlaps(when) or (found and found.country != place.country):
                continue
            if place.city:
                return place
            found = place
        return found

    def set_scene(self, place: Place, when: When, codes: frozenset[str]) -> None:
        """Note that what follows on these days may stand at this place."""
        if place.country and when.days <= LONGEST_SCENE:
            self.narrative.scenes.append((place, when, codes))

    def remember(self, draft: Draft) -> None:
        """Note where an act took place."""
        if draft.when is not None and (draft.type == "visit" or (draft.type in SETTING and draft.place.city)):
            self.set_scene(draft.place, draft.when, frozenset(draft.codes()))
        if draft.type == "gathering" and draft.title:
            self.narrative.gathering_at = draft.place

    def edition(self, title: str, on: When | None, *, planned: bool) -> Edition | None:
        """Give the edition of a gathering that its ordinal, its year or the time of the act singles out."""
        number, year = ordinal_of(title), YEAR.search(title)
        series = self._series(title, numbered=number is not None)
        if not series:
            return None
        if number is not None:
            return self.knowledge.edition(series, ordinal=number)
        if year is not None:
            return self.knowledge.edition(series, on=When.parse(year[0]))
        if on is not None:
            return self.knowledge.edition(series, on=on) if on.days <= 366 else None
        if planned:
            coming = [e for e in self.knowledge.editions_of(series) if self._coming(e)]
            return coming[0] if coming else None
        return None

    def _series(self, title: str, *, numbered: bool) -> str:
        """Give the series that a title names; a numbered body that gathers is one too ("the 76th General Assembly")."""
        meanings = [m for match in self.knowledge.matches(title) for m in match.meanings]
        named = [m.code for m in meanings if m.kind == "gathering"]
        bodies = [m.code for m in meanings if m.kind == "organisation" and m.code in self.knowledge.gatherings]
        return next(iter(named or (bodies if numbered else [])), "")

    def _coming(self, edition: Edition) -> bool:
        when = When.parse(f"{edition.since}/{edition.until or edition.since}")
        now = self.narrative.now.last
        return when.last >= now and when.first <= now + AHEAD

    def _at_edition(self, draft: Draft, edition: Edition) -> None:
        reason = f"edition {edition.name or draft.title}"
        self._lend(draft, Place(country=edition.code, city=edition.city), reason)
        if draft.when is not None and (draft.when.precision != "year" or not YEAR.search(draft.title)):
            return
        if draft.when is None and self.narrative.review_year:
            return
        when = When.between(When.parse(edition.since), When.parse(edition.until or edition.since))
        held = when.first <= self.narrative.now.last
        if when.days <= LONGEST_SCENE and held == (draft.status == "occurred"):
            draft.redate((when, None, reason), self.narrative.now)

    def _within_visit(self, draft: Draft) -> None:
        """Let talks between host and visitor stand where the visit is."""
        visit = self.narrative.visit
        if visit is None or draft.when is None or visit[2] is None or not draft.when.overlaps(visit[2]):
            return
        if {visit[1].country, visit[0]} <= draft.codes() and draft.type in ("meeting", "agreement", "relation"):
            self._lend(draft, visit[1], "the visit's place")

    def _lend(self, draft: Draft, place: Place, reason: str) -> None:
        if not draft.place or (draft.place.country == place.country and place.city and not draft.place.city):
            draft.locate(place, None, reason)
