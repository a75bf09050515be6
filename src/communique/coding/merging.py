"""One act, one event: drafts of one document that tell the same act become one with the union of what is said.

Two drafts are the same when nothing in them conflicts and enough identifies them (design, idea 6).
"""

from communique.coding.drafts import Draft
from communique.coding.gatherings import ordinal_of
from communique.coding.standing import SPEAKING
from communique.knowledge.names import fold
from communique.model import Participant, Place, When

__all__ = ["merge", "same_act"]

TITLED = (
    "gathering",
    "agreement",
    "initiative",
    "relation",
    "pledge",
    "aid",
    "commemoration",
    "sanction",
    "mediation",
    "statement",
)
PAPERS = frozenset(["text", "document", "paper", "instrument", "accord", "deal", "pact"])
WEEK = 7
EMPTY_WORDS = frozenset("the a an of and on for in to with by new joint their its his first".split())


def merge(drafts: list[Draft]) -> list[Draft]:
    """Join the drafts that tell one act, in order of the text."""
    kept: list[Draft] = []
    for draft in drafts:
        fits = [other for other in kept if same_act(other, draft)]
        if fits:
            _join(max(fits, key=lambda other: _likeness(other, draft)), draft)
        else:
            kept.append(draft)
    return kept


def same_act(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts of one document tell the same act."""
    if a.type != b.type or (a.sense != b.sense and {a.sense, b.sense} & SPEAKING):
        return False
    if not (_told_together(a, b) or (_statuses_agree(a, b) and a.may_coincide(b))):
        return False
    if a.item != b.item and min(a.item, b.item) >= 0:
        return False
    if not _places_agree(a.place, b.place) or _counts_differ(a, b):
        return False
    if a.type in TITLED and not (_titles_agree(a, b) or _explains(a, b) or _points_back(a, b)):
        return False
    if a.form and b.form and a.form != b.form and a.type in ("representation", "sanction", "relation", "message"):
        return a.type == "message" and not (a.targets and b.targets) and _parties_agree(a, b)
    return _parties_agree(a, b) and _identified(a, b)


def _counts_differ(a: Draft, b: Draft) -> bool:
    if a.type in ("visit", "meeting", "call"):
        return (a.count or 1) != (b.count or 1)
    return a.count is not None and b.count is not None and a.count != b.count


def _told_together(a: Draft, b: Draft) -> bool:
    """Tell whether one phrase stands inside the other: two words of one act ("accepting credentials presented by")."""
    if a.type not in ("representation", "gathering"):
        return False
    return a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def _statuses_agree(a: Draft, b: Draft) -> bool:
    if a.status == b.status or _points_to_visit(a, b):
        return True
    if "cancelled" in (a.status, b.status):
        return a.type in ("visit", "meeting", "gathering") and (_is_plan_of(a, b) or _is_plan_of(b, a))
    if {a.status, b.status} != {"occurred", "planned"}:
        return False
    if a.when is None or b.when is None:
        same_city = bool(a.place.city) and fold(a.place.city) == fold(b.place.city)
        return a.type == "gathering" and (_one_name(a.title, b.title) or same_city)
    return a.when.overlaps(b.when)


def _is_plan_of(called_off: Draft, plan: Draft) -> bool:
    """Tell whether an act is what another draft says was called off, and not what is planned in its stead."""
    if called_off.status != "cancelled" or plan.status not in ("planned", "occurred"):
        return False
    if plan.status == "planned" or plan.intended:
        return plan.intended or plan.when is None or plan.loose or called_off.when is not None
    return plan.definite and (plan.when is None or plan.loose)


def _points_to_visit(a: Draft, b: Draft) -> bool:
    """Tell whether "his visit", planned for no time, is the one that took place or was called off."""
    told = a.type == "visit" and a.status in ("occurred", "cancelled") and b.status == "planned"
    return told and b.definite and b.when is None and a.place.country == b.place.country


def _explains(a: Draft, b: Draft) -> bool:
    """Tell whether the second says of a sanction what it forbids: it names nobody who is hit."""
    return (
        a.type == "sanction" and bool(a.targets) and not b.targets and a.codes() >= {p.code for p in b.actors} != set()
    )


def _points_back(a: Draft, b: Draft) -> bool:
    """Tell whether the second says no more of an instrument than "the text", or nothing at all."""
    tight = a.when is not None and b.when is not None and max(a.when.days, b.when.days) <= WEEK
    bare = _core(b.title) <= PAPERS and (b.definite or b.background or not b.title or tight)
    return a.type == "agreement" and bool(a.title) and bare and set() != b.codes() <= a.codes()


def _one_name(a: str, b: str) -> bool:
    """Tell whether two titles are one name in full, of three words or with an ordinal."""
    first, second = _core(a), _core(b)
    return first == second and (len(first) > 2 or ordinal_of(a) is not None)


def _places_agree(a: Place, b: Place) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    if a.region and b.region and a.region != b.region:
        return False
    if a.city and b.city and fold(a.city) != fold(b.city):
        return False
    return not (bool(a.region) != bool(b.region) and bool(a) and bool(b))


def _titles_agree(a: Draft, b: Draft) -> bool:
    first, second = _core(a.title), _core(b.title)
    if not first or not second:
        return a.type not in ("agreement", "pledge", "initiative", "aid")
    shared = len(first & second) / min(len(first), len(second))
    if a.type == "initiative":
        return shared > 0.75
    return shared > 0.65 if a.type != "gathering" else shared > 0.6 and not _ordinals_differ(a.title, b.title)


def _ordinals_differ(a: str, b: str) -> bool:
    first, second = ordinal_of(a), ordinal_of(b)
    return first is not None and second is not None and first != second


def _core(title: str) -> set[str]:
    return {w for w in fold(title).split() if w not in EMPTY_WORDS}


def _parties_agree(a: Draft, b: Draft) -> bool:
    if a.type in ("gathering", "commemoration"):
        return True
    if a.type == "relation":
        return a.codes() <= b.codes() or b.codes() <= a.codes()
    if a.type == "visit":
        if len(a.codes()) != len(b.codes()) and not (a.place and b.place):
            return False
        return _covers(a.actors, b.actors) or _covers(b.actors, a.actors)
    if a.type in ("meeting", "call"):
        return _same_parties(a.actors, b.actors)
    if a.type in ("message", "representation", "sanction", "aid", "pledge", "mediation", "statement"):
        actors = not a.actors or not b.actors or _covers(a.actors, b.actors) or _covers(b.actors, a.actors)
        targets = not a.targets or not b.targets or _covers(a.targets, b.targets) or _covers(b.targets, a.targets)
        return actors and targets
    return not a.actors or not b.actors or bool(a.codes() & b.codes())


def _covers(a: list[Participant], b: list[Participant]) -> bool:
    """Tell whether every participant of `b` is one of `a`, a bare state covering its own people."""
    return all(any(p.code == q.code and (not p.name or not q.name or p.name == q.name) for p in a) for q in b)


def _same_parties(a: list[Participant], b: list[Participant]) -> bool:
    return _covers(a, b) and _covers(b, a)


def _identified(a: Draft, b: Draft) -> bool:
    """Ask for more than the absence of a conflict: a shared time, or a second telling that points back."""
    first, second = (None if d.loose else d.when for d in (a, b))
    if first is not None and second is not None:
        tight = min(first.days, second.days) <= 7 or max(first.days, second.days) > 300
        return tight or a.type != "meeting" or b.definite or b.background
    if a.type in ("meeting", "call", "message"):
        return second is None or (first is None and (a.definite or b.definite))
    return True


def _likeness(a: Draft, b: Draft) -> float:
    score = 0.0
    if a.when and b.when:
        score += 2 if a.when.edtf == b.when.edtf else 1
    if a.place == b.place and a.place:
        score += 1
    return score + (1 if {str(p) for p in a.actors} == {str(p) for p in b.actors} else 0)


def _join(a: Draft, b: Draft) -> None:
    """Put what `b` adds into `a`: names, the narrower time, the nearer place, the fuller title."""
    a_dated = a.when is not None and not a.loose
    was_off, first = a.status == "cancelled", None if a.loose else a.when
    a.actors = _union(a.actors, b.actors)
    a.targets = [t for t in _union(a.targets, b.targets) if t not in a.actors]
    if b.when is not None and (a.when is None or _better(b.when, a.when, a.type)):
        a.when, a.loose = b.when, b.loose
    if (b.place.city and not a.place.city) or (not a.place):
        a.place = b.place
    if b.title and (not a.title or (a.type == "gathering" and len(b.title) > len(a.title))):
        a.title = b.title
    if b.form and (
        not a.form or (a.form == "attended" and b.form in ("hosted", "chaired") and set(a.actors) & set(b.actors))
    ):
        a.form = a.form or b.form
    if a.type == "message" and a.form == "letter" and b.form:
        a.form = b.form
    a.count = a.count if a.count is not None else b.count
    if a.status == "planned" and b.status == "occurred" and not (b.loose and a_dated):
        a.status = "occurred"
    if was_off != (b.status == "cancelled"):
        off, plan = (first, b.when) if was_off else (b.when, first)
        a.status, a.when = "cancelled", off or plan
    a.provenance = [*a.provenance, *b.provenance]


def _better(a: When, b: When, kind: str) -> bool:
    """Tell whether time `a` says more than `b`: the narrower, but of a stay the whole stay."""
    if any(when.days == WEEK and when.first.weekday() == 0 for when in (a, b)):
        return a.days < b.days
    if kind == "visit" and a.days <= 31 and b.days <= 31 and a.precision in ("day", "interval") and a.contains(b):
        return a.days > b.days
    if kind == "visit" and b.days <= 31 and b.precision == "interval" and b.contains(a):
        return False
    return a.days < b.days


def _union(a: list[Participant], b: list[Participant]) -> list[Participant]:
    found = list(a)
    for participant in b:
        if participant in found:
            continue
        bare = next((n for n, p in enumerate(found) if p.code == participant.code and not p.name), None)
        if participant.name and bare is not None:
            found[bare] = participant
        elif participant.name or not any(p.code == participant.code for p in found):
            found.append(participant)
    return found
