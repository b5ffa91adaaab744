"""The objects of requests and answers, as JSON Schemas."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

UUID_PATTERN = "^[0-9a-f]{32}$"
DASHED_PATTERN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def ref(name: str) -> Schema:
    """What refers to the schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    """An object of an answer: it has these properties and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _request(properties: Schema, *, required: tuple[str, ...] = ()) -> Schema:
    """An object of a request, of which most may be left out."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": list(required)} if required else {})


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _nullable(kind: str, **more: Any) -> Schema:
    return {"type": [kind, "null"], **more}


TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
UUID: Schema = {"type": "string", "pattern": UUID_PATTERN}
CUSTOM_STATUS_ID: Schema = {"type": "string", "pattern": DASHED_PATTERN}
SECONDS: Schema = {"type": "string", "format": "date-time", "examples": ["2024-07-17T18:54:49Z"]}
MILLISECONDS: Schema = {"type": "string", "format": "date-time", "examples": ["2024-11-26T19:14:40.649+00:00"]}
CATALOGUE_TIME: Schema = {"type": "string", "examples": ["2024-11-22 20:29:43 +0000"]}
PAGES = _object({"page": {"type": "integer", "minimum": 1}, "pages": {"type": "integer", "minimum": 1}})
NEXT_SEQ = _object({"next": _nullable("integer", description="The last seq where there is more, or null.")})
CURSOR = _object({"next": _nullable("string", description="The cursor for what comes after, or null at the end.")})

_FIELD_VALUE: Schema = {"type": ["string", "number", "array"], "items": TEXT}

_STATUS: Schema = {
    "custom_status": {
        "oneOf": [
            {"type": "null"},
            _object(
                {"id": CUSTOM_STATUS_ID, "name": TEXT, "emoji": _nullable("string"), "last_updated_at": MILLISECONDS}
            ),
        ]
    },
    "appearance": _object({"available": FLAG, "last_updated_at": MILLISECONDS}),
}

_RECORDED_CUSTOM_STATUS: Schema = {
    "oneOf": [
        {"type": "null"},
        _object({"id": CUSTOM_STATUS_ID, "name": TEXT, "emoji": _nullable("string")}),
    ]
}

_HISTORY_ENTRY: Schema = {
    "seq": {"type": "integer", "minimum": 1, "description": "Rises over the whole database."},
    "at": MILLISECONDS,
    "user_uuid": UUID,
    "before": ref("RecordedStatus"),
    "after": ref("RecordedStatus"),
    "version": {"type": "integer", "minimum": 1},
    "actor": _nullable("string"),
    "api_key": _nullable("string", description="The key's name."),
    "way": TEXT,
    "reason": _nullable("string"),
    "change_set": {"type": "integer", "description": "What was changed together."},
}

_RECORDED_STATUS: Schema = {
    "available": FLAG,
    "custom_status": {**_RECORDED_CUSTOM_STATUS, "description": "By the name that it had then."},
}

_CONTACT: Schema = {
    "uuid": UUID,
    "name": TEXT,
    "phoneNumber": _nullable("string"),
    "avatarUrl": _nullable("string"),
    "createdAt": SECONDS,
    "source": _nullable("string"),
    "href": TEXT,
    "conversationHref": _nullable("string"),
    "tags": _list_of(TEXT),
    "assignedUser": _nullable("string", description="The user's e-mail."),
    "customFields": {"type": "object", "additionalProperties": _FIELD_VALUE},
}

_MEMBER: Schema = {
    "email": TEXT,
    "name": TEXT,
    "available": FLAG,
    "lastUpdatedAt": SECONDS,
    "userCustomStatus": _object(
        {"updatedAt": SECONDS, "id": CUSTOM_STATUS_ID, "name": TEXT, "emoji": _nullable("string")}
    ),
}

_CUSTOM_STATUS: Schema = {
    "name": TEXT,
    "createdAt": CATALOGUE_TIME,
    "updatedAt": CATALOGUE_TIME,
    "emoji": _nullable("string"),
    "id": CUSTOM_STATUS_ID,
}

_TEAM: Schema = {
    "uuid": UUID,
    "name": TEXT,
    "createdAt": SECONDS,
    "default": FLAG,
    "members": {"type": "integer", "minimum": 0, "description": "How many."},
}

# What a PUT of a status and a PATCH of a contact both take; the one adds where the other replaces and clears.
_HAND_OFF: Schema = {
    "assigned_user": {"type": "string", "description": "The e-mail of a user of the account, in any case."},
    "team_uuid": {"type": "string", "description": "A team of the account."},
    "bot_status": {"enum": ["bot_start", "bot_end"], "description": "Only where the account's bot is enabled."},
}

_EMOJI = _nullable("string", description="One character as people count them, or null for none.")
_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 60, "description": "Unique in the account."}

_REASON: Schema = {"type": "string", "maxLength": 200, "description": "A note for the history."}
_COUNT: Schema = {"type": "integer", "minimum": 0}

_STATUS_UPDATE: Schema = {
    "available": {"type": "boolean", "description": "true: available, false: away."},
    "custom_status_uuid": _nullable("string", description="A custom status; null takes it away."),
    "reason": _REASON,
    **_HAND_OFF,
    "tags": _list_of(TEXT) | {"description": "Added to each contact of the user."},
    "custom_fields": {
        "type": "object",
        "additionalProperties": _FIELD_VALUE,
        "description": "Merged into each contact of the user.",
    },
}

REQUESTS: dict[str, Schema] = {
    "StatusUpdate": _request(
        {**_STATUS_UPDATE, "uuid": {"type": "string", "description": "The user of the path again."}}
    ),
    "BulkUpdate": _request(
        {
            "updates": _list_of(
                _request(
                    {
                        "uuid": {"type": "string", "description": "The user."},
                        **_STATUS_UPDATE,
                        "if_version": {"type": "integer", "description": "Only if the status has this version."},
                    },
                    required=("uuid",),
                )
            ),
            "atomic": {"type": "boolean", "default": False, "description": "All, or none where one is refused."},
        },
        required=("updates",),
    ),
    "NewPlan": _request(
        {
            "where": _request(
                {
                    "users": _list_of(TEXT) | {"description": "By uuid or e-mail."},
                    "team": {"type": "string", "description": "Members of this team, by its uuid."},
                    "available": {"type": "boolean"},
                    "custom_status": _nullable("string", description="Who has it, by its id; null: who has none."),
                }
            )
            | {"minProperties": 1},
            "set": _request({"uuid": TEXT, **_STATUS_UPDATE}) | {"minProperties": 1},
        },
        required=("where", "set"),
    ),
    "PlanApplication": _request({"atomic": {"type": "boolean", "default": False}, "reason": _REASON}),
    "Undo": _request({"reason": _REASON}),
    "ContactUpdate": _request(
        {
            "name": TEXT,
            "note": {"type": "string", "maxLength": 1000, "description": "An empty one takes the note away."},
            **_HAND_OFF,
            "unassign_user": {"const": True, "description": "Not together with assigned_user."},
            "tags": _list_of(TEXT) | {"description": "Replaces the contact's tags."},
            "custom_fields": {
                "type": "object",
                "additionalProperties": {**_FIELD_VALUE, "type": ["string", "number", "array", "null"]},
                "description": "Merged; null and an empty string take a field away.",
            },
        }
    ),
    "NewCustomStatus": _request({"name": _NAME, "emoji": _EMOJI}, required=("name",)),
    "CustomStatusUpdate": _request({"name": _NAME, "emoji": _EMOJI}),
}

ANSWERS: dict[str, Schema] = {
    "StatusChange": _object({"contact": _list_of(ref("Contact")), "meta": CURSOR, "user_status": ref("UserStatus")}),
    "StatusAnswer": _object({"user_status": ref("UserStatus")}),
    "BulkResults": _object(
        {
            "results": _list_of(
                _object(
                    {
                        "uuid": _nullable("string", description="The user, or null where the update names none."),
                        "outcome": {"enum": ["changed", "unchanged", "refused"]},
                        "version": {"type": "integer", "minimum": 0},
                        "code": TEXT,
                        "error": {"type": ["string", "object"], "additionalProperties": _list_of(TEXT)},
                    },
                    optional=("version", "code", "error"),
                )
            ),
            "change_set": _nullable("integer", description="What the changes belong to, or null where there are none."),
        }
    ),
    "History": _object({"entries": _list_of(ref("HistoryEntry")), "meta": NEXT_SEQ}),
    "PastStatuses": _object({"at": MILLISECONDS, "users": _list_of(ref("PastStatus")), "meta": PAGES}),
    "PlanAnswer": _object({"plan": ref("Plan"), "meta": _object({"next": _nullable("integer")})}),
    "ChangeSetAnswer": _object({"change_set": ref("ChangeSet")}),
    "ContactsOfUser": _object({"contacts": _list_of(ref("Contact")), "meta": CURSOR}),
    "Contacts": _object({"contacts": _list_of(ref("Contact")), "meta": PAGES}),
    "ContactAnswer": _object({"contact": ref("Contact"), "conversation": ref("Conversation")}),
    "ContactChange": _object({"contact": _list_of(ref("Contact")) | {"minItems": 1, "maxItems": 1}}),
    "CustomStatuses": _object({"customStatuses": _list_of(ref("CustomStatus")), "meta": PAGES}),
    "CustomStatusAnswer": _object({"customStatus": ref("CustomStatus")}),
    "CustomStatusDestroyed": _object({"status": {"const": "custom status was destroyed"}}),
    "Users": _object({"users": _list_of(ref("User")), "meta": PAGES}),
    "Teams": _object({"teams": _list_of(ref("Team")), "meta": PAGES}),
    "TeamAnswer": _object({"team": ref("Team")}),
    "TeamMembers": _object({"users": _list_of(ref("TeamMember")), "meta": PAGES}),
    "TimeInStatus": _object(
        {
            "rows": _list_of(
                _object(
                    {
                        "bucket": _nullable("string", format="date-time", description="Where it begins."),
                        "user_uuid": UUID,
                        "team_uuid": _nullable("string", description="null: in no team."),
                        "available": FLAG,
                        "custom_status": _RECORDED_CUSTOM_STATUS,
                        "duration_ms": {"type": "integer", "minimum": 1},
                        "share": {
                            "type": "number",
                            "exclusiveMinimum": 0,
                            "maximum": 1,
                            "description": "Of the rows with the same bucket, user and team.",
                        },
                    },
                    optional=("user_uuid", "team_uuid", "available", "custom_status"),
                )
            ),
            "meta": _object({"start": MILLISECONDS, "end": MILLISECONDS, "time_zone": TEXT}),
        }
    ),
    "KeyOwner": _object(
        {
            "status": {"const": "ok"},
            "user_email": _nullable("string"),
            "user_name": _nullable("string"),
            "api_key": {"type": "string", "description": "The key's name, never the key."},
        }
    ),
    "Lives": _object({"status": {"const": "ok"}}),
    "Ready": _object({"status": {"const": "ready"}, "warnings": _list_of(TEXT)}),
}

OBJECTS: dict[str, Schema] = {
    "UserStatus": _object(_STATUS),
    "PastStatus": _object(
        {"uuid": UUID, "email": TEXT, "name": TEXT, **_RECORDED_STATUS, "since": MILLISECONDS},
    ),
    "HistoryEntry": _object(_HISTORY_ENTRY),
    "RecordedStatus": _object(_RECORDED_STATUS),
    "Contact": _object(_CONTACT),
    "Conversation": _object(
        {"team_uuid": _nullable("string"), "bot_status": _nullable("string"), "note": _nullable("string")}
    ),
    "CustomStatus": _object(_CUSTOM_STATUS),
    "User": _object({"uuid": UUID, **_MEMBER}, optional=("userCustomStatus",)),
    "Team": _object(_TEAM),
    "TeamMember": _object(_MEMBER, optional=("userCustomStatus",)),
    "Plan": _object(
        {
            "id": UUID,
            "expires_at": MILLISECONDS,
            "counts": _object(dict.fromkeys(("change", "unchanged", "refused", "contacts"), _COUNT)),
            "items": _list_of(ref("PlanItem")),
        }
    ),
    "PlanItem": _object(
        {
            "user_uuid": UUID,
            "outcome": {"enum": ["change", "unchanged", "refused"]},
            "before": ref("StatusThen"),
            "after": ref("StatusThen"),
            "contacts": _list_of(UUID) | {"description": "Those that the hand-off changes."},
            "errors": {"type": "object", "additionalProperties": _list_of(TEXT)},
        },
        optional=("contacts", "errors"),
    ),
    "StatusThen": _object(
        {
            "available": FLAG,
            "custom_status": {
                **_object({"id": CUSTOM_STATUS_ID, "name": TEXT, "emoji": _nullable("string")}),
                "type": ["object", "null"],
            },
        }
    ),
    "ChangeSet": _object(
        {
            "id": _nullable("integer", description="For an undo; null where nothing was changed."),
            "applied": _COUNT,
            "unchanged": _COUNT,
            "skipped": _list_of(ref("ChangeSetNote")),
            "notes": _list_of(ref("ChangeSetNote")) | {"description": "What could not come back as it was."},
        },
        optional=("notes",),
    ),
    "ChangeSetNote": _object(
        {"user_uuid": UUID, "contact_uuid": UUID, "code": TEXT, "message": TEXT},
        optional=("user_uuid", "contact_uuid"),
    ),
    "Error": _object({"error": TEXT, "code": TEXT}),
    "InvalidParams": _object(
        {
            "error": {"type": "object", "additionalProperties": _list_of(TEXT)},
            "code": {"const": "invalid_params"},
        }
    ),
}

SCHEMAS: dict[str, Schema] = {**REQUESTS, **ANSWERS, **OBJECTS}
