// Custom fields of contacts, as an import writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/custom_field.h"
#include "onduty/instant.h"
#include "store/connection.h"

namespace onduty::store {

struct CustomFieldRow {
  std::int64_t id = 0;
  std::string name;
  domain::CustomField field;
  bool removed = false;
};

// Thread rule: as its connection's. Failures stay with the connection (see connection.h).
class DirectoryCustomFieldStore {
 public:
  explicit DirectoryCustomFieldStore(Connection& connection);

  std::vector<CustomFieldRow> all(std::int64_t account_id);  // removed ones too
  // `options` is the field's options as a JSON list. Gives the id.
  std::int64_t insert(std::int64_t account_id, const CustomFieldRow& field, std::string_view options,
                      Instant created_at);
  // Not the removal.
  void update(const CustomFieldRow& field, std::string_view options);
  // Hides the field and its values from contacts, which get them back by restore().
  void remove(std::int64_t field_id, Instant at);
  void restore(std::int64_t field_id);

  std::int64_t count_values(std::int64_t field_id);

 private:
  std::vector<std::string> options_of(std::int64_t field_id);

  Connection& connection_;
  Statement all_;
  Statement options_of_;
  Statement insert_;
  Statement update_;
  Statement remove_;
  Statement restore_;
  Statement count_values_;
};

}  // namespace onduty::store
