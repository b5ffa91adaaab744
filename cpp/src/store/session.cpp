#include "store/session.h"

namespace onduty::store {

Session::Session(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)),
      directory_(*connection_),
      statuses_(*connection_),
      history_(*connection_),
      past_(*connection_),
      contacts_(*connection_),
      changes_(*connection_),
      idempotency_(*connection_),
      users_(*connection_),
      teams_(*connection_),
      custom_statuses_(*connection_),
      plans_(*connection_),
      undo_(*connection_),
      selections_(*connection_),
      begin_read_(*connection_, "BEGIN"),
      begin_write_(*connection_, "BEGIN IMMEDIATE"),
      commit_(*connection_, "COMMIT") {}

std::optional<Error> Session::end_read() {
  run(commit_);
  if (!connection_->failure()) return std::nullopt;
  std::optional<Error> failure = connection_->failure();
  roll_back();
  return failure;
}

void Session::restart_read() {
  roll_back();
  run(begin_read_);
}

void Session::begin_write() {
  connection_->expect_files(Connection::Written::kNothing);
  run(begin_write_);
  if (!failure()) connection_->make_room_in_log();
}

bool Session::commit() {
  run(commit_);
  connection_->expect_files(Connection::Written::kUnknown);
  return !connection_->failure();
}

void Session::roll_back() {
  connection_->clear_failure();
  if (connection_->in_transaction()) connection_->execute("ROLLBACK");
  connection_->clear_failure();
}

void Session::begin_part() { connection_->execute("SAVEPOINT part"); }

void Session::keep_part() { connection_->execute("RELEASE part"); }

void Session::undo_part() { connection_->execute("ROLLBACK TO part; RELEASE part"); }

}  // namespace onduty::store
