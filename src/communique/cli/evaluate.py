"""`communique evaluate`: the codebook's score on a hand-coded set."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from communique.evaluation import Fault, Judged, Report

__all__ = ["evaluate"]


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder with `documents.jsonl` and `events.jsonl`.")],
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

    Examples:

        communique evaluate ../shared/benchmark/plain

        communique evaluate ../shared/benchmark/hard --errors

        communique evaluate my-texts --json > figures.json
    """
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
