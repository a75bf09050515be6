"""Which coded event is which hand-coded one, and which of its fields are right."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from communique.evaluation.gold import Judged
from communique.model import Participant, When

__all__ = ["judge_fields", "match"]

LEAST_OVERLAP = 0.5
TITLE_SHARE = 0.5
OTHER = re.compile(r"[^a-z0-9 ]+")


def match(gold: Sequence[Judged], coded: Sequence[Judged]) -> list[tuple[int, int]]:
    """Pair hand-coded with coded events of one document, best pairs first, each event at most once.

    Gives pairs of positions in `gold` and `coded`; ties go to the earlier positions.
    """
    scores = [(-_likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(coded)]
    taken_gold: set[int] = set()
    taken_coded: set[int] = set()
    pairs = []
    for score, i, j in sorted(scores):
        if score and i not in taken_gold and j not in taken_coded:
            taken_gold.add(i)
            taken_coded.add(j)
            pairs.append((i, j))
    return pairs


def judge_fields(gold: Judged, coded: Judged) -> dict[str, bool]:
    """Tell of every field that `gold` fills whether `coded` has it right (codebook, Score)."""
    verdicts = {"participants": _same_names(gold, coded)}
    for part in ("country", "city", "region"):
        if wanted := getattr(gold.place, part):
            verdicts[part] = _fold(wanted) == _fold(getattr(coded.place, part))
    if gold.date:
        verdicts["date"] = _edges(gold.date) == _edges(coded.date)
    verdicts["status"] = gold.status == coded.status
    if gold.count is not None:
        verdicts["count"] = gold.count == coded.count
    if gold.title:
        verdicts["title"] = _title_share(gold, coded) >= TITLE_SHARE
    return verdicts


def _likeness(gold: Judged, coded: Judged) -> float:
    """Give 0 where the two cannot be one event, else a figure that grows with what they share."""
    if gold.type != coded.type:
        return 0.0
    overlap = _jaccard({p.code for p in _everyone(gold)}, {p.code for p in _everyone(coded)})
    here, there = gold.place.country, coded.place.country
    elsewhere = gold.type == "visit" and here and there and here != there
    if overlap < LEAST_OVERLAP or elsewhere or not _dates_agree(gold.date, coded.date):
        return 0.0
    score = 1 + overlap + _same_names(gold, coded)
    score += 0.5 * (bool(here) and here == there)
    score += 0.5 * (bool(gold.date) and gold.date == coded.date)
    return score + _title_share(gold, coded)


def _everyone(event: Judged) -> tuple[Participant, ...]:
    return event.actors + event.targets


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _same_names(gold: Judged, coded: Judged) -> bool:
    """Tell whether the participants are the same, each coded one standing for one of gold's."""
    left = {(p.code, tuple(_fold(p.name))) for p in _everyone(coded)}
    for wanted in sorted({(p.code, tuple(_fold(p.name))) for p in _everyone(gold)}):
        found = next((participant for participant in sorted(left) if _same_participant(wanted, participant)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _same_participant(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> bool:
    """Compare by code and name; a name may lack middle parts, if the last part of one stands in the other."""
    (code, name), (other_code, other_name) = one, other
    if code != other_code or not name or not other_name:
        return one == other
    return name[-1] in other_name or other_name[-1] in name


def _fold(text: str) -> list[str]:
    """Give the words of a text in small letters without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return OTHER.sub(" ", plain.lower()).split()


def _edges(edtf: str) -> When | None:
    try:
        when = When.parse(edtf)
    except ValueError:
        return None
    return When(when.first, when.last, "")


def _dates_agree(one: str, other: str) -> bool:
    first, second = _edges(one), _edges(other)
    return not first or not second or first.overlaps(second)


def _title_share(gold: Judged, coded: Judged) -> float:
    wanted, got = Counter(_fold(gold.title)), Counter(_fold(coded.title))
    return sum((wanted & got).values()) / max(1, sum(wanted.values()))
