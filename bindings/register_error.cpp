#include <pybind11/gil_safe_call_once.h>
#include <pybind11/stl.h>

#include <array>
#include <string>
#include <vector>

#include "convert.h"
#include "onduty/database.h"
#include "register.h"

namespace onduty::bindings {
namespace {

// One exception class a kind of failure (L2). The kinds that only HTTP knows have none.
struct Kind {
  ErrorCode code;
  const char* name;
  const char* base;
  const char* doc;
};

constexpr std::array kKinds{
    Kind{ErrorCode::kMalformedJson, "MalformedJsonError", "Error",
         "The bytes are not one JSON object within the limits."},
    Kind{ErrorCode::kUnauthorized, "UnauthorizedError", "Error", "The API key is missing, unknown or revoked."},
    Kind{ErrorCode::kForbidden, "ForbiddenError", "Error", "The API key may not do this."},
    Kind{ErrorCode::kNotFound, "NotFoundError", "Error", "There is nothing of that name."},
    Kind{ErrorCode::kAccountNotFound, "AccountNotFoundError", "NotFoundError", "The database holds no such account."},
    Kind{ErrorCode::kUserNotFound, "UserNotFoundError", "NotFoundError", "The account has no such user."},
    Kind{ErrorCode::kContactNotFound, "ContactNotFoundError", "NotFoundError", "The account has no such contact."},
    Kind{ErrorCode::kCustomStatusNotFound, "CustomStatusNotFoundError", "NotFoundError",
         "The account has no such custom status."},
    Kind{ErrorCode::kTeamNotFound, "TeamNotFoundError", "NotFoundError", "The account has no such team."},
    Kind{ErrorCode::kIdempotencyConflict, "IdempotencyConflictError", "Error",
         "The idempotency key was used for another request."},
    Kind{ErrorCode::kPlanApplied, "PlanAppliedError", "Error", "The plan was applied before."},
    Kind{ErrorCode::kPlanOutdated, "PlanOutdatedError", "Error",
         "Somebody was changed since the plan was made, and all of it was wanted or nothing. Nothing was written."},
    Kind{ErrorCode::kPlanExpired, "PlanExpiredError", "Error", "The plan is too old; make it again."},
    Kind{ErrorCode::kPreconditionFailed, "PreconditionFailedError", "Error",
         "The version named is not the current one; nothing was written."},
    Kind{ErrorCode::kBodyTooLarge, "BodyTooLargeError", "Error", "The request's body is over the size limit."},
    Kind{ErrorCode::kInvalidParams, "InvalidParamsError", "Error",
         "Parameters were refused; `params` names each with the reasons. Nothing was written."},
    Kind{ErrorCode::kOverloaded, "OverloadedError", "Error", "The writer is too busy; nothing was written. Try again."},
    Kind{ErrorCode::kStorageUnavailable, "StorageUnavailableError", "Error",
         "The database cannot be read or written; the message says what is known of the outcome."},
    Kind{ErrorCode::kStorageFull, "StorageFullError", "Error", "The disk is full; nothing was written."},
    Kind{ErrorCode::kClosed, "ClosedError", "Error", "The database was closed."},
    Kind{ErrorCode::kForked, "ForkedError", "Error", "The database was opened by this process's parent."},
    Kind{ErrorCode::kIncompatibleDatabase, "IncompatibleDatabaseError", "Error",
         "The file is no onduty database, or one of a newer version."},
};

constexpr char kBaseDoc[] =
    "Base of every failure of onduty. `code` is the spelling of the HTTP API, `message` is for a person, `params` "
    "names "
    "refused parameters with the reasons against each.";

// The classes by code, kept for the module's life.
using Classes = std::array<py::object, kErrorCodeCount>;

py::gil_safe_call_once_and_store<Classes>& classes() {
  static py::gil_safe_call_once_and_store<Classes> storage;
  return storage;
}

py::object new_exception(const char* name, const py::object& base, const char* doc, std::string_view code) {
  py::dict members;
  members["code"] = py::str(std::string(code));
  const std::string qualified = std::string("onduty.") + name;
  return py::reinterpret_steal<py::object>(
      PyErr_NewExceptionWithDoc(qualified.c_str(), doc, base.ptr(), members.ptr()));
}

Classes make_classes(py::module_& module) {
  const py::object root =
      new_exception("Error", py::reinterpret_borrow<py::object>(PyExc_Exception), kBaseDoc, "error");
  root.attr("message") = "";
  root.attr("params") = py::module_::import("types").attr("MappingProxyType")(py::dict());
  module.attr("Error") = root;
  Classes made;
  made.fill(root);
  for (const Kind& kind : kKinds) {
    const py::object made_class = new_exception(kind.name, module.attr(kind.base), kind.doc, error_name(kind.code));
    module.attr(kind.name) = made_class;
    made[static_cast<std::size_t>(kind.code)] = made_class;
  }
  return made;
}

// What an error quotes of an argument need not be UTF-8.
py::object to_text(const std::string& text) {
  return py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace"));
}

py::list to_texts(const std::vector<std::string>& texts) {
  py::list list;
  for (const std::string& text : texts) list.append(to_text(text));
  return list;
}

}  // namespace

py::object to_exception(const Error& error) {
  const py::object message = to_text(error.message);
  py::object instance = classes().get_stored()[static_cast<std::size_t>(error.code)](message);
  instance.attr("code") = py::str(std::string(error_name(error.code)));
  instance.attr("message") = message;
  py::dict params;
  for (const auto& [param, reasons] : error.params.entries()) params[to_text(param)] = to_texts(reasons);
  instance.attr("params") = params;
  return instance;
}

void raise(const Error& error) {
  const py::object instance = to_exception(error);
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(instance.ptr())), instance.ptr());
  throw py::error_already_set();
}

void register_error(py::module_& module) {
  classes().call_once_and_store_result([&] { return make_classes(module); });
  module.def(
      "build_info",
      [] {
        const BuildInfo info = build_info();
        py::dict versions;
        versions["onduty"] = info.onduty;
        versions["compiler"] = info.compiler;
        versions["sqlite"] = info.sqlite;
        versions["sqlite_source_id"] = info.sqlite_source_id;
        versions["simdjson"] = info.simdjson;
        versions["libsodium"] = info.libsodium;
        versions["utf8proc"] = info.utf8proc;
        return versions;
      },
      "Versions of what this build was made of, by name.");
}

}  // namespace onduty::bindings
