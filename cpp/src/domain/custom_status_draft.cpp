#include "domain/custom_status_draft.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "domain/custom_status_rule.h"

namespace onduty::domain {
namespace {

constexpr std::string_view kNotUnicode = "is not valid Unicode text";

bool names(const ParamErrors& refused, std::string_view param) {
  return std::any_of(refused.entries().begin(), refused.entries().end(),
                     [&](const ParamErrors::Entry& entry) { return entry.first == param; });
}

void apply_name(const std::string& given, CustomStatusLook& look, ParamErrors& refused) {
  if (!base::is_valid_utf8(given)) {
    refused.add("name", kNotUnicode);
    return;
  }
  const std::string name = base::trim(given);
  if (const auto problem = custom_status_name_problem(name)) {
    refused.add("name", *problem);
  } else {
    look.name = name;
    look.name_folded = base::fold(name);
  }
}

void apply_emoji(const std::optional<std::string>& emoji, CustomStatusLook& look, ParamErrors& refused) {
  if (emoji && !base::is_valid_utf8(*emoji)) {
    refused.add("emoji", kNotUnicode);
  } else if (const auto problem = emoji ? emoji_problem(*emoji) : std::nullopt) {
    refused.add("emoji", *problem);
  } else {
    look.emoji = emoji;
  }
}

}  // namespace

CustomStatusLook apply_draft(const CustomStatusDraft& draft, const std::optional<CustomStatusLook>& before,
                             ParamErrors& refused) {
  refused.merge(draft.refused);
  CustomStatusLook look = before.value_or(CustomStatusLook());
  if (draft.name) {
    apply_name(*draft.name, look, refused);
  } else if (!before && !names(refused, "name")) {
    refused.add("name", "is required for a new custom status");
  }
  if (draft.emoji) apply_emoji(*draft.emoji, look, refused);
  return look;
}

}  // namespace onduty::domain
