// The contacts of a directory document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/custom_field_import.h"
#include "engine/import_run.h"
#include "engine/tag_import.h"
#include "engine/team_import.h"
#include "engine/user_import.h"
#include "store/directory_account_store.h"
#include "store/directory_contact_store.h"

namespace onduty::engine {

class ContactImport {
 public:
  ContactImport(ImportRun& run, const store::AccountRow& account, UserImport& users, TeamImport& teams,
                const TagImport& tags, const CustomFieldImport& custom_fields);

  void apply();

 private:
  using Row = store::ContactRow;
  using Entry = domain::ContactEntry;

  // What an entry refers to, by id. The custom fields point into the entry; null clears one.
  struct References {
    std::optional<std::int64_t> assigned_user_id;
    std::optional<std::int64_t> team_id;
    std::vector<std::int64_t> tag_ids;
    std::vector<std::pair<std::int64_t, const domain::CustomFieldValue*>> fields;
  };

  domain::DocumentPlace place(std::size_t index) const;
  ImportOutcome write(std::size_t index);
  ImportOutcome remove(std::optional<Row> stored);
  ImportOutcome create(std::size_t index);
  ImportOutcome update(std::size_t index, const Row& stored);

  // The references that can be resolved; the others are refused.
  References resolve(std::size_t index);
  std::optional<std::int64_t> resolve_user(std::size_t index);
  std::optional<std::int64_t> resolve_team(std::size_t index);
  void resolve_tags(std::size_t index, References& references);
  void resolve_fields(std::size_t index, References& references);
  void check_bot_status(std::size_t index);

  void note_keys(const Row& contact, const Row& stored);

  // Each is true when it changed something.
  bool overwrite_state(std::size_t index, std::int64_t contact_id, const References& references);
  bool overwrite_tags(std::int64_t contact_id, const std::vector<std::int64_t>& tag_ids);
  bool overwrite_field(std::int64_t contact_id, std::int64_t field_id, const domain::CustomFieldValue* value);

  ImportRun& run_;
  const store::AccountRow& account_;
  UserImport& users_;
  TeamImport& teams_;
  const TagImport& tags_;
  const CustomFieldImport& custom_fields_;
  const std::vector<Entry>& entries_;
  std::string name_;  // of the contact under way
  store::DirectoryContactStore store_;
};

}  // namespace onduty::engine
