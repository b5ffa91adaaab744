#include "store/directory_custom_field_store.h"

namespace onduty::store {

DirectoryCustomFieldStore::DirectoryCustomFieldStore(Connection& connection)
    : connection_(connection),
      all_(connection, "SELECT id, name, type, removed_at IS NOT NULL FROM custom_field WHERE account_id = ?1"),
      options_of_(connection,
                  "SELECT o.value FROM custom_field f, json_each(f.options) o WHERE f.id = ?1 ORDER BY o.key"),
      insert_(connection,
              "INSERT INTO custom_field(account_id, name, type, options, created_at) VALUES (?1, ?2, ?3, ?4, ?5)"),
      update_(connection, "UPDATE custom_field SET type = ?2, options = ?3 WHERE id = ?1"),
      remove_(connection, "UPDATE custom_field SET removed_at = ?2 WHERE id = ?1"),
      restore_(connection, "UPDATE custom_field SET removed_at = NULL WHERE id = ?1"),
      count_values_(connection, "SELECT count(*) FROM contact_field WHERE field_id = ?1") {}

std::vector<CustomFieldRow> DirectoryCustomFieldStore::all(std::int64_t account_id) {
  std::vector<CustomFieldRow> fields;
  for (Query rows(all_, account_id); rows.next();) {
    CustomFieldRow row{rows->integer(0), rows->text(1), {}, rows->integer(3) != 0};
    // The table lets no other type in.
    row.field.type = domain::custom_field_type_from_name(rows->text(2)).value_or(domain::CustomFieldType::kText);
    fields.push_back(std::move(row));
  }
  for (CustomFieldRow& row : fields) {
    if (domain::has_options(row.field.type)) row.field.options = options_of(row.id);
  }
  return fields;
}

std::vector<std::string> DirectoryCustomFieldStore::options_of(std::int64_t field_id) {
  std::vector<std::string> options;
  for (Query rows(options_of_, field_id); rows.next();) options.push_back(rows->text(0));
  return options;
}

std::int64_t DirectoryCustomFieldStore::insert(std::int64_t account_id, const CustomFieldRow& field,
                                               std::string_view options, Instant created_at) {
  run(insert_, account_id, field.name, domain::custom_field_type_name(field.field.type), options, created_at);
  return connection_.last_insert_id();
}

void DirectoryCustomFieldStore::update(const CustomFieldRow& field, std::string_view options) {
  run(update_, field.id, domain::custom_field_type_name(field.field.type), options);
}

void DirectoryCustomFieldStore::remove(std::int64_t field_id, Instant at) { run(remove_, field_id, at); }

void DirectoryCustomFieldStore::restore(std::int64_t field_id) { run(restore_, field_id); }

std::int64_t DirectoryCustomFieldStore::count_values(std::int64_t field_id) {
  Query row(count_values_, field_id);
  return row.next() ? row->integer(0) : 0;
}

}  // namespace onduty::store
