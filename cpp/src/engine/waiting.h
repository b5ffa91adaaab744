// Where a caller waits for its answer.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <semaphore>
#include <utility>

#include "onduty/result.h"
#include "onduty/waiting_caller.h"

namespace onduty::engine {

// REQUIRES: made, and waited with, on the thread that starts the work.
template <class T>
class Waiting {
 public:
  // What the answering thread calls, once.
  std::function<void(Result<T>)> done() {
    return [shared = shared_](Result<T> result) {
      shared->result = std::move(result);
      shared->answered.release();
    };
  }

  // Waits for done() to have been called. REQUIRES: called once.
  Result<T> result() {
    shared_->answered.acquire();
    return std::move(*shared_->result);
  }

 private:
  // Shared, since the answering thread still touches the semaphore while the caller goes on.
  struct Shared {
    std::binary_semaphore answered{0};
    std::optional<Result<T>> result;
  };
  std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
  const WaitingCaller caller_;
};

}  // namespace onduty::engine
