// What an account has that a request can refer to.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/custom_field.h"
#include "onduty/uuid.h"

namespace onduty::domain {

struct KnownCustomField {
  std::int64_t id = 0;
  CustomField field;
};

// Look-ups see the transaction that a decision is made in, and nothing of other accounts, nor what was removed or
// destroyed. Each gives the row's id; an account has nothing of a kind unless an override says so.
class Catalogue {
 public:
  Catalogue() = default;
  Catalogue(const Catalogue&) = delete;  // Share it by reference.
  Catalogue& operator=(const Catalogue&) = delete;
  virtual ~Catalogue() = default;

  virtual std::optional<std::int64_t> find_custom_status(const Uuid& /*id*/) const { return std::nullopt; }
  // By e-mail, in any case.
  virtual std::optional<std::int64_t> find_user(std::string_view /*email*/) const { return std::nullopt; }
  virtual std::optional<std::int64_t> find_team(const Uuid& /*uuid*/) const { return std::nullopt; }
  virtual std::optional<std::int64_t> find_tag(std::string_view /*name*/) const { return std::nullopt; }
  virtual std::optional<KnownCustomField> find_custom_field(std::string_view /*name*/) const { return std::nullopt; }
  virtual bool is_bot_enabled() const { return false; }
};

}  // namespace onduty::domain
