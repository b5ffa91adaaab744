// The head of a request as ASGI gives it, when there is nothing out of the ordinary in it.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <optional>
#include <string_view>

#include "onduty/uuid.h"

namespace onduty::bindings {

// The user of `/users/{uuid}/status`, with the prefix `/v1` or without.
std::optional<Uuid> user_of_path(std::string_view path);
// The same of a str.
std::optional<Uuid> user_of_path(pybind11::handle path);

// Views of the header's bytes.
struct PlainHead {
  std::string_view secret;    // of Authorization: Bearer
  std::size_t body_size = 0;  // as declared
  bool has_body_size = false;

  // Takes a field, its name in lower case. False for one that another form of the request has.
  bool add(std::string_view name, std::string_view value);

  // Nothing when a field is there, or is missing, that another form of the request has. `headers` are as in ASGI. Needs
  // the GIL.
  static std::optional<PlainHead> read(pybind11::handle headers);
};

}  // namespace onduty::bindings
