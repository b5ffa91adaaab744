#include "json/directory_document.h"

#include <string>

#include "domain/directory_duplicates.h"
#include "json/directory_catalogue.h"
#include "json/directory_contacts.h"
#include "json/directory_people.h"
#include "json/document.h"
#include "json/document_entry.h"

namespace onduty::json {
namespace {

using domain::AccountEntry;
using domain::Directory;

std::optional<std::string> read_dashboard_url(const DocumentValue& value) {
  auto url = value.url();
  if (url && url->find_first_of("?#") != std::string::npos) {
    value.refuse("must not have a query or fragment (? or #): links are made by adding to it");
    return std::nullopt;
  }
  while (url && url->back() == '/') url->pop_back();
  return url;
}

constexpr std::array<EntryKey<AccountEntry>, 2> kBotKeys{{
    {"enabled", [](const DocumentValue& value, AccountEntry& account) { account.bot_enabled = value.boolean(); }},
    {"name",
     [](const DocumentValue& value, AccountEntry& account) {
       account.bot_name =
           value.nullable([](const DocumentValue& present) { return present.text(domain::kBotNameRule); });
     }},
}};

void read_bot(const DocumentValue& value, AccountEntry& account) {
  const AccountEntry bot = read_entry(value, kBotKeys);
  account.bot_enabled = bot.bot_enabled;
  account.bot_name = bot.bot_name;
}

constexpr std::array<EntryKey<AccountEntry>, 3> kAccountKeys{{
    {"name",
     [](const DocumentValue& value, AccountEntry& account) {
       account.name = value.name(domain::kAccountNameRule).value_or(std::string());
     },
     kRequired},
    {"dashboard_url",
     [](const DocumentValue& value, AccountEntry& account) { account.dashboard_url = read_dashboard_url(value); }},
    {"bot", read_bot},
}};

constexpr std::array<EntryKey<Directory>, 8> kDirectoryKeys{{
    {"account",
     [](const DocumentValue& value, Directory& directory) { directory.account = read_entry(value, kAccountKeys); },
     kRequired},
    {"api_keys",
     [](const DocumentValue& value, Directory& directory) { directory.api_keys = value.entries(read_api_key); }},
    {"users", [](const DocumentValue& value, Directory& directory) { directory.users = value.entries(read_user); }},
    {"teams", [](const DocumentValue& value, Directory& directory) { directory.teams = value.entries(read_team); }},
    {"custom_statuses", [](const DocumentValue& value,
                           Directory& directory) { directory.custom_statuses = value.entries(read_custom_status); }},
    {"tags", [](const DocumentValue& value, Directory& directory) { directory.tags = value.entries(read_tag); }},
    {"custom_fields", [](const DocumentValue& value,
                         Directory& directory) { directory.custom_fields = value.entries(read_custom_field); }},
    {"contacts",
     [](const DocumentValue& value, Directory& directory) { directory.contacts = value.entries(read_contact); }},
}};

}  // namespace

Result<Directory> parse_directory(std::string_view text) {
  DocumentParser parser;  // its own, so that the memory for a large document is given back
  auto root = parser.parse_object(text);
  if (!root.ok()) return std::move(root).error();
  ParamErrors problems;
  Directory directory = read_entry(DocumentObject(root.value(), domain::DocumentPlace(), problems), kDirectoryKeys);
  directory.problems = std::move(problems);
  domain::refuse_duplicates(directory);
  if (directory.account.name.empty()) return Error::invalid_params(std::move(directory.problems));
  return directory;
}

}  // namespace onduty::json
