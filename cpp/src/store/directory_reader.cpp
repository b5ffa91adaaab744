#include "store/directory_reader.h"

namespace onduty::store {
namespace {

constexpr std::int64_t kScopeRead = 1;
constexpr std::int64_t kScopeWrite = 2;
constexpr std::int64_t kScopeActForOthers = 4;

std::optional<std::int64_t> read_id(Query& row) { return row.next() ? std::optional(row->integer(0)) : std::nullopt; }

std::optional<User> read_user(Query& row) {
  if (!row.next()) return std::nullopt;
  return User{row->uuid(0), row->text(1), row->text(2)};
}

}  // namespace

DirectoryReader::DirectoryReader(Connection& connection)
    : find_account_(connection, "SELECT id FROM account WHERE name = ?1"),
      account_names_(connection, "SELECT name FROM account ORDER BY name"),
      find_api_key_(connection,
                    "SELECT k.id, k.name, a.id, a.name, k.scopes FROM api_key k JOIN account a ON a.id = k.account_id"
                    " WHERE k.digest = ?1 AND k.revoked_at IS NULL"),
      is_api_key_active_(connection, "SELECT 1 FROM api_key WHERE id = ?1 AND revoked_at IS NULL"),
      find_user_of_api_key_(connection,
                            "SELECT u.uuid, u.email, u.name FROM api_key k JOIN user u ON u.id = k.user_id"
                            " WHERE k.id = ?1 AND u.removed_at IS NULL"),
      find_user_(connection,
                 "SELECT uuid, email, name FROM user WHERE account_id = ?1 AND uuid = ?2 AND removed_at IS NULL"),
      find_user_by_email_(
          connection,
          "SELECT uuid, email, name FROM user WHERE account_id = ?1 AND email_folded = ?2 AND removed_at IS NULL"),
      find_custom_status_(connection,
                          "SELECT id FROM custom_status WHERE account_id = ?1 AND uuid = ?2 AND destroyed_at IS NULL"),
      find_user_id_(connection,
                    "SELECT id FROM user WHERE account_id = ?1 AND email_folded = ?2 AND removed_at IS NULL"),
      find_team_(connection, "SELECT id FROM team WHERE account_id = ?1 AND uuid = ?2 AND removed_at IS NULL"),
      find_tag_(connection, "SELECT id FROM tag WHERE account_id = ?1 AND name = ?2 AND removed_at IS NULL"),
      find_custom_field_(
          connection, "SELECT id, type FROM custom_field WHERE account_id = ?1 AND name = ?2 AND removed_at IS NULL"),
      field_options_(connection,
                     "SELECT o.value FROM custom_field f, json_each(f.options) o WHERE f.id = ?1 ORDER BY o.key"),
      is_bot_enabled_(connection, "SELECT bot_enabled FROM account WHERE id = ?1") {}

std::optional<std::int64_t> DirectoryReader::find_account(std::string_view name) {
  Query row(find_account_, name);
  return read_id(row);
}

std::vector<std::string> DirectoryReader::account_names() {
  std::vector<std::string> names;
  for (Query rows(account_names_); rows.next();) names.push_back(rows->text(0));
  return names;
}

std::optional<ApiKey> DirectoryReader::find_api_key(std::string_view digest) {
  Query row(find_api_key_, Blob{digest});
  if (!row.next()) return std::nullopt;
  const std::int64_t scopes = row->integer(4);
  return ApiKey{row->integer(0),
                row->text(1),
                row->integer(2),
                row->text(3),
                (scopes & kScopeRead) != 0,
                (scopes & kScopeWrite) != 0,
                (scopes & kScopeActForOthers) != 0};
}

bool DirectoryReader::is_api_key_active(std::int64_t api_key_id) {
  return Query(is_api_key_active_, api_key_id).next();
}

std::optional<User> DirectoryReader::find_user_of_api_key(std::int64_t api_key_id) {
  Query row(find_user_of_api_key_, api_key_id);
  return read_user(row);
}

std::optional<User> DirectoryReader::find_user(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_user_, account_id, uuid);
  return read_user(row);
}

std::optional<User> DirectoryReader::find_user_by_email(std::int64_t account_id, std::string_view email_folded) {
  Query row(find_user_by_email_, account_id, email_folded);
  return read_user(row);
}

std::optional<std::int64_t> DirectoryReader::find_custom_status(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_custom_status_, account_id, uuid);
  return read_id(row);
}

std::optional<std::int64_t> DirectoryReader::find_user_id(std::int64_t account_id, std::string_view email_folded) {
  Query row(find_user_id_, account_id, email_folded);
  return read_id(row);
}

std::optional<std::int64_t> DirectoryReader::find_team(std::int64_t account_id, const Uuid& uuid) {
  Query row(find_team_, account_id, uuid);
  return read_id(row);
}

std::optional<std::int64_t> DirectoryReader::find_tag(std::int64_t account_id, std::string_view name) {
  Query row(find_tag_, account_id, name);
  return read_id(row);
}

std::optional<domain::KnownCustomField> DirectoryReader::find_custom_field(std::int64_t account_id,
                                                                           std::string_view name) {
  Query row(find_custom_field_, account_id, name);
  if (!row.next()) return std::nullopt;
  const auto type = domain::custom_field_type_from_name(row->text(1));
  domain::KnownCustomField found{row->integer(0), {type.value_or(domain::CustomFieldType::kText), {}}};
  for (Query options(field_options_, found.id); options.next();) found.field.options.push_back(options->text(0));
  return found;
}

bool DirectoryReader::is_bot_enabled(std::int64_t account_id) {
  Query row(is_bot_enabled_, account_id);
  return row.next() && row->integer(0) != 0;
}

}  // namespace onduty::store
