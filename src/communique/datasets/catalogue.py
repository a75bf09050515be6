"""The datasets that can be written."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from communique.datasets.dyads import CAMEO, PLOVER, cameo_rows, plover_rows
from communique.datasets.events import EVENTS, event_rows
from communique.datasets.tables import Row, Table
from communique.datasets.travel import TRAVEL, travel_rows
from communique.model import MergedEvent

__all__ = ["DATASETS", "Dataset"]


class Dataset(msgspec.Struct, frozen=True):
    """A table, how its rows follow from merged events, and where its codes come from: pairs of title and address."""

    table: Table
    rows: Callable[[Iterable[MergedEvent]], Iterator[Row]]
    references: tuple[tuple[str, str], ...] = ()


COW = ("Correlates of War: country codes", "https://correlatesofwar.org/cow-country-codes/")
DATASETS: dict[str, Dataset] = {
    "events": Dataset(EVENTS, event_rows),
    "travel": Dataset(TRAVEL, travel_rows, (COW,)),
    "plover": Dataset(PLOVER, plover_rows, (("PLOVER", "https://github.com/openeventdata/PLOVER"), COW)),
    "cameo": Dataset(
        CAMEO, cameo_rows, (("CAMEO 1.1b3", "http://eventdata.parusanalytics.com/data.dir/cameo.html"), COW)
    ),
}
