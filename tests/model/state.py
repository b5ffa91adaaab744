"""What there is: accounts and all that is in them, in plain dicts and lists."""

from dataclasses import dataclass, field
from typing import Any

from tests.model.values import Instant, Moment


@dataclass
class CustomStatus:
    id: str
    name: str
    emoji: str | None
    created_at: Instant
    updated_at: Instant
    destroyed: bool = False
    names: list[tuple[Instant, str, str | None]] = field(default_factory=list)  # since when, name and emoji

    @property
    def uuid(self) -> str:
        return self.id

    def note_name(self, now: Instant) -> None:
        """Remembers what it is called from now on (U10)."""
        self.names.append((now, self.name, self.emoji))


@dataclass(frozen=True)
class Named:
    """A custom status as it was named at one time (U10)."""

    id: str
    name: str
    emoji: str | None


@dataclass(frozen=True)
class Recorded:
    available: bool
    custom_status: Named | None


@dataclass(frozen=True)
class Entry:
    """One change in a user's history."""

    order: int  # rises over the whole database; of the changes of one request, they are equal
    at: Instant
    before: Recorded
    after: Recorded
    version: int
    way: str
    actor: str | None
    api_key: str | None
    reason: str | None


@dataclass
class User:
    uuid: str
    email: str
    name: str
    created_at: Instant
    available_at: Instant
    custom_status_at: Instant
    available: bool = False
    custom_status: str | None = None  # id
    version: int = 0
    history: list[Entry] = field(default_factory=list)


@dataclass
class Team:
    uuid: str
    name: str
    created_at: Instant
    default: bool
    members: list[str]  # uuids of users


@dataclass(frozen=True)
class ContactEntry:
    """What one request changed of a contact, before and after, and who did it (U10)."""

    at: Moment
    before: dict[str, Any]
    after: dict[str, Any]
    way: str
    actor: str | None
    api_key: str | None
    reason: str | None


@dataclass
class Contact:
    uuid: str
    name: str
    created_at: Instant
    phone_number: str | None = None
    avatar_url: str | None = None
    source: str | None = None
    conversation: str | None = None
    tags: list[str] = field(default_factory=list)
    assigned_user: str | None = None  # uuid
    custom_fields: dict[str, Any] = field(default_factory=dict)
    team: str | None = None
    bot_status: str | None = None
    note: str | None = None
    history: list[ContactEntry] = field(default_factory=list)


@dataclass(frozen=True)
class CustomField:
    type: str
    options: tuple[str, ...] = ()


@dataclass
class Account:
    name: str
    dashboard_url: str
    bot_enabled: bool
    users: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    custom_statuses: dict[str, CustomStatus] = field(default_factory=dict)  # by id, the destroyed ones too
    tags: list[str] = field(default_factory=list)
    custom_fields: dict[str, CustomField] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)

    def user_by_email(self, email: str) -> User | None:
        return next((user for user in self.users.values() if user.email.casefold() == email.casefold()), None)

    def custom_statuses_alive(self) -> dict[str, CustomStatus]:
        return {id: each for id, each in self.custom_statuses.items() if not each.destroyed}

    def contacts_of(self, user: str) -> list[Contact]:
        """In order of uuid (H3)."""
        return [contact for _, contact in sorted(self.contacts.items()) if contact.assigned_user == user]


@dataclass(frozen=True)
class ApiKey:
    name: str
    account: str
    scopes: frozenset[str]
    user: str  # e-mail


@dataclass
class World:
    """One database."""

    accounts: dict[str, Account] = field(default_factory=dict)
    api_keys: dict[str, ApiKey] = field(default_factory=dict)  # by secret
    revoked: set[tuple[str, str]] = field(default_factory=set)  # account and name of API keys
    replies: dict[Any, Any] = field(default_factory=dict)  # the answers that idempotency keys keep (U8)
    walks: dict[Any, Any] = field(default_factory=dict)  # what each cursor goes on with (H3)
    cursor_texts: dict[Any, str] = field(default_factory=dict)  # as the server wrote each cursor
    now: Moment = field(default_factory=lambda: Moment(0))  # of the present request
    writes: int = 0  # how often something was changed
    new_id: str = ""  # which the server gives to what the present request makes

    def tick(self) -> Moment:
        """Begins the next request."""
        self.now = Moment(self.now.number + 1)
        return self.now
