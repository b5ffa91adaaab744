"""Reports over the history: what `Account.time_in_status` gives (Q3)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from onduty import _core
from onduty.tables import Table


class TimeInStatus(Table):
    """How long people were in which status: a row each of what `by` names, in each bucket.

    Columns: `bucket` (where it begins), then of what `by` names `user_uuid`, `user_email`, `user_name`, `team_uuid`,
    `team_name`, `available`, `custom_status_id`, `custom_status_name`, `custom_status_emoji`, then `duration_ms` and
    `share`.
    """

    _unshown = frozenset({"user_uuid", "user_email", "team_uuid", "custom_status_id", "custom_status_emoji"})

    def __init__(
        self, columns: _core.Columns, start: datetime, end: datetime, by: tuple[str, ...], bucket: str, time_zone: str
    ) -> None:
        super().__init__(columns, time_zone)
        self.start = start.astimezone(ZoneInfo(time_zone))
        self.end = end.astimezone(ZoneInfo(time_zone))
        self.by = by
        self.bucket = None if bucket == "none" else bucket
        self.time_zone = time_zone

    def _identity(self) -> tuple[object, ...]:
        return *super()._identity(), self.start, self.end, self.by, self.bucket
