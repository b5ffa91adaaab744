// From the part of a list that is asked for to the page that is given (C7).
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "onduty/error.h"
#include "onduty/page.h"
#include "onduty/result.h"
#include "store/list_bounds.h"

namespace onduty::engine {

inline store::ListBounds bounds_of(const ListPart& part, const store::ListKey& after) {
  return {after, (part.page - 1) * part.size, part.size == 0 ? -1 : part.size};
}

// REQUIRES: `count` entries are behind the part's `after`.
template <class T>
Page<T> page_of(std::vector<T> items, const ListPart& part, std::int64_t count) {
  const std::int64_t pages = part.size == 0 ? 1 : count / part.size + (count % part.size == 0 ? 0 : 1);
  return {std::move(items), part.page, std::max(pages, std::int64_t{1})};
}

// Where the part begins. What was never in the list is added to `refused`.
template <class Store>
store::ListKey begin_of(Store& store, std::int64_t account_id, const ListPart& part, ParamErrors& refused) {
  if (!part.after) return {};
  const auto key = store.key_of(account_id, *part.after);
  if (!key) refused.add("after", "is not the uuid of an entry of this list");
  return key.value_or(store::ListKey());
}

// A part of a list that cannot be filtered. Error: kInvalidParams.
template <class Store>
auto list_page(Store& store, std::int64_t account_id, const ListQuery& query) {
  using Item = typename decltype(store.list(account_id, store::ListBounds()))::value_type;
  ParamErrors refused = query.refused;
  const store::ListKey after = begin_of(store, account_id, query.part, refused);
  if (!refused.empty()) return Result<Page<Item>>(Error::invalid_params(std::move(refused)));
  return Result<Page<Item>>(
      page_of(store.list(account_id, bounds_of(query.part, after)), query.part, store.count(account_id, after)));
}

}  // namespace onduty::engine
