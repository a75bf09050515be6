"""The descriptor beside a table: a Tabular Data Package (Frictionless Data, version 1) that says how to cite it."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from communique.datasets.catalogue import Dataset
from communique.datasets.tables import Column
from communique.model import MergedEvent
from communique.model.codebook import CODEBOOK_HASH, CODEBOOK_VERSION

__all__ = ["Json", "Package", "describe_package", "describe_table"]

MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODC-BY-1.0": ("Open Data Commons Attribution License v1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}

Json = dict[str, Any]


class Resource(msgspec.Struct):
    """What must be in the description of a table for it to stay in a descriptor."""

    path: str
    profile: str
    title: str
    description: str
    hash: str
    licenses: list[Json]
    sources: list[Json]
    communique: Json


class Package(msgspec.Struct):
    """A descriptor that was written before."""

    resources: list[Json]

    def __post_init__(self) -> None:
        """Refuse what others have written."""
        msgspec.convert(self.resources, list[Resource])


def describe_table(
    dataset: Dataset, events: Sequence[MergedEvent], path: Path, *, format: str, coder: str, licence: str, digest: str
) -> Json:
    """Give what a descriptor says of a table that was written to `path`, whose SHA-256 is `digest`.

    `communique` says what made it: the coder with its version, the codebook by date and hash, how many events and
    documents went in.
    """
    table = dataset.table
    documents = {telling.document.id for event in events for telling in event.tellings}
    tabular = format == "csv"
    resource: Json = {
        "name": table.name if tabular else f"{table.name}-{format}",
        "path": path.name,
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "title": table.title,
        "description": table.description,
        "format": format,
        "mediatype": MEDIA_TYPES[format],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "licenses": [_licence(licence)],
        "sources": _sources(dataset, events),
        "communique": {
            "coder": coder,
            "codebook": {"version": CODEBOOK_VERSION, "sha256": CODEBOOK_HASH},
            "events": len(events),
            "documents": len(documents),
        },
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }
    if not tabular:
        del resource["encoding" if format == "parquet" else "mediatype"]
    return resource


def describe_package(resources: Iterable[Json]) -> Json:
    """Give the descriptor of tables, whatever their order; what they have in common is said of the whole too.

    The version of the release follows from its content.
    """
    tables = sorted(resources, key=lambda one: str(one["path"]))
    first, alone = tables[0], len(tables) == 1
    hashes = [str(one["hash"]).removeprefix("sha256:") for one in tables]
    version = hashes[0] if alone else hashlib.sha256("\n".join(hashes).encode()).hexdigest()
    tabular = all(one["profile"] == "tabular-data-resource" for one in tables)
    package: Json = {
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": f"communique-{Path(first['path']).stem}" if alone else "communique-datasets",
        "title": first["title"] if alone else "Datasets of diplomacy",
        "description": "\n".join(dict.fromkeys(one["description"] for one in tables)),
        "version": version[:12],
        "licenses": _unite(tables, "licenses"),
        "sources": _unite(tables, "sources"),
        "keywords": ["diplomacy", "event data", "international relations"],
    }
    if all(one["communique"] == first["communique"] for one in tables):
        package["communique"] = first["communique"]
    return package | {"resources": tables}


def _unite(tables: Sequence[Json], key: str) -> list[Json]:
    found: list[Json] = []
    for table in tables:
        found += [one for one in table[key] if one not in found]
    return found


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
