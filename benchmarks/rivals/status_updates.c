// The rival of the library's updates: what one would write by hand in C on SQLite, with prepared statements, on the
// same tables, indexes and constraints, with the same logic and durability.
//
// status_updates DATABASE WORKLOAD UPDATES_PER_TRANSACTION [SETTINGS]
//
// SETTINGS is SQL, such as "PRAGMA cache_size = -65536"; without it, SQLite's defaults stand.
// Prints one line of JSON. The workload is read before the clock starts; an update a transaction belongs to no change
// set, several belong to one.
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { kUuidSize = 16, kWayLibrary = 2, kWayBulk = 5 };
enum Outcome { kRefused, kUnchanged, kChanged, kOutcomes };
enum CustomStatus { kKeep, kClear, kAssign };

struct Update {
  unsigned char user[kUuidSize];
  char available;  // '0', '1', or '-' to leave it
  enum CustomStatus custom_status;
  unsigned char custom_status_uuid[kUuidSize];
};

struct Result {
  enum Outcome outcome;
  sqlite3_int64 version;
};

// 0 stands for no custom status: row ids begin at 1.
struct State {
  sqlite3_int64 user_id;
  int available;
  sqlite3_int64 custom_status_id;
  sqlite3_int64 available_at;
  sqlite3_int64 custom_status_at;
  sqlite3_int64 version;
};

static sqlite3* database;
static sqlite3_stmt *begin, *commit, *find, *find_custom_status, *find_revision, *update, *append, *add_change_set;

static void fail(const char* what) {
  fprintf(stderr, "status_updates: %s: %s\n", what, database == NULL ? "" : sqlite3_errmsg(database));
  exit(1);
}

static sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement = NULL;
  if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

static void prepare_all(void) {
  begin = prepare("BEGIN IMMEDIATE");
  commit = prepare("COMMIT");
  find = prepare(
      "SELECT s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version"
      " FROM user u JOIN user_status s ON s.user_id = u.id"
      " WHERE u.account_id = 1 AND u.uuid = ?1 AND u.removed_at IS NULL");
  find_custom_status =
      prepare("SELECT id FROM custom_status WHERE account_id = 1 AND uuid = ?1 AND destroyed_at IS NULL");
  find_revision = prepare("SELECT max(id) FROM custom_status_revision WHERE custom_status_id = ?1");
  update = prepare(
      "UPDATE user_status SET available = ?2, custom_status_id = ?3, available_at = ?4, custom_status_at = ?5,"
      " version = ?6 WHERE user_id = ?1");
  append = prepare(
      "INSERT INTO status_history(user_id, at, version, available_before, available_after, custom_revision_before,"
      " custom_revision_after, way, change_set_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  add_change_set = prepare("INSERT INTO change_set(account_id, at, way) VALUES (1, ?1, ?2)");
}

static int step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(sqlite3_sql(statement));
  return code == SQLITE_ROW;
}

static void run(sqlite3_stmt* statement) {
  step(statement);
  sqlite3_reset(statement);
}

static void bind_reference(sqlite3_stmt* statement, int index, sqlite3_int64 id) {
  if (id == 0) {
    sqlite3_bind_null(statement, index);
  } else {
    sqlite3_bind_int64(statement, index, id);
  }
}

static sqlite3_int64 now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return (sqlite3_int64)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int read_state(const unsigned char* user, struct State* state) {
  sqlite3_bind_blob(find, 1, user, kUuidSize, SQLITE_STATIC);
  const int found = step(find);
  if (found) {
    *state =
        (struct State){sqlite3_column_int64(find, 0), sqlite3_column_int(find, 1),   sqlite3_column_int64(find, 2),
                       sqlite3_column_int64(find, 3), sqlite3_column_int64(find, 4), sqlite3_column_int64(find, 5)};
  }
  sqlite3_reset(find);
  return found;
}

static sqlite3_int64 custom_status_of(const unsigned char* uuid) {
  sqlite3_bind_blob(find_custom_status, 1, uuid, kUuidSize, SQLITE_STATIC);
  const sqlite3_int64 id = step(find_custom_status) ? sqlite3_column_int64(find_custom_status, 0) : 0;
  sqlite3_reset(find_custom_status);
  return id;
}

static sqlite3_int64 revision_of(sqlite3_int64 custom_status_id) {
  if (custom_status_id == 0) return 0;
  sqlite3_bind_int64(find_revision, 1, custom_status_id);
  const sqlite3_int64 id = step(find_revision) ? sqlite3_column_int64(find_revision, 0) : 0;
  sqlite3_reset(find_revision);
  return id;
}

static sqlite3_int64 last_at(const struct State* state) {
  return state->available_at > state->custom_status_at ? state->available_at : state->custom_status_at;
}

static void store(const struct State* before, const struct State* after, int way, sqlite3_int64 change_set_id) {
  sqlite3_bind_int64(update, 1, after->user_id);
  sqlite3_bind_int(update, 2, after->available);
  bind_reference(update, 3, after->custom_status_id);
  sqlite3_bind_int64(update, 4, after->available_at);
  sqlite3_bind_int64(update, 5, after->custom_status_at);
  sqlite3_bind_int64(update, 6, after->version);
  run(update);
  sqlite3_bind_int64(append, 1, after->user_id);
  sqlite3_bind_int64(append, 2, last_at(after));
  sqlite3_bind_int64(append, 3, after->version);
  sqlite3_bind_int(append, 4, before->available);
  sqlite3_bind_int(append, 5, after->available);
  bind_reference(append, 6, revision_of(before->custom_status_id));
  bind_reference(append, 7, revision_of(after->custom_status_id));
  sqlite3_bind_int(append, 8, way);
  bind_reference(append, 9, change_set_id);
  run(append);
}

static struct Result carry_out(const struct Update* asked, int way, sqlite3_int64 change_set_id) {
  struct State before;
  if (!read_state(asked->user, &before)) return (struct Result){kRefused, 0};
  sqlite3_int64 custom_status_id = before.custom_status_id;
  if (asked->custom_status == kClear) custom_status_id = 0;
  if (asked->custom_status == kAssign) {
    custom_status_id = custom_status_of(asked->custom_status_uuid);
    if (custom_status_id == 0) return (struct Result){kRefused, 0};
  }
  const int available = asked->available == '-' ? before.available : asked->available == '1';
  struct State after = before;
  const sqlite3_int64 last = last_at(&before), moment = now();
  const sqlite3_int64 at = moment > last ? moment : last;
  if (available != before.available) {
    after.available = available;
    after.available_at = at;
  }
  if (custom_status_id != before.custom_status_id) {
    after.custom_status_id = custom_status_id;
    after.custom_status_at = at;
  }
  if (available == before.available && custom_status_id == before.custom_status_id)
    return (struct Result){kUnchanged, before.version};
  ++after.version;
  store(&before, &after, way, change_set_id);
  return (struct Result){kChanged, after.version};
}

static void carry_out_all(const struct Update* updates, struct Result* results, size_t count, size_t per_transaction) {
  const int way = per_transaction == 1 ? kWayLibrary : kWayBulk;
  sqlite3_int64 change_set_id = 0;
  for (size_t i = 0; i < count; ++i) {
    if (i % per_transaction == 0) run(begin);
    if (i == 0 && per_transaction > 1) {
      sqlite3_bind_int64(add_change_set, 1, now());
      sqlite3_bind_int(add_change_set, 2, way);
      run(add_change_set);
      change_set_id = sqlite3_last_insert_rowid(database);
    }
    results[i] = carry_out(&updates[i], way, change_set_id);
    if ((i + 1) % per_transaction == 0 || i + 1 == count) run(commit);
  }
}

static void parse_uuid(const char* text, unsigned char* uuid) {
  for (int i = 0; i < kUuidSize; ++i) {
    unsigned byte = 0;
    if (sscanf(text + 2 * i, "%2x", &byte) != 1) fail("a uuid of the workload");
    uuid[i] = (unsigned char)byte;
  }
}

static struct Update* read_workload(const char* path, size_t* count) {
  FILE* file = fopen(path, "r");
  if (file == NULL) fail(path);
  size_t room = 1024;
  struct Update* updates = malloc(room * sizeof(*updates));
  char user[33], custom_status[33], available = '-';
  for (*count = 0; fscanf(file, "%32s %c %32s", user, &available, custom_status) == 3; ++*count) {
    if (*count == room) updates = realloc(updates, (room *= 2) * sizeof(*updates));
    if (updates == NULL) fail("memory");
    struct Update* one = &updates[*count];
    *one = (struct Update){.available = available};
    parse_uuid(user, one->user);
    one->custom_status = strcmp(custom_status, "-") == 0      ? kKeep
                         : strcmp(custom_status, "none") == 0 ? kClear
                                                              : kAssign;
    if (one->custom_status == kAssign) parse_uuid(custom_status, one->custom_status_uuid);
  }
  fclose(file);
  return updates;
}

static void set(const char* settings) {
  if (sqlite3_exec(database, settings, NULL, NULL, NULL) != SQLITE_OK) fail(settings);
}

static void open_database(const char* path) {
  if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) fail(path);
  set("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
}

static int synchronous(void) {
  sqlite3_stmt* statement = prepare("PRAGMA synchronous");
  const int value = step(statement) ? sqlite3_column_int(statement, 0) : -1;
  sqlite3_finalize(statement);
  return value;
}

static double seconds_since(const struct timespec* start) {
  struct timespec end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (double)(end.tv_sec - start->tv_sec) + (double)(end.tv_nsec - start->tv_nsec) / 1e9;
}

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) fail("takes DATABASE WORKLOAD UPDATES_PER_TRANSACTION [SETTINGS]");
  size_t count = 0;
  struct Update* updates = read_workload(argv[2], &count);
  struct Result* results = calloc(count, sizeof(*results));
  if (results == NULL) fail("memory");
  open_database(argv[1]);
  if (argc == 5) set(argv[4]);
  prepare_all();
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  carry_out_all(updates, results, count, strtoul(argv[3], NULL, 10));
  const double seconds = seconds_since(&start);
  size_t counts[kOutcomes] = {0};
  for (size_t i = 0; i < count; ++i) ++counts[results[i].outcome];
  printf(
      "{\"seconds\": %.6f, \"synchronous\": %d, \"outcomes\": {\"changed\": %zu, \"unchanged\": %zu, \"refused\": "
      "%zu}}\n",
      seconds, synchronous(), counts[kChanged], counts[kUnchanged], counts[kRefused]);
  return 0;
}
