#include "domain/past_changes.h"

#include <algorithm>

namespace onduty::domain {

std::uint32_t TextList::place_of(std::string_view text) {
  const auto [known, is_new] = places_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.emplace_back(text);
  return known->second;
}

void LineProblems::add(std::uint32_t line, std::string_view reason) {
  ++count_;
  if (first_.size() == kListedMax && first_.back().line <= line) return;
  const auto place = std::upper_bound(first_.begin(), first_.end(), line,
                                      [](std::uint32_t left, const Problem& right) { return left < right.line; });
  first_.insert(place, {line, std::string(reason)});
  if (first_.size() > kListedMax) first_.pop_back();
}

ParamErrors LineProblems::as_params() const {
  ParamErrors params;
  for (const Problem& problem : first_) params.add("line " + std::to_string(problem.line), problem.reason);
  const auto listed = static_cast<std::int64_t>(first_.size());
  if (count_ > listed) params.add("more", std::to_string(count_ - listed) + " more problems are not listed");
  return params;
}

}  // namespace onduty::domain
