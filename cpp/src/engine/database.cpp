#include "onduty/database.h"

#include <utility>

#include "base/build_info.h"
#include "base/digest.h"
#include "engine/core.h"
#include "engine/import_operation.h"
#include "engine/waiting.h"
#include "json/build_info.h"
#include "json/directory_document.h"
#include "store/build_info.h"

namespace onduty {
namespace {

constexpr std::int64_t kAheadMaxMs = 60'000;  // U11

std::string ahead_warning(Instant last, Instant now) {
  return "The history is ahead of this machine's clock by " + std::to_string((last.ms - now.ms) / 1000) +
         " s (its last entry is of " + last.with_offset() + "). Check the clock.";
}

}  // namespace

BuildInfo build_info() {
  return {ONDUTY_VERSION,           ONDUTY_COMPILER,        store::sqlite_version(),      store::sqlite_source_id(),
          json::simdjson_version(), base::sodium_version(), base::utf8proc_version_text()};
}

Database::Database(std::shared_ptr<engine::Core> core) : core_(std::move(core)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Database::~Database() {
  if (core_) close();
}

Result<Database> Database::open(const std::string& path, OpenOptions options) {
  auto core = engine::Core::open(path, std::move(options));
  if (!core.ok()) return std::move(core).error();
  return Database(std::move(core).value());
}

const std::string& Database::path() const { return core_->path(); }

Result<Account> Database::account(std::string_view name) const {
  return core_->readers().run([&](store::Session& session) -> Result<Account> {
    const auto id = session.directory().find_account(name);
    if (id) return Account(core_, *id, std::string(name));
    return Error::with_message(ErrorCode::kAccountNotFound, "There is no account '" + std::string(name) + "'.");
  });
}

Result<Account> Database::sole_account() const {
  const auto names = accounts();
  if (!names.ok()) return names.error();
  if (names.value().size() == 1) return account(names.value().front());
  std::string message = names.value().empty() ? "The database holds no account yet." : "Name an account:";
  for (const std::string& name : names.value()) message += " '" + name + "'";
  return Error::with_message(ErrorCode::kAccountNotFound, std::move(message));
}

Account Database::account_of(const ApiKey& key) const { return Account(core_, key.account_id, key.account); }

bool Database::run_in_background(std::function<void()> task) const { return core_->background().post(std::move(task)); }

Result<std::vector<std::string>> Database::accounts() const {
  return core_->readers().run(
      [](store::Session& session) -> Result<std::vector<std::string>> { return session.directory().account_names(); });
}

Result<ApiKey> Database::authenticate(std::string_view secret) const {
  return core_->readers().run([digest = base::digest(secret)](store::Session& session) -> Result<ApiKey> {
    const auto key = session.directory().find_api_key(digest);
    if (!key) return Error::of(ErrorCode::kUnauthorized);
    return *key;
  });
}

void Database::import_directory_async(std::string_view json, const ImportOptions& options, ImportDone done) {
  auto directory = json::parse_directory(json);
  if (!directory.ok()) {
    done(std::move(directory).error());
    return;
  }
  core_->writer().submit(
      std::make_unique<engine::ImportOperation>(std::move(directory).value(), options, std::move(done)));
}

Result<ImportReport> Database::import_directory(std::string_view json, const ImportOptions& options) {
  engine::Waiting<ImportReport> waiting;
  import_directory_async(json, options, waiting.done());
  return waiting.result();
}

Readiness Database::readiness() const {
  Readiness readiness;
  if (const auto refusal = core_->writer().refusal()) {
    readiness.problem = refusal->message;
    return readiness;
  }
  const auto last = core_->readers().run(
      [](store::Session& session) -> Result<Instant> { return session.statuses().last_instant(); });
  if (!last.ok()) {
    readiness.problem = last.error().message;
    return readiness;
  }
  readiness.can_write = true;
  const Instant now = core_->now();
  if (last.value().ms > now.ms + kAheadMaxMs) readiness.warnings.push_back(ahead_warning(last.value(), now));
  return readiness;
}

void Database::close() { core_->close(); }

}  // namespace onduty
