// Result<T>: a value or the Error that came instead.
//
//   Result<Status> found = account.status(user);
//   if (!found) return found.error();
//   use(found.value());
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "onduty/error.h"

namespace onduty {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  const T& value() const& { return assert(ok()), *std::get_if<0>(&held_); }
  T& value() & { return assert(ok()), *std::get_if<0>(&held_); }
  T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&held_)); }

  // REQUIRES: !ok().
  const Error& error() const& { return assert(!ok()), *std::get_if<1>(&held_); }
  Error&& error() && { return assert(!ok()), std::move(*std::get_if<1>(&held_)); }

 private:
  std::variant<T, Error> held_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }

  // REQUIRES: !ok().
  const Error& error() const& { return assert(!ok()), *error_; }
  Error&& error() && { return assert(!ok()), std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace onduty
