// The rules of a custom status's name and emoji, as a pure function.
#pragma once

#include <optional>
#include <string>

#include "onduty/catalogue.h"
#include "onduty/error.h"

namespace onduty::domain {

// What requests can change of a custom status.
struct CustomStatusLook {
  std::string name;
  std::string name_folded;  // what uniqueness goes by
  std::optional<std::string> emoji;

  friend bool operator==(const CustomStatusLook&, const CustomStatusLook&) = default;
};

// The look after the draft; of a new custom status there is none before. What is refused (C2), the reader's refusals
// included, is added to `refused`; then the look must not be used. Whether the name is free is for the caller to see.
CustomStatusLook apply_draft(const CustomStatusDraft& draft, const std::optional<CustomStatusLook>& before,
                             ParamErrors& refused);

}  // namespace onduty::domain
