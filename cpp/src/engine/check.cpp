#include "engine/check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "domain/clock_rule.h"
#include "store/integrity_reader.h"

namespace onduty::engine {
namespace {

constexpr int kToldMax = 20;  // of each kind

constexpr const char* kRestore =
    "Stop what writes to the database, keep a copy of its files, and put the last backup that passes this check in "
    "their "
    "place. Look at the disk, and for programs that wrote to the file without SQLite.";
constexpr const char* kReport =
    "Something other than onduty wrote to the database, or this is a bug of onduty: please report it. The history is "
    "what counts; an update of that user brings the state in line with it.";
constexpr const char* kFixClock =
    "Set the clock right. Until it catches up, changes of that history are recorded with the instant of its last "
    "entry.";
constexpr const char* kReopen =
    "Close every program that has the database open; the next that opens it with onduty sets it right. If it comes "
    "back, "
    "another program changes the setting.";

class Check {
 public:
  Check(store::Session& session, Instant now) : session_(session), reader_(session.connection()), now_(now) {}

  Result<CheckReport> run() {
    for (const auto step :
         {&Check::look_at_file, &Check::look_at_references, &Check::look_at_histories, &Check::look_at_clock}) {
      (this->*step)();
      if (auto stopped = take_failure()) return *std::move(stopped);
    }
    return std::move(report_);
  }

 private:
  void tell(const char* kind, std::string problem, const char* remedy) {
    Finding finding{kind, std::move(problem), remedy};
    auto& findings = report_.findings;
    if (std::find(findings.begin(), findings.end(), finding) == findings.end()) findings.push_back(std::move(finding));
  }

  void look_at_file() {
    for (std::string& problem : reader_.damage(kToldMax)) tell("damaged_file", std::move(problem), kRestore);
  }

  void look_at_references() {
    for (std::string& problem : reader_.broken_references(kToldMax)) {
      tell("broken_reference", std::move(problem), kRestore);
    }
  }

  void look_at_histories() {
    std::int64_t count = 0;
    const auto tally = reader_.audit_histories([&](const store::InconsistentUser& user) {
      if (++count > kToldMax) return;
      std::string text = "User " + user.uuid.hex() + " (" + user.email + ") of the account '" + user.account + "': ";
      for (const std::string& problem : user.problems)
        text += (&problem == &user.problems.front() ? "" : "; ") + problem;
      tell("history", std::move(text), kReport);
    });
    if (count > kToldMax) tell("history", "and " + std::to_string(count - kToldMax) + " more users.", kReport);
    report_.users = tally.users;
    report_.entries = tally.entries;
  }

  void look_at_clock() {
    if (auto problem = domain::clock_problem(session_.statuses().last_instant(), now_)) {
      tell("clock", *std::move(problem), kFixClock);
    }
  }

  // What cannot be read is a finding too, and the rest is gone through all the same.
  std::optional<Error> take_failure() {
    if (!session_.failure()) return std::nullopt;
    const Error failure = *session_.failure();
    if (failure.code == ErrorCode::kClosed) return failure;
    session_.restart_read();
    tell("damaged_file", failure.message, kRestore);
    return std::nullopt;
  }

  store::Session& session_;
  store::IntegrityReader reader_;
  const Instant now_;
  CheckReport report_;
};

}  // namespace

Result<CheckReport> check_contents(store::Session& session, Instant now, const CheckOptions& options) {
  session.connection().interrupt_unless(options.keep_going);
  auto report = Check(session, now).run();
  session.connection().interrupt_unless({});
  return report;
}

std::vector<Finding> check_settings(store::Session& writing) {
  constexpr std::int64_t kFull = 2;
  std::vector<Finding> findings;
  store::Connection& connection = writing.connection();
  const std::string mode = connection.query_text("PRAGMA journal_mode");
  if (mode != "wal") {
    findings.push_back({"settings", "The journal mode is '" + mode + "' instead of 'wal'.", kReopen});
  }
  if (connection.query_integer("PRAGMA synchronous") != kFull) {
    findings.push_back({"settings", "Commits are not synced to the disk: PRAGMA synchronous is not FULL.", kReopen});
  }
  if (connection.query_integer("PRAGMA foreign_keys") != 1) {
    findings.push_back({"settings", "References are not checked: PRAGMA foreign_keys is off.", kReopen});
  }
  return findings;
}

Finding not_writable(const Error& refusal) {
  return {"not_writable", "Updates are not taken: " + refusal.message,
          "See what the message says; then close the database and open it again."};
}

}  // namespace onduty::engine
