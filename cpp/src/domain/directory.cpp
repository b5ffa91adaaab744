#include "domain/directory.h"

namespace onduty::domain {

std::optional<std::int64_t> scope_from_name(std::string_view name) {
  if (name == "read") return kScopeRead;
  if (name == "write") return kScopeWrite;
  if (name == "act_for_others") return kScopeActForOthers;
  return std::nullopt;
}

std::size_t Directory::entry_count() const {
  return api_keys.size() + users.size() + teams.size() + custom_statuses.size() + tags.size() + custom_fields.size() +
         contacts.size();
}

}  // namespace onduty::domain
