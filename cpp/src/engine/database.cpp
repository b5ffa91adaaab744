#include "onduty/database.h"

#include <utility>

#include "base/build_info.h"
#include "base/digest.h"
#include "domain/clock_rule.h"
#include "engine/check.h"
#include "engine/core.h"
#include "engine/import_operation.h"
#include "engine/present_reads.h"
#include "engine/waiting.h"
#include "engine/write_call.h"
#include "json/build_info.h"
#include "json/directory_document.h"
#include "store/backup.h"
#include "store/build_info.h"
#include "store/disk_space.h"

namespace onduty {
namespace {

using Settings = std::vector<Finding>;

// Bytes on the disk, below which an update is not counted on to fit: a few times what it takes of the log.
constexpr std::uintmax_t kFreeSpaceMin = 128 * 1024;

// Where the last write failed, tries another one, which changes nothing and is synced as any; gives what it fails with.
// It is smaller than an update, so that a disk must have room for one besides.
std::optional<Error> probe_after_failure(engine::Writer& writer, const std::string& path) {
  if (!writer.last_failure()) return std::nullopt;
  if (store::free_disk_space(path).value_or(kFreeSpaceMin) < kFreeSpaceMin) return Error::of(ErrorCode::kStorageFull);
  engine::Waiting<int> waiting;
  engine::submit_call<int>(
      writer,
      [](store::Session& session, Instant) -> Result<int> {
        session.connection().execute("UPDATE counter SET value = value");
        return 0;
      },
      waiting.done(), engine::WriteLength::kShort, engine::publish_nothing);
  const auto outcome = waiting.result();
  return outcome.ok() ? std::nullopt : std::optional(outcome.error());
}

// As findings, since a database that cannot be written to is what a check is there to tell.
Settings settings_of(engine::Writer& writer) {
  engine::Waiting<Settings> waiting;
  engine::submit_call<Settings>(
      writer, [](store::Session& session, Instant) -> Result<Settings> { return engine::check_settings(session); },
      waiting.done());
  auto settings = waiting.result();
  return settings.ok() ? std::move(settings).value() : Settings{engine::not_writable(settings.error())};
}

std::optional<ApiKey> known_key(engine::Core& core, const std::string& digest) {
  if (core.is_forked()) return std::nullopt;
  return core.present().api_key(digest);
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

Result<Database> Database::open(const std::string& path, const OpenOptions& options) {
  auto core = engine::Core::open(path, options);
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

Result<void> Database::run_in_background(std::function<void()> task) const { return core_->post_read(std::move(task)); }

Result<std::vector<std::string>> Database::accounts() const {
  return core_->readers().run(
      [](store::Session& session) -> Result<std::vector<std::string>> { return session.directory().account_names(); });
}

Result<ApiKey> Database::authenticate(std::string_view secret) const {
  const std::string digest = base::digest(secret);
  if (auto known = known_key(*core_, digest)) return *std::move(known);
  return core_->readers().run([&](store::Session& session) -> Result<ApiKey> {
    auto key = engine::read_api_key(session, core_->present(), digest);
    if (!key) return Error::of(ErrorCode::kUnauthorized);
    return *std::move(key);
  });
}

std::optional<ApiKey> Database::authenticate_if_known(std::string_view secret) const {
  return known_key(*core_, base::digest(secret));
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

Result<BackupReport> Database::backup(const std::string& path, const BackupOptions& options) const {
  BackupOptions stopping = options;
  stopping.progress = [&](std::int64_t done, std::int64_t total) {
    return (!options.progress || options.progress(done, total)) && !core_->is_closed();
  };
  return core_->readers().run(
      [&](store::Session& session) { return store::back_up(session.connection(), path, stopping); });
}

Result<CheckReport> Database::check(const CheckOptions& options) const {
  const CheckOptions stopping{[&] { return (!options.keep_going || options.keep_going()) && !core_->is_closed(); }};
  auto report = core_->readers().run(
      [&](store::Session& session) { return engine::check_contents(session, core_->now(), stopping); });
  if (!report.ok()) return report;
  for (Finding& finding : settings_of(core_->writer())) report.value().findings.push_back(std::move(finding));
  return report;
}

Readiness Database::readiness() const {
  Readiness readiness;
  if (const auto refusal = core_->writer().refusal()) {
    readiness.problem = refusal->message;
    return readiness;
  }
  if (const auto failure = probe_after_failure(core_->writer(), core_->path())) {
    readiness.problem = failure->message;
    return readiness;
  }
  const auto last = core_->readers().run(
      [](store::Session& session) -> Result<Instant> { return session.statuses().last_instant(); });
  if (!last.ok()) {
    readiness.problem = last.error().message;
    return readiness;
  }
  readiness.can_write = true;
  if (const auto problem = domain::clock_problem(last.value(), core_->now())) {
    readiness.warnings.push_back(*problem + " Check the clock.");
  }
  return readiness;
}

std::size_t Database::queue_length() const { return core_->is_forked() ? 0 : core_->writer().queue_length(); }

void Database::close() { core_->close(); }

void Database::close(const std::function<bool()>& keep_waiting) { core_->close(keep_waiting); }

bool Database::is_closed() const { return !core_->is_forked() && core_->is_closed(); }

bool Database::is_forked() const { return core_->is_forked(); }

}  // namespace onduty
