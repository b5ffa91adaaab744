// One connection with everything that can be asked of it: what the engine works with.
//
// This is the store's interface to the layers above: they speak of accounts, states, contacts and transactions, never
// of SQL, so that another engine can stand in its place.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "store/change_store.h"
#include "store/connection.h"
#include "store/contact_store.h"
#include "store/custom_status_store.h"
#include "store/directory_reader.h"
#include "store/history_store.h"
#include "store/idempotency_store.h"
#include "store/past_store.h"
#include "store/plan_store.h"
#include "store/status_store.h"
#include "store/team_store.h"
#include "store/undo_store.h"
#include "store/user_list_store.h"
#include "store/user_selection_store.h"

namespace onduty::store {

// Thread rule: one thread at a time.
class Session {
 public:
  explicit Session(std::unique_ptr<Connection> connection);
  Session(const Session&) = delete;  // Its statements belong to its connection.
  Session& operator=(const Session&) = delete;

  DirectoryReader& directory() { return directory_; }
  StatusStore& statuses() { return statuses_; }
  HistoryStore& history() { return history_; }
  PastStore& past() { return past_; }
  ContactStore& contacts() { return contacts_; }
  ChangeStore& changes() { return changes_; }
  IdempotencyStore& idempotency() { return idempotency_; }
  UserListStore& users() { return users_; }
  TeamStore& teams() { return teams_; }
  CustomStatusStore& custom_statuses() { return custom_statuses_; }
  PlanStore& plans() { return plans_; }
  UndoStore& undo() { return undo_; }
  UserSelectionStore& selections() { return selections_; }
  Connection& connection() { return *connection_; }

  // Runs `work(Session&)`, which gives a Result, on one consistent state of the database.
  template <class Work>
  auto read(const Work& work) -> decltype(work(std::declval<Session&>())) {
    run(begin_read_);
    auto result = work(*this);
    if (auto failure = end_read()) return std::move(*failure);
    return result;
  }

  // Leaves a read transaction in which something failed, which could not end well any more, for a new one.
  // REQUIRES: called by the work of read().
  void restart_read();

  void begin_write();
  // True when everything since begin_write() is on disk, in the files that others see. Otherwise nothing of it is, or
  // failure() tells more. REQUIRES: the process lock is held, so that nobody who honours it replaces the files
  // meanwhile.
  bool commit();
  // Undoes everything since begin_write() and forgets the failure.
  void roll_back();
  const std::optional<Error>& failure() const { return connection_->failure(); }

  // A part of a write transaction that can be undone alone.
  void begin_part();
  void keep_part();
  void undo_part();

 private:
  std::optional<Error> end_read();

  std::unique_ptr<Connection> connection_;
  DirectoryReader directory_;
  StatusStore statuses_;
  HistoryStore history_;
  PastStore past_;
  ContactStore contacts_;
  ChangeStore changes_;
  IdempotencyStore idempotency_;
  UserListStore users_;
  TeamStore teams_;
  CustomStatusStore custom_statuses_;
  PlanStore plans_;
  UndoStore undo_;
  UserSelectionStore selections_;
  Statement begin_read_;
  Statement begin_write_;
  Statement commit_;
};

}  // namespace onduty::store
