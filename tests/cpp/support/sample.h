// A small database to test with: account "acme" with Jane, John, three custom statuses and some contacts, and an
// account "other" that must never be seen from it.
#pragma once

#include <memory>
#include <string>

#include "onduty/uuid.h"
#include "store/connection.h"
#include "store/process_lock.h"
#include "support/temporary_directory.h"

namespace onduty::testing {

inline constexpr std::int64_t kAcme = 1;  // row ids of the accounts
inline constexpr std::int64_t kOther = 2;
inline constexpr std::int64_t kSampleCreatedMs = 1'700'000'000'000;  // everybody's creation

inline const Uuid kJane = *Uuid::parse("414a6d692bd645ed803f2e7ce360d4c8");               // row 1, holds three contacts
inline const Uuid kJohn = *Uuid::parse("00000000000000000000000000000002");               // row 2
inline const Uuid kForeigner = *Uuid::parse("00000000000000000000000000000003");          // row 3, of "other"
inline const Uuid kRemoved = *Uuid::parse("00000000000000000000000000000004");            // row 4, removed from acme
inline const Uuid kVacationing = *Uuid::parse("0d6041a2-8b88-49ec-a99b-a88a078a16c1");    // row 1
inline const Uuid kLunch = *Uuid::parse("aaaaaaaa-0000-0000-0000-000000000002");          // row 2, no emoji
inline const Uuid kDestroyed = *Uuid::parse("aaaaaaaa-0000-0000-0000-000000000003");      // row 3, destroyed
inline const Uuid kForeignStatus = *Uuid::parse("aaaaaaaa-0000-0000-0000-000000000004");  // row 4, of "other"
inline const Uuid kGeneral = *Uuid::parse("7ea00000000000000000000000000001");            // row 1: Jane and John
inline const Uuid kDissolved = *Uuid::parse("7ea00000000000000000000000000002");          // row 2, removed
inline const Uuid kForeignTeam = *Uuid::parse("7ea00000000000000000000000000003");        // row 3, of "other"
inline constexpr const char* kSecret = "test_secret";                                     // key 1, everything
inline constexpr const char* kRevokedSecret = "test_revoked";                             // key 2

class Sample {
 public:
  Sample();

  const std::string& path() const { return path_; }
  // A new durable connection to it.
  std::unique_ptr<store::Connection> connect() const;
  store::ProcessLock lock() const;
  // Writes over the first page of a table or an index. REQUIRES: nobody has it open.
  void damage(const std::string& name) const;

 private:
  TemporaryDirectory directory_;
  std::string path_;
};

}  // namespace onduty::testing
