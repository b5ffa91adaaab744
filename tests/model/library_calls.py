"""How each request is put to the library: by a typed call where its members have the types of one, else by bytes."""

import json
from collections.abc import Callable
from typing import Any

import onduty
from tests.model import catalogue_rules, contact_lists, contact_rules, list_rules, status_rules, typed_arguments
from tests.model.request import Request
from tests.model.routes import Rule
from tests.model.seen import Seen
from tests.model.views import seen_contact, seen_custom_status_object, seen_status, seen_user_status

Arguments = dict[str, Any]
Ask = Callable[[onduty.Account, str, Request], Seen]

TYPES: dict[Rule, typed_arguments.Types] = {
    status_rules.update: typed_arguments.STATUS,
    contact_rules.patch: typed_arguments.PATCH,
    catalogue_rules.create: typed_arguments.CATALOGUE,
    catalogue_rules.change: typed_arguments.CATALOGUE,
}


def _update(account: onduty.Account, user: str, request: Request) -> Seen:
    arguments = _typed_update(request)
    if arguments is None:
        more: Arguments = {"if_match": request.if_match, "contacts": dict(request.query).get("contacts")}
        return _seen(account.update_status_json(user, request.body, **more, **_origin(request)))
    before = account.status(user) if request.idempotency_key is None else None
    change = account.update_status(user, **arguments)
    if before is not None:
        assert seen_status(change.before) == seen_status(before)
        assert change.changed is (change.before.version != change.after.version)
    body = {
        "contact": [seen_contact(contact) for contact in change.contacts],
        "meta": {"next": change.contacts_next},
        "user_status": seen_user_status(change.after),
    }
    return Seen(body, version=change.after.version)


def _typed_update(request: Request) -> Arguments | None:
    arguments = typed_arguments.typed(request, typed_arguments.STATUS)
    contacts = dict(request.query).get("contacts", "20")
    if arguments is None or not contacts.isdecimal() or not typed_arguments.has_if_version(request.if_match):
        return None
    return arguments | {
        "actor": _actor(request),
        "if_version": typed_arguments.if_version(request.if_match),
        "contacts": int(contacts),
        "idempotency_key": request.idempotency_key,
    }


def _clear(account: onduty.Account, user: str, request: Request) -> Seen:
    more: Arguments = {"reason": dict(request.query).get("reason"), "if_match": request.if_match}
    return _seen(account.clear_custom_status_json(user, **more, **_origin(request)))


def _show(account: onduty.Account, user: str, request: Request) -> Seen:
    return _seen(account.status_json(user))


def _contacts_of_user(account: onduty.Account, user: str, request: Request) -> Seen:
    return _seen(account.contacts_json(user, after=dict(request.query).get("after")))


def _patch(account: onduty.Account, contact: str, request: Request) -> Seen:
    arguments = typed_arguments.typed(request, typed_arguments.PATCH)
    if arguments is None or request.idempotency_key is not None:
        return _seen(account.update_contact_json(contact, request.body, **_origin(request)))
    changed = account.update_contact(contact, actor=_actor(request), **arguments)
    return Seen({"contact": [seen_contact(changed)]})


def _show_contact(account: onduty.Account, contact: str, request: Request) -> Seen:
    return _seen(account.contact_json(contact))


def _list(call: Callable[..., onduty.Answer]) -> Ask:
    """One of the reads that take the query's parameters by name."""

    def ask(account: onduty.Account, id: str, request: Request) -> Seen:
        return _seen(call(account, *([id] if id else []), **dict(request.query)))

    return ask


def _create(account: onduty.Account, _: str, request: Request) -> Seen:
    arguments = typed_arguments.typed(request, typed_arguments.CATALOGUE)
    if arguments is None or request.idempotency_key is not None or "name" not in arguments:
        return _seen(account.create_custom_status_json(request.body, **_origin(request)))
    made = account.create_custom_status(**arguments, actor=_actor(request))
    return Seen({"customStatus": seen_custom_status_object(made)})


def _show_custom_status(account: onduty.Account, custom_status: str, request: Request) -> Seen:
    return _seen(account.custom_status_json(custom_status))


def _change(account: onduty.Account, custom_status: str, request: Request) -> Seen:
    arguments = typed_arguments.typed(request, typed_arguments.CATALOGUE)
    if arguments is None or request.idempotency_key is not None:
        return _seen(account.update_custom_status_json(custom_status, request.body, **_origin(request)))
    changed = account.update_custom_status(custom_status, **arguments, actor=_actor(request))
    return Seen({"customStatus": seen_custom_status_object(changed)})


def _destroy(account: onduty.Account, custom_status: str, request: Request) -> Seen:
    return _seen(account.destroy_custom_status_json(custom_status, **_origin(request)))


def _origin(request: Request) -> Arguments:
    path = "?".join((request.normal_path, *map(str, request.query)))
    return {"actor": _actor(request), "idempotency_key": request.idempotency_key, "path": path}


def _actor(request: Request) -> str | None:
    return None if request.actor is None else request.actor.decode("utf-8")


def _seen(answer: onduty.Answer) -> Seen:
    body = json.loads(answer.body) if answer.body else None
    return Seen(body, answer.http_status, answer.version, answer.replayed)


ASK: dict[Rule, Ask] = {
    status_rules.update: _update,
    status_rules.clear: _clear,
    status_rules.show: _show,
    contact_lists.show_of_user: _contacts_of_user,
    contact_rules.show: _show_contact,
    contact_rules.patch: _patch,
    list_rules.users: _list(onduty.Account.users_json),
    list_rules.contacts: _list(onduty.Account.all_contacts_json),
    list_rules.teams: _list(onduty.Account.teams_json),
    list_rules.team: _list(onduty.Account.team_json),
    list_rules.team_members: _list(onduty.Account.team_members_json),
    list_rules.custom_statuses: _list(onduty.Account.custom_statuses_json),
    catalogue_rules.create: _create,
    catalogue_rules.show: _show_custom_status,
    catalogue_rules.change: _change,
    catalogue_rules.destroy: _destroy,
}
