#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

#include "account_calls.h"
#include "arguments.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/api_key.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {
namespace {

struct ToKeyAndSecret {
  py::object operator()(NewApiKey& made) const { return py::make_tuple(std::move(made.key), std::move(made.secret)); }
};

py::object revoked_at(const ApiKeyInfo& key) { return key.revoked_at ? to_datetime(*key.revoked_at) : py::none(); }

}  // namespace

void def_key_calls(py::classh<Account>& account) {
  def_read(
      account, "api_keys", +[](const Account& self) { return [self] { return self.api_keys(); }; },
      "The account's API keys in order of creation, revoked ones too. Secrets are not kept, so they have none.");
  def_write<NewApiKey, ToKeyAndSecret>(
      account, "create_api_key",
      +[](const Account& self, TextArgument name, std::vector<TextArgument> scopes, std::optional<UuidArgument> user) {
        return [self, draft = ApiKeyDraft{std::move(name), {scopes.begin(), scopes.end()}, std::move(user)}](
                   Account::ApiKeyCreated done) { self.create_api_key_async(draft, std::move(done)); };
      },
      py::arg("name"), py::kw_only(), py::arg("scopes") = std::vector<std::string>{"read", "write"},
      py::arg("user") = py::none(),
      "Make an API key; gives it and its secret, which is shown this once and kept as a digest only.\n\n"
      "name: 1 to 100 characters, which no other key of the account has or had. scopes: of \"read\", \"write\" and "
      "\"act_for_others\". user: uuid or e-mail of the person whose key it is. Raises InvalidParamsError.");
  def_write<ApiKeyRevocation, ToPython>(
      account, "revoke_api_key",
      +[](const Account& self, TextArgument name) {
        return [self, name = std::move(name)](Account::ApiKeyRevoked done) {
          self.revoke_api_key_async(name, std::move(done));
        };
      },
      py::arg("name"),
      "Revoke the key of this name; from the return on every process refuses it. Its name stays taken. Raises "
      "NotFoundError.");
}

void register_keys(py::module_& module) {
  py::classh<ApiKeyInfo> info(module, "ApiKeyInfo", py::is_final(), "An API key, for those who manage them.");
  info.def_readonly("name", &ApiKeyInfo::name)
      .def_readonly("scopes", &ApiKeyInfo::scopes, "Of \"read\", \"write\" and \"act_for_others\".")
      .def_readonly("user", &ApiKeyInfo::user, "E-mail of the person whose key it is, or None.")
      .def_property_readonly("created_at", [](const ApiKeyInfo& k) { return to_datetime(k.created_at); })
      .def_property_readonly("revoked_at", &revoked_at, "Or None.")
      .def("__repr__", [](const ApiKeyInfo& k) {
        return "ApiKeyInfo(name=" + quoted(k.name) + (k.revoked_at ? ", revoked" : "") + ")";
      });
  def_value(info, &ApiKeyInfo::name, &ApiKeyInfo::scopes, &ApiKeyInfo::user, &ApiKeyInfo::created_at,
            &ApiKeyInfo::revoked_at);
  py::classh<ApiKeyRevocation> revocation(module, "ApiKeyRevocation", py::is_final(), "What a revocation did.");
  revocation.def_readonly("changed", &ApiKeyRevocation::changed, "False when the key was revoked already.")
      .def_readonly("key", &ApiKeyRevocation::key)
      .def("__repr__", [](const ApiKeyRevocation& r) {
        return "ApiKeyRevocation(changed=" + spelled(r.changed) + ", key=" + std::string(py::repr(py::cast(r.key))) +
               ")";
      });
  def_value(revocation, &ApiKeyRevocation::changed, &ApiKeyRevocation::key);
}

}  // namespace onduty::bindings
