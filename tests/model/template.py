"""A database to begin with, and the same in the model."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import onduty
from tests.database_dump import DatabaseReader
from tests.documents import Document, as_bytes
from tests.model.directory import import_directory
from tests.model.documents import acme, globex
from tests.model.state import World


@dataclass(frozen=True)
class Template:
    """A closed database with both accounts; copy it."""

    path: Path
    world: World
    begun: datetime
    ended: datetime
    reader: DatabaseReader
    documents: tuple[Document, ...]


def make_template(path: Path, reader: DatabaseReader, contact_count: int) -> Template:
    world = World()
    documents = (acme(contact_count), globex())
    begun = present()
    with onduty.open(str(path)) as db:
        for document in documents:
            db.import_directory(as_bytes(document))
            import_directory(world, document)
    return Template(path, world, begun, present(), reader, documents)


def present() -> datetime:
    """Now, to the millisecond, as instants are kept."""
    now = datetime.now(UTC)
    return now - timedelta(microseconds=now.microsecond % 1000)
