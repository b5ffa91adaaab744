// The two requests of the HTTP API that are sent most, in the form in which nearly all of them come.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "completion_port.h"
#include "onduty/api_key.h"
#include "onduty/database.h"
#include "onduty/uuid.h"

namespace onduty::bindings {

namespace py = pybind11;

// A PUT whose head has nothing out of the ordinary, of a caller who may write.
struct PlainPut {
  Uuid user;
  ApiKey api_key;
};

// What answers are made into.
enum class PlainForm { kResponse, kMessage };

// Looks whether a request is plain: its user's uuid is well formed, its key is in memory, and its head has no field
// that changes what it means. What is not plain is nobody's fault: whoever asks handles it as any other request. Needs
// the GIL throughout, and never waits.
class PlainRequests {
 public:
  // REQUIRES: `database` outlives it.
  PlainRequests(const Database& database, PlainForm form) : database_(database), form_(form) {}

  // `path` is a str or bytes; `headers` a list of (name, value) in bytes, names in lower case.
  // The answer to GET of a status.
  std::optional<py::tuple> get(py::handle path, py::handle headers) const;

  std::optional<PlainPut> begin_put(py::handle path, py::handle headers) const;
  // Starts it; its answer, or error, goes to `port`. False when the body is one to be refused.
  bool put(const PlainPut& request, const py::bytes& body, std::shared_ptr<CompletionPort> port,
           std::uint64_t token) const;

 private:
  const Database& database_;
  const PlainForm form_;
};

}  // namespace onduty::bindings
