#include "domain/history_audit.h"

#include <utility>

namespace onduty::domain {
namespace {

constexpr std::size_t kProblemsMax = 3;

std::string entry_name(const StoredEntry& entry) { return "entry " + std::to_string(entry.seq); }

}  // namespace

void HistoryAudit::tell(std::string problem) {
  if (problems_.size() < kProblemsMax) problems_.push_back(std::move(problem));
}

void HistoryAudit::add(const StoredEntry& entry) {
  ++count_;
  if (entry.version != count_) {
    tell(entry_name(entry) + " has version " + std::to_string(entry.version) + " instead of " + std::to_string(count_));
  }
  if (count_ > 1 && entry.at < last_.at) {
    tell(entry_name(entry) + " is of an earlier instant (" + entry.at.with_offset() + ") than the one before it (" +
         last_.at.with_offset() + ")");
  }
  if (entry.available_before != last_.available_after || entry.custom_status_before != last_.custom_status_after) {
    tell(entry_name(entry) + " begins with another status than the one before it left");
  }
  last_ = entry;
}

std::vector<std::string> HistoryAudit::problems(const std::optional<UserState>& state) const {
  std::vector<std::string> all = problems_;
  if (!state) {
    all.emplace_back("the user has no status");
    return all;
  }
  if (state->version != count_) {
    all.push_back("the status has version " + std::to_string(state->version) + ", the history " +
                  std::to_string(count_) + " entries");
  }
  if (state->available != last_.available_after || state->custom_status_id != last_.custom_status_after) {
    all.emplace_back(count_ == 0 ? "the status is set, and there is no history of it"
                                 : "the status is not the one that " + entry_name(last_) + ", the last one, left");
  }
  return all;
}

}  // namespace onduty::domain
