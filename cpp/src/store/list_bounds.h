// Parts of lists. All are in order of creation, then of uuid (C7).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "onduty/instant.h"
#include "onduty/uuid.h"
#include "store/connection.h"

namespace onduty::store {

// Where a row stands in its list.
struct ListKey {
  Instant created_at{std::numeric_limits<std::int64_t>::min()};  // before all
  Uuid uuid;

  friend bool operator==(const ListKey&, const ListKey&) = default;
};

// The rows behind `after`, without the first `skipped` of them, at most `limit`; a negative limit is none.
struct ListBounds {
  ListKey after;
  std::int64_t skipped = 0;
  std::int64_t limit = -1;
};

// From the columns created_at and uuid of a row that need not be there.
inline std::optional<ListKey> read_key(Query& row) {
  return row.next() ? std::optional(ListKey{row->instant(0), row->uuid(1)}) : std::nullopt;
}

inline std::int64_t read_count(Query& row) { return row.next() ? row->integer(0) : 0; }

}  // namespace onduty::store
