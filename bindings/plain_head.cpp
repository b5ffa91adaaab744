#include "plain_head.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace onduty::bindings {
namespace {

namespace py = pybind11;

// Fields with which a request means something else, or wants to be answered in another way.
constexpr std::array<std::string_view, 6> kUncommon{"x-onduty-actor", "idempotency-key", "if-match",
                                                    "x-request-id",   "expect",          "transfer-encoding"};

std::optional<std::string_view> bytes_of(PyObject* object) {
  if (!PyBytes_Check(object)) return std::nullopt;
  return std::string_view(PyBytes_AS_STRING(object), static_cast<std::size_t>(PyBytes_GET_SIZE(object)));
}

std::optional<std::string_view> ascii_of(PyObject* object) {
  if (!PyUnicode_Check(object) || !PyUnicode_IS_COMPACT_ASCII(object)) return std::nullopt;
  return std::string_view(static_cast<const char*>(PyUnicode_DATA(object)),
                          static_cast<std::size_t>(PyUnicode_GET_LENGTH(object)));
}

std::string_view without_prefix(std::string_view path, std::string_view prefix) {
  return path.substr(0, prefix.size()) == prefix ? path.substr(prefix.size()) : path;
}

std::optional<std::string_view> bearer_secret(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view secret = without_prefix(authorization, kScheme);
  const bool is_plain = secret.size() + kScheme.size() == authorization.size() && !secret.empty() &&
                        secret.find_first_of(" \t") == std::string_view::npos;
  return is_plain ? std::optional(secret) : std::nullopt;
}

}  // namespace

std::optional<Uuid> user_of_path(std::string_view path) {
  constexpr std::string_view kEnd = "/status";
  const std::string_view rest = without_prefix(path, "/v1");
  const std::string_view user = without_prefix(rest, "/users/");
  if (user.size() == rest.size() || user.size() < kEnd.size()) return std::nullopt;
  if (user.substr(user.size() - kEnd.size()) != kEnd) return std::nullopt;
  return Uuid::parse(user.substr(0, user.size() - kEnd.size()));
}

std::optional<Uuid> user_of_path(py::handle path) {
  const auto text = ascii_of(path.ptr());
  return text ? user_of_path(*text) : std::nullopt;
}

bool PlainHead::add(std::string_view name, std::string_view value) {
  if (name == "authorization") {
    const auto bearers = bearer_secret(value);
    if (!bearers || !secret.empty()) return false;
    secret = *bearers;
    return true;
  }
  if (name == "connection") return value == "keep-alive";
  if (name == "content-type") return value == "application/json";
  if (name == "content-length") {
    if (has_body_size) return false;
    has_body_size = true;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), body_size);
    return error == std::errc() && end == value.data() + value.size();
  }
  return std::find(kUncommon.begin(), kUncommon.end(), name) == kUncommon.end();
}

std::optional<PlainHead> PlainHead::read(py::handle headers) {
  if (!PyList_Check(headers.ptr())) return std::nullopt;
  PlainHead head;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(headers.ptr()); ++i) {
    PyObject* field = PyList_GET_ITEM(headers.ptr(), i);
    if (!PyTuple_Check(field) || PyTuple_GET_SIZE(field) != 2) return std::nullopt;
    const auto name = bytes_of(PyTuple_GET_ITEM(field, 0));
    const auto value = bytes_of(PyTuple_GET_ITEM(field, 1));
    if (!name || !value || !head.add(*name, *value)) return std::nullopt;
  }
  return head.secret.empty() ? std::nullopt : std::optional(head);
}

}  // namespace onduty::bindings
