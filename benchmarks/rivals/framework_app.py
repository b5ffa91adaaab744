"""The rival of the whole service: the same update on FastAPI, pydantic, SQLAlchemy 2 and SQLite.

`python -m benchmarks.rivals.framework_app DATABASE` serves onduty's tables with onduty's logic, authentication and
answer, and prints `listening on URL`. It is written as its tools' documentation has it, and made as quick as that
allows: one thread carries out all updates. The pool of threads that FastAPI gives to endpoints that are plain functions
measures slower, and worse without a lock around the transaction: its threads wait inside of SQLite then, by polling.
"""

import asyncio
import hashlib
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import uvicorn
from fastapi import FastAPI, Header, HTTPException, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine, event, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

WAY_API = 1
SCOPE_WRITE = 2
CONTACTS_MAX = 20


class Base(DeclarativeBase):
    pass


class ApiKey(Base):
    __tablename__ = "api_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    digest: Mapped[bytes]
    scopes: Mapped[int]
    revoked_at: Mapped[int | None]


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    uuid: Mapped[bytes]
    removed_at: Mapped[int | None]


class CustomStatus(Base):
    __tablename__ = "custom_status"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    uuid: Mapped[bytes]
    name: Mapped[str]
    emoji: Mapped[str | None]
    destroyed_at: Mapped[int | None]


class CustomStatusRevision(Base):
    __tablename__ = "custom_status_revision"
    id: Mapped[int] = mapped_column(primary_key=True)
    custom_status_id: Mapped[int]


class UserStatus(Base):
    __tablename__ = "user_status"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    available: Mapped[int]
    custom_status_id: Mapped[int | None]
    available_at: Mapped[int]
    custom_status_at: Mapped[int]
    version: Mapped[int]


class HistoryEntry(Base):
    __tablename__ = "status_history"
    seq: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    at: Mapped[int]
    version: Mapped[int]
    available_before: Mapped[int]
    available_after: Mapped[int]
    custom_revision_before: Mapped[int | None]
    custom_revision_after: Mapped[int | None]
    way: Mapped[int]
    api_key_id: Mapped[int | None]
    reason: Mapped[str | None]


class Contact(Base):
    __tablename__ = "contact"
    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[bytes]
    name: Mapped[str]
    assigned_user_id: Mapped[int | None]
    removed_at: Mapped[int | None]


class StatusUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    available: bool | None = None
    custom_status_uuid: str | None = None
    reason: str | None = None


class CustomStatusAnswer(BaseModel):
    id: str
    name: str
    emoji: str | None
    last_updated_at: str


class Appearance(BaseModel):
    available: bool
    last_updated_at: str


class UserStatusAnswer(BaseModel):
    custom_status: CustomStatusAnswer | None
    appearance: Appearance


class Meta(BaseModel):
    next: str | None = None


class ContactAnswer(BaseModel):
    uuid: str
    name: str


class Answer(BaseModel):
    contact: list[ContactAnswer]
    meta: Meta
    user_status: UserStatusAnswer


app = FastAPI()
sessions = sessionmaker(expire_on_commit=False)
writer = ThreadPoolExecutor(max_workers=1)


def writer_key(session: Session, authorization: str) -> ApiKey:
    secret = authorization.removeprefix("Bearer ").encode()
    digest = hashlib.blake2b(secret, digest_size=32).digest()
    key = session.scalar(select(ApiKey).where(ApiKey.digest == digest, ApiKey.revoked_at.is_(None)))
    if key is None:
        raise HTTPException(401, "The API key is missing or unknown.")
    if not key.scopes & SCOPE_WRITE:
        raise HTTPException(403, "The API key may not write.")
    return key


@app.put("/v1/users/{uuid}/status")
async def update_status(
    uuid: UUID, update: StatusUpdate, response: Response, authorization: Annotated[str, Header()] = ""
) -> Answer:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(writer, carry_out, uuid, update, response, authorization)


def carry_out(uuid: UUID, update: StatusUpdate, response: Response, authorization: str) -> Answer:
    with sessions.begin() as session:
        key = writer_key(session, authorization)
        status = find_status(session, key.account_id, uuid)
        change(session, status, update, key)
        response.headers["ETag"] = f'"{status.version}"'
        return answer_of(session, status)


def find_status(session: Session, account_id: int, uuid: UUID) -> UserStatus:
    status = session.scalar(
        select(UserStatus)
        .join(User, User.id == UserStatus.user_id)
        .where(User.account_id == account_id, User.uuid == uuid.bytes, User.removed_at.is_(None))
    )
    if status is None:
        raise HTTPException(404, "No such user.")
    return status


def change(session: Session, status: UserStatus, update: StatusUpdate, key: ApiKey) -> None:
    available, custom_status_id = status.available, status.custom_status_id
    if update.available is not None:
        available = int(update.available)
    if "custom_status_uuid" in update.model_fields_set:
        custom_status_id = find_custom_status(session, key.account_id, update.custom_status_uuid)
    if (available, custom_status_id) == (status.available, status.custom_status_id):
        return
    at = max(time.time_ns() // 1_000_000, status.available_at, status.custom_status_at)
    session.add(
        HistoryEntry(
            user_id=status.user_id,
            at=at,
            version=status.version + 1,
            available_before=status.available,
            available_after=available,
            custom_revision_before=revision_of(session, status.custom_status_id),
            custom_revision_after=revision_of(session, custom_status_id),
            way=WAY_API,
            api_key_id=key.id,
            reason=update.reason,
        )
    )
    if available != status.available:
        status.available, status.available_at = available, at
    if custom_status_id != status.custom_status_id:
        status.custom_status_id, status.custom_status_at = custom_status_id, at
    status.version += 1


def find_custom_status(session: Session, account_id: int, uuid: str | None) -> int | None:
    if uuid is None:
        return None
    found = session.scalar(
        select(CustomStatus.id).where(
            CustomStatus.account_id == account_id,
            CustomStatus.uuid == UUID(uuid).bytes,
            CustomStatus.destroyed_at.is_(None),
        )
    )
    if found is None:
        raise HTTPException(422, {"custom_status_uuid": ["is not a custom status of this account"]})
    return found


def revision_of(session: Session, custom_status_id: int | None) -> int | None:
    if custom_status_id is None:
        return None
    newest = select(func.max(CustomStatusRevision.id)).where(CustomStatusRevision.custom_status_id == custom_status_id)
    return session.scalar(newest)


def answer_of(session: Session, status: UserStatus) -> Answer:
    contacts = session.scalars(
        select(Contact)
        .where(Contact.assigned_user_id == status.user_id, Contact.removed_at.is_(None))
        .order_by(Contact.uuid)
        .limit(CONTACTS_MAX)
    )
    custom = session.get(CustomStatus, status.custom_status_id) if status.custom_status_id else None
    shown = None
    if custom is not None:
        last_updated_at = instant(status.custom_status_at)
        shown = CustomStatusAnswer(
            id=str(UUID(bytes=custom.uuid)), name=custom.name, emoji=custom.emoji, last_updated_at=last_updated_at
        )
    appearance = Appearance(available=bool(status.available), last_updated_at=instant(status.available_at))
    return Answer(
        contact=[ContactAnswer(uuid=contact.uuid.hex(), name=contact.name) for contact in contacts],
        meta=Meta(),
        user_status=UserStatusAnswer(custom_status=shown, appearance=appearance),
    )


def instant(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")


def open_database(path: str) -> None:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def make_durable(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's way to have transactions begin where we say
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA synchronous").fetchone() != (2,):
            raise RuntimeError("synchronous is not FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sessions.configure(bind=engine)


def main() -> None:
    open_database(sys.argv[1])
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(app, http="httptools", loop="uvloop", lifespan="off", access_log=False, log_level="error")
    print(f"listening on http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
