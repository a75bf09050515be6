"""Documents coded by several processes, or by this one: in order, and whatever happens to a process.

A process that dies (killed, out of memory) is replaced and its document coded once more; a document on which processes
die twice is given up, and the rest goes on. After many documents a process is replaced too: memory stays bounded.
"""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Protocol, Self

import msgspec

from communique import errors
from communique.errors import CodingError, CommuniqueError
from communique.model import Document, Event

__all__ = ["Alone", "CodesDocuments", "Crew", "Team", "Ticket"]

LIFETIME = 2000
LONGEST_START = 120.0
LONGEST = 300.0
LONGEST_PER_CHARACTER = 0.005
ATTEMPTS = 2
FALSE_STARTS = 3

Report = Callable[[str], None]


class CodesDocuments(Protocol):
    """What a coder does."""

    def code(self, document: Document) -> list[Event]:
        """Give the events of a document."""


class Ticket:
    """A document on its way; `outcome` is None until it is coded."""

    __slots__ = ("attempts", "document", "outcome")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.attempts = 0
        self.outcome: Sequence[Event] | CodingError | None = None


class Crew(Protocol):
    """Whoever codes: `submit` hands a document in, `wait` returns when something happened."""

    size: int

    def submit(self, document: Document) -> Ticket:
        """Hand a document in."""

    def wait(self, seconds: float) -> None:
        """Wait until a ticket may have its outcome, or for some seconds."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let all processes go."""


class Alone:
    """A crew of one: this process."""

    size = 1

    def __init__(self, make_coder: Callable[[], CodesDocuments]) -> None:
        self._make_coder = make_coder

    def submit(self, document: Document) -> Ticket:
        """Code the document at once."""
        ticket = Ticket(document)
        ticket.outcome = code_safely(self._make_coder(), document)
        return ticket

    def wait(self, seconds: float) -> None:
        """Return: there is nothing to wait for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None


class Worker:
    """A process and what it is busy with."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.ticket: Ticket | None = None
        self.coded = 0
        self.until = time.monotonic() + LONGEST_START

    @property
    def is_busy(self) -> bool:
        """Tell whether it has yet to say something."""
        return self.ticket is not None or not self.ready

    def take(self, ticket: Ticket) -> None:
        """Begin with a document."""
        self.ticket = ticket
        ticket.attempts += 1
        self.until = time.monotonic() + LONGEST + LONGEST_PER_CHARACTER * len(ticket.document.text)
        self.pipe.send_bytes(msgspec.msgpack.encode(ticket.document))


class Team:
    """A crew of `size` processes. `make_coder` is a function of a module, `report` is told of processes that died."""

    def __init__(self, size: int, make_coder: Callable[[], CodesDocuments], *, report: Report) -> None:
        self.size = size
        self._make_coder = make_coder
        self._report = report
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[Worker] = []
        self._waiting: deque[Ticket] = deque()
        self._false_starts = 0

    def submit(self, document: Document) -> Ticket:
        """Hand a document in; it is coded when a process is free."""
        ticket = Ticket(document)
        self._waiting.append(ticket)
        if len(self._workers) < self.size:
            self._workers.append(self._start())
        self._assign()
        return ticket

    def wait(self, seconds: float) -> None:
        """Wait until a process has something to say, has died or has taken too long, or for some seconds."""
        pipes: list[Connection] = [worker.pipe for worker in self._workers]
        heard = set(wait(pipes, timeout=seconds))
        for worker in list(self._workers):
            if worker.pipe in heard:
                self._hear(worker)
            elif worker.is_busy and time.monotonic() > worker.until:
                worker.process.kill()
                self._bury(worker, "took too long and was stopped")
        self._assign()

    def _assign(self) -> None:
        for worker in self._workers:
            if worker.ready and worker.ticket is None and self._waiting:
                try:
                    worker.take(self._waiting[0])
                except OSError:
                    continue  # it has died meanwhile; `wait` hears of it
                self._waiting.popleft()

    def _hear(self, worker: Worker) -> None:
        try:
            answer = msgspec.msgpack.decode(worker.pipe.recv_bytes(), type=Answer)
        except (EOFError, OSError):
            worker.process.join(5)
            self._bury(worker, _tell_end(worker.process.exitcode))
            return
        if answer.fault and answer.fatal:
            raise answer.fault.restore()
        self._false_starts = 0
        if not worker.ready:
            worker.ready = True
            return
        ticket, worker.ticket = worker.ticket, None
        worker.coded += 1
        if ticket:
            ticket.outcome = _read_outcome(answer)
        if worker.coded >= LIFETIME:
            self._retire(worker)
            self._workers.append(self._start())

    def _bury(self, worker: Worker, end: str) -> None:
        """Replace a process that died, and code its document once more or give it up."""
        self._retire(worker)
        ticket = worker.ticket
        if ticket is None:
            self._false_starts += 1
            if self._false_starts >= FALSE_STARTS:
                raise CodingError(f"a coding process {end} before it began", hint="try --workers 1")
        elif ticket.attempts < ATTEMPTS:
            self._report(f"{_name(ticket.document)}: a coding process {end}; the document is coded once more")
            self._waiting.appendleft(ticket)
        else:
            fault = f"could not be coded: the process {end} {ATTEMPTS} times"
            ticket.outcome = CodingError(fault, path=_name(ticket.document))
        self._workers.append(self._start())

    def _start(self) -> Worker:
        mine, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._make_coder), daemon=True)
        process.start()
        theirs.close()
        return Worker(process, mine)

    def _retire(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(1)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in list(self._workers):
            self._retire(worker)


class Fault(msgspec.Struct, frozen=True):
    """An error on its way between processes: the name of its class, and what it says."""

    kind: str
    state: dict[str, str | int | None]

    @classmethod
    def of(cls, error: CommuniqueError) -> Self:
        """Take down an error, one of a class that only its process knows as the next class above."""
        return cls(next(one.__name__ for one in type(error).__mro__ if one.__name__ in errors.__all__), vars(error))

    def restore(self) -> CommuniqueError:
        """Give the error as it was: class, place, hint and with them the exit code."""
        kind: type[CommuniqueError] = getattr(errors, self.kind)
        error = kind.__new__(kind, self.state["message"])
        vars(error).update(self.state)
        return error


class Answer(msgspec.Struct, frozen=True):
    """What a process says: that it is ready, the events of a document, or what is wrong; after `fatal` it ends."""

    events: tuple[Event, ...] = ()
    fault: Fault | None = None
    fatal: bool = False


def work(pipe: Connection, make_coder: Callable[[], CodesDocuments]) -> None:
    """Code what comes down the pipe until it ends; the life of a process of the team."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        try:
            coder = make_coder()
            pipe.send_bytes(msgspec.msgpack.encode(Answer()))
            while True:
                document = msgspec.msgpack.decode(pipe.recv_bytes(), type=Document)
                outcome = code_safely(coder, document)
                answer = Answer(fault=Fault.of(outcome)) if isinstance(outcome, CodingError) else Answer(tuple(outcome))
                pipe.send_bytes(msgspec.msgpack.encode(answer))
        except CommuniqueError as error:
            pipe.send_bytes(msgspec.msgpack.encode(Answer(fault=Fault.of(error), fatal=True)))


def code_safely(coder: CodesDocuments, document: Document) -> Sequence[Event] | CodingError:
    """Code a document; whatever a coder trips over costs this document only."""
    try:
        return coder.code(document)
    except CommuniqueError:
        raise
    except Exception as error:
        told = str(error).splitlines()[0] if str(error) else ""
        return CodingError(
            f"could not be coded: {type(error).__name__}{f': {told}' if told else ''}",
            path=_name(document),
            hint="please report it",
        )


def _read_outcome(answer: Answer) -> Sequence[Event] | CodingError:
    fault = answer.fault.restore() if answer.fault else None
    return fault if isinstance(fault, CodingError) else answer.events


def _tell_end(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _name(document: Document) -> str:
    return document.path or document.url or document.id
