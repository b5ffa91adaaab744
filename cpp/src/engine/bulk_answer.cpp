// A bulk as a request of the HTTP API.

#include "json/bulk_answer.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/bulk.h"
#include "engine/core.h"
#include "engine/idempotency.h"
#include "engine/refusals.h"
#include "engine/write_call.h"
#include "json/bulk_request.h"
#include "json/lines.h"
#include "onduty/account.h"

namespace onduty {
namespace {

using engine::Bulk;
using engine::BulkPart;
using Updates = std::vector<BulkUpdate>;

Answer answer_of(const BulkReport& report) { return {json::bulk_answer(report), std::nullopt, 200, false}; }

// One part after the other: the answer to each hands over the next, so that others have their turn between two.
class PartByPart : public std::enable_shared_from_this<PartByPart> {
 public:
  PartByPart(std::shared_ptr<engine::Core> core, std::int64_t account_id, BulkOptions options, Updates updates,
             Account::AnswerDone done)
      : core_(std::move(core)),
        bulk_(account_id, std::move(options)),
        updates_(std::move(updates)),
        done_(std::move(done)) {}

  void go_on() {
    if (end_ == updates_.size()) return answer();
    begin_ = end_;
    end_ = engine::end_of_part(updates_, begin_);
    engine::submit_call<BulkPart>(
        core_->writer(),
        [self = shared_from_this()](store::Session& session, Instant now) {
          const std::span<BulkUpdate> part(self->updates_.begin() + static_cast<std::ptrdiff_t>(self->begin_),
                                           self->updates_.begin() + static_cast<std::ptrdiff_t>(self->end_));
          return engine::carry_out(session, self->bulk_, part, now);
        },
        [self = shared_from_this()](Result<BulkPart> part) { self->note(std::move(part)); }, engine::WriteLength::kLong,
        [self = shared_from_this()](engine::PresentChanges& changes) { engine::publish(self->bulk_, changes); });
  }

 private:
  void note(Result<BulkPart> part) {
    if (part.ok()) {
      engine::add_part(report_, std::move(part).value());
      return go_on();
    }
    if (begin_ == 0) return done_(std::move(part).error());
    refuse_from(begin_, std::move(part).error());
    answer();
  }

  // What was carried out before the failure has to be told, so the rest is refused for it.
  void refuse_from(std::size_t begin, Error error) {
    // To a client of HTTP, a database that was closed is a storage that is out of reach.
    if (error.code == ErrorCode::kClosed) error.code = ErrorCode::kStorageUnavailable;
    const auto shared = std::make_shared<const Error>(std::move(error));
    for (std::size_t i = begin; i < updates_.size(); ++i) {
      report_.results.push_back({updates_[i].user, BulkResult::Outcome::kRefused, 0, shared});
    }
  }

  // Away from the writer's thread, which has better to do.
  void answer() {
    const auto give = [self = shared_from_this()] { self->done_(answer_of(self->report_)); };
    if (!core_->post_read(give).ok()) give();
  }

  const std::shared_ptr<engine::Core> core_;
  Bulk bulk_;
  Updates updates_;
  const Account::AnswerDone done_;
  std::size_t begin_ = 0;  // of the part under way
  std::size_t end_ = 0;
  BulkReport report_;
};

// All in one transaction, in which the answer is kept for the request's idempotency key.
struct InOne {
  Bulk bulk;
  Updates updates;
  ParamErrors refused;
  std::optional<Idempotency> idempotency;

  Result<Answer> carry_out(store::Session& session, Instant now) {
    const auto work = [&]() -> Result<Answer> {
      if (!refused.empty()) return Error::invalid_params(refused);
      auto part = engine::carry_out(session, bulk, updates, now);
      if (!part.ok()) return std::move(part).error();
      BulkReport report;
      engine::add_part(report, std::move(part).value());
      return answer_of(report);
    };
    return engine::carry_out_once(session, bulk.account_id, bulk.options.origin(), idempotency, now, work);
  }
};

struct Parsed {
  BulkOptions options;
  Updates updates;
  ParamErrors refused;
  std::optional<Idempotency> idempotency;
};

Result<Parsed> parse(const BulkCall& call) {
  auto request = json::parse_bulk(call.body);
  if (!request.ok()) return std::move(request).error();
  Parsed parsed;
  parsed.options = {call.origin.actor, call.origin.api_key_id, std::nullopt, request.value().atomic};
  parsed.updates = std::move(request.value().updates);
  parsed.refused = std::move(request.value().refused);
  parsed.refused.merge(call.refused);
  parsed.refused.merge(engine::refusals_of(parsed.options));
  if (call.idempotency_key) {
    parsed.idempotency = Idempotency::of(*call.idempotency_key, "PUT", call.path, call.body);
    engine::refuse_bad_idempotency(call.origin, parsed.idempotency, parsed.refused);
  }
  return parsed;
}

void carry_out(const std::shared_ptr<engine::Core>& core, std::int64_t account_id, const BulkCall& call,
               Account::AnswerDone done) {
  auto read = parse(call);
  if (!read.ok()) return done(std::move(read).error());
  Parsed& parsed = read.value();
  if (!parsed.idempotency && !parsed.options.atomic) {
    if (!parsed.refused.empty()) return done(Error::invalid_params(std::move(parsed.refused)));
    return std::make_shared<PartByPart>(core, account_id, std::move(parsed.options), std::move(parsed.updates),
                                        std::move(done))
        ->go_on();
  }
  // Shared, since a std::function has to be copyable and updates are not.
  const std::shared_ptr<InOne> in_one(new InOne{Bulk(account_id, std::move(parsed.options)), std::move(parsed.updates),
                                                std::move(parsed.refused), std::move(parsed.idempotency)});
  engine::submit_call<Answer>(
      core->writer(), [in_one](store::Session& session, Instant now) { return in_one->carry_out(session, now); },
      std::move(done), engine::WriteLength::kLong,
      [in_one](engine::PresentChanges& changes) { engine::publish(in_one->bulk, changes); });
}

}  // namespace

void Account::answer_many_async(BulkCall call, AnswerDone done) const {
  // Reading 8 MiB takes some time, which is not the caller's.
  auto shared = std::make_shared<std::pair<BulkCall, AnswerDone>>(std::move(call), std::move(done));
  const auto posted =
      core_->post_read([core = core_, id = id_, shared] { carry_out(core, id, shared->first, shared->second); });
  if (!posted.ok()) shared->second(posted.error());
}

std::string_view UpdateLines::take_line() {
  const std::string_view line = rest_.substr(0, rest_.find('\n'));
  rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
  ++number_;
  return line;
}

std::vector<BulkUpdate> UpdateLines::take(std::size_t count) {
  std::vector<BulkUpdate> updates;
  while (!rest_.empty() && updates.size() < count) {
    const std::string_view line = take_line();
    if (!json::is_blank_line(line)) updates.push_back(json::parse_bulk_line(line, number_));
  }
  return updates;
}

void append_result_line(std::string& out, const BulkResult& result) {
  json::append_bulk_result(out, result);
  out += '\n';
}

}  // namespace onduty
