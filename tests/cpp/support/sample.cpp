#include "support/sample.h"

#include <cstdlib>
#include <fstream>

#include "base/digest.h"
#include "store/database_file.h"

namespace onduty::testing {
namespace {

constexpr const char* kRows = R"sql(
INSERT INTO account(id, name, dashboard_url, bot_enabled, bot_name, created_at) VALUES
  (1, 'acme', 'https://dash.callbell.eu', 1, 'My Bot', 1700000000000),
  (2, 'other', 'https://dash.example.org', 0, NULL, 1700000000000);
INSERT INTO user(id, account_id, uuid, email, email_folded, name, created_at, removed_at) VALUES
  (1, 1, x'414a6d692bd645ed803f2e7ce360d4c8', 'jane.doe@email.com', 'jane.doe@email.com', 'Jane Doe', 1700000000000, NULL),
  (2, 1, x'00000000000000000000000000000002', 'John@example.com', 'john@example.com', 'John', 1700000000000, NULL),
  (3, 2, x'00000000000000000000000000000003', 'jane.doe@email.com', 'jane.doe@email.com', 'Other', 1700000000000, NULL),
  (4, 1, x'00000000000000000000000000000004', 'gone@example.com', 'gone@example.com', 'Gone', 1700000000000, 1700000000001);
INSERT INTO user_status SELECT id, 0, NULL, created_at, created_at, 0 FROM user;
INSERT INTO custom_status(id, account_id, uuid, name, name_folded, emoji, created_at, updated_at, destroyed_at) VALUES
  (1, 1, x'0d6041a28b8849eca99ba88a078a16c1', 'Vacationing', 'vacationing', '🌴', 1700000000000, 1700000000000, NULL),
  (2, 1, x'aaaaaaaa000000000000000000000002', 'Lunch', 'lunch', NULL, 1700000000000, 1700000000000, NULL),
  (3, 1, x'aaaaaaaa000000000000000000000003', 'Old', 'old', NULL, 1700000000000, 1700000000000, 1700000000001),
  (4, 2, x'aaaaaaaa000000000000000000000004', 'Foreign', 'foreign', NULL, 1700000000000, 1700000000000, NULL);
INSERT INTO custom_status_revision(id, custom_status_id, name, emoji, since_at)
  SELECT id, id, name, emoji, created_at FROM custom_status;
INSERT INTO team(id, account_id, uuid, name, is_default, created_at, removed_at) VALUES
  (1, 1, x'7ea00000000000000000000000000001', 'General', 1, 1700000000000, NULL),
  (2, 1, x'7ea00000000000000000000000000002', 'Dissolved', 0, 1700000000000, 1700000000001),
  (3, 2, x'7ea00000000000000000000000000003', 'Foreign', 0, 1700000000000, NULL);
INSERT INTO team_member(team_id, user_id) VALUES (1, 1), (1, 2), (3, 3);
INSERT INTO tag(id, account_id, name, created_at) VALUES (1, 1, 'VIP', 1700000000000), (2, 1, 'Lead', 1700000000000);
INSERT INTO custom_field(id, account_id, name, type, options, created_at) VALUES
  (1, 1, 'zipCode', 'text', '[]', 1700000000000), (2, 1, 'Features', 'checkbox', '["Dark Mode"]', 1700000000000);
INSERT INTO contact(id, account_id, uuid, name, phone_number, created_at, source, conversation_id, assigned_user_id) VALUES
  (1, 1, x'414a6d692bd645ed803f2e7ce360d4c8', 'UPDATE Doe', '123456789', 1605301733000, 'whatsapp',
   'f3670b13446b412796238b1cd78899f9', 1),
  (2, 1, x'00000000000000000000000000000012', 'First "by" uuid', NULL, 1605301733000, NULL, NULL, 1),
  (3, 1, x'ff000000000000000000000000000013', 'Last by uuid', NULL, 1605301733000, NULL, NULL, 1),
  (4, 1, x'00000000000000000000000000000014', 'Nobody''s', NULL, 1605301733000, NULL, NULL, NULL);
INSERT INTO contact_tag VALUES (2, 1, 1), (2, 2, 0);
INSERT INTO contact_field VALUES (2, 1, '"0815"'), (2, 2, '["Dark Mode"]');
)sql";

void insert_key(store::Connection& connection, int id, const char* name, const std::string& digest, bool revoked) {
  store::Statement insert(connection,
                          "INSERT INTO api_key(id, account_id, name, digest, scopes, created_at, revoked_at)"
                          " VALUES (?1, 1, ?2, ?3, 7, 1700000000000, iif(?4, 1700000000001, NULL))");
  store::run(insert, id, name, store::Blob{digest}, revoked);
}

}  // namespace

Sample::Sample() : path_(directory_.file("sample.db")) {
  const auto connection = connect();
  connection->execute(kRows);
  insert_key(*connection, 1, "support desk", base::digest(kSecret), false);
  insert_key(*connection, 2, "old desk", base::digest(kRevokedSecret), true);
  if (connection->failure()) std::abort();
}

store::ProcessLock Sample::lock() const { return store::ProcessLock::open(path_ + "-lock").value(); }

std::unique_ptr<store::Connection> Sample::connect() const {
  auto held = lock();
  return store::open_writer(path_, true, held).value();
}

void Sample::damage(const std::string& name) const {
  std::int64_t page_size = 0;
  std::int64_t page = 0;
  {
    const auto connection = connect();
    page_size = *connection->query_integer("PRAGMA page_size");
    page = *connection->query_integer(("SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'").c_str());
  }
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp((page - 1) * page_size);
  file << std::string(static_cast<std::size_t>(page_size), '\xee');
}

}  // namespace onduty::testing
