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

// What an import would do with one entry of the document.
struct ImportChange {
  std::string pointer;  // where the entry stands, "/users/3"
  std::string kind;     // under which key of the document, "users"
  std::string what;     // "created", "changed", "removed", or "left" as it is: it was revoked or destroyed (I4)
  std::string name;     // by which people know it
  std::vector<std::string> keys;  // of "changed": which get another value; "removed" where what was removed comes back

  friend bool operator==(const ImportChange&, const ImportChange&) = default;
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
  std::vector<ImportChange> changes;  // with dry_run: every entry that would not stay as it is, and those left (I2)

  // True when the document said nothing new (I1).
  bool nothing_changed() const;

  friend bool operator==(const ImportReport&, const ImportReport&) = default;
};

}  // namespace onduty
