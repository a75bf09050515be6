"""Datasets: what the tables say, that a descriptor describes them, and that the same events give the same bytes."""

import csv
import hashlib
import importlib.util
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from communique.datasets import DATASETS, FORMATS, replacing, write_dataset
from communique.datasets.dyads import load_rules
from communique.datasets.writing import WRITERS
from communique.errors import UsageError
from communique.linking import merge_all
from communique.model import EVENT_TYPES, FORMS, STATUSES, Decision, MergedEvent, Telling
from communique.model.codebook import CODEBOOK_HASH
from telling import tell

ROOT = Path(__file__).parents[2]
MACRON, SCHOLZ = "FRA/Emmanuel Macron", "DEU/Olaf Scholz"
BERLIN: dict[str, Any] = {"country": "DEU", "city": "Berlin"}


def make_events() -> list[MergedEvent]:
    """A visit with a meeting that two papers date differently, a planned call, a sanction and a called-off visit."""
    first = tell(
        "Emmanuel Macron flew to Berlin on 6 June and met Olaf Scholz; the two will speak by telephone on 9 June.",
        {"type": "visit", "who": MACRON, "quote": "flew to Berlin", "date": "2023-06-06", "place": BERLIN},
        {
            "type": "meeting",
            "who": f"{MACRON};{SCHOLZ}",
            "quote": "met Olaf Scholz",
            "date": "2023-06-06",
            "place": BERLIN,
        },
        {
            "type": "call",
            "who": f"{MACRON};{SCHOLZ}",
            "quote": "speak by telephone",
            "date": "2023-06-09",
            "status": "planned",
        },
        source="first, daily",
        published="2023-06-07",
    )
    second = tell(
        "In Berlin on 7 June Olaf Scholz met Emmanuel Macron. "
        "The EU imposed a ban on Belarus. A trip to Rome was dropped.",
        {
            "type": "meeting",
            "who": f"{SCHOLZ};{MACRON}",
            "quote": "met Emmanuel Macron",
            "date": "2023-06-07",
            "place": BERLIN,
        },
        {"type": "sanction", "who": "EU", "to": "BLR", "quote": "imposed a ban", "date": "2023-06", "form": "imposed"},
        {"type": "visit", "who": MACRON, "quote": "A trip to Rome", "place": {"country": "ITA"}, "status": "cancelled"},
        source="second",
        published="2023-06-08",
    )
    return merge_all([Telling(event, document) for document, events in (first, second) for event in events])


def write(name: str, folder: Path, events: list[MergedEvent] | None = None, **how: Any) -> list[dict[str, str]]:
    """The rows of a dataset as CSV."""
    written = write_dataset(name, make_events() if events is None else events, folder, coder="tester 1.0", **how)
    with written.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == written.rows
    return rows


def test_events_with_their_conflicts(tmp_path: Path) -> None:
    rows = write("events", tmp_path)
    assert [row["type"] for row in rows] == ["sanction", "visit", "meeting", "call", "visit"]
    meeting = rows[2]
    assert (meeting["documents"], meeting["sources"]) == ("2", "first, daily;second")
    assert meeting["conflicts"] == "date" and "2023-06-07 [" in meeting["conflict_values"]
    assert (rows[0]["first_day"], rows[0]["last_day"]) == ("2023-06-01", "2023-06-30")


def test_travel_names_the_office_and_the_purpose(tmp_path: Path) -> None:
    (row,) = write("travel", tmp_path)
    assert (row["traveller"], row["office"], row["leader"]) == ("Emmanuel Macron", "president", "true")
    assert (row["country_visited"], row["country_cow"], row["city"]) == ("Germany", "255", "Berlin")
    assert (row["start"], row["end"], row["purpose"]) == ("2023-06-06", "2023-06-06", "meeting with Olaf Scholz")


def test_dyads_go_both_ways_and_guests_are_no_hosts(tmp_path: Path) -> None:
    rows = write("cameo", tmp_path)
    coded = {(row["type"], row["source_code"], row["target_code"]): row["event_code"] for row in rows}
    assert coded == {
        ("visit", "FRA", "DEU"): "042",
        ("visit", "DEU", "FRA"): "043",
        ("meeting", "FRA", "DEU"): "042",
        ("meeting", "DEU", "FRA"): "043",
        ("call", "FRA", "DEU"): "036",
        ("call", "DEU", "FRA"): "036",
        ("sanction", "EU", "BLR"): "163",
    }
    sanction = next(row for row in rows if row["type"] == "sanction")
    assert (sanction["source_iso3"], sanction["source_cow"], sanction["target_cow"]) == ("", "", "370")


def test_what_is_planned_is_an_agreement_with_a_future(tmp_path: Path) -> None:
    rows = write("plover", tmp_path)
    call = next(row for row in rows if row["type"] == "call")
    assert (call["event_type"], call["event_mode"], call["contexts"]) == ("AGREE", "", "diplomatic;future")
    assert next(row for row in rows if row["type"] == "visit")["event_mode"] == "visit"


def test_what_a_person_rejected_is_left_out(tmp_path: Path) -> None:
    from communique.linking import merge

    events = [
        merge(event.tellings, [Decision(event=event.tellings[0].id, verdict="rejected", by="Ada")])
        for event in make_events()
    ]
    for name in DATASETS:
        assert write(name, tmp_path, events) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", DATASETS)
def test_same_events_same_bytes(name: str, format: str, tmp_path: Path) -> None:
    written = [
        write_dataset(name, events, tmp_path / folder, format=format, coder="tester 1.0")
        for folder, events in (("one", make_events()), ("other", make_events()[::-1]))
    ]
    assert written[0].path.read_bytes() == written[1].path.read_bytes()
    assert written[0].descriptor.read_bytes() == written[1].descriptor.read_bytes()


@pytest.mark.parametrize("format", ["csv", "jsonl"])
@pytest.mark.parametrize("name", DATASETS)
def test_frictionless_finds_no_fault(name: str, format: str, tmp_path: Path) -> None:
    written = write_dataset(name, make_events(), tmp_path, format=format, coder="tester 1.0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.Package(str(written.descriptor)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert report.stats["tasks"] == 1


@pytest.mark.parametrize("name", DATASETS)
def test_parquet_has_the_types_of_the_schema(name: str, tmp_path: Path) -> None:
    import pyarrow.parquet

    written = write_dataset(name, make_events(), tmp_path, format="parquet", coder="tester 1.0")
    table = pyarrow.parquet.read_table(written.path)
    assert table.num_rows == written.rows > 0
    kinds = {"string": "string", "integer": "int64", "boolean": "bool", "date": "date32[day]"}
    fields = json.loads(written.descriptor.read_bytes())["resources"][0]["schema"]["fields"]
    assert [(f.name, str(f.type)) for f in table.schema] == [(f["name"], kinds[f["type"]]) for f in fields]


def test_the_descriptor_tells_how_to_cite(tmp_path: Path) -> None:
    write("plover", tmp_path, licence="CC0-1.0")
    told = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert told["communique"] == {
        "coder": "tester 1.0",
        "codebook": {"version": "2026-11-22", "sha256": CODEBOOK_HASH},
        "events": 5,
        "documents": 2,
    }
    assert told["licenses"][0]["name"] == "CC0-1.0" and told["licenses"][0]["path"].startswith("https://")
    assert {"first, daily", "second", "PLOVER"} <= {source["title"] for source in told["sources"]}
    content = (tmp_path / "plover.csv").read_bytes()
    assert told["resources"][0]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert told["version"] == hashlib.sha256(content).hexdigest()[:12]


def test_datasets_of_one_folder_share_the_descriptor(tmp_path: Path) -> None:
    orders = {
        "one": ["events.csv", "travel.csv", "events.jsonl"],
        "other": ["events.jsonl", "travel.csv", "events.csv"],
    }
    for folder, names in orders.items():
        for name in [*names, names[0]]:
            table, format = name.split(".")
            write_dataset(table, make_events(), tmp_path / folder, format=format, coder="tester 1.0")
    told = json.loads((tmp_path / "one" / "datapackage.json").read_bytes())
    assert [one["path"] for one in told["resources"]] == ["events.csv", "events.jsonl", "travel.csv"]
    assert len({one["name"] for one in told["resources"]}) == 3
    assert (tmp_path / "one" / "datapackage.json").read_bytes() == (
        tmp_path / "other" / "datapackage.json"
    ).read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        assert frictionless.Package(str(tmp_path / "one" / "datapackage.json")).validate().valid
    (tmp_path / "one" / "travel.csv").unlink()
    write_dataset("events", make_events(), tmp_path / "one", coder="tester 2.0", licence="CC0-1.0")
    told = json.loads((tmp_path / "one" / "datapackage.json").read_bytes())
    assert [one["path"] for one in told["resources"]] == ["events.csv", "events.jsonl"]
    assert [one["communique"]["coder"] for one in told["resources"]] == ["tester 2.0", "tester 1.0"]
    assert [one["name"] for one in told["licenses"]] == ["CC0-1.0", "CC-BY-4.0"] and "communique" not in told


@pytest.mark.parametrize("content", [b"{", b'{"name": "mine", "resources": [{"path": "mine.csv"}]}', b'"\xff"', b"[]"])
def test_a_descriptor_by_others_is_left_alone(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(UsageError, match="choose another folder"):
        write_dataset("events", make_events(), tmp_path, coder="tester 1.0")
    assert (tmp_path / "datapackage.json").read_bytes() == content and not (tmp_path / "events.csv").exists()


def test_what_was_there_stays_until_the_new_table_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_dataset("events", make_events(), tmp_path, coder="tester 1.0").path
    before = path.read_bytes()

    def fail(table: object, rows: object, path: Path) -> int:
        path.write_text("half of")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setitem(WRITERS, "csv", fail)
    with pytest.raises(UsageError, match="No space left"):
        write_dataset("events", make_events()[:1], tmp_path, coder="tester 1.0")
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["datapackage.json", "events.csv"]


def test_links_and_devices_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    for path in (tmp_path / "link", Path("/dev/null")):
        with replacing(path) as fresh:
            fresh.write_text("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640 and Path("/dev/null").is_char_device()


def test_one_name_under_two_codes_is_two_travellers(tmp_path: Path) -> None:
    told = tell(
        "Ana Brun went to Berlin on 6 June.",
        {
            "type": "visit",
            "who": "FRA/Ana Brun;EU/Ana Brun",
            "quote": "went to Berlin",
            "date": "2023-06-06",
            "place": BERLIN,
        },
    )
    rows = write("travel", tmp_path, merge_all([Telling(event, told[0]) for event in told[1]]))
    assert sorted(row["traveller_code"] for row in rows) == ["EU", "FRA"]
    key = DATASETS["travel"].table.key
    assert len({tuple(row[column] for column in key) for row in rows}) == 2


def test_the_reference_is_that_of_the_tables() -> None:
    script = ROOT / "scripts" / "build_datasets_docs.py"
    spec = importlib.util.spec_from_file_location("build_datasets_docs", script)
    assert spec and spec.loader
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    assert builder.PATH.read_text(encoding="utf-8") == builder.build(), "run make docs"


def test_the_codebook_is_the_one_that_is_named() -> None:
    assert hashlib.sha256((ROOT / "docs" / "codebook.md").read_bytes()).hexdigest() == CODEBOOK_HASH


def test_rules_name_what_the_codebook_has_and_no_act_twice() -> None:
    rules = load_rules()
    assert len({(rule.type, rule.form, rule.status) for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.type in EVENT_TYPES and rule.status in STATUSES
        assert not rule.form or rule.form in FORMS[rule.type]
        assert rule.direction in ("forward", "mutual", "travel")
    assert {rule.type for rule in rules if rule.status == "occurred"} == set(EVENT_TYPES)


def test_wrong_names_are_told(tmp_path: Path) -> None:
    for name, format in (("novels", "csv"), ("events", "xls")):
        with pytest.raises(UsageError, match="known are"):
            write_dataset(name, [], tmp_path, format=format, coder="")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        write_dataset("events", [], tmp_path / "file", coder="")
