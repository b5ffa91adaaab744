"""A system beside its own model: each request goes to both, and they must agree."""

import shutil
import time
from abc import ABC, abstractmethod
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

import onduty
from tests.documents import Document, as_bytes
from tests.model.agreement import Agreement
from tests.model.answers import Answer, Refusal
from tests.model.contact_tables import ContactTables
from tests.model.directory import import_directory
from tests.model.past import check_past
from tests.model.places import Places
from tests.model.request import Request
from tests.model.seen import Seen, check_seen
from tests.model.state import World
from tests.model.template import Template, present
from tests.model.values import Moment, read_uuid
from tests.model.views import check_overview


class System(ABC):
    """One database, asked in one way. Close it."""

    def __init__(self, template: Template, folder: Path) -> None:
        self.path = shutil.copyfile(template.path, folder / f"{type(self).__name__}.db")
        self.world: World = deepcopy(template.world)
        self.agreement = Agreement(self.world)
        for number in range(1, self.world.now.number + 1):
            self.agreement.clock.note_request(Moment(number), template.begun, template.ended)
        self.places = Places()
        self._reader = template.reader
        self._documents = template.documents
        self._open()
        self._tables = self._reader.tables(self.path)

    def _open(self) -> None:
        self.db = onduty.open(str(self.path), create=False)

    def close(self) -> None:
        self.db.close()

    def restart(self) -> None:
        """What was answered is still there (S1)."""
        assert self.db.check().findings == []
        self.close()
        self._open()
        self.check_state()

    @abstractmethod
    def put(self, request: Request) -> Request | None:
        """The request as this system can be asked; None when it cannot."""

    @abstractmethod
    def send(self, request: Request) -> Seen:
        """Asks it."""

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """The model's. Raises a Refusal."""

    def perform(self, request: Request) -> None:
        """Fails unless the system answers, and is afterwards, as the model is."""
        filled = self.places.fill(request)
        put = self.put(replace(filled, if_match=self._condition(filled)))
        if put is not None:
            self._perform(put)

    def _condition(self, request: Request) -> str | None:
        """If-Match, with the version that the user has, and with another."""
        users = [user for account in self.world.accounts.values() for user in account.users.values()]
        version = next((user.version for user in users if user.uuid in request.path), 0)
        condition = request.if_match
        return condition and condition.replace("<present>", str(version)).replace("<other>", str(version + 1))

    def _perform(self, request: Request) -> None:
        if request.writes:
            time.sleep(0.001)  # so that a clock that moves shows another instant
        begun = present()
        seen = self.send(request)
        ended = present()
        writes_before = self.world.writes
        expected = self._expect(request, seen)
        self.agreement.clock.note_request(self.world.now, begun, ended)
        check_seen(self.agreement, expected, seen)
        if isinstance(expected, Answer) and not expected.replayed:
            self.places.note_answer(request, seen.body)
        if request.writes:  # what a read changes, the next request that writes will find
            self._check_effect(changed=self.world.writes != writes_before)

    def _expect(self, request: Request, seen: Seen) -> Answer | Refusal:
        made = seen.body.get("customStatus", {}) if isinstance(seen.body, dict) else {}
        self.world.new_id = read_uuid(made.get("id")) or ""
        try:
            return self.answer(request)
        except Refusal as refusal:
            return refusal

    def revoke(self, account: str, name: str) -> None:
        """Refused from now on (E2), after an import too (I4)."""
        self.db.account(account).revoke_api_key(name)
        self.world.revoked.add((account, name))
        self._tables = self._reader.tables(self.path)

    def reimport(self) -> None:
        """The documents that everything began with (I1, I4)."""
        for document in self._documents:
            time.sleep(0.001)
            begun = present()
            changed = self._import_both(document)
            self.agreement.clock.note_request(self.world.now, begun, present())
            self._check_effect(changed=changed)

    def _import_both(self, document: Document) -> bool:
        """True when it changed something."""
        writes_before = self.world.writes
        try:
            import_directory(self.world, document)
        except Refusal:
            with pytest.raises(onduty.InvalidParamsError):
                self.db.import_directory(as_bytes(document))
            return False
        report = self.db.import_directory(as_bytes(document))
        changed = self.world.writes != writes_before
        assert report.nothing_changed is not changed
        return changed

    def _check_effect(self, *, changed: bool) -> None:
        tables = self._reader.tables(self.path)
        if not changed:  # U2, U5
            assert tables == self._tables, "changed what was to stay as it is"
        self._tables = tables
        if changed:
            self.check_state()

    def check_state(self) -> None:
        """All that can be read of the database is the model's."""
        for account in self.world.accounts.values():
            check_overview(self.agreement, account, self.db.account(account.name))
            check_past(self.agreement, account, self.db.account(account.name))
        ContactTables(self._tables).check(self.agreement, self.world)
