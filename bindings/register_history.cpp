#include <pybind11/stl.h>

#include <optional>
#include <utility>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/history_api.h"

namespace onduty::bindings {
namespace {

using UuidText = std::optional<UuidArgument>;

constexpr char kHistoryDoc[] =
    R"(Changes in the past, in order of seq, at most `limit` (1 to 100,000) of those to which all of it applies.

user: uuid; everybody when left out, those who were removed too. team: uuid; of whoever is a member now. since, until:
instants, the first included, the second not: datetimes with a time zone, or RFC 3339 text. after: seq > after. With
`latest` they are the last ones instead of the first, in the same order.

To read on, give as `after` the seq of the last entry seen: nothing is missed and nothing comes twice, whoever writes
meanwhile. Raises UserNotFoundError, InvalidParamsError.)";

void def_history(py::classh<Account>& account) {
  def_read(
      account, "history",
      +[](const Account& self, UuidText user, UuidText team, InstantOption since, InstantOption until,
          NumberArgument after, NumberArgument limit, bool latest) {
        HistoryQuery query;
        if (user) query.user = Uuid::parse(*user).value_or(Uuid());  // nobody has the nil uuid
        query.team = uuid_or_refuse("team", team, query.refused);
        query.since = instant_or_refuse("since", since, query.refused);
        query.until = instant_or_refuse("until", until, query.refused);
        query.after = after.value;
        query.limit = limit.value;
        query.latest = latest;
        return [self, query] { return self.history(query); };
      },
      py::arg("user") = py::none(), py::kw_only(), py::arg("team") = py::none(), py::arg("since") = py::none(),
      py::arg("until") = py::none(), py::arg("after") = 0, py::arg("limit") = 1000, py::arg("latest") = false,
      kHistoryDoc);
}

void def_history_json(py::classh<Account>& account) {
  def_read(
      account, "history_json",
      +[](const Account& self, UuidText user, Text after, Text since, Text until, Text team, Text limit,
          std::optional<py::dict> refused) {
        HistoryCall call{std::move(user), std::move(after), std::move(since),        std::move(until),
                         std::move(team), std::move(limit), to_param_errors(refused)};
        return [self, call] { return history_answer(self, call); };
      },
      py::arg("user") = py::none(), py::kw_only(), py::arg("after") = py::none(), py::arg("since") = py::none(),
      py::arg("until") = py::none(), py::arg("team") = py::none(), py::arg("limit") = py::none(),
      py::arg("refused") = py::none(),
      "GET of the history, of one user or of all: the texts of the query in, the bytes of the answer out. `refused` "
      "adds refusals of the web layer's own. Raises UserNotFoundError, InvalidParamsError.");
}

constexpr char kAsOfDoc[] = R"(Everybody's status as it was at an instant, in order of creation.

instant: a datetime with a time zone, or RFC 3339 text; now when left out or ahead. Whoever did not exist yet is not
among them, whoever was removed since is. Custom statuses have the names that they had then. team: uuid; whoever is a
member now. Raises InvalidParamsError.)";

void def_as_of(py::classh<Account>& account) {
  def_read<LongRead<>>(
      account, "as_of",
      +[](const Account& self, InstantOption instant, UuidText team) {
        AsOfQuery query;
        query.at = instant_or_refuse("instant", instant, query.refused);
        query.team = uuid_or_refuse("team", team, query.refused);
        query.part = ListPart::all();
        return [self, query]() -> Result<Page<PastStatus>> {
          auto found = self.as_of(query);
          if (!found.ok()) return std::move(found).error();
          return std::move(found.value().users);
        };
      },
      py::arg("instant") = py::none(), py::kw_only(), py::arg("team") = py::none(), kAsOfDoc);
  def_read(
      account, "as_of_json",
      +[](const Account& self, Text at, Text team, Text page, std::optional<py::dict> refused) {
        AsOfCall call{std::move(at), std::move(team), std::move(page), to_param_errors(refused)};
        return [self, call] { return as_of_answer(self, call); };
      },
      py::kw_only(), py::arg("at") = py::none(), py::arg("team") = py::none(), py::arg("page") = py::none(),
      py::arg("refused") = py::none(), "GET of everybody's status at an instant. Raises InvalidParamsError.");
}

}  // namespace

void def_history_calls(py::classh<Account>& account) {
  def_history(account);
  def_history_json(account);
  def_as_of(account);
}

}  // namespace onduty::bindings
