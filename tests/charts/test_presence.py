"""When people were there, by how long they were."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import onduty
from onduty.charts import presence
from tests.documents import JANE, MATTEO, NORA
from tests.history_rows import Life, write_life

START, END = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)


@given(st.lists(st.integers(0, 10**10), min_size=2, max_size=8, unique=True))
def test_times_are_found_by_their_lengths(bounds: list[int]) -> None:
    """Whatever the times are, such as those of somebody who was removed and came back."""
    ordered = sorted(bounds)
    times = list(zip(ordered[::2], ordered[1::2], strict=False))

    def duration(begin: int, end: int) -> int:
        return sum(max(0, min(end, went) - max(begin, came)) for came, went in times)

    assert presence._joined(presence._parts(duration, 0, 10**10, duration(0, 10**10))) == times


def test_of_an_account(db_path: Path) -> None:
    moment = timedelta(milliseconds=1)
    write_life(db_path, JANE, Life(START + moment))
    write_life(db_path, MATTEO, Life(START - moment, END - moment))
    write_life(db_path, NORA, Life(END))
    with onduty.open(str(db_path)) as db:
        found = presence.presences(db.account("acme"), START, END, None)
    assert found == [
        (JANE, "Jane Doe", [(START + moment, END)]),
        (MATTEO, "Matteo Ricci", [(START, END - moment)]),
    ]
