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
  ~WithoutGil() { take_back(); }

  // Has the GIL for as long as `work` takes, which must not throw.
  template <class Work>
  void with_gil(const Work& work) {
    take_back();
    work();
    state_ = PyEval_SaveThread();
  }

  // Has Python see to signals such as Ctrl-C. True when a handler raised: the exception is raised by
  // raise_interruption(), once this object is gone.
  bool is_interrupted() {
    if (!interrupted_) with_gil([this] { interrupted_ = PyErr_CheckSignals() != 0; });
    return interrupted_;
  }

 private:
  void take_back();

  PyThreadState* state_;
  bool interrupted_ = false;
};

// Raises what is_interrupted() found. Needs the GIL.
inline void raise_interruption() {
  if (PyErr_Occurred() != nullptr) throw pybind11::error_already_set();
}

// Has children of fork() start without the parent's other threads, which they do not have. Called once.
void forget_threads_in_children();

// Has threads other than the caller's stop from now on when they come back from the core. Called once, at Python's
// exit.
void stop_returning_threads();

}  // namespace onduty::bindings
