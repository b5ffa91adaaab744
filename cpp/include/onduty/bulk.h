// Many updates in one call (Q6).
//
//   std::vector<BulkUpdate> updates = …;
//   auto report = account.update_many(std::move(updates), {});
//   for (const BulkResult& result : report.value().results) …  // one an update, in order
//
// Updates that come as a stream are handed over as they come; the writer works meanwhile:
//
//   BulkRun run = account.start_bulk({});
//   while (auto update = next()) {
//     if (run.add(std::move(*update))) run.send();
//   }
//   const BulkReport report = run.finish();
//
// They are carried out a thousand or so to a transaction, and others have their turn between two transactions.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/contact_update.h"
#include "onduty/error.h"
#include "onduty/idempotency.h"
#include "onduty/origin.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "onduty/uuid.h"

namespace onduty {

namespace engine {
class Core;
}

// What few updates of a bulk have.
struct BulkExtras {
  std::optional<IfVersion> if_version;
  ContactUpdate hand_off;
  ParamErrors refused;              // what the reader already had to refuse
  std::optional<Error> unreadable;  // the update could not be read at all
};

// One update of a bulk: what a StatusRequest has, kept small, since there are many.
struct BulkUpdate {
  std::optional<Uuid> user;  // none where the reader refused it
  std::optional<bool> available;
  CustomStatusUpdate custom_status;
  std::optional<std::string> reason;  // instead of the bulk's
  std::unique_ptr<BulkExtras> extras;

  // The extras, made when there are none yet.
  BulkExtras& more();
  void refuse(std::string_view param, std::string_view reason_against) { more().refused.add(param, reason_against); }
  bool hands_off() const { return extras && extras->hand_off.asks(); }
};

// What one update came to.
struct BulkResult {
  enum class Outcome : std::uint8_t {
    kChanged,    // the status, or a contact by the update's hand-off
    kUnchanged,  // everything was so already (U2)
    kRefused,    // for `error`; nothing of it was written
  };

  std::optional<Uuid> user;
  Outcome outcome = Outcome::kRefused;
  std::int64_t version = 0;  // of the user's status after it; not when refused
  std::shared_ptr<const Error> error;
};

// "changed", "unchanged", "refused"
std::string_view outcome_name(BulkResult::Outcome outcome);

struct BulkOptions {
  std::optional<std::string> actor;
  std::optional<std::int64_t> api_key_id;  // ApiKey::id, when it comes by one
  std::optional<std::string> reason;       // for updates without one of their own
  bool atomic = false;                     // all in one transaction, and nothing when one is refused

  Origin origin() const { return {Way::kBulk, actor, api_key_id}; }
};

// What a bulk came to.
struct BulkReport {
  std::vector<BulkResult> results;  // of the updates that were carried out: all of them, unless it was stopped
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t refused = 0;
  std::optional<std::int64_t> change_set;  // that the changes belong to, if there are any
  std::optional<Error> stopped_by;         // what kept the updates after the last result from being carried out
};

// A bulk under way. Thread rule: one thread at a time.
class BulkRun {
 public:
  BulkRun(std::shared_ptr<engine::Core> core, std::int64_t account_id, BulkOptions options);
  BulkRun(BulkRun&&) noexcept;
  BulkRun& operator=(BulkRun&&) = delete;  // What is under way belongs to the one that began it.
  ~BulkRun();                              // What was sent is carried out all the same.

  // Takes an update; true when it should be sent, with those before it, ahead of the next. Does not wait.
  bool add(BulkUpdate update);
  // Hands what was added to the writer. Waits while two earlier parts are not carried out yet.
  void send();
  // Whether send() would not wait; it waits for that itself, up to `timeout`.
  bool is_free(std::chrono::milliseconds timeout) const;
  // Whether all that was sent is answered; waits for that up to `timeout`.
  bool is_idle(std::chrono::milliseconds timeout) const;
  // Whether nothing more will be carried out.
  bool is_stopped() const;
  // How many updates were carried out: their changes are on disk.
  std::int64_t done() const;
  // Waits for what was sent, and gives what it came to. What was added and not sent is dropped.
  BulkReport finish();

 private:
  class Parts;

  std::shared_ptr<Parts> parts_;
  std::vector<BulkUpdate> added_;
};

// A bulk as a request of the HTTP API.
struct BulkCall {
  std::string body;
  Origin origin;
  ParamErrors refused;                         // what the web layer has to refuse
  std::optional<std::string> idempotency_key;  // the header's value
  std::string path;                            // with the query: part of what makes two requests the same (U8)
};

// Lines of JSON, an update each; blank lines are none. Refers to the text. Thread rule: one thread at a time.
class UpdateLines {
 public:
  explicit UpdateLines(std::string_view lines) : rest_(lines) {}

  // The next ones, up to `count`; none when there are no more. What is wrong with a line is told with its number.
  std::vector<BulkUpdate> take(std::size_t count);

 private:
  std::string_view take_line();

  std::string_view rest_;
  std::size_t number_ = 0;  // of the line taken last, from 1
};

// Appends the result as a line of JSON, as the HTTP API shows it.
void append_result_line(std::string& out, const BulkResult& result);

}  // namespace onduty
