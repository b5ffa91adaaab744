#include <pybind11/stl.h>

#include <optional>
#include <vector>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"

namespace onduty::bindings {
namespace {

constexpr char kStatusDoc[] = "The user's status as of the last commit. Raises UserNotFoundError.";

constexpr char kStatusesDoc[] =
    "The statuses of many users (uuids), all as of one commit, in the order asked for; None for a uuid that nobody "
    "has.";

std::vector<Uuid> to_uuids(const std::vector<UserArgument>& users) {
  std::vector<Uuid> uuids;
  uuids.reserve(users.size());
  for (const UserArgument& user : users) uuids.push_back(user.uuid);
  return uuids;
}

// What is in memory needs no waiting, and so does not let go of the GIL.
Status status(const Account& account, const UserArgument& user) {
  if (auto known = account.status_if_known(user.uuid)) return *std::move(known);
  return value_of([&] { return account.status(user.uuid); });
}

}  // namespace

void def_present_calls(py::classh<Account>& account) {
  account.def("status", &status, py::arg("user"), kStatusDoc);
  def_submitted_read(
      account, "status",
      +[](const Account& self, UserArgument user) { return [self, user] { return self.status(user.uuid); }; },
      py::arg("user"), kStatusDoc);
  def_read(
      account, "statuses",
      +[](const Account& self, const std::vector<UserArgument>& users) {
        return [self, users = to_uuids(users)] { return self.statuses(users); };
      },
      py::arg("users"), kStatusesDoc);
}

}  // namespace onduty::bindings
