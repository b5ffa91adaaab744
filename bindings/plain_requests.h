// The two requests of the HTTP API that are sent most, in the form in which nearly all of them come.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "completion_port.h"
#include "onduty/answer.h"
#include "onduty/api_key.h"
#include "onduty/database.h"
#include "onduty/uuid.h"
#include "plain_head.h"

namespace onduty::bindings {

namespace py = pybind11;

// A PUT whose head has nothing out of the ordinary, of a caller who may write.
struct PlainPut {
  Uuid user;
  ApiKey api_key;
};

// Looks whether a request is plain: its user's uuid is well formed, its key is in memory, and its head has no field
// that changes what it means. What is not plain is nobody's fault: whoever asks handles it as any other request. Needs
// the GIL throughout, and never waits.
class PlainRequests {
 public:
  // REQUIRES: `database` outlives it.
  explicit PlainRequests(const Database& database) : database_(database) {}

  // As ASGI gives them: `headers` is a list of (name, value) in bytes, names in lower case. Answers are (headers, body,
  // whether something changed).

  // The answer to GET of a status.
  std::optional<py::tuple> get(py::handle path, py::handle headers) const;
  std::optional<PlainPut> begin_put(py::handle path, py::handle headers) const;
  // Starts it; its answer, or error, goes to `port`. False when the body is one to be refused.
  bool put(const PlainPut& request, const py::bytes& body, std::shared_ptr<CompletionPort> port,
           std::uint64_t token) const;

  // As they stand on a connection, each whole. Answers are (bytes, whether something changed); the bytes are those from
  // behind the status line and the headers that all answers of a server have.

  // The answer to GET of a status.
  std::optional<py::tuple> get_message(const py::bytes& message) const;
  // Starts a PUT; its answer, or error, goes to `port`. False when it is not plain, or is to be refused.
  bool put_message(const py::bytes& message, std::shared_ptr<CompletionPort> port, std::uint64_t token) const;

 private:
  using ToPython = py::object (*)(const Answer&);

  std::optional<Answer> answer_get(const std::optional<Uuid>& user, const std::optional<PlainHead>& head) const;
  std::optional<PlainPut> begin(const std::optional<Uuid>& user, const std::optional<PlainHead>& head) const;
  bool start(const PlainPut& request, std::string_view body, std::shared_ptr<CompletionPort> port, std::uint64_t token,
             ToPython to_python) const;

  const Database& database_;
};

}  // namespace onduty::bindings
