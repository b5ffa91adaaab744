// Statuses as rows have them.
#pragma once

#include <optional>

#include "onduty/status.h"
#include "store/connection.h"

namespace onduty::store {

// From three columns: uuid, name and emoji, NULL for none.
inline std::optional<CustomStatus> read_custom_status(const Query& row, int column) {
  if (row->is_null(column)) return std::nullopt;
  return CustomStatus{row->uuid(column), row->text(column + 1), row->optional_text(column + 2)};
}

// From four columns: available, then the custom status.
inline RecordedStatus read_recorded(const Query& row, int column) {
  return {row->integer(column) != 0, read_custom_status(row, column + 1)};
}

}  // namespace onduty::store
