#include <array>
#include <utility>

#include "base/mutex.h"
#include "engine/bulk.h"
#include "engine/core.h"
#include "engine/write_call.h"
#include "onduty/account.h"
#include "onduty/bulk.h"

namespace onduty {
namespace {

// While the writer carries one part out, the next is ready.
constexpr std::size_t kUnderWayMax = 2;

constexpr std::chrono::milliseconds kLongWait = std::chrono::hours(1);

}  // namespace

BulkExtras& BulkUpdate::more() {
  if (!extras) extras = std::make_unique<BulkExtras>();
  return *extras;
}

std::string_view outcome_name(BulkResult::Outcome outcome) {
  constexpr std::array<std::string_view, 3> kNames{"changed", "unchanged", "refused"};
  return kNames[static_cast<std::size_t>(outcome)];
}

// The parts under way and what those before came to. Thread rule: safe to use from any thread.
class BulkRun::Parts : public std::enable_shared_from_this<BulkRun::Parts> {
 public:
  Parts(std::shared_ptr<engine::Core> core, std::int64_t account_id, BulkOptions options)
      : core_(std::move(core)), bulk_(account_id, std::move(options)) {
    ParamErrors refused = engine::refusals_of(bulk_.options);
    if (!refused.empty()) stop(Error::invalid_params(std::move(refused)));
    if (auto failure = core_->writer().refusal()) stop(*std::move(failure));  // there may be no update to be told it
  }

  bool is_atomic() const { return bulk_.options.atomic; }

  void submit(std::vector<BulkUpdate> updates) {
    const std::size_t count = updates.size();
    {
      const base::MutexLock held(mutex_);
      if (report_.stopped_by) return;
      ++under_way_;
    }
    // Shared, since a std::function has to be copyable and updates are not.
    auto shared = std::make_shared<std::vector<BulkUpdate>>(std::move(updates));
    engine::submit_call<engine::BulkPart>(
        core_->writer(),
        [self = shared_from_this(), shared](store::Session& session, Instant now) {
          return engine::carry_out(session, self->bulk_, *shared, now);
        },
        [self = shared_from_this(), count](Result<engine::BulkPart> part) { self->note(std::move(part), count); },
        engine::WriteLength::kLong,
        [self = shared_from_this()](engine::PresentChanges& changes) { engine::publish(self->bulk_, changes); });
  }

  bool wait_until(std::size_t under_way_max, std::chrono::milliseconds timeout) {
    const base::MutexLock held(mutex_);
    while (under_way_ > under_way_max) {
      if (!answered_.wait_for(mutex_, timeout)) return under_way_ <= under_way_max;
    }
    return true;
  }

  bool is_stopped() const {
    const base::MutexLock held(mutex_);
    return report_.stopped_by.has_value();
  }

  std::int64_t done() const {
    const base::MutexLock held(mutex_);
    return done_;
  }

  BulkReport take_report() {
    const base::MutexLock held(mutex_);
    return std::move(report_);
  }

 private:
  void stop(Error error) ONDUTY_EXCLUDES(mutex_) {
    const base::MutexLock held(mutex_);
    if (!report_.stopped_by) report_.stopped_by = std::move(error);
    bulk_.stopped = true;
  }

  void note(Result<engine::BulkPart> part, std::size_t count) ONDUTY_EXCLUDES(mutex_) {
    if (!part.ok()) stop(std::move(part).error());
    const base::MutexLock held(mutex_);
    if (part.ok()) {
      engine::add_part(report_, std::move(part).value());
      done_ += static_cast<std::int64_t>(count);
    }
    --under_way_;
    answered_.notify_one();
  }

  const std::shared_ptr<engine::Core> core_;
  engine::Bulk bulk_;

  mutable base::Mutex mutex_;
  base::CondVar answered_;
  BulkReport report_ ONDUTY_GUARDED_BY(mutex_);
  std::size_t under_way_ ONDUTY_GUARDED_BY(mutex_) = 0;
  std::int64_t done_ ONDUTY_GUARDED_BY(mutex_) = 0;
};

BulkRun::BulkRun(std::shared_ptr<engine::Core> core, std::int64_t account_id, BulkOptions options)
    : parts_(std::make_shared<Parts>(std::move(core), account_id, std::move(options))) {}

BulkRun::BulkRun(BulkRun&&) noexcept = default;

BulkRun::~BulkRun() = default;

bool BulkRun::add(BulkUpdate update) {
  const bool is_last = update.hands_off();
  if (added_.empty() && !parts_->is_atomic()) added_.reserve(engine::kBulkPartSize);
  added_.push_back(std::move(update));
  return !parts_->is_atomic() && (is_last || added_.size() >= engine::kBulkPartSize);
}

void BulkRun::send() {
  while (!is_free(kLongWait)) continue;
  if (!added_.empty() || parts_->is_atomic()) parts_->submit(std::exchange(added_, {}));
}

bool BulkRun::is_free(std::chrono::milliseconds timeout) const { return parts_->wait_until(kUnderWayMax - 1, timeout); }

bool BulkRun::is_idle(std::chrono::milliseconds timeout) const { return parts_->wait_until(0, timeout); }

bool BulkRun::is_stopped() const { return parts_->is_stopped(); }

std::int64_t BulkRun::done() const { return parts_->done(); }

BulkReport BulkRun::finish() {
  while (!is_idle(kLongWait)) continue;
  return parts_->take_report();
}

BulkRun Account::start_bulk(BulkOptions options) const { return {core_, id_, std::move(options)}; }

Result<BulkReport> Account::update_many(std::vector<BulkUpdate> updates, BulkOptions options) const {
  BulkRun run = start_bulk(std::move(options));
  for (BulkUpdate& update : updates) {
    if (run.add(std::move(update))) run.send();
    if (run.is_stopped()) break;
  }
  run.send();
  BulkReport report = run.finish();
  if (report.stopped_by && report.results.empty()) return *std::move(report.stopped_by);
  return report;
}

}  // namespace onduty
