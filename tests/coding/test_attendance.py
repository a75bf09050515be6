"""How many come to a gathering: those who are told to attend, not those who stay away."""

import pytest

import communique

pytestmark = pytest.mark.slow

HELD = "Kenya hosted the Africa Climate Summit in Nairobi on Monday."


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Some 40 leaders attended the summit.", 40),
        ("Some 40 leaders are expected to attend the summit.", 40),
        ("The summit was attended by 40 leaders.", 40),
        ("Some 40 leaders taking part in the summit dined.", 40),
        ("Some 40 leaders did not attend the summit.", None),
        ("Some 40 leaders declined to attend the summit.", None),
        ("Ruto thanked the 30 countries not attending the summit.", None),
        ("The 30 states that refused to attend the summit were wrong.", None),
    ],
)
def test_only_those_who_come_are_counted(sentence: str, count: int | None) -> None:
    events = communique.code(f"{HELD} {sentence}", published="2024-04-20")
    assert [event.count for event in events if event.type == "gathering"] == [count]
