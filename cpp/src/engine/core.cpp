#include "engine/core.h"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "store/database_file.h"

namespace onduty::engine {
namespace {

constexpr std::size_t kReadThreads = 2;
constexpr std::size_t kReadsWaitingMax = 10'000;
constexpr std::size_t kPlanningThreads = 1;  // one may hold all of a large account in memory
constexpr std::size_t kPlanningsWaitingMax = 100;
constexpr std::size_t kLongReadThreads = 2;

Instant system_now() {
  using namespace std::chrono;
  return Instant{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Writer::Clock clock_of(const OpenOptions& options) {
  if (!options.clock) return system_now;
  return [clock = options.clock] { return Instant{clock()}; };
}

// Whose last owner, where that is in a child of the process that opened it, leaves it to the end of that child: its
// threads are not there to be joined, its mutexes may be locked for ever, and its files are the parent's.
std::shared_ptr<Core> shared(std::unique_ptr<Core> core) {
  const auto let_go = [](Core* owned) {
    if (!owned->is_forked()) std::default_delete<Core>()(owned);
  };
  return {core.release(), let_go};
}

}  // namespace

Result<std::shared_ptr<Core>> Core::open(const std::string& path, const OpenOptions& options) {
  auto resolved = store::resolve_path(path);
  if (!resolved.ok()) return std::move(resolved).error();
  const std::string& file = resolved.value();
  std::error_code ignored;
  if (!options.create && !std::filesystem::exists(file, ignored)) {
    return Error::with_message(ErrorCode::kStorageUnavailable, "There is no database " + path + ".");
  }
  if (auto looked = store::refuse_foreign(file, options.create); !looked.ok()) return std::move(looked).error();
  auto lock = store::ProcessLock::open(file + "-lock");
  if (!lock.ok()) return std::move(lock).error();
  auto connection = store::open_writer(file, options.create, lock.value(), options.keep_waiting);
  if (!connection.ok()) return std::move(connection).error();
  lock.value().adopt_mode(file);
  auto session = std::make_unique<store::Session>(std::move(connection).value());
  if (session->failure()) return *session->failure();
  const auto watch = store::CommitWatch::over(session->connection());
  auto core = std::make_unique<Core>(file, std::move(session), std::move(lock).value(), options);
  core->present().open(watch);
  return shared(std::move(core));
}

Core::Core(std::string path, std::unique_ptr<store::Session> session, store::ProcessLock lock,
           const OpenOptions& options)
    : path_(std::move(path)),
      clock_(clock_of(options)),
      readers_(path_),
      writer_(std::move(session), std::move(lock), present_, clock_, options.queue_max),
      reads_(kReadThreads),
      plannings_(kPlanningThreads),
      long_reads_(kLongReadThreads) {}

Result<void> Core::post_read(Background::Task task) { return reads_.post(std::move(task), kReadsWaitingMax); }

Result<void> Core::post_planning(Background::Task task) {
  return plannings_.post(std::move(task), kPlanningsWaitingMax);
}

Result<void> Core::post_long_read(Background::Task task, std::size_t waiting_max) {
  return long_reads_.post(std::move(task), waiting_max);
}

void Core::close(const std::function<bool()>& keep_waiting) {
  if (is_forked()) return;
  plannings_.close();
  reads_.close();
  readers_.close();     // before the writer, which then closes the last connection and so leaves no log behind
  long_reads_.close();  // stopped by that of the readers
  present_.close();     // which looks at what belongs to the writer's connection
  writer_.close(keep_waiting);
}

}  // namespace onduty::engine
