// People, and how to ask for some of them.
#pragma once

#include <optional>
#include <string>

#include "onduty/error.h"
#include "onduty/page.h"
#include "onduty/status.h"
#include "onduty/uuid.h"

namespace onduty {

// A user as the directory knows it.
struct User {
  Uuid uuid;
  std::string email;
  std::string name;

  friend bool operator==(const User&, const User&) = default;
};

// A user with the status. A value: it does not follow later changes.
struct UserStatus {
  User user;
  Status status;

  friend bool operator==(const UserStatus&, const UserStatus&) = default;
};

// Which users are asked for: those to whom all of this applies.
struct UserQuery {
  std::optional<bool> available;
  std::optional<Uuid> team;           // is a member of it
  std::optional<Uuid> custom_status;  // has it assigned
  ListPart part;
  ParamErrors refused;  // What the reader of the request already had to refuse; it is told with the rest.
};

}  // namespace onduty
