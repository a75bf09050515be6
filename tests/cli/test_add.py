"""`communique add`: what it keeps, what it tells, and that a run killed at any moment can be run again."""

import itertools
import json
import multiprocessing
import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from typer.testing import CliRunner

from communique import service
from communique.cli.app import app
from communique.errors import CodingError, CommuniqueError, MissingExtraError, ModelError
from communique.model import Document, Event, Query
from communique.record import Record
from plain import PlainCoder, load_plain

NAMES = "Ana Bob Carl Dora Emil Faye Gus Hana".split()


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, list(map(str, arguments)), prog_name="communique", catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where a record is made."""
    return tmp_path / "record.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents that tell of a few meetings again and again, two of them versions of one page."""
    draw = random.Random(3)
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(24):
        one, other = draw.sample(NAMES, 2)
        text = f"LIMA, {draw.randint(1, 3)} March 2024 - No {number}: {one} met {other}.\n"
        (folder / f"{number:02}.txt").write_text(text)
    rows = [{"id": "page", "text": f"LIMA, 5 March 2024 - Ana met {name}."} for name in ("Bob", "Carl")]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def dump(path: Path) -> tuple[object, ...]:
    """All that a record says, without its own keys and the times of its work."""
    with Record.open(path, create=False) as record:
        links = [(link.one, link.other, link.same, link.score, link.reasons) for link in record.links(withdrawn=False)]
        return record.events(), sorted(links), record.documents(superseded=True), record.documents()


def test_documents_are_kept_once(plain_coder: PlainCoder, folder: Path, db: Path) -> None:
    code, out, err = run("add", folder, "--db", db)
    assert (code, out) == (0, "")
    assert "26 documents (25 new, 1 corrected), 26 events," in err and str(db) in err
    before = dump(db)
    code, out, err = run("add", folder, "--db", db, "--json")
    told = json.loads(out)
    assert told["documents"] == {"new": 0, "correction": 0, "recoded": 0, "same": 26, "failed": 0}
    assert (code, err, told["events"], dump(db)) == (0, "", 0, before)


def test_what_fails_is_listed_and_the_rest_is_kept(plain_coder: PlainCoder, tmp_path: Path, db: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Ana met Bob.")
    bad.write_bytes(b"")
    code, _, err = run("add", bad, good, "missing.txt", "--db", db, "--published", "2024-03-05", "--source", "Desk")
    assert code == 1 and "bad.txt: is empty" in err and "missing.txt: no such file" in err
    assert "3 documents (1 new, 2 failed)" in err
    with Record.open(db) as record:
        (document,) = record.documents()
        assert (str(document.published), document.source) == ("2024-03-05", "Desk")


def test_nothing_is_made_of_a_wrong_address(plain_coder: PlainCoder, folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.db"
    notes.write_text("Dear diary. " * 100)
    with pytest.raises(CommuniqueError, match="is not a database"):
        run("add", folder, "--db", notes)


def test_the_setting_names_the_record(
    plain_coder: PlainCoder, folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_DB", str(db))
    from communique.settings import get_settings

    get_settings.cache_clear()
    try:
        assert run("add", folder / "00.txt")[0] == 0 and db.exists()
    finally:
        get_settings.cache_clear()


def test_another_coder_codes_anew(folder: Path, db: Path) -> None:
    with Record.open(db) as record:
        for coder, outcome in (("one", "new"), ("one", "same"), ("two", "recoded")):
            outcomes = service.read(folder / "00.txt")
            results = service.add_documents(
                outcomes, record, workers=1, report=print, coder=coder, make_coder=load_plain
            )
            assert [result.outcome for result in results] == [outcome]  # type: ignore[union-attr]


def test_the_coders_name_follows_its_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from communique.settings import get_settings

    names = []
    for overlay in ("", str(tmp_path)):
        (tmp_path / "states.csv").write_text("code\n")
        monkeypatch.setenv("COMMUNIQUE_KNOWLEDGE_OVERLAY", overlay) if overlay else None
        get_settings.cache_clear()
        service.name_coder.cache_clear()
        names.append(service.name_coder())
    get_settings.cache_clear()
    service.name_coder.cache_clear()
    assert names[0] != names[1] and all(name.startswith("communique ") for name in names)


class FragileCoder(PlainCoder):
    """Dies of a document that says so, always or only in its first process."""

    def code(self, document: Document) -> list[Event]:
        """Code, stumble or die."""
        if "always kills" in document.text or ("kills once" in document.text and not _has_died(document)):
            os.kill(os.getpid(), signal.SIGKILL)
        if "stumbles" in document.text:
            raise ValueError("stumbled")
        return super().code(document)


def _has_died(document: Document) -> bool:
    mark = Path(document.path + ".died")
    if mark.exists():
        return True
    mark.touch()
    return False


def load_fragile() -> FragileCoder:
    """Give the coder, also to other processes."""
    return FragileCoder()


def load_dead() -> FragileCoder:
    """Die before there is a coder."""
    os._exit(3)


def test_processes_that_die_cost_their_document_only(tmp_path: Path, db: Path) -> None:
    texts = [
        "Ana met Bob.",
        "This always kills.",
        "This kills once. Carl met Dora.",
        "This stumbles.",
        "Emil met Faye.",
    ]
    folder = tmp_path / "press"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text)
    told: list[str] = []
    with Record.open(db) as record:
        results = list(
            service.add_documents(
                service.read(folder), record, workers=2, report=told.append, coder="test", make_coder=load_fragile
            )
        )
        assert [one.events if not isinstance(one, CodingError) else str(one) for one in results] == [  # type: ignore[union-attr]
            1,
            f"{folder}/1.txt: could not be coded: the process was killed by SIGKILL 2 times",
            1,
            f"{folder}/3.txt: could not be coded: ValueError: stumbled (please report it)",
            1,
        ]
        assert len(told) == 2 and all("the document is coded once more" in line for line in told)
        assert record.count() == 3


def test_processes_that_die_at_once_end_the_work(folder: Path, db: Path) -> None:
    with Record.open(db) as record, pytest.raises(CodingError, match="ended with code 3 before it began"):
        list(service.add_documents(service.read(folder), record, workers=2, report=print, make_coder=load_dead))


def load_nothing() -> FragileCoder:
    """Fail as a coder does whose library is not there."""
    raise MissingExtraError("thinc", "english")


def load_damaged() -> FragileCoder:
    """Fail as a coder does whose weights are damaged."""
    raise ModelError("cannot be read", path="model.bin", line=3, hint="install it again")


@pytest.mark.parametrize("make_coder", [load_nothing, load_damaged])
def test_what_no_process_can_do_is_told_as_it_was(
    folder: Path, db: Path, make_coder: Callable[[], FragileCoder]
) -> None:
    told = []
    for workers in (1, 2):
        with Record.open(db) as record, pytest.raises(CommuniqueError) as error:
            list(
                service.add_documents(
                    service.read(folder), record, workers=workers, report=print, make_coder=make_coder
                )
            )
        told.append((error.type, str(error.value), error.value.args, error.value.exit_code, vars(error.value)))
    assert told[0] == told[1]


def test_processes_come_to_what_one_comes_to(plain_coder: PlainCoder, folder: Path, tmp_path: Path) -> None:
    dumps = []
    for workers in (1, 3):
        assert run("add", folder, "--db", tmp_path / f"{workers}.db", "--workers", str(workers))[0] == 0
        dumps.append(dump(tmp_path / f"{workers}.db"))
    assert dumps[0] == dumps[1]


@contextmanager
def at_every_step(act: Callable[[int], None]) -> Iterator[None]:
    """Call something with the number of every statement and every commit before it is done."""
    numbers = itertools.count()

    def step(*_: object) -> None:
        act(next(numbers))

    names = ("before_cursor_execute", "commit")
    for name in names:
        event.listen(Engine, name, step)
    try:
        yield
    finally:
        for name in names:
            event.remove(Engine, name, step)


def _die_midway(folder: Path, db: Path, moment: int, seconds: float) -> None:
    """Add, and be killed before a step of the work, or so many seconds later, in the midst of what follows."""

    def die(number: int) -> None:
        if number != moment:
            return
        if not seconds:
            os.kill(os.getpid(), signal.SIGKILL)
        threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()

    with at_every_step(die):
        app(["add", str(folder), "--db", str(db), "--workers", "1"], standalone_mode=False)


def test_killed_at_any_moment_and_run_again(
    plain_coder: PlainCoder, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.service.record.AT_ONCE", 2)
    monkeypatch.setattr("communique.service.record.PATIENCE", 600.0)
    numbers: list[int] = []
    with at_every_step(numbers.append):
        _add_here(folder, tmp_path / "whole.db")
    expected = dump(tmp_path / "whole.db")
    context = multiprocessing.get_context("fork")
    draw, killed = random.Random(7), 0
    for number in range(20):
        db = tmp_path / f"{number}.db"
        moment = draw.choice(numbers), draw.uniform(0, 0.002) if number % 2 else 0.0
        victim = context.Process(target=_die_midway, args=(folder, db, *moment))
        victim.start()
        victim.join()
        killed += victim.exitcode == -signal.SIGKILL
        _add_here(folder, db)
        assert dump(db) == expected
    assert killed >= 10, "those that are killed at a step, not by the clock, are killed on every machine"


def _add_here(folder: Path, db: Path) -> None:
    code, _, err = run("add", folder, "--db", db, "--workers", "1")
    assert code == 0, err


def test_a_full_disk_ends_the_run_with_one_line_and_it_can_go_on(
    plain_coder: PlainCoder, folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", folder / "00.txt", "--db", db)
    opened = service.open_record

    def open_small(*arguments: object, **more: object) -> Record:
        record = opened(*arguments, **more)  # type: ignore[arg-type]
        with record._read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        return record

    with monkeypatch.context() as small:
        small.setattr(service, "open_record", open_small)
        with pytest.raises(CommuniqueError, match="the disk is full"):
            run("add", folder, "--db", db, "--workers", "1")
    assert run("add", folder, "--db", db, "--workers", "1")[0] == 0
    with Record.open(db) as record:
        assert len(record.documents()) == 25 and record.count(Query()) > 3
