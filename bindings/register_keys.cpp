#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

#include "account_calls.h"
#include "calls.h"
#include "onduty/account.h"
#include "onduty/api_key.h"
#include "register.h"

namespace onduty::bindings {
namespace {

struct ToKeyAndSecret {
  py::object operator()(NewApiKey& made) const { return py::make_tuple(std::move(made.key), std::move(made.secret)); }
};

struct ToRevocation {
  py::object operator()(ApiKeyRevocation& revocation) const { return to_python(revocation); }
};

py::object revoked_at(const ApiKeyInfo& key) { return key.revoked_at ? to_datetime(*key.revoked_at) : py::none(); }

}  // namespace

void def_key_calls(py::classh<Account>& account) {
  def_read(
      account, "api_keys", +[](const Account& self) { return [self] { return self.api_keys(); }; },
      "The account's API keys in order of creation, revoked ones too. Secrets are not kept, so they have none.");
  def_write<NewApiKey, ToKeyAndSecret>(
      account, "create_api_key",
      +[](const Account& self, std::string name, std::vector<std::string> scopes, std::optional<std::string> user) {
        return [self, draft = ApiKeyDraft{std::move(name), std::move(scopes), std::move(user)}](
                   Account::ApiKeyCreated done) { self.create_api_key_async(draft, std::move(done)); };
      },
      py::arg("name"), py::kw_only(), py::arg("scopes") = std::vector<std::string>{"read", "write"},
      py::arg("user") = py::none(),
      "Make an API key; gives it and its secret, which is shown this once and kept as a digest only.\n\n"
      "name: 1 to 100 characters, which no other key of the account has or had. scopes: of \"read\", \"write\" and "
      "\"act_for_others\". user: uuid or e-mail of the person whose key it is. Raises InvalidParamsError.");
  def_write<ApiKeyRevocation, ToRevocation>(
      account, "revoke_api_key",
      +[](const Account& self, std::string name) {
        return [self, name = std::move(name)](Account::ApiKeyRevoked done) {
          self.revoke_api_key_async(name, std::move(done));
        };
      },
      py::arg("name"),
      "Revoke the key of this name; from the return on every process refuses it. Its name stays taken. Raises "
      "NotFoundError.");
}

void register_keys(py::module_& module) {
  py::classh<ApiKeyInfo>(module, "ApiKeyInfo", py::is_final(), "An API key, for those who manage them.")
      .def_readonly("name", &ApiKeyInfo::name)
      .def_readonly("scopes", &ApiKeyInfo::scopes, "Of \"read\", \"write\" and \"act_for_others\".")
      .def_readonly("user", &ApiKeyInfo::user, "E-mail of the person whose key it is, or None.")
      .def_property_readonly("created_at", [](const ApiKeyInfo& k) { return to_datetime(k.created_at); })
      .def_property_readonly("revoked_at", &revoked_at, "Or None.")
      .def(
          "__eq__", [](const ApiKeyInfo& a, const ApiKeyInfo& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const ApiKeyInfo& k) {
        return "ApiKeyInfo(name='" + k.name + "'" + (k.revoked_at ? ", revoked" : "") + ")";
      });
  py::classh<ApiKeyRevocation>(module, "ApiKeyRevocation", py::is_final(), "What a revocation did.")
      .def_readonly("changed", &ApiKeyRevocation::changed, "False when the key was revoked already.")
      .def_readonly("key", &ApiKeyRevocation::key);
}

}  // namespace onduty::bindings
