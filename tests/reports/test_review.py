"""Reviews as a whole: every sentence has a reference that resolves, every number is counted, nothing is invented."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import ReportError, UsageError
from communique.knowledge import load
from communique.linking import merge
from communique.model import EVENT_TYPES, FORMS, STATUSES, MergedEvent, Place, When
from communique.model.numbers import CARDINALS
from communique.reports.building import build_review
from communique.reports.content import Report, Statement
from communique.reports.desk import Desk, Period
from communique.reports.subject import find_subject

from .conftest import YEAR, tell, write

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?![\w])")
WORD = re.compile(rf"\b(?:{'|'.join(list(CARDINALS)[1:])}|once|twice)\b", re.I)


def texts_of(report: Report, section: str) -> list[str]:
    """Give the sentences of one section."""
    found = [one for one in report.sections if one.id == section]
    return [statement.text for one in found for statement in one.statements()]


def check(report: Report, desk: Desk) -> None:
    """Check what must hold of every report."""
    events = {event.id: event for event in (*desk.selection.told, *desk.selection.earlier, *desk.selection.later)}
    figures = {figure.id: figure for figure in report.figures}
    references = {reference.number: reference for reference in report.references}
    quotes = {
        (t.document.id, t.event.evidence.start, t.event.evidence.end) for e in events.values() for t in e.tellings
    }
    for reference in report.references:
        assert (reference.document, reference.start, reference.end) in quotes
    assert [reference.number for reference in report.references] == list(range(1, len(references) + 1))
    for statement in report.statements():
        if desk.selection.within or statement is not report.lead[0]:
            assert statement.references or statement.figures, statement.text
        assert set(statement.references) <= set(references) and set(statement.figures) <= set(figures)
        assert set(statement.events) <= set(events)
        check_numbers(statement, desk, figures, events)
    for figure in report.figures:
        assert set(figure.events) <= set(events)
        if not figure.what.startswith(("documents", "sources", "states")):
            assert figure.value == len(figure.events)
    assert {listed.event for listed in report.appendix} >= {event.id for event in desk.selection.told}


def check_numbers(statement: Statement, desk: Desk, figures: dict[str, object], events: dict[str, MergedEvent]) -> None:
    """Check that every number of a sentence is a figure, or stands in what the sources say of its events."""
    told = [events[id] for id in statement.events]
    counted = {figures[id].value for id in statement.figures}  # type: ignore[attr-defined]
    said = " ".join(
        part
        for event in told
        for telling in event.tellings
        for part in (
            telling.event.title, telling.event.date, str(telling.event.count), f"{telling.event.count or 0:,}",
            telling.source, telling.document.text,
        )
    )  # fmt: skip
    days = {str(int(part)) for date in re.findall(r"\d{4}-\d\d-\d\d", said) for part in date.split("-")}
    period = {str(day) for end in (desk.period.first, desk.period.last) if end for day in (end.year, end.day)}
    deadlines = {str(year) for year in range(2024, 2031)} if "due by" in statement.text else set()
    for fragment in statement.fragments:
        for found in NUMBER.findall(fragment.text):
            plain = found.rstrip(",").replace(",", "")
            assert (
                int(plain) in counted or plain in said or found.rstrip(",") in said or int(plain) == len(told)
                or plain in days | period | deadlines
            ), (found, statement.text)  # fmt: skip
    for word in WORD.findall(statement.text):
        value = {"once": 1, "twice": 2}.get(word.lower()) or CARDINALS[word.lower()]
        allowed = counted | {len(told)} | {event.count for event in told}
        assert value in allowed or word.lower() in said.lower() or "others" in statement.text, (word, statement.text)


def test_every_sentence_of_the_year_has_a_reference_and_every_number_is_counted(year: list[MergedEvent]) -> None:
    for about in ("CHN", "Xi Jinping", "RUS", "region:Africa", "USA", "CHN RUS", "FRA"):
        check(*write(year, about))


@st.composite
def records(draw: st.DrawFn) -> list[MergedEvent]:
    """Make any record: acts of any type with odd titles, dates and counts, some told twice and differently."""
    parties = st.sampled_from(
        ["CHN/Xi Jinping", "CHN", "RUS/Vladimir Putin", "USA", "EU", "region:Africa", "FRA/A B", "QQQ"]
    )
    dates = st.sampled_from(
        ["", "2024", "2024-03", "2024-03-05", "2024-03-05/2024-03-09", "2023-11-15", "2025-01-01", "2023/2024"]
    )
    sources = st.sampled_from(["Xinhua ", "Wire ", "Kremlin, Moscow "])
    events = []
    for i in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(EVENT_TYPES))
        title = draw(
            st.sampled_from(["", "joint statement", "16th Summit", "<b>x</b>", "50 in Five Years", "open ports"])
        )
        fields = {
            "actors": "; ".join(draw(st.lists(parties, min_size=1, max_size=3, unique=True))),
            "targets": "; ".join(draw(st.lists(parties, max_size=2, unique=True))),
            "form": draw(st.sampled_from(["", *FORMS.get(kind, ())])),
            "place": draw(
                st.sampled_from([Place(), Place("CHN", "Beijing"), Place("RUS", "Kazan"), Place(region="Asia")])
            ),
            "count": draw(st.sampled_from([None, 1, 2, 3, 40, 15000])),
            "status": draw(st.sampled_from(STATUSES)),
            "title": title,
        }
        tellings = [
            tell(f"{draw(sources)}{n}", f"quote {i} {n}", kind, date=draw(dates), **fields)
            for n in range(draw(st.integers(1, 2)))
        ]  # fmt: skip
        events.append(merge(tellings))
    return events


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.sampled_from(["CHN", "Xi Jinping", "CHN RUS", "EU", "region:Africa", "RUS"]), st.booleans())
def test_any_record_gives_a_report_whose_sentences_resolve(
    events: list[MergedEvent], about: str, bounded: bool
) -> None:
    report, desk = write(events, about, YEAR if bounded else Period())
    check(report, desk)
    again, _ = write(list(reversed(events)), about, YEAR if bounded else Period())
    assert again == report


def test_a_stay_told_twice_is_one_visit_with_both_sources(review: Report) -> None:
    assert texts_of(review, "abroad") == [
        "Xi Jinping made two visits abroad in the period; the sources name two states as destinations.",
        "Chinese President Xi Jinping visited Paris (state visit) from 5 to 7 May and Belgrade from 7 to 8 May.",
    ]


def test_guests_are_told_by_whoever_came(review: Report) -> None:
    told = texts_of(review, "guests")
    assert "Russian President Vladimir Putin paid a state visit to Beijing from 16 to 17 May." in told
    assert any("nearly 15,000 by the source's count" in text for text in told)


def test_meetings_of_the_same_two_are_one_sentence(review: Report) -> None:
    told = " ".join(texts_of(review, "partners"))
    assert "Russian President Vladimir Putin twice: in Beijing on 16 May and in Kazan (Russia) on 22 October" in told
    assert "of the 16th BRICS Summit." in told


def test_a_count_is_set_beside_what_the_record_has_one_by_one(year: list[MergedEvent]) -> None:
    quote, both = "the three meetings of the two", "CHN/Xi Jinping; RUS/Vladimir Putin"
    counted = merge([tell("Wire", quote, "meeting", both, date="2024", count=3)])
    report, desk = write([*year, counted])
    told = " ".join(texts_of(report, "partners"))
    assert "three times in 2024. The record has two of them one by one." in told
    assert "The record holds three meetings, one count of meetings" in told
    check(report, desk)


def test_verbs_agree_and_agreements_are_reached() -> None:
    made = tell("Wire", "came", "agreement", "CHN; IND", date="2024-05", title="agreement on patrols")
    report, _ = write([merge([made])])
    assert report.lead[0].text.startswith("The record holds one event in 2024 that concerns China, told in one")
    assert texts_of(report, "instruments") == ["China and India reached an agreement on patrols in May."]


def test_supporters_of_an_initiative_are_one_sentence(year: list[MergedEvent]) -> None:
    name = "Global Security Initiative"
    told = [
        tell("Wire", f"{who} backed it", "initiative", who, date=date, title=name, form="supported")
        for who, date in (("KEN; CHN", "2024-03-01"), ("LAO; CHN", "2024-05"), ("USA; CHN", ""))
    ]
    report, desk = write([*year, *(merge([one]) for one in told)], period=Period())
    assert [text for text in texts_of(report, "initiatives") if name in text] == [
        f"The {name} was supported by China and Kenya on 1 March 2024; China and Laos in May 2024; "
        "and China and the United States."
    ]
    check(report, desk)


def test_plans_and_what_was_called_off_are_told_as_such(review: Report) -> None:
    assert texts_of(review, "plans") == [
        "A visit by Chinese Foreign Minister Wang Yi to Tokyo was planned in December."
    ]
    assert texts_of(review, "cancelled") == [
        "A visit by Chinese Premier Li Qiang to Australia, planned in August, was called off or postponed.",
        "A meeting of representatives of China and Taiwan on 1 October was denied.",
    ]


def test_what_one_party_alone_tells_is_its_claim(review: Report) -> None:
    told = " ".join(statement.text for statement in review.statements())
    assert "According to Chinese sources alone, Chinese Foreign Minister Wang Yi spoke with" in told
    assert "According to Chinese sources alone, 82 joined the Group of Friends" in told
    assert "sources alone, China called for" not in told


def test_where_all_is_one_sides_account_it_is_said_once(year: list[MergedEvent]) -> None:
    own = [event for event in year if all(source == "Xinhua" for source in event.sources)]
    report, _ = write(own)
    told = [statement.text for statement in report.statements()]
    assert sum("Chinese sources alone" in text for text in told) == 1
    assert any(text.startswith("All of it is told by Chinese sources alone") for text in told)


def test_conflicts_are_told_with_both_sides(review: Report) -> None:
    (told,) = texts_of(review, "conflicts")
    assert told.endswith(
        "Sources disagree on the date: on 6 May according to Wire agency; on 7 May according to Élysée."
    )


def test_pledges_are_told_with_what_became_of_them(review: Report) -> None:
    told = " ".join(texts_of(review, "commitments"))
    assert "“50,000 in Five Years” on 15 November 2023. Reported in 2024: nearly 15,000 of 50,000." in told
    assert "It is due by 15 November 2028." in told
    assert "The record holds no deadline, and no report of what became of it." in told


def test_others_affairs_are_left_out_and_the_undated_are_counted(review: Report) -> None:
    told = " ".join(statement.text for statement in review.statements())
    assert "Taiwan severed" not in told and "Besides, one is without a date." in told
    assert any("Laos" in listed.who and not listed.date for listed in review.appendix)


def test_rejected_events_are_left_out(year: list[MergedEvent]) -> None:
    import msgspec

    events = [msgspec.structs.replace(event, decision="rejected") for event in year]
    report, _ = write(events)
    assert not report.appendix


def test_a_period_without_events_gives_a_sentence_that_says_so(year: list[MergedEvent]) -> None:
    report, _ = write(year, "CHN", Period(datetime.date(1999, 1, 1), datetime.date(1999, 12, 31)))
    assert report.lead[0].text == "The record holds no events in 1999 that concern China."
    assert not report.sections
    empty, _ = write([], "CHN", Period())
    assert [statement.text for statement in empty.lead] == ["The record holds no events that concern China."]


def test_what_is_too_much_is_counted_and_listed(year: list[MergedEvent]) -> None:
    many = [
        merge(
            [
                tell(
                    "Wire",
                    f"said {i}",
                    "statement",
                    "CHN",
                    date=f"2024-{i % 12 + 1:02d}-{i % 28 + 1:02d}",
                    title=f"matter {i}",
                )
            ]
        )
        for i in range(40)
    ]
    report, desk = write([*year, *many])
    told = texts_of(report, "statements")
    assert told[-1] == "A further 31 events are listed in the appendix." and len(told) == 12
    check(report, desk)


def test_the_most_senior_and_most_told_come_first(year: list[MergedEvent]) -> None:
    _, desk = write(year)
    meetings = [event for event in desk.selection.within if event.type in ("meeting", "message", "statement")]
    shown, rest = desk.ranking.first(meetings, 1)
    assert {str(p) for p in shown[0].participants} == {"CHN/Xi Jinping", "FRA/Emmanuel Macron"}
    assert len(rest) == len(meetings) - 1


def events_of(number: int) -> Iterator[MergedEvent]:
    """Make a large record."""
    codes = sorted(code for code, state in load().states.items() if state.kind == "state")
    for i in range(number):
        kind, other = EVENT_TYPES[i % len(EVENT_TYPES)], codes[i % len(codes)]
        date = f"2024-{i % 12 + 1:02d}-{i % 28 + 1:02d}"
        yield merge(
            [tell(f"Source {i % 50}", f"quote {i}", kind, "CHN/Xi Jinping", other, date=date, title=f"matter {i}")]
        )


@pytest.mark.slow
def test_ten_thousand_events_take_under_ten_seconds() -> None:
    import time

    events = list(events_of(10_000))
    started = time.process_time()
    report, _ = write(events)
    page = report.render("html")
    assert time.process_time() - started < 10
    assert len(report.appendix) > 9_900 and page.count(b"<tr id=") == len(report.appendix)


def test_sections_and_sentences_can_be_replaced(year: list[MergedEvent], tmp_path: Path) -> None:
    (tmp_path / "sentences.yaml").write_text("visit several: ['{actors} journeyed to {occasions}']\n", encoding="utf-8")
    (tmp_path / "review.yaml").write_text(
        "- {id: trips, heading: 'Where {subject} went', arrange: chronicle, select: {types: [visit], side: own}}\n",
        encoding="utf-8",
    )
    report, _ = write(year, templates=tmp_path)
    assert [section.heading for section in report.sections] == ["Where China went"]
    assert "Xi Jinping journeyed to Paris (state visit) from 5 to 7 May and Belgrade" in " ".join(
        texts_of(report, "trips")
    )
    report, _ = write(year, "SRB", templates=tmp_path)
    assert not report.sections


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sentences.yaml", "visit occured: ['{actors} went']", "no sentence is called"),
        ("sentences.yaml", "visit occurred: ['{actor} went']", "no slot is called actor"),
        ("sentences.yaml", "visit occurred: ['{actors went']", "brace"),
        ("review.yaml", "- {id: a, heading: A, arrange: dance}", "no arrangement is called 'dance'"),
        ("review.yaml", "- {id: a, heading: A, arrange: chronicle, select: {kinds: [visit]}}", "kinds"),
        ("review.yaml", "- {id: a, heading: A, arrange: chronicle, limit: 0}", "at least 1"),
        ("review.yaml", "- [", "review.yaml"),
    ],
)
def test_faults_of_own_templates_are_told(
    year: list[MergedEvent], tmp_path: Path, name: str, content: str, told: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReportError, match=re.escape(told)) as caught:
        write(year, templates=tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    ("about", "kind", "key"),
    [
        ("CHN", "state", "CHN"), ("China", "state", "CHN"), ("the United States", "state", "USA"),
        ("EU", "organisation", "EU"),
        ("Xi Jinping", "person", "CHN/Xi Jinping"), ("CHN/Xi Jinping", "person", "CHN/Xi Jinping"),
        ("region:Central Asia", "region", "region:Central Asia"), ("Central Asia", "region", "region:Central Asia"),
        ("CHN RUS", "pair", "CHN RUS"), ("CHN,RUS", "pair", "CHN RUS"), ("CHN-RUS", "pair", "CHN RUS"),
        (["China", "Russia"], "pair", "CHN RUS"),
    ],
)  # fmt: skip
def test_whom_a_report_is_about(about: str | list[str], kind: str, key: str) -> None:
    subject = find_subject(about, load(), When.year(2024))
    assert (subject.kind, subject.key) == (kind, key)


@pytest.mark.parametrize(
    "about", ["Atlantis", "", "CHN CHN", ["CHN", "RUS", "USA"], ["Xi Jinping", "RUS"], ["CHN", "China"]]
)
def test_whom_a_report_cannot_be_about(about: str | list[str]) -> None:
    with pytest.raises(UsageError):
        find_subject(about, load(), When.year(2024))


def test_a_region_counts_its_members(year: list[MergedEvent]) -> None:
    report, _ = write(year, "region:Southeast Asia")
    told = " ".join(statement.text for statement in report.statements())
    assert "Malaysia" in told and "Myanmar" in told and "Belgrade" not in told


def test_a_sheet_tells_where_two_parties_stand(year: list[MergedEvent]) -> None:
    report, _ = write(year, "CHN RUS", Period())
    standing = texts_of(report, "standing")
    assert standing[0].startswith(
        "The last meeting on record: Chinese Foreign Minister Wang Yi met Indian External Affairs Minister"
    )
    assert [section.id for section in report.sections] == ["standing", "chronology"]
    assert [part.heading for part in report.sections[1].sections] == ["2024"]


def test_the_review_is_built_for_each_kind_of_subject_alone(year: list[MergedEvent]) -> None:
    knowledge = load()
    subject = find_subject("CHN", knowledge, When.year(2024))
    report, _ = build_review([], subject, YEAR, knowledge)
    assert report.title == "China: diplomacy, 2024"
