#include "engine/present_reads.h"

#include <utility>

namespace onduty::engine {

namespace {

void read_ahead(store::Session& session, Present& present, const Present::Mark& mark) {
  const auto ahead = present.next_ahead(mark);
  if (!ahead) return;
  const auto read = session.statuses().listed_after(ahead->after, ahead->count);
  if (!session.failure()) present.learn(mark, *ahead, read);
}

}  // namespace

std::optional<Status> read_status(store::Session& session, Present& present, const Present::Mark& mark,
                                  const UserKey& user) {
  const auto state = session.statuses().find(user.account_id, user.user);
  if (!state) return std::nullopt;
  store::ListedState read{user.account_id, user.user, *state, session.statuses().custom_status_of(*state)};
  if (session.failure()) return std::nullopt;
  present.learn(mark, read);
  read_ahead(session, present, mark);
  return domain::status_of(read.state, user.user, std::move(read.custom_status));
}

std::vector<std::optional<Status>> read_statuses(store::Session& session, Present& present, std::int64_t account_id,
                                                 const std::vector<Uuid>& users) {
  const Present::Mark mark = present.mark();
  auto statuses = present.statuses(mark, account_id, users);
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (statuses[i]) {
      known.push_back(i);
    } else {
      statuses[i] = read_status(session, present, mark, {account_id, users[i]});
    }
  }
  if (present.mark() == mark) return statuses;
  // What was known is older than what was read.
  for (const std::size_t i : known) statuses[i] = read_status(session, present, mark, {account_id, users[i]});
  return statuses;
}

std::optional<ApiKey> read_api_key(store::Session& session, Present& present, const std::string& digest) {
  const Present::Mark mark = present.mark();
  auto key = session.directory().find_api_key(digest);
  if (key && !session.failure()) present.learn(mark, digest, *key);
  return key;
}

}  // namespace onduty::engine
