// The C++ library from start to end: make a database, bring people in, change a status, ask who is on duty and what
// was.
//
//   onduty_example FILE     (the file is made; a second run finds it as the first left it)

#include <onduty/database.h>

#include <cstdio>
#include <string>

namespace {

constexpr char kDirectory[] = R"({
  "account": {"name": "acme"},
  "users": [{"uuid": "414a6d692bd645ed803f2e7ce360d4c8", "email": "jane.doe@email.com", "name": "Jane Doe", "available": true}],
  "custom_statuses": [{"id": "0d6041a2-8b88-49ec-a99b-a88a078a16c1", "name": "Vacationing", "emoji": "🌴"}]
})";

int fail(const onduty::Error& error) {
  std::fprintf(stderr, "%s: %s\n", std::string(onduty::error_name(error.code)).c_str(), error.message.c_str());
  return 1;
}

std::string describe(const onduty::User& user, const onduty::Status& status) {
  std::string text = user.name + " is " + (status.available ? "available" : "away");
  return status.custom_status ? text + ": " + status.custom_status->name : text;
}

int run(const std::string& path) {
  auto opened = onduty::Database::open(path);
  if (!opened.ok()) return fail(opened.error());
  onduty::Database database = std::move(opened).value();
  if (auto report = database.import_directory(kDirectory, {}); !report.ok()) return fail(report.error());
  const auto acme = database.account("acme");
  if (!acme.ok()) return fail(acme.error());
  const auto jane = acme.value().find_user("jane.doe@email.com");
  if (!jane.ok()) return fail(jane.error());

  onduty::StatusRequest request;
  request.user = jane.value().uuid;
  request.update.available = false;
  request.update.custom_status =
      onduty::CustomStatusUpdate::assign(*onduty::Uuid::parse("0d6041a2-8b88-49ec-a99b-a88a078a16c1"));
  request.update.reason = "two weeks at the sea";
  const auto change = acme.value().update_status(request);  // on disk when this returns
  if (!change.ok()) return fail(change.error());
  std::printf("%s\n", describe(jane.value(), change.value().after).c_str());

  const auto entries = acme.value().history(onduty::HistoryQuery::of(jane.value().uuid));
  if (!entries.ok()) return fail(entries.error());
  for (const onduty::HistoryEntry& entry : entries.value()) {
    std::printf("%s by %s\n", entry.at.with_offset().c_str(), std::string(onduty::way_name(entry.way)).c_str());
  }
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count == 2) return run(arguments[1]);
  std::fprintf(stderr, "usage: onduty_example FILE\n");
  return 2;
}
