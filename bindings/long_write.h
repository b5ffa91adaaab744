// Writes that may take long: told how far they are, and stopped by what the telling raises, Ctrl-C among it.
#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "convert.h"
#include "onduty/result.h"
#include "without_gil.h"

namespace onduty::bindings {

// How far a write is; set by the core's thread, read by the one that waits.
struct Progress {
  enum class State { kWaiting, kBegun, kStopped };

  std::atomic<std::int64_t> done{0};
  std::atomic<std::int64_t> total{0};
  std::atomic<State> state{State::kWaiting};

  // Whether the write goes on. From the first call on it has begun, unless it was stopped before.
  bool tell(std::int64_t now_done, std::int64_t of) {
    done = now_done;
    total = of;
    State expected = State::kWaiting;
    state.compare_exchange_strong(expected, State::kBegun);
    return state != State::kStopped;
  }
  // True when the write had not begun, and so never will. Called once.
  bool stop() { return state.exchange(State::kStopped) == State::kWaiting; }
};

// What the core calls to tell how far it is.
inline std::function<bool(std::int64_t, std::int64_t)> tell_to(std::shared_ptr<Progress> progress) {
  return
      [progress = std::move(progress)](std::int64_t done, std::int64_t total) { return progress->tell(done, total); };
}

// Waits for `start(progress, done)`, telling `callback` how far it is now and then. An exception stops the write, which
// then changes nothing, and is raised once it has stopped: at once where it waits for its turn.
template <class T, class Start>
Result<T> wait_for_long_write(Start start, const py::object& callback) {
  constexpr std::chrono::milliseconds kTick{100};
  auto progress = std::make_shared<Progress>();
  auto promise = std::make_shared<std::promise<Result<T>>>();
  std::future<Result<T>> outcome = promise->get_future();
  std::optional<py::error_already_set> raised;
  bool is_left = false;
  const auto tell = [&] {
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!callback.is_none() && !raised) callback(progress->done.load(), progress->total.load());
    } catch (py::error_already_set& error) {
      if (!raised) raised.emplace(error);
    }
  };
  {
    WithoutGil without_gil;
    start(progress, [promise](Result<T> result) { promise->set_value(std::move(result)); });
    while (!is_left && outcome.wait_for(kTick) != std::future_status::ready) {
      const bool was_raised = raised.has_value();
      without_gil.with_gil(tell);
      if (raised && !was_raised) is_left = progress->stop();
    }
  }
  if (is_left) throw *raised;
  Result<T> result = outcome.get();
  if (raised && !result.ok()) throw *raised;
  return result;  // also when it was done before it could stop: then what was written must be told
}

}  // namespace onduty::bindings
