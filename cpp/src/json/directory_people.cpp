#include "json/directory_people.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "domain/duplicates.h"
#include "json/document_entry.h"

namespace onduty::json {
namespace {

using domain::ApiKeyEntry;
using domain::TeamEntry;
using domain::UserEntry;

constexpr std::array<EntryKey<UserEntry>, 7> kUserKeys{{
    {"uuid", [](const DocumentValue& value, UserEntry& user) { user.uuid = value.uuid(); }},
    {"email", [](const DocumentValue& value, UserEntry& user) { user.email = value.email(); }},
    {"name", [](const DocumentValue& value, UserEntry& user) { user.name = value.text(domain::kUserNameRule); }},
    {"createdAt", [](const DocumentValue& value, UserEntry& user) { user.created_at = value.instant(); }},
    {"available", [](const DocumentValue& value, UserEntry& user) { user.available = value.boolean(); }},
    {"custom_status_id",
     [](const DocumentValue& value, UserEntry& user) {
       const auto id = value.nullable([](const DocumentValue& present) { return present.uuid(); });
       if (id) user.custom_status = *id ? CustomStatusUpdate::assign(**id) : CustomStatusUpdate::clear();
     }},
    {"removed", [](const DocumentValue& value, UserEntry& user) { user.removed = value.boolean().value_or(false); }},
}};

// The e-mails of a list, none of them twice in any spelling.
std::optional<std::vector<std::string>> read_members(const DocumentValue& value) {
  const auto values = value.list();
  if (!values) return std::nullopt;
  std::vector<std::string> emails;
  std::vector<std::string> folded;
  for (const DocumentValue& item : *values) {
    emails.push_back(item.email().value_or(std::string()));
    folded.push_back(base::fold(emails.back()));
  }
  for (const auto& [first, again] : domain::find_duplicates({folded.begin(), folded.end()})) {
    if (!folded[again].empty()) (*values)[again].refuse("is given already at " + (*values)[first].place().pointer());
  }
  return emails;
}

constexpr std::array<EntryKey<TeamEntry>, 6> kTeamKeys{{
    {"uuid", [](const DocumentValue& value, TeamEntry& team) { team.uuid = value.uuid().value_or(Uuid()); }, kRequired},
    {"name", [](const DocumentValue& value, TeamEntry& team) { team.name = value.text(domain::kTeamNameRule); }},
    {"createdAt", [](const DocumentValue& value, TeamEntry& team) { team.created_at = value.instant(); }},
    {"default", [](const DocumentValue& value, TeamEntry& team) { team.is_default = value.boolean(); }},
    {"members", [](const DocumentValue& value, TeamEntry& team) { team.members = read_members(value); }},
    {"removed", [](const DocumentValue& value, TeamEntry& team) { team.removed = value.boolean().value_or(false); }},
}};

bool is_secret(std::string_view text) {
  return text.size() >= domain::kSecretSizeMin && text.size() <= domain::kSecretSizeMax &&
         std::all_of(text.begin(), text.end(), [](char character) { return character > ' ' && character <= '~'; });
}

// A refusal never shows the secret (I3).
std::optional<std::string> read_digest(const DocumentValue& value) {
  const auto secret = value.text();
  if (!secret) return std::nullopt;
  if (is_secret(*secret)) return base::digest(*secret);
  value.refuse("must be " + std::to_string(domain::kSecretSizeMin) + " to " + std::to_string(domain::kSecretSizeMax) +
               " printable ASCII characters without spaces");
  return std::nullopt;
}

std::optional<std::int64_t> read_scopes(const DocumentValue& value) {
  const auto values = value.list();
  if (!values) return std::nullopt;
  std::int64_t scopes = 0;
  for (const DocumentValue& item : *values) {
    const auto name = item.text();
    if (!name) continue;
    const auto scope = domain::scope_from_name(*name);
    if (!scope) item.refuse("must be read, write or act_for_others");
    if (scope && (scopes & *scope) != 0) item.refuse("is given twice");
    scopes |= scope.value_or(0);
  }
  if (values->empty()) value.refuse("must name at least one of read, write and act_for_others");
  return scopes;
}

constexpr std::array<EntryKey<ApiKeyEntry>, 5> kApiKeyKeys{{
    {"name",
     [](const DocumentValue& value, ApiKeyEntry& key) {
       key.name = value.name(domain::kApiKeyNameRule).value_or(std::string());
     },
     kRequired},
    {"key", [](const DocumentValue& value, ApiKeyEntry& key) { key.digest = read_digest(value); }},
    {"scopes", [](const DocumentValue& value, ApiKeyEntry& key) { key.scopes = read_scopes(value); }},
    {"user",
     [](const DocumentValue& value, ApiKeyEntry& key) {
       key.user = value.nullable([](const DocumentValue& present) { return present.email(); });
     }},
    {"removed", [](const DocumentValue& value, ApiKeyEntry& key) { key.removed = value.boolean().value_or(false); }},
}};

}  // namespace

domain::UserEntry read_user(const DocumentValue& value) {
  const auto object = value.object();
  if (!object) return {};
  UserEntry user = read_entry(*object, kUserKeys);
  if (!object->has("uuid") && !object->has("email")) value.refuse("must have a uuid or an email");
  return user;
}

domain::TeamEntry read_team(const DocumentValue& value) { return read_entry(value, kTeamKeys); }

domain::ApiKeyEntry read_api_key(const DocumentValue& value) { return read_entry(value, kApiKeyKeys); }

}  // namespace onduty::json
