#include "store/past_entry_store.h"

#include <string_view>

#include "onduty/origin.h"

namespace onduty::store {
namespace {

std::optional<std::string_view> view_of(const std::string* text) {
  return text == nullptr ? std::nullopt : std::optional<std::string_view>(*text);
}

}  // namespace

PastEntryStore::PastEntryStore(Connection& connection)
    : names_of_(connection, "SELECT id, since_at FROM custom_status_revision WHERE custom_status_id = ?1 ORDER BY id"),
      append_(connection,
              "INSERT INTO status_history(user_id, at, version, available_before, available_after,"
              " custom_revision_before, custom_revision_after, way, actor, reason, change_set_id)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
      replace_(connection,
               "UPDATE user_status SET available = ?2, custom_status_id = ?3, available_at = ?4,"
               " custom_status_at = ?5, version = ?6 WHERE user_id = ?1") {}

std::vector<NameSince> PastEntryStore::names_of(std::int64_t custom_status_id) {
  std::vector<NameSince> names;
  for (Query rows(names_of_, custom_status_id); rows.next();) names.push_back({rows->integer(0), rows->instant(1)});
  return names;
}

void PastEntryStore::append(const PastEntry& entry) {
  const domain::UserState& after = entry.after;
  run(append_, after.user_id, after.last_at(), after.version, entry.before.available, after.available,
      entry.revision_before, entry.revision_after, static_cast<std::int64_t>(Way::kImport), view_of(entry.actor),
      view_of(entry.reason), entry.change_set_id);
}

void PastEntryStore::replace(const domain::UserState& state) {
  run(replace_, state.user_id, state.available, state.custom_status_id, state.available_at, state.custom_status_at,
      state.version);
}

}  // namespace onduty::store
