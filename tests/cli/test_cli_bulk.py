"""`onduty bulk` and `onduty undo` (Q4, Q5)."""

import json
from pathlib import Path
from typing import Any

import click
import pytest

import onduty
from onduty.cli import bulk
from tests.cli.command_line import assert_fails, run, run_json
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, LUNCH, MATTEO, MATTEO_CONTACTS, MATTEO_EMAIL, NORA, NORA_EMAIL, as_bytes


@pytest.fixture
def of(db_path: Path) -> tuple[str, ...]:
    return ("--db", str(db_path), "--account", "acme")


def bulk_json(*arguments: str) -> Any:
    return run_json("bulk", *arguments)


def test_q4_a_dry_run_shows_a_table_and_changes_nobody(of: tuple[str, ...], acme: onduty.Account) -> None:
    shown = run("bulk", "--available", "--set-away", "--set-custom-status", "lunch", "--dry-run", *of)
    assert shown.exit_code == 0, shown.output
    assert JANE_EMAIL in shown.stdout
    assert "away, Lunch" in shown.stdout
    assert "2 to change, 0 unchanged, 0 refused; 0 contacts to move." in shown.stdout
    assert acme.status(JANE).available


def test_q4_q5_asks_applies_and_tells_how_to_take_it_back(of: tuple[str, ...], acme: onduty.Account) -> None:
    done = run("bulk", "--user", JANE, "--user", NORA_EMAIL, "--set-away", "--reason", "night", *of, text_input="y\n")
    assert done.exit_code == 0, done.output
    entry = acme.history(JANE)[-1]
    assert (entry.way, entry.reason) == ("bulk", "night")
    assert entry.actor
    command = f"onduty undo {entry.change_set}"
    assert f"1 user changed, 1 unchanged, 0 skipped. Take it back with: {command}" in done.stdout
    undone = run(*command.split()[1:], "--reason", "too early", *of)
    assert "1 user or contact changed" in undone.stdout
    assert acme.status(JANE).available
    assert acme.history(JANE)[-1].reason == "too early"


@pytest.mark.parametrize(
    ("answer", "told"), [("n\n", "nothing was changed"), ("", "nobody answered, and nothing was changed; --yes")]
)
def test_q4_without_a_yes_nothing_is_changed(of: tuple[str, ...], acme: onduty.Account, answer: str, told: str) -> None:
    version = acme.status(JANE).version
    refused = run("bulk", "--user", JANE, "--set-away", *of, text_input=answer)
    assert (refused.exit_code, refused.stderr.startswith(f"onduty: {told}")) == (1, True)
    assert acme.status(JANE).version == version


def test_q4_ctrl_c_instead_of_an_answer(
    of: tuple[str, ...], acme: onduty.Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_: str) -> bool:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            raise click.Abort from None  # as click does

    monkeypatch.setattr("click.confirm", pressed)
    refused = run("bulk", "--user", JANE, "--set-away", *of)
    assert acme.status(JANE).available
    assert (refused.exit_code, refused.stderr) == (1, "onduty: interrupted; nothing was changed\n")


@pytest.mark.parametrize("is_done", [False, True])
@pytest.mark.parametrize("change", [("--set-away",), ("--hand-off-to", JANE_EMAIL)], ids=" ".join)
def test_q4_ctrl_c_while_it_is_applied_tells_what_was_done(
    of: tuple[str, ...], acme: onduty.Account, monkeypatch: pytest.MonkeyPatch, change: tuple[str, ...], is_done: bool
) -> None:
    def pressed(plan: onduty.Plan, **options: Any) -> None:
        if is_done:
            apply(plan, **options)
        raise KeyboardInterrupt

    apply = onduty.Plan.apply
    monkeypatch.setattr(onduty.Plan, "apply", pressed)
    ended = run("bulk", "--user", MATTEO, *change, "--yes", *of)
    told = "what was planned had been done; onduty history shows it" if is_done else "nothing was changed"
    assert (ended.exit_code, ended.stderr) == (1, f"onduty: interrupted; {told}\n")
    assert (not acme.contacts(MATTEO)[0] or not acme.status(MATTEO).available) is is_done


def test_q4_as_json(of: tuple[str, ...]) -> None:
    told = bulk_json("--user", JANE, "--set-away", "--yes", *of)
    assert told["plan"]["counts"] == {"change": 1, "unchanged": 0, "refused": 0, "contacts": 0}
    assert told["plan"]["items"] == [
        {
            "user_uuid": JANE,
            "outcome": "change",
            "before": {"available": True, "custom_status": None},
            "after": {"available": False, "custom_status": None},
            "contacts": [],
            "errors": {},
        }
    ]
    change_set = told["change_set"]
    assert (change_set["applied"], change_set["skipped"]) == (1, [])
    undone = run_json("undo", str(change_set["id"]), *of)["change_set"]
    again = json.loads(run("undo", str(change_set["id"]), "--json", *of).stdout)["change_set"]
    assert (undone["applied"], again["applied"], again["skipped"][0]["code"]) == (1, 0, "changed_since")
    assert bulk_json("--user", JANE, "--set-away", "--dry-run", *of)["change_set"] is None


def test_q4_users_of_a_file_and_every_condition(of: tuple[str, ...], tmp_path: Path, acme: onduty.Account) -> None:
    file = tmp_path / "users.txt"
    file.write_text(f"{JANE_EMAIL}\n\n  {MATTEO}  \n{NORA_EMAIL}\n")
    acme.update_status(JANE, custom_status_uuid=LUNCH)

    def users(*conditions: str) -> list[str]:
        told = bulk_json("--file", str(file), *conditions, "--set-none", "--dry-run", *of)
        return [item["user_uuid"] for item in told["plan"]["items"]]

    assert users() == [JANE, MATTEO, NORA]
    assert users("--away") == [NORA]
    assert users("--team", "general") == [JANE]
    assert users("--custom-status", "Lunch") == [JANE]
    assert users("--without-custom-status", "--available") == [MATTEO]


def test_q4_users_of_standard_input(of: tuple[str, ...], acme: onduty.Account, unchanged: Unchanged) -> None:
    read = ("bulk", "--file", "-", "--set-away", *of)
    with unchanged():
        assert_fails(run(*read, text_input=f"{JANE}\n"), 2, "--file -", "--dry-run or --yes")
        assert_fails(run("bulk", "--file", "/dev/stdin", "--set-away", *of), 2, "--dry-run or --yes")
    assert "1 to change" in run(*read, "--dry-run", text_input=f"{JANE}\n").stdout
    assert "1 user changed" in run(*read, "--yes", text_input=f"{JANE}\n").stdout
    assert not acme.status(JANE).available


def test_q4_hands_contacts_off(of: tuple[str, ...]) -> None:
    told = bulk_json("--user", MATTEO_EMAIL, "--hand-off-to", JANE_EMAIL, "--yes", "--atomic", *of)
    assert told["plan"]["counts"]["contacts"] == MATTEO_CONTACTS
    shown = run("undo", str(told["change_set"]["id"]), *of)
    assert f"{MATTEO_CONTACTS} users and contacts changed" in shown.stdout


def test_q4_nothing_to_change_asks_nothing(of: tuple[str, ...]) -> None:
    done = run("bulk", "--user", NORA, "--set-away", *of)
    assert done.exit_code == 0
    assert "There is nothing to change." in done.stderr
    assert "0 users changed, 1 unchanged, 0 skipped.\n" in done.stdout


def test_q5_one_entry_and_who_is_skipped(of: tuple[str, ...], acme: onduty.Account) -> None:
    acme.update_status(JANE, available=False)
    seq = acme.history(JANE)[-1].seq
    assert "1 user or contact changed" in run("undo", str(seq), "--entry", *of).stdout
    again = run("undo", str(seq), "--entry", *of)
    assert again.exit_code == 1
    assert JANE_EMAIL in again.stdout
    assert "changed since" in again.stdout


def test_q5_who_is_skipped_is_told_as_people_know_them(
    of: tuple[str, ...], db: onduty.Database, acme: onduty.Account
) -> None:
    done = bulk_json("--user", JANE, "--user", MATTEO, "--set-away", "--tag", "VIP", "--yes", *of)["change_set"]["id"]
    db.import_directory(as_bytes({"account": {"name": "acme"}, "users": [{"uuid": MATTEO, "removed": True}]}))
    contact = acme.contact(JANE).contact
    acme.update_contact(contact.uuid, name="Carla [b]")
    told = " ".join(run("undo", str(done), *of).stdout.split())
    assert "contact Carla [b] The contact was changed since." in told
    assert f"user {MATTEO} There is no such user." in told


def test_q5_it_is_refused_where_all_were_skipped_and_done_where_some_were(
    of: tuple[str, ...], acme: onduty.Account
) -> None:
    change_set = str(bulk_json("--user", JANE, "--user", MATTEO, "--set-away", "--yes", *of)["change_set"]["id"])
    acme.update_status(JANE, available=True)
    some = run("undo", change_set, *of)
    assert (some.exit_code, "1 user or contact changed, 0 unchanged, 1 skipped" in some.stdout) == (0, True)
    for more in ((), ("--json",)):
        assert run("undo", change_set, *more, *of).exit_code == 1


def test_q4_it_is_refused_where_all_were_changed_since_the_plan(
    of: tuple[str, ...], acme: onduty.Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_meanwhile(plan: onduty.Plan, atomic: bool, *, asks: bool) -> onduty.ChangeSet | None:
        acme.update_status(JANE, custom_status_uuid=LUNCH)
        return apply(plan, atomic, asks=asks)

    apply = bulk._apply
    monkeypatch.setattr(bulk, "_apply", change_meanwhile)
    refused = run("bulk", "--user", JANE, "--user", NORA, "--set-away", "--yes", *of)
    assert (refused.exit_code, "0 users changed, 1 unchanged, 1 skipped" in refused.stdout) == (1, True)
    assert acme.status(JANE).available


def test_unknown_users_are_named(of: tuple[str, ...], unchanged: Unchanged) -> None:
    with unchanged():
        refused = run("bulk", "--user", JANE, "--user", "x@y", "--user", "z", "--set-away", "--yes", *of)
        assert_fails(refused, 1, "no user x@y, z; nothing was changed")
        assert_fails(run("undo", "999998", *of), 1, "no such change set")
        many = [argument for number in range(8) for argument in ("--user", f"u{number}")]
        assert_fails(run("bulk", *many, "--set-away", "--yes", *of), 1, "u4, and 3 more")
        assert_fails(run("bulk", "--available", "--hand-off-to", "x@y", "--yes", *of), 1, "onduty: --hand-off-to: ")
        wrong = run("bulk", "--available", "--tag", "x", "--field", "y=z", "--reason", "r" * 201, "--yes", *of)
        assert all(f"\n  {option}: " in wrong.stderr for option in ("--tag", "--field", "--reason"))
        assert_fails(run("bulk", "--team", "x", "--set-away", "--yes", *of), 1, "no team 'x'")


def test_a_condition_that_is_empty_is_not_left_out(of: tuple[str, ...], unchanged: Unchanged) -> None:
    with unchanged():
        assert_fails(run("bulk", "--team", "", "--available", "--set-away", "--yes", *of), 1, "no team ''")
        assert_fails(run("bulk", "--custom-status", "", "--available", "--set-away", "--yes", *of), 1, "status ''")


@pytest.mark.parametrize(
    ("arguments", "mention"),
    [
        (["--set-away"], "say whom it is for"),
        (["--available"], "say what becomes of them"),
        (["--available", "--away", "--set-away"], "--available and --away exclude each other"),
        (["--available", "--set-away", "--set-available"], "--set-available and --set-away exclude"),
        (["--available", "--set-none", "--set-custom-status", "x"], "--set-custom-status and --set-none exclude"),
        (["--custom-status", "x", "--without-custom-status", "--set-none"], "exclude each other"),
        (["--file", "/nowhere", "--set-away"], "/nowhere"),
    ],
)
def test_wrong_use(of: tuple[str, ...], unchanged: Unchanged, arguments: list[str], mention: str) -> None:
    with unchanged():
        assert_fails(run("bulk", *arguments, *of), 2, mention)
        assert_fails(run("undo", "x", *of), 2, "not a valid integer")


def test_json_does_not_ask(of: tuple[str, ...], tmp_path: Path) -> None:
    assert run("bulk", "--available", "--set-away", "--json", *of).exit_code == 2
    file = tmp_path / "users"
    file.write_bytes(b"\xff\n")
    assert_fails(run("bulk", "--file", file, "--set-away", "--yes", *of), 2, "not valid UTF-8")
