#include "domain/directory_duplicates.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.h"
#include "domain/document_place.h"

namespace onduty::domain {
namespace {

// Where the values of one list stand: at a key of its entries or, with an empty key, at the entries themselves.
struct Column {
  std::string_view list;
  std::string_view key;

  std::string pointer(std::size_t index) const {
    const DocumentPlace entry = DocumentPlace().key(list).item(index);
    return key.empty() ? entry.pointer() : entry.key(key).pointer();
  }
};

enum class Names { kEntry, kSomethingOfIt };

// `value_of` gives an entry's value, or nothing for an entry that cannot be a duplicate. Where the value names the
// entry, the second of two is left out.
template <class Value, class Entry, class ValueOf>
void check(std::vector<Entry>& entries, const Column& column, Names names, ParamErrors& problems, ValueOf value_of) {
  std::unordered_map<Value, std::size_t> first_indexes(entries.size());
  for (std::size_t index = 0; index < entries.size(); ++index) {
    std::optional<Value> value = value_of(entries[index]);
    if (!value) continue;
    const auto [first, is_new] = first_indexes.try_emplace(*std::move(value), index);
    if (is_new) continue;
    problems.add(column.pointer(index), "is given already at " + column.pointer(first->second));
    if (names == Names::kEntry) entries[index].left_out = true;
  }
}

std::optional<Uuid> uuid_or_none(const Uuid& uuid) { return uuid == Uuid() ? std::nullopt : std::optional(uuid); }

template <class Entry>
std::optional<std::string_view> name_of(const Entry& entry) {
  return entry.name.empty() ? std::nullopt : std::optional<std::string_view>(entry.name);
}

std::optional<std::string> folded(const std::optional<std::string>& text) {
  return text ? std::optional(base::fold(*text)) : std::nullopt;
}

// An address is held by whoever stays, and names whoever has no uuid.
std::optional<std::string> email_of(const UserEntry& user) {
  return user.removed && user.uuid ? std::nullopt : folded(user.email);
}

std::optional<std::string> custom_status_name_of(const CustomStatusEntry& status) {
  return status.removed ? std::nullopt : folded(status.name);
}

bool names_nothing(const UserEntry& user) { return !user.uuid && !user.email; }
bool names_nothing(const TeamEntry& team) { return team.uuid == Uuid(); }
bool names_nothing(const CustomStatusEntry& status) { return status.id == Uuid(); }
bool names_nothing(const ContactEntry& contact) { return contact.uuid == Uuid(); }
template <class Entry>
bool names_nothing(const Entry& entry) {
  return entry.name.empty();
}

template <class... Entries>
void leave_out_unnamed(Entries&... lists) {
  const auto leave_out = [](auto& list) {
    for (auto& entry : list) entry.left_out = names_nothing(entry);
  };
  (leave_out(lists), ...);
}

}  // namespace

void refuse_duplicates(Directory& directory) {
  leave_out_unnamed(directory.api_keys, directory.users, directory.teams, directory.custom_statuses, directory.tags,
                    directory.custom_fields, directory.contacts);
  ParamErrors& problems = directory.problems;
  check<std::string_view>(directory.api_keys, {"api_keys", "name"}, Names::kEntry, problems, name_of<ApiKeyEntry>);
  check<std::string>(directory.api_keys, {"api_keys", "key"}, Names::kSomethingOfIt, problems,
                     [](const ApiKeyEntry& key) { return key.digest; });
  check<Uuid>(directory.users, {"users", "uuid"}, Names::kEntry, problems,
              [](const UserEntry& user) { return user.uuid; });
  check<std::string>(directory.users, {"users", "email"}, Names::kEntry, problems, email_of);
  check<Uuid>(directory.teams, {"teams", "uuid"}, Names::kEntry, problems,
              [](const TeamEntry& team) { return uuid_or_none(team.uuid); });
  check<Uuid>(directory.custom_statuses, {"custom_statuses", "id"}, Names::kEntry, problems,
              [](const CustomStatusEntry& status) { return uuid_or_none(status.id); });
  check<std::string>(directory.custom_statuses, {"custom_statuses", "name"}, Names::kSomethingOfIt, problems,
                     custom_status_name_of);
  // A tag stands in its list by its name alone, or as an object with a name.
  check<std::string_view>(directory.tags, {"tags", ""}, Names::kEntry, problems, name_of<TagEntry>);
  check<std::string_view>(directory.custom_fields, {"custom_fields", "name"}, Names::kEntry, problems,
                          name_of<CustomFieldEntry>);
  check<Uuid>(directory.contacts, {"contacts", "uuid"}, Names::kEntry, problems,
              [](const ContactEntry& contact) { return uuid_or_none(contact.uuid); });
}

}  // namespace onduty::domain
