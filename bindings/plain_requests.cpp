#include "plain_requests.h"

#include <pybind11/gil_safe_call_once.h>
#include <pybind11/stl.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <random>
#include <string_view>

#include "onduty/account.h"
#include "onduty/json_api.h"
#include "plain_message.h"
#include "register.h"

namespace onduty::bindings {
namespace {

// To tell requests apart, not to be secret.
std::string new_request_id() {
  static thread_local std::mt19937_64 generator;
  static thread_local pid_t seeded_in = 0;  // a child of fork() must not go on where its parent was
  if (seeded_in != ::getpid()) {
    std::random_device device;
    std::seed_seq seeds{device(), device(), device(), device(), device(), device(), device(), device()};
    generator.seed(seeds);
    seeded_in = ::getpid();
  }
  constexpr char kDigits[] = "0123456789abcdef";
  std::string id(32, '0');
  for (std::size_t half = 0; half < 2; ++half) {
    std::uint64_t bits = generator();
    for (std::size_t i = 0; i < 16; ++i, bits >>= 4) id[16 * half + i] = kDigits[bits & 15];
  }
  return id;
}

py::tuple header(const char* name, std::string_view value) {
  return py::make_tuple(py::bytes(name), py::bytes(value.data(), value.size()));
}

std::string entity_tag(const Answer& answer) { return '"' + std::to_string(*answer.version) + '"'; }

// For ASGI.
py::object to_response(const Answer& answer) {
  static py::gil_safe_call_once_and_store<py::tuple> content_type;
  py::list headers(4);
  headers[0] =
      content_type.call_once_and_store_result([] { return header("content-type", "application/json"); }).get_stored();
  headers[1] = header("content-length", std::to_string(answer.body.size()));
  headers[2] = header("etag", entity_tag(answer));
  headers[3] = header("x-request-id", new_request_id());
  return py::make_tuple(std::move(headers), py::bytes(answer.body), answer.changed);
}

// For the connection, from behind the status line and the headers that all answers of a server have.
py::object to_message(const Answer& answer) {
  std::string message = "content-type: application/json\r\ncontent-length: ";
  message += std::to_string(answer.body.size());
  message += "\r\netag: ";
  message += entity_tag(answer);
  message += "\r\nx-request-id: ";
  message += new_request_id();
  message += "\r\n\r\n";
  message += answer.body;
  return py::make_tuple(py::bytes(message), answer.changed);
}

std::optional<py::tuple> to_tuple(const std::optional<Answer>& answer, py::object (*to_python)(const Answer&)) {
  return answer ? std::optional<py::tuple>(to_python(*answer)) : std::nullopt;
}

}  // namespace

std::optional<Answer> PlainRequests::answer_get(const std::optional<Uuid>& user,
                                                const std::optional<PlainHead>& head) const {
  if (!user || !head || head->body_size > 0) return std::nullopt;
  const auto key = database_.authenticate_if_known(head->secret);
  if (!key || !key->may_read) return std::nullopt;
  const auto status = database_.account_of(*key).status_if_known(*user);
  return status ? std::optional(answer_of(*status)) : std::nullopt;
}

std::optional<PlainPut> PlainRequests::begin(const std::optional<Uuid>& user,
                                             const std::optional<PlainHead>& head) const {
  if (!user || !head || head->body_size > kBodySizeMax) return std::nullopt;
  auto key = database_.authenticate_if_known(head->secret);
  if (!key || !key->may_write) return std::nullopt;
  return PlainPut{*user, *std::move(key)};
}

bool PlainRequests::start(const PlainPut& request, std::string_view body, std::shared_ptr<CompletionPort> port,
                          std::uint64_t token, ToPython to_python) const {
  StatusCall call;
  call.user = request.user.hex();
  call.origin = {Way::kApi, std::nullopt, request.api_key.id};
  auto read = read_status_call(call, body);
  if (!read.ok()) return false;
  auto push = push_outcome<Answer>(std::move(port), token, [to_python](Answer& answer) { return to_python(answer); });
  database_.account_of(request.api_key).answer_update_async(std::move(read).value(), answer_of, std::move(push));
  return true;
}

std::optional<py::tuple> PlainRequests::get(py::handle path, py::handle headers) const {
  return to_tuple(answer_get(user_of_path(path), PlainHead::read(headers)), to_response);
}

std::optional<PlainPut> PlainRequests::begin_put(py::handle path, py::handle headers) const {
  return begin(user_of_path(path), PlainHead::read(headers));
}

bool PlainRequests::put(const PlainPut& request, const py::bytes& body, std::shared_ptr<CompletionPort> port,
                        std::uint64_t token) const {
  return start(request, body, std::move(port), token, to_response);
}

std::optional<py::tuple> PlainRequests::get_message(const py::bytes& message) const {
  const auto read = PlainMessage::read(message);
  if (!read || read->method != PlainMessage::Method::kGet) return std::nullopt;
  return to_tuple(answer_get(user_of_path(read->path), read->head), to_message);
}

bool PlainRequests::put_message(const py::bytes& message, std::shared_ptr<CompletionPort> port,
                                std::uint64_t token) const {
  const auto read = PlainMessage::read(message);
  if (!read || read->method != PlainMessage::Method::kPut) return false;
  const auto request = begin(user_of_path(read->path), read->head);
  return request && start(*request, read->body, std::move(port), token, to_message);
}

void register_plain_requests(py::module_& module) {
  py::classh<PlainPut>(module, "PlainPut", py::is_final(), "A PUT that PlainRequests has begun.");
  py::classh<PlainRequests>(module, "PlainRequests", py::is_final(),
                            "GET and PUT of a status in their plain form, with as little ado as can be. For the web "
                            "layer: what is not plain gives None or False, and is handled as any other request.")
      .def(py::init<const Database&>(), py::arg("database"), py::keep_alive<1, 2>())
      .def("get", &PlainRequests::get, py::arg("path"), py::arg("headers"),
           "The answer, (headers, body, changed), from memory, or None.")
      .def("begin_put", &PlainRequests::begin_put, py::arg("path"), py::arg("headers"),
           "What put() takes when the body is there, or None.")
      .def("put", &PlainRequests::put, py::arg("request"), py::arg("body"), py::arg("port"), py::arg("token"),
           "Starts it, with its answer as the outcome at the port; False when the body is one to be refused.")
      .def("get_message", &PlainRequests::get_message, py::arg("message"),
           "Of a whole request as it stands on a connection: the answer, (bytes, changed), from memory, or None. The "
           "bytes are those from behind the status line and the headers that all answers of a server have.")
      .def("put_message", &PlainRequests::put_message, py::arg("message"), py::arg("port"), py::arg("token"),
           "The same of a PUT: starts it, with such an answer as the outcome at the port; False when it is not plain, "
           "or is to be refused.");
}

}  // namespace onduty::bindings
