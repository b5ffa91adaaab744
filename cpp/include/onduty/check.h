// Whether a database is what it should be.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace onduty {

struct CheckOptions {
  // Asked now and then from the calling thread; false stops the check (kClosed). May be empty.
  std::function<bool()> keep_going;
};

// One thing that is not as it should be.
struct Finding {
  std::string kind;     // for programs: damaged_file, broken_reference, history, clock, settings, not_writable
  std::string problem;  // what is wrong, and where
  std::string remedy;   // what to do about it

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct CheckReport {
  std::int64_t users = 0;    // whose histories were gone through
  std::int64_t entries = 0;  // of those histories
  std::vector<Finding> findings;

  friend bool operator==(const CheckReport&, const CheckReport&) = default;
};

}  // namespace onduty
