// Where finished asynchronous calls wait for their event loop.
//
// The core's threads never take the GIL: they append here and, when the list was empty, write to an eventfd that the
// loop watches. The loop's thread drains the list and makes the Python objects.
#pragma once

#include <pybind11/pybind11.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "convert.h"
#include "onduty/result.h"

namespace onduty::bindings {

// In a child of fork() it belongs to the parent's loop, whose wake-ups it must not take: there it drops all, and calls
// that are given it raise ForkedError. Thread rule: push() from any thread, without the GIL; all else with the GIL.
class CompletionPort {
 public:
  // Makes the Python object of an outcome; called with the GIL, may raise.
  using Make = std::function<py::object()>;

  CompletionPort();
  CompletionPort(const CompletionPort&) = delete;  // Its descriptor belongs to one loop.
  CompletionPort& operator=(const CompletionPort&) = delete;
  ~CompletionPort();

  int descriptor() const { return descriptor_; }
  bool is_forked() const { return ::getpid() != process_; }
  // After close() it drops what it is given.
  void push(std::uint64_t token, Make make);
  // [(token, value or Error instance)], in the order of completion.
  py::list drain();
  void close();

 private:
  using Item = std::pair<std::uint64_t, Make>;

  std::vector<Item> take();

  const pid_t process_ = ::getpid();
  std::mutex mutex_;
  std::vector<Item> items_;  // guarded by mutex_
  int descriptor_;           // guarded by mutex_; -1 once closed
};

// What pushes one call's outcome: `convert(T&)` makes the Python value, on the loop's thread. Needs the GIL; raises
// ForkedError for the port of a parent's loop.
template <class T, class Convert>
auto push_outcome(std::shared_ptr<CompletionPort> port, std::uint64_t token, Convert convert) {
  if (port->is_forked()) raise(Error::of(ErrorCode::kForked));
  return [port = std::move(port), token, convert](Result<T> result) {
    auto outcome = std::make_shared<Result<T>>(std::move(result));
    port->push(token, [outcome, convert] {
      return outcome->ok() ? convert(outcome->value()) : to_exception(outcome->error());
    });
  };
}

void register_completion_port(py::module_& module);

}  // namespace onduty::bindings
