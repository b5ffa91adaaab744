#include "domain/api_key_draft.h"

#include <gtest/gtest.h>

#include "domain/directory.h"

namespace onduty::domain {
namespace {

ApiKeyDraft draft(std::string name, std::vector<std::string> scopes = {"read"}) {
  return {std::move(name), std::move(scopes), std::nullopt};
}

std::vector<std::string> refused_params(const ApiKeyDraft& draft) {
  ParamErrors refused;
  check_draft(draft, refused);
  std::vector<std::string> params;
  for (const auto& [param, reasons] : refused.entries()) params.push_back(param);
  return params;
}

TEST(ApiKeyDraft, I3ScopesAddUpAndComeBackByName) {
  ParamErrors refused;
  const auto scopes = check_draft(draft("desk", {"act_for_others", "read", "read"}), refused);
  EXPECT_TRUE(refused.empty());
  EXPECT_EQ(scopes, kScopeRead + kScopeActForOthers);
  EXPECT_EQ(scope_names(scopes), (std::vector<std::string>{"read", "act_for_others"}));
  EXPECT_EQ(scope_names(0), std::vector<std::string>());
}

TEST(ApiKeyDraft, I3BadNamesAndScopesAreRefusedTogether) {
  EXPECT_EQ(refused_params(draft("desk")), std::vector<std::string>());
  EXPECT_EQ(refused_params(draft(std::string(100, 'x'))), std::vector<std::string>());
  for (const std::string& name :
       {std::string(), std::string("  "), std::string(101, 'x'), std::string("a\nb"), std::string("\xff")}) {
    EXPECT_EQ(refused_params(draft(name)), std::vector<std::string>{"name"}) << name;
  }
  EXPECT_EQ(refused_params(draft("desk", {})), std::vector<std::string>{"scopes"});
  EXPECT_EQ(refused_params(draft("", {"read", "admin"})), (std::vector<std::string>{"name", "scopes"}));
}

}  // namespace
}  // namespace onduty::domain
