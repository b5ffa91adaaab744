#include <pybind11/stl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/plan_api.h"
#include "register.h"
#include "requests.h"
#include "sequence.h"
#include "value_type.h"

namespace onduty::bindings {

template <>
struct State<PlanItem::Outcome> {
  static py::object of(const PlanItem::Outcome& outcome) { return py::int_(static_cast<int>(outcome)); }
  static PlanItem::Outcome from(const py::handle& state) { return static_cast<PlanItem::Outcome>(state.cast<int>()); }
};

namespace {

using Refused = std::optional<py::dict>;
using Items = std::shared_ptr<const Plan>;

// A plan that knows whose it is.
struct AccountPlan {
  Account account;
  Items plan;
};

// A plan's items as a sequence, whose items are made when they are asked for.
struct PlanItems {
  Items plan;

  std::size_t size() const { return plan->items.size(); }
  const PlanItem& at(std::size_t index) const { return plan->items[index]; }
};

// What JSON has no type for: uuids become text, other mappings dicts, and whatever else can be iterated over a list.
py::object as_json_value(const py::object& value) {
  if (is_uuid(value)) return py::str(value);
  if (py::hasattr(value, "keys")) return py::dict(value);
  if (py::hasattr(value, "__iter__")) return py::list(value);
  throw py::type_error("an object of type " + std::string(py::str(py::type::of(value).attr("__name__"))) +
                       " has no form in JSON");
}

// The two as a request of the HTTP API has them.
Result<PlanRequest> plan_request(const py::object& where, const py::object& set, Text actor) {
  py::dict members;
  members["where"] = where;
  members["set"] = set;
  ParamErrors refused;
  const std::string json = to_json(members, refused, py::cpp_function(as_json_value));
  auto request = read_plan(json);
  if (!request.ok()) return request;
  // What could not be written is not missing.
  if (!refused.empty()) request.value().refused = std::move(refused);
  request.value().origin.actor = std::move(actor);
  return request;
}

auto start_plan(const Account& account, Result<PlanRequest> request) {
  const auto shared = std::make_shared<const Result<PlanRequest>>(std::move(request));  // it may be large
  return [account, shared](const std::function<void(Result<AccountPlan>)>& done) {
    if (!shared->ok()) return done(shared->error());
    account.make_plan_async(shared->value(), [account, done](Result<Plan> plan) {
      if (!plan.ok()) return done(std::move(plan).error());
      done(AccountPlan{account, std::make_shared<const Plan>(std::move(plan).value())});
    });
  };
}

// Gives a copyable start(done) for a request that may be none, as def_write wants it.
template <class Request, class Done>
auto start(const Account& account, Result<Request> request, void (Account::*call)(Request, Done) const) {
  const auto shared = std::make_shared<const Result<Request>>(std::move(request));
  return [account, shared, call](Done done) {
    if (!shared->ok()) return done(shared->error());
    (account.*call)(shared->value(), std::move(done));
  };
}

auto start_undo(const Account& account, UndoRequest request, Text reason, Text actor) {
  request.reason = std::move(reason);
  request.origin.actor = std::move(actor);
  return start<UndoRequest, Account::ChangeSetDone>(account, std::move(request), &Account::undo_async);
}

// The id of a ChangeSet, or the number that it is.
std::optional<std::int64_t> change_set_id(const py::object& change_set) {
  if (py::isinstance<ChangeSet>(change_set)) return change_set.cast<const ChangeSet&>().id;
  std::int64_t id = 0;
  if (!load_number(change_set, id)) throw py::type_error("change_set must be a ChangeSet or its id, an int");
  return id;
}

constexpr char kPlanDoc[] = R"(Work out what an update would do to many users (Q4); nobody is changed.

where: a mapping with at least one of users (uuids and e-mails), team (uuid), available (bool) and custom_status (id, or
None for those who have none): the users to whom all of it applies. set: the update, a mapping with the keys of a status
update, those of a hand-off included.

The plan shows what becomes of each. It can be applied once and within an hour: `plan.apply()`, or by another process
`account.find_plan(plan.id).apply()`. Raises InvalidParamsError, which names what is refused by its place, such as
/where/users/3, and what every write can raise.)";

constexpr char kApplyDoc[] = R"(Do what the plan shows, in one transaction, and once.

Who was changed since the plan was made is skipped and told; with atomic nothing is written then (PlanOutdatedError).
reason: instead of the one in what the plan sets. Raises PlanAppliedError, PlanExpiredError, and what every write can
raise.)";

void def_plans(py::classh<Account>& account) {
  def_write<AccountPlan, ToPython>(
      account, "plan",
      +[](const Account& self, py::object where, py::object set, Text actor) {
        return start_plan(self, plan_request(where, set, std::move(actor)));
      },
      py::kw_only(), py::arg("where"), py::arg("set"), py::arg("actor") = py::none(), kPlanDoc);
  def_read(
      account, "find_plan",
      +[](const Account& self, UuidArgument id) {
        return [self, uuid = Uuid::parse(id).value_or(Uuid())]() -> Result<AccountPlan> {
          auto plan = self.plan(uuid, {});
          if (!plan.ok()) return std::move(plan).error();
          return AccountPlan{self, std::make_shared<const Plan>(std::move(plan).value())};
        };
      },
      py::arg("id"), "A plan that was made before, by whichever process. Raises NotFoundError, PlanExpiredError.");
  def_write<ChangeSet, ToPython>(
      account, "undo",
      +[](const Account& self, py::object change_set, Text reason, Text actor) {
        UndoRequest request;
        request.id = change_set_id(change_set);
        return start_undo(self, std::move(request), std::move(reason), std::move(actor));
      },
      py::arg("change_set"), py::kw_only(), py::arg("reason") = py::none(), py::arg("actor") = py::none(),
      "Take back what a change set changed (a ChangeSet, or the number that results and history entries have as "
      "`change_set`), of each user and contact that nobody touched since; the others are skipped and told (Q5). Gives "
      "the undo's own change set, which can be undone. Raises NotFoundError, InvalidParamsError.");
  def_write<ChangeSet, ToPython>(
      account, "undo_entry",
      +[](const Account& self, NumberArgument seq, Text reason, Text actor) {
        UndoRequest request;
        request.kind = UndoRequest::Kind::kEntry;
        request.id = seq.value;
        return start_undo(self, std::move(request), std::move(reason), std::move(actor));
      },
      py::arg("seq"), py::kw_only(), py::arg("reason") = py::none(), py::arg("actor") = py::none(),
      "The same of one entry of the history: a user's update, with its hand-off. Raises as `undo` does.");
}

PlanCall call_of(std::string id, Text actor, const ApiKey* api_key, const Refused& refused, Text idempotency_key,
                 const std::string& path, std::string_view body) {
  PlanCall call{std::move(id), to_origin(std::move(actor), api_key), to_param_errors(refused), std::nullopt};
  if (idempotency_key) call.idempotency = Idempotency::of(*idempotency_key, "POST", path, body);
  return call;
}

// A request as its bytes, for each of those that make a change set or a plan.
template <class Request, Result<Request> (*kRead)(const PlanCall&, std::string_view),
          void (Account::*kAnswer)(Request, Account::AnswerDone) const>
auto start_json(const Account& self, TextArgument id, py::bytes body, Text actor, const ApiKey* api_key,
                Refused refused, Text idempotency_key, TextArgument path) {
  const std::string_view bytes(body);
  const PlanCall call =
      call_of(std::move(id), std::move(actor), api_key, refused, std::move(idempotency_key), path, bytes);
  return start<Request, Account::AnswerDone>(self, kRead(call, bytes), kAnswer);
}

template <UndoRequest::Kind kKind>
Result<UndoRequest> read_undo(const PlanCall& call, std::string_view body) {
  return read_undo_call(kKind, call, body);
}

void def_json_calls(py::classh<Account>& account) {
  using Kind = UndoRequest::Kind;
  constexpr char kDoc[] =
      "The bytes of the request in, the bytes of the answer out; the other arguments are those of "
      "update_status_json.";
  const auto define = [&](const char* name, auto make) {
    def_write<Answer, ToPython>(account, name, make, py::arg("id"), py::arg("body"), py::kw_only(),
                                py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
                                py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(),
                                py::arg("path") = "", kDoc);
  };
  def_write<Answer, ToPython>(
      account, "plan_json",
      +[](const Account& self, py::bytes body, Text actor, const ApiKey* api_key, Refused refused, Text idempotency_key,
          TextArgument path) {
        return start_json<PlanRequest, read_plan_call, &Account::answer_plan_async>(
            self, {}, std::move(body), std::move(actor), api_key, std::move(refused), std::move(idempotency_key),
            std::move(path));
      },
      py::arg("body"), py::kw_only(), py::arg("actor") = py::none(), py::arg("api_key") = py::none(),
      py::arg("refused") = py::none(), py::arg("idempotency_key") = py::none(), py::arg("path") = "", kDoc);
  define("apply_plan_json", &start_json<ApplyRequest, read_apply_call, &Account::answer_apply_async>);
  define("undo_json", &start_json<UndoRequest, read_undo<Kind::kChangeSet>, &Account::answer_undo_async>);
  define("undo_entry_json", &start_json<UndoRequest, read_undo<Kind::kEntry>, &Account::answer_undo_async>);
  def_read(
      account, "show_plan_json",
      +[](const Account& self, TextArgument id, Text after, Refused refused) {
        return [self, id, after, errors = to_param_errors(refused)] { return plan_answer(self, id, after, errors); };
      },
      py::arg("id"), py::kw_only(), py::arg("after") = py::none(), py::arg("refused") = py::none(),
      "GET of a plan. Raises NotFoundError, InvalidParamsError, PlanExpiredError.");
}

std::string described(const PlanCounts& counts) {
  return "change=" + std::to_string(counts.change) + ", unchanged=" + std::to_string(counts.unchanged) +
         ", refused=" + std::to_string(counts.refused) + ", contacts=" + std::to_string(counts.contacts);
}

void register_values(py::module_& module) {
  py::classh<PlanCounts> counts(module, "PlanCounts", py::is_final(), "How many of a plan's users come to what.");
  counts.def_readonly("change", &PlanCounts::change)
      .def_readonly("unchanged", &PlanCounts::unchanged)
      .def_readonly("refused", &PlanCounts::refused)
      .def_readonly("contacts", &PlanCounts::contacts, "Contacts that the hand-off changes.")
      .def("__repr__", [](const PlanCounts& c) { return "PlanCounts(" + described(c) + ")"; });
  def_value(counts, &PlanCounts::change, &PlanCounts::unchanged, &PlanCounts::refused, &PlanCounts::contacts);

  py::classh<PlanItem> item(module, "PlanItem", py::is_final(), "What a plan does to one user.");
  item.def_property_readonly("user", [](const PlanItem& i) { return i.user.hex(); })
      .def_property_readonly("outcome", [](const PlanItem& i) { return outcome_name(i.outcome); })
      .def_readonly("before", &PlanItem::before)
      .def_readonly("after", &PlanItem::after)
      .def_property_readonly(
          "contacts",
          [](const PlanItem& i) {
            py::list contacts;
            for (const Uuid& contact : i.contacts) contacts.append(contact.hex());
            return contacts;
          },
          "The uuids of the contacts that the hand-off changes.")
      .def_property_readonly(
          "errors",
          [](const PlanItem& i) -> py::object {
            if (!i.errors) return py::dict();
            return py::module_::import("json").attr("loads")(*i.errors);
          },
          "The reasons by parameter, where it is refused.")
      .def("__repr__", [](const PlanItem& i) {
        return "PlanItem(user='" + i.user.hex() + "', outcome='" + std::string(outcome_name(i.outcome)) + "')";
      });
  def_value(item, &PlanItem::user, &PlanItem::outcome, &PlanItem::before, &PlanItem::after, &PlanItem::contacts,
            &PlanItem::errors);
  py::classh<PlanItems> items(module, "PlanItems", py::is_final(), "A plan's items, one a user.");
  def_sequence(items);
  items.def("__repr__", [](const PlanItems& i) { return "PlanItems(" + std::to_string(i.size()) + ")"; });
}

}  // namespace

void def_plan_calls(py::classh<Account>& account) {
  def_plans(account);
  def_json_calls(account);
}

void register_plan(py::module_& module) {
  register_values(module);
  py::classh<AccountPlan> plan(module, "Plan", py::is_final(), "A change of many users that is not made yet (Q4).");
  plan.def_property_readonly("id", [](const AccountPlan& p) { return p.plan->id.hex(); })
      .def_property_readonly("counts", [](const AccountPlan& p) { return p.plan->counts; })
      .def_property_readonly("items", [](const AccountPlan& p) { return PlanItems{p.plan}; })
      .def_property_readonly("expires_at", [](const AccountPlan& p) { return to_datetime(p.plan->expires_at); })
      .def("__repr__", [](const AccountPlan& p) {
        return "Plan(id='" + p.plan->id.hex() + "', " + described(p.plan->counts) + ")";
      });
  def_write<ChangeSet, ToPython>(
      plan, "apply",
      +[](const AccountPlan& self, bool atomic, Text reason, Text actor) {
        ApplyRequest request;
        request.plan = self.plan->id;
        request.atomic = atomic;
        request.reason = std::move(reason);
        request.origin.actor = std::move(actor);
        return start<ApplyRequest, Account::ChangeSetDone>(self.account, std::move(request),
                                                           &Account::apply_plan_async);
      },
      py::kw_only(), py::arg("atomic") = false, py::arg("reason") = py::none(), py::arg("actor") = py::none(),
      kApplyDoc);
}

}  // namespace onduty::bindings
