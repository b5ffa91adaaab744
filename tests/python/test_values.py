"""What calls give back are values: equal by what they hold, hashable, to be copied and pickled, and shown readably."""

import copy
import pickle
from collections.abc import Iterator

import pytest

import onduty
from tests.documents import DESK_KEY, JANE, LUNCH, MATTEO, NORA, VACATIONING, as_bytes, directory

TEAM = "ad42a09715814e6483b1c5debd6a2dbc"


@pytest.fixture
def values(db: onduty.Database, acme: onduty.Account) -> dict[type, tuple[object, object]]:
    """Of each class a value and another one."""
    db.import_directory(as_bytes({"account": {"name": "acme"}, "custom_fields": [{"name": "n", "type": "number"}]}))
    first = acme.update_status(JANE, available=False, custom_status_uuid=VACATIONING, reason="r", actor="a")
    second = acme.update_status(JANE, custom_status_uuid=LUNCH, tags=["VIP"], custom_fields={"zipCode": "1", "n": 1.5})
    old, new = acme.history(JANE)[-2:]
    past = acme.as_of()
    users, catalogue = acme.users(), acme.custom_statuses()
    matteos = acme.contacts(MATTEO)[0]
    acme.update_contact(matteos[1].uuid, note="x")
    details = [acme.contact(each.uuid) for each in (second.contacts[0], matteos[0])]
    keys = acme.api_keys()
    dry = db.import_directory(as_bytes(directory(tags=["VIP", "New", "Newer"])), dry_run=True)
    none = db.import_directory(as_bytes(directory()), dry_run=True)
    revoked = acme.revoke_api_key("planner")
    answers = [acme.status_json(JANE), acme.status_json(MATTEO)]
    made = acme.create_api_key("other")[1]
    plan = acme.plan(where={"available": True}, set={"available": False})
    applied_plan = acme.plan(where={"custom_status": None}, set={"custom_status_uuid": LUNCH})
    applied = applied_plan.apply()
    acme.update_status(MATTEO, custom_status_uuid=None)
    acme.update_status(NORA, custom_status_uuid=None)
    skipping = acme.undo(applied)
    pairs: list[tuple[object, object]] = [
        (first, second),
        (first.before, first.after),
        (first.after.custom_status, second.after.custom_status),
        (second.contacts[0], matteos[0]),
        (details[0], details[1]),
        (details[0].conversation, acme.contact(matteos[1].uuid).conversation),
        (old, new),
        (old.before, old.after),
        (past[0], past[1]),
        (users[0], users[1]),
        (users[0].user, users[1].user),
        (catalogue[0], catalogue[1]),
        (acme.team(TEAM), None),
        (keys[0], keys[1]),
        (revoked, acme.revoke_api_key("planner")),
        (dry, none),
        (dry.changes[0], dry.changes[1]),
        (dry.counts["tags"], none.counts["tags"]),
        (db.import_history(b"", account="acme"), db.import_history(b"", account="acme", dry_run=True)),
        (db.readiness(), None),
        (db.check(), None),
        (db.backup(f"{db.path}.copy"), None),
        (db.authenticate(DESK_KEY.encode()), db.authenticate(made.encode())),
        (answers[0], answers[1]),
        (plan.counts, applied_plan.counts),
        (plan.items[0], applied_plan.items[0]),
        (applied, skipping),
        (skipping.skipped[0], skipping.skipped[1]),
    ]
    return {type(value): (value, other) for value, other in pairs}


def classes() -> Iterator[type]:
    without = (onduty.Account, onduty.Database, onduty.Unset, onduty.Finding, onduty.BulkResult, onduty.BulkResults)
    of_an_account = (onduty.Plan, onduty.PlanItems)
    for name in onduty.__all__:
        made = getattr(onduty, name)
        if isinstance(made, type) and made.__module__ == "onduty._core" and made not in (*without, *of_an_account):
            yield made


def test_all_classes_are_tried(values: dict[type, tuple[object, object]]) -> None:
    assert set(values) == set(classes())


def test_equal_by_what_they_hold_and_hashable(values: dict[type, tuple[object, object]]) -> None:
    for value, other in values.values():
        assert value == value
        assert value != other
        assert value != "something else"
        assert len({value, copy.copy(value), other}) == 2


def test_copies_are_equal(values: dict[type, tuple[object, object]]) -> None:
    for value, _ in values.values():
        for copied in (copy.copy(value), copy.deepcopy(value), copy.deepcopy([value])[0]):
            assert copied == value
            assert hash(copied) == hash(value)


def test_pickles_are_equal_and_of_an_authenticated_key_there_is_none(
    values: dict[type, tuple[object, object]],
) -> None:
    for kind, (value, _) in values.items():
        if kind in (onduty.ApiKey, onduty.Answer):
            with pytest.raises(TypeError):
                pickle.dumps(value)
            continue
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            read = pickle.loads(pickle.dumps(value, protocol))
            assert (read, hash(read), repr(read)) == (value, hash(value), repr(value))


def test_a_pickle_of_something_else_is_refused(acme: onduty.Account) -> None:
    state = acme.status(JANE).__getstate__()
    with pytest.raises(ValueError, match="another version"):
        onduty.Status.__new__(onduty.Status).__setstate__(state[:-1])


def test_reprs_tell_what_it_is_and_no_secret(values: dict[type, tuple[object, object]]) -> None:
    for kind, (value, _) in values.items():
        shown = repr(value)
        assert shown.startswith(f"{kind.__name__}(")
        assert "object at 0x" not in shown
        assert DESK_KEY not in shown


def test_reprs_of_what_is_looked_at_most(db: onduty.Database, acme: onduty.Account) -> None:
    assert repr(db.authenticate(DESK_KEY.encode())) == (
        "ApiKey(name='desk', account='acme', may_read=True, may_write=True, may_act_for_others=True)"
    )
    assert repr(db.readiness()) == "Readiness(can_write=True, problem='', warnings=[])"
    report = db.import_directory(as_bytes(directory(tags=["It's new"])), dry_run=True)
    assert repr(report) == "ImportReport(account='acme', dry_run=True, created=1, changed=0, unchanged=36, removed=0)"
    assert repr(report.changes) == """[ImportChange(pointer='/tags/0', what='created', name="It's new", keys=[])]"""
    answer = acme.clear_custom_status_json(JANE)
    assert repr(answer) == "Answer(http_status=204, body=b'', version=1, changed=False, replayed=False)"


def test_there_is_one_unset() -> None:
    assert copy.deepcopy(onduty.UNSET) is copy.copy(onduty.UNSET) is onduty.UNSET
    assert pickle.loads(pickle.dumps(onduty.UNSET)) is onduty.UNSET


def test_l2_errors_are_pickled_whole(acme: onduty.Account) -> None:
    with pytest.raises(onduty.InvalidParamsError) as refused:
        acme.history(JANE, limit=0)
    error = pickle.loads(pickle.dumps(refused.value))
    assert (type(error), error.code, str(error), error.params) == (
        onduty.InvalidParamsError,
        "invalid_params",
        str(refused.value),
        {"limit": ["must be a number from 1 to 100000"]},
    )
