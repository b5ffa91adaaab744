// The custom fields of a directory document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/custom_field.h"
#include "domain/text_map.h"
#include "engine/import_run.h"
#include "store/directory_custom_field_store.h"

namespace onduty::engine {

// After apply(), also the look-up of the account's custom fields as they are then.
class CustomFieldImport {
 public:
  CustomFieldImport(ImportRun& run, std::int64_t account_id);

  void apply();

  // A field that is not removed, until the next apply(); null when there is none.
  const store::CustomFieldRow* find(std::string_view name) const;
  // Whether the document's entry of that name was refused, so that its values cannot be judged.
  bool is_refused(std::string_view name) const { return refused_.find(name) != refused_.end(); }

 private:
  using Row = store::CustomFieldRow;
  using Entry = domain::CustomFieldEntry;

  domain::DocumentPlace place(std::size_t index) const;
  ImportOutcome write(std::size_t index);
  ImportOutcome create(std::size_t index);
  ImportOutcome remove(Row& row);
  ImportOutcome update(std::size_t index, Row& row);
  void refuse(std::size_t index, std::string_view key, std::string_view reason);
  void note_other_type(const Row& row);

  ImportRun& run_;
  const std::int64_t account_id_;
  const std::vector<Entry>& entries_;
  store::DirectoryCustomFieldStore store_;
  domain::TextMap<Row> rows_;
  domain::TextSet refused_;
};

}  // namespace onduty::engine
