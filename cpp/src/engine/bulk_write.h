// The updates of a bulk within one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "domain/catalogue.h"
#include "domain/status_decision.h"
#include "engine/present.h"
#include "onduty/bulk.h"
#include "store/session.h"

namespace onduty::engine {

// An account's catalogue that remembers the custom statuses it was asked for. Good for one transaction in which none is
// made, renamed or destroyed.
class RememberingCatalogue final : public domain::Catalogue {
 public:
  RememberingCatalogue(store::DirectoryReader& reader, std::int64_t account_id) : asked_(reader, account_id) {}

  std::optional<std::int64_t> find_custom_status(const Uuid& id) const override;
  std::optional<std::int64_t> find_user(std::string_view email) const override { return asked_.find_user(email); }
  std::optional<std::int64_t> find_team(const Uuid& uuid) const override { return asked_.find_team(uuid); }
  std::optional<std::int64_t> find_tag(std::string_view name) const override { return asked_.find_tag(name); }
  std::optional<domain::KnownCustomField> find_custom_field(std::string_view name) const override {
    return asked_.find_custom_field(name);
  }
  bool is_bot_enabled() const override { return asked_.is_bot_enabled(); }

 private:
  store::AccountCatalogue asked_;
  mutable std::unordered_map<Uuid, std::optional<std::int64_t>> custom_statuses_;
};

// Refers to the session and the options: both must outlive it. REQUIRES: in a write transaction.
class BulkWrite {
 public:
  BulkWrite(store::Session& session, std::int64_t account_id, const BulkOptions& options,
            std::optional<std::int64_t> change_set_id, Instant now);
  BulkWrite(const BulkWrite&) = delete;  // It is one transaction's.
  BulkWrite& operator=(const BulkWrite&) = delete;

  // Decides one update and writes it, or gives what it is refused for, and has written nothing of it. Uses it up.
  BulkResult apply(BulkUpdate& update);

  // The set that the changes belong to; none while there are none.
  const std::optional<std::int64_t>& change_set_id() const { return change_set_id_; }

  // The states that were written, in order.
  PresentStates take_changed() { return std::move(changed_); }

 private:
  BulkResult decide_and_write(const BulkUpdate& update, const StatusUpdate& asked,
                              const std::optional<IfVersion>& if_version);
  BulkResult apply_with_extras(BulkUpdate& update);
  bool write(const Uuid& user, const domain::UserState& before, const domain::StatusDecision& decision,
             const StatusUpdate& asked);
  std::int64_t ensure_change_set();

  store::Session& session_;
  const std::int64_t account_id_;
  const BulkOptions& options_;
  const Origin origin_;
  const Instant now_;
  const RememberingCatalogue catalogue_;
  store::StatusStore::Revisions revisions_;
  std::optional<std::int64_t> change_set_id_;
  PresentStates changed_;
  StatusUpdate plain_;  // of the update at hand, used over and over: most have no extras
};

}  // namespace onduty::engine
