// The rival of update_many: a C program with prepared statements on the same tables, with the same logic, 1,000 updates
// to a transaction, synced. `update_many_rival DATABASE USERS UPDATES` prints the seconds that it took, how many updates
// changed something, and what PRAGMA synchronous says.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { kUpdatesPerTransaction = 1000, kWayBulk = 5 };

static sqlite3* database;
static sqlite3_stmt *begin, *commit, *find, *update, *append;

struct state {
  sqlite3_int64 user_id, custom_status_id, available_at, custom_status_at, version;
  int available, has_custom_status;
};

static void expect(int is_so) {
  if (is_so) return;
  fprintf(stderr, "%s\n", sqlite3_errmsg(database));
  exit(1);
}

static void execute(const char* sql) { expect(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK); }

static sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement = NULL;
  expect(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK);
  return statement;
}

static void run(sqlite3_stmt* statement) {
  expect(sqlite3_step(statement) == SQLITE_DONE);
  sqlite3_reset(statement);
}

static sqlite3_int64 query(const char* sql) {
  sqlite3_stmt* statement = prepare(sql);
  expect(sqlite3_step(statement) == SQLITE_ROW);
  const sqlite3_int64 value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

static void open_database(const char* path) {
  expect(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK);
  execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  begin = prepare("BEGIN IMMEDIATE");
  commit = prepare("COMMIT");
  find = prepare(
      "SELECT s.user_id, s.available, s.custom_status_id, s.available_at, s.custom_status_at, s.version FROM user u"
      " JOIN user_status s ON s.user_id = u.id WHERE u.account_id = 1 AND u.uuid = ?1 AND u.removed_at IS NULL");
  update = prepare(
      "UPDATE user_status SET available = ?2, custom_status_id = ?3, available_at = ?4, custom_status_at = ?5,"
      " version = ?6 WHERE user_id = ?1");
  append = prepare(
      "INSERT INTO status_history(user_id, at, version, available_before, available_after, custom_revision_before,"
      " custom_revision_after, way, api_key_id, actor, reason, change_set_id)"
      " VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, ?6, NULL, NULL, ?7, ?8)");
}

static sqlite3_int64 now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (sqlite3_int64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static double now_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void find_state(unsigned user, struct state* state) {
  unsigned char uuid[16] = {0};
  for (int i = 0; i < 4; ++i) uuid[15 - i] = (unsigned char)(user >> (8 * i));
  sqlite3_bind_blob(find, 1, uuid, sizeof uuid, SQLITE_STATIC);
  expect(sqlite3_step(find) == SQLITE_ROW);
  state->user_id = sqlite3_column_int64(find, 0);
  state->available = sqlite3_column_int(find, 1);
  state->has_custom_status = sqlite3_column_type(find, 2) != SQLITE_NULL;
  state->custom_status_id = sqlite3_column_int64(find, 2);
  state->available_at = sqlite3_column_int64(find, 3);
  state->custom_status_at = sqlite3_column_int64(find, 4);
  state->version = sqlite3_column_int64(find, 5);
  sqlite3_reset(find);
}

static void write_state(const struct state* state) {
  sqlite3_bind_int64(update, 1, state->user_id);
  sqlite3_bind_int(update, 2, state->available);
  if (state->has_custom_status) {
    sqlite3_bind_int64(update, 3, state->custom_status_id);
  } else {
    sqlite3_bind_null(update, 3);
  }
  sqlite3_bind_int64(update, 4, state->available_at);
  sqlite3_bind_int64(update, 5, state->custom_status_at);
  sqlite3_bind_int64(update, 6, state->version);
  run(update);
}

static void append_entry(const struct state* state, const char* reason, sqlite3_int64 change_set_id) {
  sqlite3_bind_int64(append, 1, state->user_id);
  sqlite3_bind_int64(append, 2, state->available_at);
  sqlite3_bind_int64(append, 3, state->version);
  sqlite3_bind_int(append, 4, !state->available);
  sqlite3_bind_int(append, 5, state->available);
  sqlite3_bind_int(append, 6, kWayBulk);
  sqlite3_bind_text(append, 7, reason, -1, SQLITE_STATIC);
  sqlite3_bind_int64(append, 8, change_set_id);
  run(append);
}

static sqlite3_int64 later(sqlite3_int64 a, sqlite3_int64 b) { return a < b ? b : a; }

static int carry_out(unsigned user, int available, sqlite3_int64 change_set_id) {
  struct state state;
  find_state(user, &state);
  if (state.available == available) return 0;
  state.available = available;
  state.available_at = later(now_ms(), later(state.available_at, state.custom_status_at));
  ++state.version;
  write_state(&state);
  append_entry(&state, "end of shift", change_set_id);
  return 1;
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  open_database(argv[1]);
  const int users = atoi(argv[2]);
  const int updates = atoi(argv[3]);
  sqlite3_int64 change_set_id = 0;
  int changed = 0;
  const double began = now_seconds();
  for (int i = 0; i < updates; ++i) {
    if (i % kUpdatesPerTransaction == 0) run(begin);
    if (i == 0) {
      execute("INSERT INTO change_set(account_id, at, way) VALUES (1, 1700000000000, 5)");
      change_set_id = sqlite3_last_insert_rowid(database);
    }
    changed += carry_out((unsigned)(i % users) + 1, (i / users) % 2 == 0, change_set_id);
    if ((i + 1) % kUpdatesPerTransaction == 0 || i + 1 == updates) run(commit);
  }
  const double took_seconds = now_seconds() - began;
  printf("%.6f %d %lld\n", took_seconds, changed, query("PRAGMA synchronous"));
  return 0;
}
