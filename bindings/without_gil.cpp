#include "without_gil.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace onduty::bindings {
namespace {

std::atomic<bool> ending{false};
std::atomic<int> coming_back{0};  // threads that may be past the look at `ending` and have no GIL yet
std::thread::id ending_thread;    // written before `ending`, read after it

[[noreturn]] void wait_for_the_end() {
  for (;;) ::pause();
}

}  // namespace

void WithoutGil::take_back() {
  ++coming_back;
  if (ending && std::this_thread::get_id() != ending_thread) {
    --coming_back;
    wait_for_the_end();
  }
  PyEval_RestoreThread(state_);
  --coming_back;
}

void forget_threads_in_children() {
  ::pthread_atfork(nullptr, nullptr, [] { coming_back = 0; });
}

void stop_returning_threads() {
  ending_thread = std::this_thread::get_id();
  ending = true;
  PyThreadState* state = PyEval_SaveThread();
  while (coming_back > 0) std::this_thread::yield();
  PyEval_RestoreThread(state);
}

}  // namespace onduty::bindings
