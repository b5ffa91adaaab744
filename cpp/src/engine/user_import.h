// The users of a directory document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/status_decision.h"
#include "domain/text_map.h"
#include "engine/custom_status_import.h"
#include "engine/import_run.h"
#include "store/directory_reader.h"
#include "store/directory_user_store.h"
#include "store/status_store.h"

namespace onduty::engine {

// After apply(), also the look-up of the account's users by e-mail as they are then.
class UserImport {
 public:
  UserImport(ImportRun& run, std::int64_t account_id, const CustomStatusImport& custom_statuses);

  void apply();

  // The id of the user with this e-mail, in any spelling.
  std::optional<std::int64_t> find_by_email(const std::string& email);

 private:
  using Row = store::UserRow;
  using Entry = domain::UserEntry;

  // What belongs to the entry at the same index.
  struct Match {
    std::optional<Row> stored;
    std::string email_folded;  // of the entry
    bool left_out = false;     // it names what another entry names, which is refused
  };

  domain::DocumentPlace place(std::size_t index) const;

  void match_by_uuid();
  void match_by_email();
  void match(std::size_t index, std::optional<Row> stored);
  bool keeps_email(std::size_t index) const;

  void remove_all();
  void remove(Row user);
  // Frees the e-mails of those who get another one.
  void park_all();
  void write(std::size_t index);
  void create(std::size_t index);
  void update(std::size_t index, const Row& stored);
  Row with_entry(Row user, std::size_t index) const;
  void note_keys(const Row& user, const Row& stored);
  // Whether nobody else has the e-mail; when somebody does, that is refused.
  bool check_email(std::size_t index, const Row& user);
  std::string told(const Row& holder) const;
  void check_creation(std::size_t index, const Row& stored);

  // Gives the user the status that the entry tells; true when that was a change.
  bool apply_state(std::size_t index, const Row& user, const domain::UserState& state);
  bool overwrite_state(std::size_t index, const Row& user);
  bool check_custom_status(std::size_t index, bool applies);

  ImportRun& run_;
  const std::int64_t account_id_;
  const CustomStatusImport& custom_statuses_;
  const std::vector<Entry>& entries_;
  store::DirectoryUserStore store_;
  store::StatusStore statuses_;
  store::DirectoryReader reader_;
  const store::AccountCatalogue catalogue_;
  std::vector<Match> matches_;
  std::unordered_map<std::int64_t, std::size_t> entry_indexes_;  // of the users that the document names, by id
  domain::TextMap<std::optional<std::int64_t>> ids_by_email_;
};

}  // namespace onduty::engine
