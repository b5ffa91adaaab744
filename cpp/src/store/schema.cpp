#include "store/schema.h"

namespace onduty::store {

// Conventions: instants are milliseconds since 1970 in columns that end in _at; uuids are 16-byte BLOBs; *_folded
// columns hold the NFKC case-folded text that uniqueness and look-ups go by. A row that the history may name is never
// deleted: it gets a removed_at, revoked_at or destroyed_at. The partial unique indexes free its name again.
const char* const kSchemaVersion1 = R"sql(
CREATE TABLE counter(
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter(name, value) VALUES ('catalogue_version', 0);

CREATE TABLE account(
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  dashboard_url TEXT NOT NULL,
  bot_enabled   INTEGER NOT NULL CHECK (bot_enabled IN (0, 1)),
  bot_name      TEXT,
  created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE user(
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES account(id),
  uuid         BLOB NOT NULL CHECK (length(uuid) = 16),
  email        TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  name         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  removed_at   INTEGER,
  UNIQUE (account_id, uuid)
) STRICT;
CREATE UNIQUE INDEX user_by_email ON user(account_id, email_folded) WHERE removed_at IS NULL;
-- With those who are removed, since they belong to the lists of instants at which they were not.
CREATE INDEX user_by_creation ON user(account_id, created_at, uuid, removed_at);

-- When a user was removed who came back later.
CREATE TABLE user_absence(
  user_id INTEGER NOT NULL REFERENCES user(id),
  from_at INTEGER NOT NULL,
  back_at INTEGER NOT NULL CHECK (from_at < back_at),
  PRIMARY KEY (user_id, from_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key(
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account(id),
  name       TEXT NOT NULL,
  digest     BLOB NOT NULL UNIQUE,
  scopes     INTEGER NOT NULL,  -- sum of 1 read, 2 write, 4 act_for_others
  user_id    INTEGER REFERENCES user(id),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX api_key_by_name ON api_key(account_id, name);

CREATE TABLE custom_status(
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES account(id),
  uuid         BLOB NOT NULL CHECK (length(uuid) = 16),
  name         TEXT NOT NULL,
  name_folded  TEXT NOT NULL,
  emoji        TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  destroyed_at INTEGER,
  UNIQUE (account_id, uuid)
) STRICT;
CREATE UNIQUE INDEX custom_status_by_name ON custom_status(account_id, name_folded) WHERE destroyed_at IS NULL;

-- Every name and emoji that a custom status has had; the history refers to the one of its time.
CREATE TABLE custom_status_revision(
  id               INTEGER PRIMARY KEY,
  custom_status_id INTEGER NOT NULL REFERENCES custom_status(id),
  name             TEXT NOT NULL,
  emoji            TEXT,
  since_at         INTEGER NOT NULL
) STRICT;
CREATE INDEX custom_status_revision_by_status ON custom_status_revision(custom_status_id, id);

-- One row a user, written together with the user's row. The version is also the number of the user's history entries, and the later of
-- the two clocks is the instant of the last of them.
CREATE TABLE user_status(
  user_id          INTEGER PRIMARY KEY REFERENCES user(id),
  available        INTEGER NOT NULL CHECK (available IN (0, 1)),
  custom_status_id INTEGER REFERENCES custom_status(id),
  available_at     INTEGER NOT NULL,
  custom_status_at INTEGER NOT NULL,
  version          INTEGER NOT NULL
) STRICT;
CREATE INDEX user_status_by_custom_status ON user_status(custom_status_id) WHERE custom_status_id IS NOT NULL;

-- What was changed by one request where that is more than one user's status.
CREATE TABLE change_set(
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account(id),
  at         INTEGER NOT NULL,
  way        INTEGER NOT NULL,
  api_key_id INTEGER REFERENCES api_key(id),
  actor      TEXT,
  reason     TEXT
) STRICT;

-- Append only.
CREATE TABLE status_history(
  seq                    INTEGER PRIMARY KEY,
  user_id                INTEGER NOT NULL REFERENCES user(id),
  at                     INTEGER NOT NULL,
  version                INTEGER NOT NULL,
  available_before       INTEGER NOT NULL CHECK (available_before IN (0, 1)),
  available_after        INTEGER NOT NULL CHECK (available_after IN (0, 1)),
  custom_revision_before INTEGER REFERENCES custom_status_revision(id),
  custom_revision_after  INTEGER REFERENCES custom_status_revision(id),
  way                    INTEGER NOT NULL,
  api_key_id             INTEGER REFERENCES api_key(id),
  actor                  TEXT,
  reason                 TEXT,
  change_set_id          INTEGER REFERENCES change_set(id)  -- NULL for an update of this user alone
) STRICT;
-- A user's entries are in the same order by instant and version as by seq (U11). With what they came to, so that durations are told
-- from the index alone.
CREATE INDEX status_history_by_user ON status_history(user_id, at, version, available_after, custom_revision_after);
CREATE INDEX status_history_by_change_set ON status_history(change_set_id) WHERE change_set_id IS NOT NULL;

CREATE TABLE team(
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account(id),
  uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
  name       TEXT NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (account_id, uuid)
) STRICT;

CREATE TABLE team_member(
  team_id INTEGER NOT NULL REFERENCES team(id),
  user_id INTEGER NOT NULL REFERENCES user(id),
  PRIMARY KEY (team_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_member_by_user ON team_member(user_id, team_id);

CREATE TABLE tag(
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account(id),
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (account_id, name)
) STRICT;

CREATE TABLE custom_field(
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account(id),
  name       TEXT NOT NULL,
  type       TEXT NOT NULL CHECK (type IN ('text', 'email', 'number', 'date', 'dropdown', 'checkbox')),
  options    TEXT NOT NULL CHECK (json_valid(options)),  -- a JSON list of strings, for dropdown and checkbox
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (account_id, name)
) STRICT;

CREATE TABLE contact(
  id               INTEGER PRIMARY KEY,
  account_id       INTEGER NOT NULL REFERENCES account(id),
  uuid             BLOB NOT NULL CHECK (length(uuid) = 16),
  name             TEXT NOT NULL,
  phone_number     TEXT,
  avatar_url       TEXT,
  created_at       INTEGER NOT NULL,
  source           TEXT,
  conversation_id  TEXT,
  assigned_user_id INTEGER REFERENCES user(id),
  team_id          INTEGER REFERENCES team(id),
  bot_status       TEXT CHECK (bot_status IN ('bot_start', 'bot_end')),
  note             TEXT,
  removed_at       INTEGER,
  UNIQUE (account_id, uuid)
) STRICT;
CREATE INDEX contact_by_creation ON contact(account_id, created_at, uuid) WHERE removed_at IS NULL;
CREATE INDEX contact_by_assigned_user ON contact(assigned_user_id, uuid) WHERE assigned_user_id IS NOT NULL;

CREATE TABLE contact_tag(
  contact_id INTEGER NOT NULL REFERENCES contact(id),
  tag_id     INTEGER NOT NULL REFERENCES tag(id),
  position   INTEGER NOT NULL,
  PRIMARY KEY (contact_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_by_tag ON contact_tag(tag_id);

CREATE TABLE contact_field(
  contact_id INTEGER NOT NULL REFERENCES contact(id),
  field_id   INTEGER NOT NULL REFERENCES custom_field(id),
  value      TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (contact_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_field_by_field ON contact_field(field_id);

-- Append only. `before` and `after` are JSON objects of what changed: name, note, bot_status, assigned_user_id, team_id, tag_ids (a
-- list) and custom_fields (values by field id, null for none).
CREATE TABLE contact_history(
  seq           INTEGER PRIMARY KEY,
  contact_id    INTEGER NOT NULL REFERENCES contact(id),
  change_set_id INTEGER NOT NULL REFERENCES change_set(id),
  user_id       INTEGER REFERENCES user(id),  -- whose update handed the contact off; NULL where none did
  before        TEXT NOT NULL CHECK (json_valid(before)),
  after         TEXT NOT NULL CHECK (json_valid(after))
) STRICT;
CREATE INDEX contact_history_by_contact ON contact_history(contact_id);
CREATE INDEX contact_history_by_change_set ON contact_history(change_set_id);

-- The contacts that a hand-off touched, where its answer could not hold them all: what its cursor walks (H3).
CREATE TABLE hand_off_list(
  id         INTEGER PRIMARY KEY,
  user_id    INTEGER NOT NULL REFERENCES user(id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX hand_off_list_by_creation ON hand_off_list(created_at);
CREATE TABLE hand_off_contact(
  list_id    INTEGER NOT NULL REFERENCES hand_off_list(id) ON DELETE CASCADE,
  uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
  contact_id INTEGER NOT NULL REFERENCES contact(id),
  PRIMARY KEY (list_id, uuid)
) STRICT, WITHOUT ROWID;

-- What was to be done to many users, as it was shown before (Q4). The row stays, so that it can always be told what became of a plan;
-- its items go some time after it is too old to be applied.
CREATE TABLE plan(
  id            INTEGER PRIMARY KEY,
  account_id    INTEGER NOT NULL REFERENCES account(id),
  uuid          BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  created_at    INTEGER NOT NULL,
  asked         TEXT NOT NULL CHECK (json_valid(asked)),  -- the body of the status update
  changes       INTEGER NOT NULL,  -- numbers of items, then of contacts
  unchanged     INTEGER NOT NULL,
  refused       INTEGER NOT NULL,
  contacts      INTEGER NOT NULL,
  has_items     INTEGER NOT NULL DEFAULT 1 CHECK (has_items IN (0, 1)),
  applied_at    INTEGER,
  change_set_id INTEGER REFERENCES change_set(id)  -- NULL where applying it changed nothing
) STRICT;
CREATE INDEX plan_by_creation ON plan(created_at) WHERE has_items;
CREATE TABLE plan_item(
  plan_id                INTEGER NOT NULL REFERENCES plan(id),
  position               INTEGER NOT NULL,
  user_id                INTEGER NOT NULL REFERENCES user(id),
  version                INTEGER NOT NULL,  -- of the user's status when the plan was made
  available_before       INTEGER NOT NULL CHECK (available_before IN (0, 1)),
  available_after        INTEGER NOT NULL CHECK (available_after IN (0, 1)),
  custom_revision_before INTEGER REFERENCES custom_status_revision(id),
  custom_revision_after  INTEGER REFERENCES custom_status_revision(id),
  has_contacts           INTEGER NOT NULL CHECK (has_contacts IN (0, 1)),
  errors                 TEXT CHECK (errors IS NULL OR json_valid(errors)),  -- NULL unless refused
  PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;
-- The contacts that the hand-off of an item changes, in order of uuid; the two sides as in contact_history.
CREATE TABLE plan_contact(
  plan_id    INTEGER NOT NULL REFERENCES plan(id),
  position   INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  contact_id INTEGER NOT NULL REFERENCES contact(id),
  before     TEXT NOT NULL CHECK (json_valid(before)),
  after      TEXT NOT NULL CHECK (json_valid(after)),
  PRIMARY KEY (plan_id, position, number)
) STRICT, WITHOUT ROWID;

-- What requests with an Idempotency-Key were answered (U8). Keys of the library's callers have api_key_id 0.
CREATE TABLE idempotency(
  api_key_id     INTEGER NOT NULL,
  account_id     INTEGER NOT NULL REFERENCES account(id),
  key            TEXT NOT NULL,
  request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
  created_at     INTEGER NOT NULL,
  http_status    INTEGER NOT NULL,
  version        INTEGER,
  body           TEXT NOT NULL,
  PRIMARY KEY (account_id, api_key_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_creation ON idempotency(created_at);
)sql";

}  // namespace onduty::store
