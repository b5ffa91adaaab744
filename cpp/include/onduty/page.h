// Lists in parts (C7). They are in order of creation, then of uuid.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "onduty/error.h"
#include "onduty/uuid.h"

namespace onduty {

inline constexpr std::int64_t kPageSize = 50;
inline constexpr std::int64_t kPageMax = 1'000'000;

// Which part of a list is asked for. To walk a list that changes meanwhile, name with `after` the last entry seen:
// nobody who matches throughout is skipped or repeated, even when that entry itself is gone.
struct ListPart {
  std::int64_t page = 1;          // 1 to kPageMax
  std::int64_t size = kPageSize;  // entries a page; 0: all that there are, on one
  std::optional<Uuid> after;      // begins behind this entry; pages are counted from there

  static ListPart all() { return {1, 0, std::nullopt}; }
};

template <class T>
struct Page {
  std::vector<T> items;    // none beyond the last page
  std::int64_t page = 1;   // the one that was asked for
  std::int64_t pages = 1;  // how many there are, 1 at least

  friend bool operator==(const Page&, const Page&) = default;
};

// A part of a list that cannot be filtered.
struct ListQuery {
  ListPart part;
  ParamErrors refused;  // What the reader of the request already had to refuse; it is told with the rest.
};

}  // namespace onduty
