// The answer that holds a page of a list (C7).
#pragma once

#include <string>
#include <string_view>

#include "base/json_text.h"
#include "onduty/page.h"

namespace onduty::json {

// {"<key>": […], "meta": {"page", "pages"}}; `append(out, item)` writes an item.
template <class T, class Append>
std::string page_answer(std::string_view key, const Page<T>& page, Append append) {
  constexpr std::size_t kItemSize = 300;  // bytes of a typical item
  std::string out;
  out.reserve(kItemSize * (page.items.size() + 1));
  out.append("{\"").append(key).append("\":[");
  base::append_list(out, page.items, [&](const T& item) { append(out, item); });
  out += "],\"meta\":{\"page\":" + std::to_string(page.page) + ",\"pages\":" + std::to_string(page.pages) + "}}";
  return out;
}

}  // namespace onduty::json
