"""Datasets for others: merged events as tables with a Data Package descriptor, the same bytes every time.

`write_dataset` writes one of `DATASETS` in one of `FORMATS`; `replacing` writes a file as a whole or not at all.
"""

from communique.datasets.catalogue import DATASETS, Dataset
from communique.datasets.replacing import replacing
from communique.datasets.writing import FORMATS, Written, write_dataset

__all__ = ["DATASETS", "FORMATS", "Dataset", "Written", "replacing", "write_dataset"]
