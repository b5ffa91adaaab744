#include "domain/duplicates.h"

#include <algorithm>
#include <unordered_map>

namespace onduty::domain {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

// Lists are nearly always short, and then comparing is faster than a hash table.
constexpr std::size_t kShort = 16;

Pairs find_by_comparing(const std::vector<std::string_view>& texts) {
  Pairs pairs;
  for (std::size_t again = 1; again < texts.size(); ++again) {
    const auto end = texts.begin() + static_cast<std::ptrdiff_t>(again);
    const auto found = std::find(texts.begin(), end, texts[again]);
    if (found != end) pairs.emplace_back(static_cast<std::size_t>(found - texts.begin()), again);
  }
  return pairs;
}

Pairs find_by_hashing(const std::vector<std::string_view>& texts) {
  Pairs pairs;
  std::unordered_map<std::string_view, std::size_t> first_positions;
  for (std::size_t position = 0; position < texts.size(); ++position) {
    const auto [found, is_new] = first_positions.try_emplace(texts[position], position);
    if (!is_new) pairs.emplace_back(found->second, position);
  }
  return pairs;
}

}  // namespace

Pairs find_duplicates(const std::vector<std::string_view>& texts) {
  return texts.size() <= kShort ? find_by_comparing(texts) : find_by_hashing(texts);
}

}  // namespace onduty::domain
