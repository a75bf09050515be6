"""The descriptor beside a table: a Tabular Data Package (Frictionless Data, version 1) that says how to cite it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.datasets.catalogue import Dataset
from communique.datasets.tables import Column
from communique.model import MergedEvent
from communique.model.codebook import CODEBOOK_HASH, CODEBOOK_VERSION

__all__ = ["describe"]

MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODC-BY-1.0": ("Open Data Commons Attribution License v1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}

Json = dict[str, Any]


def describe(
    dataset: Dataset, events: Sequence[MergedEvent], path: Path, *, format: str, coder: str, licence: str, digest: str
) -> Json:
    """Give the descriptor of a table that was written to `path`, whose SHA-256 is `digest`.

    The version of the release follows from its content. `communique` says what made it: the coder with its version, the
    codebook by date and hash, how many events and documents went in.
    """
    table = dataset.table
    documents = {telling.document.id for event in events for telling in event.tellings}
    tabular = format == "csv"
    resource: Json = {
        "name": table.name,
        "path": path.name,
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "title": table.title,
        "format": format,
        "mediatype": MEDIA_TYPES[format],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }
    if not tabular:
        del resource["encoding" if format == "parquet" else "mediatype"]
    return {
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": f"communique-{table.name}",
        "title": table.title,
        "description": table.description,
        "version": digest[:12],
        "licenses": [_licence(licence)],
        "sources": _sources(dataset, events),
        "keywords": ["diplomacy", "event data", "international relations"],
        "communique": {
            "coder": coder,
            "codebook": {"version": CODEBOOK_VERSION, "sha256": CODEBOOK_HASH},
            "events": len(events),
            "documents": len(documents),
        },
        "resources": [resource],
    }


def _field(column: Column) -> Json:
    constraints: Json = {"required": True} if column.required else {}
    if column.options:
        constraints["enum"] = list(column.options)
    field: Json = {"name": column.name, "type": column.type, "description": column.description}
    if column.type == "date":
        field["format"] = "default"
    return field | ({"constraints": constraints} if constraints else {})


def _licence(name: str) -> Json:
    title, path = LICENCES.get(name, ("", ""))
    return {"name": name} | ({"title": title, "path": path} if title else {})


def _sources(dataset: Dataset, events: Sequence[MergedEvent]) -> list[Json]:
    """Give who told the events, by name, then what the codes were taken from."""
    told = sorted({source for event in events for source in event.sources})
    return [{"title": source} for source in told] + [{"title": t, "path": p} for t, p in dataset.references]
