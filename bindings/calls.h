// How a method of the core becomes two of Python: one that waits, and its twin `submit_<name>(port, token, …)`.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <future>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "completion_port.h"
#include "convert.h"
#include "onduty/contact.h"
#include "onduty/json_api.h"
#include "onduty/page.h"
#include "onduty/waiting_caller.h"

namespace onduty::bindings {

template <class T>
py::object to_python(T& value) {
  return py::cast(std::move(value));
}

// (contacts, the `after` that asks for more or None)
inline py::object to_python(ContactPage& page) {
  py::object next = py::cast(page.next);
  return py::make_tuple(std::move(page.contacts), std::move(next));
}

// The entries alone: what asks by itself asks for as many as it wants.
template <class T>
py::object to_python(Page<T>& page) {
  return py::cast(std::move(page.items));
}

// The usual conversion of a write's outcome.
struct ToPython {
  template <class T>
  py::object operator()(T& value) const {
    return to_python(value);
  }
};

// The outcome of `start(done)`, waited for with other Python threads running. What a signal's handler raises, such as
// KeyboardInterrupt, ends the waiting, and is raised: what was started goes its way all the same.
template <class T, class Start>
Result<T> outcome_of(Start& start) {
  constexpr std::chrono::milliseconds kTick{100};
  auto promise = std::make_shared<std::promise<Result<T>>>();
  std::future<Result<T>> outcome = promise->get_future();
  {
    WithoutGil without_gil;
    const WaitingCaller waits;
    start([promise](Result<T> result) { promise->set_value(std::move(result)); });
    while (outcome.wait_for(kTick) != std::future_status::ready && !without_gil.is_interrupted()) {
    }
  }
  raise_interruption();
  return outcome.get();
}

// Where the twin of a read runs: on threads for what is short, or for what may take seconds.
struct ShortRead {
  template <class Noun>
  static Result<void> post(const Noun& self, std::function<void()> task) {
    return self.run_in_background(std::move(task));
  }
};

template <std::size_t waiting_max = std::numeric_limits<std::size_t>::max()>
struct LongRead {
  template <class Noun>
  static Result<void> post(const Noun& self, std::function<void()> task) {
    return self.run_long_in_background(std::move(task), waiting_max);
  }
};

// Defines the twin of a read. `make(self, arguments…)` runs with the GIL and gives a copyable `read() -> Result<T>`
// that needs none.
template <class Length = ShortRead, class Noun, class Read, class... Arguments, class... Extra>
void def_submitted_read(py::classh<Noun>& noun, const char* name, Read (*make)(const Noun&, Arguments...),
                        const Extra&... extra) {
  noun.def(("submit_" + std::string(name)).c_str(),
           [make](const Noun& self, std::shared_ptr<CompletionPort> port, std::uint64_t token, Arguments... arguments) {
             auto read = make(self, std::move(arguments)...);
             using T = std::decay_t<decltype(read().value())>;
             auto push = push_outcome<T>(std::move(port), token, [](T& value) { return to_python(value); });
             const WithoutGil without_gil;
             const auto posted = Length::post(self, [read, push] { push(read()); });
             if (!posted.ok()) push(posted.error());
           },
           py::arg("port"), py::arg("token"), extra...);
}

// What `read() -> Result<T>` gives, with other Python threads running meanwhile. Raises its error.
template <class Read>
auto value_of(const Read& read) {
  auto result = [&] {
    const WithoutGil without_gil;
    return read();
  }();
  return value_or_raise(std::move(result));
}

// Defines a read and its twin.
template <class Length = ShortRead, class Noun, class Read, class... Arguments, class... Extra>
void def_read(py::classh<Noun>& noun, const char* name, Read (*make)(const Noun&, Arguments...),
              const Extra&... extra) {
  noun.def(
      name,
      [make](const Noun& self, Arguments... arguments) {
        auto value = value_of(make(self, std::move(arguments)...));
        return to_python(value);
      },
      extra...);
  def_submitted_read<Length>(noun, name, make, extra...);
}

// Defines a write. `make(self, arguments…)` runs with the GIL and gives a copyable `start(done)` that needs none and
// has `done` called with a Result<T>; `Convert()(T&)` makes the Python value.
template <class T, class Convert, class Noun, class Start, class... Arguments, class... Extra>
void def_write(py::classh<Noun>& noun, const char* name, Start (*make)(const Noun&, Arguments...),
               const Extra&... extra) {
  noun.def(
      name,
      [make](const Noun& self, Arguments... arguments) {
        auto start = make(self, std::move(arguments)...);
        auto value = value_or_raise(outcome_of<T>(start));
        return Convert()(value);
      },
      extra...);
  noun.def(("submit_" + std::string(name)).c_str(),
           [make](const Noun& self, std::shared_ptr<CompletionPort> port, std::uint64_t token, Arguments... arguments) {
             auto start = make(self, std::move(arguments)...);
             auto push = push_outcome<T>(std::move(port), token, [](T& value) { return Convert()(value); });
             const WithoutGil without_gil;
             start(push);
           },
           py::arg("port"), py::arg("token"), extra...);
}

}  // namespace onduty::bindings
