// Bringing an account's people, teams, catalogue, contacts and keys in from one JSON document.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace onduty {

struct ImportOptions {
  bool dry_run = false;          // Say what would change, and change nothing (I2).
  bool overwrite_state = false;  // Apply states also to what exists already (I4).
  // Called now and then from the thread that works, with entries done and entries in all; false stops the import, which
  // then changes nothing. May be empty.
  std::function<bool(std::int64_t done, std::int64_t total)> progress;
};

// What became of the entries of one kind.
struct ImportCounts {
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t removed = 0;

  friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

// What an import did, or with dry_run would do.
struct ImportReport {
  std::string account;
  bool account_created = false;
  bool account_changed = false;  // its dashboard's address or its bot
  bool dry_run = false;
  ImportCounts api_keys;
  ImportCounts users;
  ImportCounts teams;
  ImportCounts custom_statuses;
  ImportCounts tags;
  ImportCounts custom_fields;
  ImportCounts contacts;
  // What was named and left as it is, for a reason worth telling: a revoked key, a destroyed custom status (I4).
  std::vector<std::string> notes;

  // True when the document said nothing new (I1).
  bool nothing_changed() const;
};

}  // namespace onduty
