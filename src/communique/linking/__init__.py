"""Which tellings of several documents tell one act, and what they tell together: pure functions over plain data.

`block_keys` finds the pairs worth a look, `compare` judges a pair, `cluster` makes acts of the judgements of machine
and persons, `merge` makes one event of an act's tellings; `merge_all` does it all for a collection in memory. Nothing
here depends on the order of arrival.
"""

from communique.linking.blocking import block_keys
from communique.linking.clustering import cluster
from communique.linking.comparing import compare
from communique.linking.merging import act_id, merge
from communique.linking.whole import link_all, merge_all

__all__ = ["act_id", "block_keys", "cluster", "compare", "link_all", "merge", "merge_all"]
