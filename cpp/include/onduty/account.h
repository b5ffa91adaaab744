// One account of a database: its people and their statuses.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onduty/answer.h"
#include "onduty/api_key.h"
#include "onduty/bulk.h"
#include "onduty/catalogue.h"
#include "onduty/change_set.h"
#include "onduty/contact.h"
#include "onduty/history.h"
#include "onduty/history_import.h"
#include "onduty/page.h"
#include "onduty/past.h"
#include "onduty/plan.h"
#include "onduty/result.h"
#include "onduty/status.h"
#include "onduty/team.h"
#include "onduty/time_in_status.h"
#include "onduty/user.h"
#include "onduty/uuid.h"

namespace onduty {

namespace engine {
class Core;
}

// Thread rule: safe to copy and to use from any thread. Calls fail with kClosed once the Database is closed.
class Account {
 public:
  // Called exactly once, from the thread that finished the request: be brief, and do not call the library.
  using UpdateDone = std::function<void(Result<StatusChange>)>;
  using ContactDone = std::function<void(Result<Contact>)>;
  using AnswerDone = std::function<void(Result<Answer>)>;
  using ApiKeyCreated = std::function<void(Result<NewApiKey>)>;
  using ApiKeyRevoked = std::function<void(Result<ApiKeyRevocation>)>;
  using CustomStatusDone = std::function<void(Result<CustomStatusDetails>)>;
  using PlanDone = std::function<void(Result<Plan>)>;
  using ChangeSetDone = std::function<void(Result<ChangeSet>)>;
  // Makes an answer of a change; see json_api.h.
  using MakeAnswer = Answer (*)(const StatusChange&);

  Account(std::shared_ptr<engine::Core> core, std::int64_t id, std::string name);

  const std::string& name() const { return name_; }

  // Changes one user's status. On return the change is on disk and in the history, or nothing happened (S1, U5). The
  // exception is kStorageUnavailable after a failed sync: then the message says that the outcome is unknown.
  // Errors: kUserNotFound, kInvalidParams, kPreconditionFailed, kOverloaded, kStorageUnavailable, kStorageFull.
  Result<StatusChange> update_status(StatusRequest request) const;

  // Many updates (Q6): a result each, in order. Those that are refused leave the others alone, unless the options say
  // `atomic`. A failure that comes when some are carried out already is told by the report.
  // Errors: kInvalidParams (the options, or with `atomic` any of the updates), and those of update_status.
  Result<BulkReport> update_many(std::vector<BulkUpdate> updates, BulkOptions options) const;
  // The same for updates that come as a stream.
  BulkRun start_bulk(BulkOptions options) const;
  // The same for a request of the HTTP API, without waiting. `done` gets the bytes of the answer.
  void answer_many_async(BulkCall call, AnswerDone done) const;

  // Runs `task`, such as a read, on a thread of the database's. Errors, with which it will not run: kOverloaded,
  // kClosed, kForked.
  Result<void> run_in_background(std::function<void()> task) const;
  // The same for a read that may take seconds, on threads that are for these; at most `waiting_max` of them wait.
  Result<void> run_long_in_background(std::function<void()> task, std::size_t waiting_max) const;

  // The same as update_status without waiting. `done` gets what update_status would have returned.
  void update_status_async(StatusRequest request, UpdateDone done) const;

  // The same, for a request of the HTTP API: `done` gets what `make_answer` makes of the change, or the answer that was
  // kept for the request's idempotency key.
  void answer_update_async(StatusRequest request, MakeAnswer make_answer, AnswerDone done) const;

  // Changes one contact (C5); each change has an entry in the contact's history. Gives the contact after it.
  // Errors: kContactNotFound, kInvalidParams, and those of update_status.
  Result<Contact> update_contact(ContactRequest request) const;

  // The same without waiting.
  void update_contact_async(ContactRequest request, ContactDone done) const;

  // The same for a request of the HTTP API, without waiting. `done` gets the bytes of the answer.
  void answer_contact_async(ContactRequest request, AnswerDone done) const;

  // The status as of the last commit (any process's). Error: kUserNotFound.
  Result<Status> status(const Uuid& user) const;

  // The same where it is in memory; never waits for the disk.
  std::optional<Status> status_if_known(const Uuid& user) const;

  // The statuses of many users, all as of one commit, in the order asked for; nothing for a uuid that nobody has.
  Result<std::vector<std::optional<Status>>> statuses(const std::vector<Uuid>& users) const;

  // The user's contacts in order of uuid; with the cursor of an earlier answer, those that come after (H3).
  // Errors: kUserNotFound, kInvalidParams (`after` is no cursor of this user's, or older than a day).
  // REQUIRES: 0 <= limit <= 100.
  Result<ContactPage> contacts(const Uuid& user, const std::optional<std::string>& after, int limit) const;

  // Finds a user by uuid or by e-mail (in any case). Error: kUserNotFound.
  Result<User> find_user(std::string_view uuid_or_email) const;

  // Changes in the past, in order of seq (Q1). Errors: kUserNotFound, kInvalidParams.
  Result<std::vector<HistoryEntry>> history(const HistoryQuery& query) const;

  // Everybody's status at an instant (Q2). Error: kInvalidParams.
  Result<AsOf> as_of(const AsOfQuery& query) const;

  // How long people were in which status (Q3), read in one transaction. May take seconds; `query.keep_going` stops it.
  // Errors: kInvalidParams, kClosed (also where it was stopped).
  Result<TimeInStatus> time_in_status(const TimeInStatusQuery& query) const;

  // Begins to bring changes along that happened elsewhere (Q7).
  HistoryImport start_history_import() const;

  // Lists. All are in order of creation, and hold what is not removed; `all()` for a part gives the whole of one.
  // Error: kInvalidParams, which names a filter by what the account does not have, and an unknown `after`.

  // The users who match, each with the status as of the last commit.
  Result<Page<UserStatus>> users(const UserQuery& query) const;
  Result<Page<Team>> teams(const ListQuery& query) const;
  // Error: kTeamNotFound.
  Result<Team> team(const Uuid& uuid) const;
  // Errors: kTeamNotFound, kInvalidParams.
  Result<Page<UserStatus>> team_members(const Uuid& team, const MemberQuery& query) const;
  Result<Page<Contact>> all_contacts(const ListQuery& query) const;
  // Error: kContactNotFound.
  Result<ContactDetails> contact(const Uuid& uuid) const;

  // API keys (I3), revoked ones too, in order of creation.
  Result<std::vector<ApiKeyInfo>> api_keys() const;
  // Makes a key; its secret is shown this once. Errors: kInvalidParams, and those of update_status.
  Result<NewApiKey> create_api_key(ApiKeyDraft draft) const;
  // From its return on, the key is refused by every process. Its name stays taken. Errors: kNotFound, and those of
  // update_status.
  Result<ApiKeyRevocation> revoke_api_key(std::string name) const;
  // The same without waiting.
  void create_api_key_async(ApiKeyDraft draft, ApiKeyCreated done) const;
  void revoke_api_key_async(std::string name, ApiKeyRevoked done) const;

  // The user whose key it is, if it is anybody's (C6). Error: kUnauthorized, when it was revoked since.
  Result<std::optional<User>> user_of(const ApiKey& key) const;

  // The catalogue of custom statuses (C1 to C3).
  Result<Page<CustomStatusDetails>> custom_statuses(const ListQuery& query) const;
  // Error: kCustomStatusNotFound.
  Result<CustomStatusDetails> custom_status(const Uuid& id) const;

  // Creates, updates or destroys one; gives it as it stands after. What is destroyed is taken from everyone who has it
  // assigned, in the same transaction. Errors: kCustomStatusNotFound, kInvalidParams, and those of update_status.
  Result<CustomStatusDetails> change_custom_status(CustomStatusRequest request) const;
  // The same without waiting.
  void change_custom_status_async(CustomStatusRequest request, CustomStatusDone done) const;
  // The same for a request of the HTTP API. `done` gets the bytes of the answer.
  void answer_custom_status_async(CustomStatusRequest request, AnswerDone done) const;

  // Plans (Q4). Making one changes nobody; it can be applied within an hour, by any process. Errors: kInvalidParams,
  // and those of update_status.
  Result<Plan> make_plan(PlanRequest request) const;
  // A plan that was made, or a part of it. Errors: kNotFound, kInvalidParams, kPlanExpired.
  Result<Plan> plan(const Uuid& id, const PlanQuery& query) const;
  // Does what the plan says, once, in one transaction, to whom nothing was done since. Errors: kNotFound,
  // kInvalidParams, kPlanApplied, kPlanExpired, kPlanOutdated (atomic), and those of update_status.
  Result<ChangeSet> apply_plan(ApplyRequest request) const;
  // Takes back what a change set or an entry of the history changed, where nobody touched it since (Q5). The undo is a
  // change set itself. Errors: kNotFound, kInvalidParams, and those of update_status.
  Result<ChangeSet> undo(UndoRequest request) const;
  // The same without waiting.
  void make_plan_async(PlanRequest request, PlanDone done) const;
  void apply_plan_async(ApplyRequest request, ChangeSetDone done) const;
  void undo_async(UndoRequest request, ChangeSetDone done) const;
  // The same for a request of the HTTP API. `done` gets the bytes of the answer.
  void answer_plan_async(PlanRequest request, AnswerDone done) const;
  void answer_apply_async(ApplyRequest request, AnswerDone done) const;
  void answer_undo_async(UndoRequest request, AnswerDone done) const;

 private:
  std::shared_ptr<engine::Core> core_;
  std::int64_t id_;
  std::string name_;
};

}  // namespace onduty
