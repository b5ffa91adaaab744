"""API keys: I3, E2."""

import asyncio
import re
from pathlib import Path

import pytest

import onduty
from onduty import aio
from tests.database_fixtures import Unchanged
from tests.documents import JANE, JANE_EMAIL, NOBODY


def test_i3_a_new_key_works_and_its_secret_is_not_kept(db: onduty.Database, acme: onduty.Account) -> None:
    key, secret = acme.create_api_key("new")
    assert re.fullmatch(r"od_[A-Za-z0-9_-]{43}", secret)
    assert (key.name, key.scopes, key.user, key.revoked_at) == ("new", ["read", "write"], None, None)
    shown = db.authenticate(secret.encode())
    assert (shown.name, shown.account, shown.may_read, shown.may_write) == ("new", "acme", True, True)
    assert not shown.may_act_for_others
    db.close()
    for file in Path(db.path).parent.iterdir():
        assert secret.encode() not in file.read_bytes()


def test_i3_scopes_and_user_are_as_asked(db: onduty.Database, acme: onduty.Account) -> None:
    for number, user in enumerate((JANE, JANE_EMAIL.upper())):
        key, secret = acme.create_api_key(f"new {number}", scopes=["act_for_others", "read"], user=user)
        assert (key.scopes, key.user) == (["read", "act_for_others"], JANE_EMAIL)
        shown = db.authenticate(secret.encode())
        assert (shown.may_read, shown.may_write, shown.may_act_for_others) == (True, False, True)


def test_i3_keys_are_listed_in_order_revoked_ones_too(acme: onduty.Account) -> None:
    key, _ = acme.create_api_key("new")
    acme.revoke_api_key("planner")
    keys = acme.api_keys()
    assert [each.name for each in keys] == ["desk", "planner", "wallboard", "new"]
    assert [each.name for each in keys if each.revoked_at] == ["planner"]
    assert keys[-1] == key


def test_i3_a_revoked_key_is_refused_and_keeps_its_name(
    db: onduty.Database, acme: onduty.Account, unchanged: Unchanged
) -> None:
    _, secret = acme.create_api_key("new")
    first = acme.revoke_api_key("new")
    assert first.changed
    with pytest.raises(onduty.UnauthorizedError):  # E2
        db.authenticate(secret.encode())
    with unchanged():
        again = acme.revoke_api_key("new")
        assert (again.changed, again.key) == (False, first.key)
        with pytest.raises(onduty.InvalidParamsError) as refused:
            acme.create_api_key("new")
    assert "stay taken" in refused.value.params["name"][0]


def test_i3_what_is_wrong_is_named_and_changes_nothing(acme: onduty.Account, unchanged: Unchanged) -> None:
    with unchanged():
        for arguments, params in (
            ({"name": "desk"}, ["name"]),
            ({"name": " "}, ["name"]),
            ({"name": "new", "scopes": []}, ["scopes"]),
            ({"name": "new", "scopes": ["read", "admin"]}, ["scopes"]),
            ({"name": "new", "user": NOBODY}, ["user"]),
            ({"name": "new", "user": "hank@globex.example"}, ["user"]),
        ):
            with pytest.raises(onduty.InvalidParamsError) as refused:
                acme.create_api_key(**arguments)
            assert list(refused.value.params) == params
        with pytest.raises(onduty.NotFoundError, match="nobody's"):
            acme.revoke_api_key("nobody's")


def test_i3_accounts_have_keys_of_their_own(db: onduty.Database, acme: onduty.Account) -> None:
    globex = db.account("globex")
    acme.revoke_api_key("desk")
    assert globex.api_keys()[0].revoked_at is None
    assert [key.name for key in globex.api_keys()] == ["desk"]


async def keys_by_coroutines(path: Path) -> None:
    async with aio.open(path) as db:
        acme = await db.account("acme")
        key, secret = await acme.create_api_key("new", scopes=["read"])
        assert (await db.authenticate(secret.encode())).name == "new"
        assert (await acme.api_keys())[-1] == key
        assert (await acme.revoke_api_key("new")).changed
        with pytest.raises(onduty.UnauthorizedError):
            await db.authenticate(secret.encode())


def test_l3_keys_by_coroutines(db_path: Path) -> None:
    asyncio.run(keys_by_coroutines(db_path))
