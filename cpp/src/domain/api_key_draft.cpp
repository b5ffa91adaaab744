#include "domain/api_key_draft.h"

#include <array>
#include <optional>

#include "base/text.h"
#include "domain/directory.h"

namespace onduty::domain {
namespace {

constexpr std::array kScopeNames{"read", "write", "act_for_others"};

std::optional<std::string> name_problem(const std::string& name) {
  if (!base::is_valid_utf8(name)) return "is not valid Unicode text";
  return text_problem(name, kApiKeyNameRule);
}

}  // namespace

std::int64_t check_draft(const ApiKeyDraft& draft, ParamErrors& refused) {
  if (const auto problem = name_problem(draft.name)) refused.add("name", *problem);
  if (draft.scopes.empty()) refused.add("scopes", "must hold at least one scope: read, write or act_for_others");
  std::int64_t scopes = 0;
  for (const std::string& name : draft.scopes) {
    const auto scope = scope_from_name(name);
    if (!scope) refused.add("scopes", "'" + name + "' is no scope; there are read, write and act_for_others");
    scopes |= scope.value_or(0);
  }
  return scopes;
}

std::vector<std::string> scope_names(std::int64_t scopes) {
  std::vector<std::string> names;
  for (const char* name : kScopeNames) {
    if ((scopes & *scope_from_name(name)) != 0) names.emplace_back(name);
  }
  return names;
}

}  // namespace onduty::domain
