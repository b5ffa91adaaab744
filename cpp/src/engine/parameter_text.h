// Parameters of a query, which come as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/list_text.h"
#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/uuid.h"

namespace onduty::engine {

// The text by `parse`; the reason against it goes to `refused`. Nothing where there is no text.
template <class Parse>
auto read_param(std::string_view param, const std::optional<std::string>& text, Parse parse, std::string_view reason,
                ParamErrors& refused) -> decltype(parse(std::string_view())) {
  if (!text) return std::nullopt;
  auto value = parse(std::string_view(*text));
  if (!value) refused.add(param, reason);
  return value;
}

inline std::int64_t read_page(const std::optional<std::string>& text, ParamErrors& refused) {
  return read_param("page", text, domain::parse_page, "must be a number from 1 to 1000000", refused).value_or(1);
}

inline std::optional<Uuid> read_uuid(std::string_view param, const std::optional<std::string>& text,
                                     ParamErrors& refused) {
  return read_param(param, text, Uuid::parse, "is not a uuid", refused);
}

inline std::optional<Instant> read_instant(std::string_view param, const std::optional<std::string>& text,
                                           ParamErrors& refused) {
  if (!text) return std::nullopt;
  const auto instant = Instant::parse(*text);
  if (!instant) refused.add(param, Instant::problem_of(*text));
  return instant;
}

}  // namespace onduty::engine
