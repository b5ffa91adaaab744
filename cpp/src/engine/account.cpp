#include "onduty/account.h"

#include <utility>

#include "base/text.h"
#include "engine/core.h"
#include "engine/status_operation.h"
#include "engine/waiting.h"

namespace onduty {

Account::Account(std::shared_ptr<engine::Core> core, std::int64_t id, std::string name)
    : core_(std::move(core)), id_(id), name_(std::move(name)) {}

void Account::update_status_async(StatusRequest request, UpdateDone done) const {
  core_->writer().submit(std::make_unique<engine::StatusOperation>(id_, std::move(request), std::move(done)));
}

Result<StatusChange> Account::update_status(StatusRequest request) const {
  engine::Waiting<StatusChange> waiting;
  update_status_async(std::move(request), waiting.done());
  return waiting.result();
}

bool Account::run_in_background(std::function<void()> task) const { return core_->background().post(std::move(task)); }

Result<Status> Account::status(const Uuid& user) const {
  return core_->readers().run([&](store::Session& session) -> Result<Status> {
    const auto state = session.statuses().find(id_, user);
    if (!state) return Error::of(ErrorCode::kUserNotFound);
    return session.statuses().describe(*state, user);
  });
}

Result<ContactPage> Account::contacts(const Uuid& user, std::optional<Uuid> after, int limit) const {
  return core_->readers().run([&](store::Session& session) -> Result<ContactPage> {
    const auto state = session.statuses().find(id_, user);
    if (!state) return Error::of(ErrorCode::kUserNotFound);
    return session.contacts().assigned_to(state->user_id, after, limit);
  });
}

Result<User> Account::find_user(std::string_view uuid_or_email) const {
  return core_->readers().run([&](store::Session& session) -> Result<User> {
    const auto uuid = Uuid::parse(uuid_or_email);
    const auto found = uuid ? session.directory().find_user(id_, *uuid)
                            : session.directory().find_user_by_email(id_, base::fold(uuid_or_email));
    if (!found) return Error::of(ErrorCode::kUserNotFound);
    return *found;
  });
}

Result<std::vector<HistoryEntry>> Account::history(const Uuid& user, const HistoryQuery& query) const {
  return core_->readers().run([&](store::Session& session) -> Result<std::vector<HistoryEntry>> {
    if (!session.directory().find_user(id_, user)) return Error::of(ErrorCode::kUserNotFound);
    return session.statuses().history(id_, user, query.after, query.limit);
  });
}

Result<std::vector<CustomStatus>> Account::custom_statuses() const {
  return core_->readers().run(
      [&](store::Session& session) -> Result<std::vector<CustomStatus>> { return session.directory().custom_statuses(id_); });
}

}  // namespace onduty
