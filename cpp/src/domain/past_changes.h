// Changes of the past, as a file brings them (Q7).
//
// There may be millions, so one takes few bytes, and what many share stands in lists beside them, once each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "onduty/error.h"
#include "onduty/instant.h"
#include "onduty/uuid.h"

namespace onduty::domain {

// Different texts, each by its place in the list.
class TextList {
 public:
  std::uint32_t place_of(std::string_view text);
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::unordered_map<std::string, std::uint32_t> places_;
  std::vector<std::string> texts_;
};

inline constexpr std::uint32_t kNoText = UINT32_MAX;

struct PastChange {
  enum class Availability : std::uint8_t { kKeep, kAway, kAvailable };
  enum class CustomStatus : std::uint8_t { kKeep, kClear, kAssign };

  Instant at;
  std::uint32_t line = 0;           // from 1
  std::uint32_t user = 0;           // these are places in the lists of PastChanges
  std::uint32_t custom_status = 0;  // for kAssign
  std::uint32_t actor = kNoText;
  std::uint32_t reason = kNoText;
  Availability availability = Availability::kKeep;
  CustomStatus custom_status_kind = CustomStatus::kKeep;
};

// What is wrong with the lines of a file; the first so many of them.
class LineProblems {
 public:
  static constexpr std::size_t kListedMax = 100;  // lines

  void add(std::uint32_t line, std::string_view reason);
  bool empty() const { return count_ == 0; }
  // By the names "line 1", "line 2" …, and how many more there are. REQUIRES: there is one.
  ParamErrors as_params() const;

 private:
  struct Problem {
    std::uint32_t line;
    std::string reason;
  };

  std::vector<Problem> first_;  // by line
  std::int64_t count_ = 0;
};

struct PastChanges {
  std::vector<PastChange> changes;  // in the order of the file
  TextList users;                   // uuids and e-mails
  TextList custom_statuses;         // uuids
  TextList actors;
  TextList reasons;
  LineProblems problems;  // of lines that are no changes
};

}  // namespace onduty::domain
