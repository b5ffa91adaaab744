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

// `value_of` gives an entry's value, or nothing for an entry that cannot be a duplicate.
template <class Value, class Entry, class ValueOf>
void check(const std::vector<Entry>& entries, const Column& column, ParamErrors& problems, ValueOf value_of) {
  std::unordered_map<Value, std::size_t> first_indexes(entries.size());
  for (std::size_t index = 0; index < entries.size(); ++index) {
    std::optional<Value> value = value_of(entries[index]);
    if (!value) continue;
    const auto [first, is_new] = first_indexes.try_emplace(*std::move(value), index);
    if (!is_new) problems.add(column.pointer(index), "is given already at " + column.pointer(first->second));
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

}  // namespace

ParamErrors find_directory_duplicates(const Directory& directory) {
  ParamErrors problems;
  check<std::string_view>(directory.api_keys, {"api_keys", "name"}, problems, name_of<ApiKeyEntry>);
  check<std::string>(directory.api_keys, {"api_keys", "key"}, problems,
                     [](const ApiKeyEntry& key) { return key.digest; });
  check<Uuid>(directory.users, {"users", "uuid"}, problems, [](const UserEntry& user) { return user.uuid; });
  check<std::string>(directory.users, {"users", "email"}, problems, email_of);
  check<Uuid>(directory.teams, {"teams", "uuid"}, problems,
              [](const TeamEntry& team) { return uuid_or_none(team.uuid); });
  check<Uuid>(directory.custom_statuses, {"custom_statuses", "id"}, problems,
              [](const CustomStatusEntry& status) { return uuid_or_none(status.id); });
  check<std::string>(directory.custom_statuses, {"custom_statuses", "name"}, problems, custom_status_name_of);
  // A tag stands in its list by its name alone, or as an object with a name.
  check<std::string_view>(directory.tags, {"tags", ""}, problems, name_of<TagEntry>);
  check<std::string_view>(directory.custom_fields, {"custom_fields", "name"}, problems, name_of<CustomFieldEntry>);
  check<Uuid>(directory.contacts, {"contacts", "uuid"}, problems,
              [](const ContactEntry& contact) { return uuid_or_none(contact.uuid); });
  return problems;
}

}  // namespace onduty::domain
