// Finding what a list has twice.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace onduty::domain {

// Pairs (first, again) of positions of equal texts, in order of `again`; `first` is the text's first position. Takes
// linear time for lists of any length.
std::vector<std::pair<std::size_t, std::size_t>> find_duplicates(const std::vector<std::string_view>& texts);

}  // namespace onduty::domain
