// Letting other Python threads run while the core works or waits, which it may for milliseconds: it takes locks and
// syncs the disk.
#pragma once

#include <pybind11/pybind11.h>

namespace onduty::bindings {

// Declare it after every Python-owned object, which must not be touched while it stands. Needs the GIL, and has it
// again at the end: unless Python is about to end, when a daemon thread that comes back from the core has nowhere to go
// and is stopped here (Python itself would end it by unwinding, which C++ takes for a crash).
class WithoutGil {
 public:
  WithoutGil() : state_(PyEval_SaveThread()) {}
  WithoutGil(const WithoutGil&) = delete;  // One scope, one release.
  WithoutGil& operator=(const WithoutGil&) = delete;
  ~WithoutGil();

 private:
  PyThreadState* state_;
};

// Has children of fork() start without the parent's other threads, which they do not have. Called once.
void forget_threads_in_children();

// Has threads other than the caller's stop from now on when they come back from the core. Called once, at Python's
// exit.
void stop_returning_threads();

}  // namespace onduty::bindings
