"""Sequences of requests: each goes to the HTTP application, to the library and to the model."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.model import strategies
from tests.model.documents import SECRETS
from tests.model.http_system import HttpSystem
from tests.model.library_system import LibrarySystem
from tests.model.request import Request
from tests.model.template import Template

# What a client may have changed when it sends a request again.
CHANGES: dict[str, Callable[[Request], Request]] = {
    "nothing": lambda request: request,
    "the version": lambda request: replace(request, if_match='"<other>"'),
    "the prefix": lambda request: replace(request, path=request.normal_path),
    "the spaces": lambda request: replace(request, body=request.body + b" "),
    "the query": lambda request: replace(request, query=(*request.query, ("colour", "1"))),
    "the actor": lambda request: replace(request, actor=b"another"),
    "the sender": lambda request: replace(request, authorization=f"Bearer {SECRETS['planner']}"),
}


class Machine(RuleBasedStateMachine):
    """The rules that every sequence has: what happens between requests."""

    template: Template  # run() sets it

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self._keyed: list[Request] = []
        self._systems = (HttpSystem(self.template, self._folder), LibrarySystem(self.template, self._folder))

    def teardown(self) -> None:
        for system in self._systems:
            system.close()
        shutil.rmtree(self._folder)

    def ask(self, method: str, path: str, sender: dict[str, Any], **more: Any) -> None:
        request = Request(method, path, **sender, **more)
        if request.idempotency_key is not None:
            self._keyed.append(request)
        self._perform(request)

    def has_cursors(self) -> bool:
        return all(system.places.has_cursors for system in self._systems)

    def _perform(self, request: Request) -> None:
        for system in self._systems:
            system.perform(request)

    @rule(number=st.integers(1, 4), change=st.sampled_from(sorted(CHANGES)))
    def send_again(self, number: int, change: str) -> None:
        """U8: one of the latest requests with an idempotency key, as it was or with something changed."""
        if self._keyed:
            request = self._keyed[-min(number, len(self._keyed))]
            self._perform(CHANGES[change](request))

    @rule(what=st.sampled_from(("restart", "import", "restart", "import", "revoke")))
    def go_on(self, what: str) -> None:
        """What happens between requests."""
        for system in self._systems:
            if what == "restart":
                system.restart()
            elif what == "import":
                system.reimport()
            else:
                system.revoke("acme", "planner")


def senders(*, acts: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Who asks, as the headers say it."""
    parts = {"authorization": strategies.AUTHORIZATIONS, "actor": strategies.ACTORS if acts else st.none()}
    return st.fixed_dictionaries(parts)


def run(machine: type[Machine], template: Template, *, share: float, steps: int) -> None:
    """As many sequences as the profile says, times `share`."""
    profile = settings()
    sequence_count = max(1, round(profile.max_examples * share))
    chosen = settings(
        profile,
        max_examples=sequence_count,
        stateful_step_count=steps,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow],  # as for the deadline: the machine may be busy
    )
    run_state_machine_as_test(type(machine.__name__, (machine,), {"template": template}), settings=chosen)
