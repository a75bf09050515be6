"""`communique evaluate`: the scores of a task on a hand-coded set."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.evaluation import AuditReport, Fault, Judged, LinkingReport, Report

__all__ = ["evaluate"]


class Task(StrEnum):
    """What is scored."""

    events = "events"
    linking = "linking"
    audit = "audit"


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder with `documents.jsonl` and `events.jsonl`.")],
    task: Annotated[
        Task,
        typer.Option("--task", help="Score the events of each document, their links, or the verdicts of an audit."),
    ] = Task.events,
    gold_events: Annotated[
        bool,
        typer.Option("--gold-events", help="With `linking` and `audit`: take the hand-coded events, not the coder's."),
    ] = False,
    by_type: Annotated[
        bool, typer.Option("--by-type/--totals", help="Figures of every type, or the totals only.")
    ] = True,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every miss, every extra and every wrong field.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
) -> None:
    """Code a hand-coded set and score the events against it, as the codebook defines.

    Event F1 and strict F1 leave out `statement`; the figures are those of the benchmark's `score.py`.

    With `--task linking` the events carry a `cluster` and `conflicts.jsonl` stands beside them: B-cubed precision,
    recall and F1 over the lines that the coder found, and the conflicts between sources by cluster and field.

    With `--task audit` the documents become a record, `review.txt` is audited against it, and the verdicts are scored
    against those of `claims.jsonl`: a claim is found by the overlap of its quote.

    Examples:

        communique evaluate ../shared/benchmark/plain

        communique evaluate ../shared/benchmark/hard --errors

        communique evaluate my-texts --json > figures.json

        communique evaluate ../shared/benchmark/linking/dev --task linking --gold-events

        communique evaluate ../shared/benchmark/linking/dev --task audit --errors
    """
    if gold_events and task is Task.events:
        raise UsageError("--gold-events goes with --task linking and --task audit only")
    if task is Task.linking:
        _show_linking(folder, gold_events=gold_events, errors=errors, as_json=as_json)
    elif task is Task.audit:
        _show_audit(folder, gold_events=gold_events, errors=errors, as_json=as_json)
    else:
        _show_events(folder, by_type=by_type, errors=errors, as_json=as_json)


def _show_linking(folder: Path, *, gold_events: bool, errors: bool, as_json: bool) -> None:
    import msgspec

    from communique import service

    report = service.evaluate_linking(folder, gold_events=gold_events)
    if as_json:
        shown = report if errors else msgspec.structs.replace(report, faults=(), conflict_faults=())
        typer.echo(msgspec.json.format(msgspec.json.encode(shown), indent=1))
        return
    for line in (*(_tell_linking_faults(report) if errors else ()), *_tell_linking(report)):
        typer.echo(line)


def _tell_linking(report: "LinkingReport") -> list[str]:
    origin = "given" if report.given else f"matched by the coder, {report.share:.1%}"
    lines = [f"events     {report.matched} of {report.lines} lines {origin} ({report.documents} documents)"]
    for name, what, figures in (
        ("clusters", "B-cubed F1", report.clusters),
        ("conflicts", "F1        ", report.conflicts),
    ):
        lines.append(
            f"{name:9}  {what} {figures.f1:.3f}  precision {figures.precision:.3f}  recall {figures.recall:.3f}  "
            f"({figures.gold} gold, {figures.found} found)"
        )
    return lines


def _tell_linking_faults(report: "LinkingReport") -> list[str]:
    told = []
    for fault in report.faults:
        told += [f"{fault.kind:7} {', '.join(fault.clusters)}", *(f"  {line}" for line in fault.lines)]
    for found in report.conflict_faults:
        told.append(f"{found.kind:7} {found.cluster}  {found.field}: {' | '.join(found.values)}")
    return told


def _show_audit(folder: Path, *, gold_events: bool, errors: bool, as_json: bool) -> None:
    import msgspec

    from communique import service

    report = service.evaluate_audit(folder, gold_events=gold_events)
    if as_json:
        shown = report if errors else msgspec.structs.replace(report, faults=())
        typer.echo(msgspec.json.format(msgspec.json.encode(shown), indent=1))
        return
    for line in (*(_tell_audit_faults(report) if errors else ()), *_tell_audit(report)):
        typer.echo(line)


def _tell_audit(report: "AuditReport") -> list[str]:
    origin = "hand-coded events" if report.given else "coded events"
    return [
        f"claims    {report.right} of {report.claims} right, {report.accuracy:.1%} ({origin})",
        f"          {report.missed} not found, {report.excused} contradicted ones called supported",
        *(f"  {name:13} {right} of {of}" for name, (right, of) in report.verdicts.items()),
    ]


def _tell_audit_faults(report: "AuditReport") -> list[str]:
    told = []
    for fault in report.faults:
        told.append(f"{fault.id}  {fault.wanted}, audit: {fault.found or 'not found'}  “{fault.quote}”")
        told += [f"  {reason}" for reason in fault.reasons]
    return told


def _show_events(folder: Path, *, by_type: bool, errors: bool, as_json: bool) -> None:
    import msgspec

    from communique import service

    report = service.evaluate(folder)
    if as_json:
        shown = report if errors else msgspec.structs.replace(report, faults=())
        typer.echo(msgspec.json.format(msgspec.json.encode(shown), indent=1))
        return
    if errors:
        for fault in report.faults:
            typer.echo(_tell_fault(fault))
    for line in _tell_figures(report, by_type=by_type):
        typer.echo(line)


def _tell_figures(report: "Report", *, by_type: bool) -> list[str]:
    lines = [
        f"{name:7} F1 {figures.f1:.3f}  precision {figures.precision:.3f}  recall {figures.recall:.3f}  "
        f"({figures.gold} gold, {figures.coded} coded, {report.documents} documents)"
        for name, figures in (("event", report.event), ("strict", report.strict))
    ]
    lines.append("fields  " + "  ".join(f"{field} {of.accuracy:.2f}" for field, of in report.fields.items()))
    if by_type:
        lines += [
            f"  {kind:15} F1 {of.f1:.2f}  P {of.precision:.2f}  R {of.recall:.2f}  strict {of.strict:.2f}  "
            f"({of.gold} gold, {of.coded} coded)"
            for kind, of in report.types.items()
        ]
    return lines


def _tell_fault(fault: "Fault") -> str:
    if fault.gold and fault.coded:
        wrong = ", ".join(fault.wrong)
        return f"wrong   {fault.doc}  {wrong}\n  gold   {_tell(fault.gold)}\n  coded  {_tell(fault.coded)}"
    if fault.gold:
        return f"missed  {fault.doc}\n  gold   {_tell(fault.gold)}"
    return f"extra   {fault.doc}\n  coded  {_tell(fault.coded)}" if fault.coded else ""


def _tell(event: "Judged") -> str:
    who = ", ".join(map(str, event.actors)) + (" → " + ", ".join(map(str, event.targets)) if event.targets else "")
    place = ", ".join(part for part in (event.place.city, event.place.country, event.place.region) if part)
    counted = f"×{event.count}" if event.count is not None else ""
    parts = (event.type, event.form, who, place, event.date, event.status, counted, event.title, f"“{event.evidence}”")
    return " | ".join(part for part in parts if part)
