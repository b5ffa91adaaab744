#include "json/history_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "domain/request_text.h"
#include "json/lines.h"

namespace onduty::json {
namespace {

using domain::PastChange;
using simdjson::dom::element;
using simdjson::dom::object;

// The line under way. What is wrong with it goes to the problems of the file.
struct EntryReader {
  domain::PastChanges& read;
  PastChange change;
  bool is_good = true;

  void refuse(const std::string& reason) {
    read.problems.add(change.line, reason);
    is_good = false;
  }

  std::optional<std::string_view> text(std::string_view key, element value) {
    std::string_view found;
    if (value.get(found) == simdjson::SUCCESS) return found;
    refuse(std::string(key) + " must be a string");
    return std::nullopt;
  }
};

void read_user(element value, EntryReader& entry) {
  if (const auto text = entry.text("user", value)) entry.change.user = entry.read.users.place_of(*text);
}

void read_at(element value, EntryReader& entry) {
  const auto text = entry.text("at", value);
  if (!text) return;
  const auto at = Instant::parse(*text);
  if (!at) return entry.refuse("at " + std::string(Instant::problem_of(*text)));
  entry.change.at = *at;
}

void read_available(element value, EntryReader& entry) {
  bool available = false;
  if (value.get(available) != simdjson::SUCCESS) return entry.refuse("available must be true or false");
  entry.change.availability = available ? PastChange::Availability::kAvailable : PastChange::Availability::kAway;
}

void read_custom_status(element value, EntryReader& entry) {
  if (value.is_null()) {
    entry.change.custom_status_kind = PastChange::CustomStatus::kClear;
    return;
  }
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS || !Uuid::parse(text)) {
    return entry.refuse("custom_status_id must be a uuid or null");
  }
  entry.change.custom_status_kind = PastChange::CustomStatus::kAssign;
  entry.change.custom_status = entry.read.custom_statuses.place_of(text);
}

void read_actor(element value, EntryReader& entry) {
  if (value.is_null()) return;
  const auto text = entry.text("actor", value);
  if (!text) return;
  if (const auto problem = domain::actor_problem(*text)) return entry.refuse("actor " + std::string(*problem));
  entry.change.actor = entry.read.actors.place_of(*text);
}

void read_reason(element value, EntryReader& entry) {
  if (value.is_null()) return;
  const auto text = entry.text("reason", value);
  if (!text) return;
  if (const auto problem = domain::reason_problem(*text)) return entry.refuse("reason " + std::string(*problem));
  entry.change.reason = entry.read.reasons.place_of(*text);
}

struct Key {
  std::string_view name;
  void (*read)(element, EntryReader&);
};

constexpr std::array<Key, 6> kKeys{{
    {"user", read_user},
    {"at", read_at},
    {"available", read_available},
    {"custom_status_id", read_custom_status},
    {"actor", read_actor},
    {"reason", read_reason},
}};

// Which of kKeys the entry has.
using KeysThere = std::array<bool, kKeys.size()>;

void read_key(std::string_view name, element value, KeysThere& there, EntryReader& entry) {
  const auto* const key = std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& k) { return k.name == name; });
  if (key == kKeys.end()) return entry.refuse(std::string(name) + " is not a key of an entry");
  bool& is_there = there[static_cast<std::size_t>(key - kKeys.begin())];
  if (is_there) return entry.refuse(std::string(name) + " is given twice");
  is_there = true;
  key->read(value, entry);
}

void check_keys(const KeysThere& there, EntryReader& entry) {
  if (!there[0]) entry.refuse("user is required");
  if (!there[1]) entry.refuse("at is required");
  if (!there[2] && !there[3]) entry.refuse("available or custom_status_id is required");
}

}  // namespace

void HistoryLines::add(std::string_view bytes) {
  for (std::size_t end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
    if (begun_.empty()) {
      read_line(bytes.substr(0, end));
    } else {
      begun_.append(bytes.substr(0, end));
      read_line(std::exchange(begun_, {}));
    }
    bytes.remove_prefix(end + 1);
  }
  begun_.append(bytes);
}

domain::PastChanges HistoryLines::finish() {
  if (!begun_.empty()) read_line(std::exchange(begun_, {}));
  return std::move(read_);
}

void HistoryLines::read_line(std::string_view line) {
  ++line_;
  if (is_blank_line(line)) return;
  const auto entry = parse_line(parser_, line);
  if (!entry.ok()) return read_.problems.add(line_, entry.error().message);
  read_entry(entry.value());
}

void HistoryLines::read_entry(const object& keys) {
  EntryReader entry{read_, {}};
  entry.change.line = line_;
  KeysThere there{};
  for (const auto& [name, value] : keys) read_key(name, value, there, entry);
  check_keys(there, entry);
  if (entry.is_good) read_.changes.push_back(entry.change);
}

}  // namespace onduty::json
