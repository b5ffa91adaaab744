// Calls that work in the caller's thread for long, and that Python must be able to stop.
#pragma once

#include <pybind11/pybind11.h>

#include <chrono>
#include <optional>
#include <utility>

#include "convert.h"

namespace onduty::bindings {

// Now and then lets Python have a say: signals such as Ctrl-C are handled, and `callback` is called, if it is not None.
// What either raises stops the call, and is raised once it has stopped.
class LongCall {
 public:
  explicit LongCall(const py::object& callback) : callback_(callback) {}

  // Without the GIL. The arguments are passed on to the callback.
  template <class... Arguments>
  bool goes_on(Arguments... arguments) {
    constexpr std::chrono::milliseconds kTick{100};
    if (raised_) return false;
    if (Clock::now() - last_ < kTick) return true;
    const py::gil_scoped_acquire with_gil;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!callback_.is_none()) callback_(arguments...);
    } catch (py::error_already_set& error) {
      raised_.emplace(error);
    }
    last_ = Clock::now();
    return !raised_;
  }

  // What the call came to. One that was done before it could stop is told as such.
  template <class T>
  T value_or_raise(Result<T> result) {
    if (raised_ && !result.ok()) throw *raised_;
    return bindings::value_or_raise(std::move(result));
  }

 private:
  using Clock = std::chrono::steady_clock;

  const py::object& callback_;
  Clock::time_point last_;  // long ago: a call is told of at once, and then now and then
  std::optional<py::error_already_set> raised_;
};

}  // namespace onduty::bindings
