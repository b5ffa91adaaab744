#include "completion_port.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace onduty::bindings {

CompletionPort::CompletionPort() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

CompletionPort::~CompletionPort() { close(); }

void CompletionPort::push(std::uint64_t token, Make make) {
  if (is_forked()) return;
  const std::lock_guard<std::mutex> held(mutex_);
  if (descriptor_ < 0) return;
  items_.emplace_back(token, std::move(make));
  if (items_.size() > 1) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written =
      ::write(descriptor_, &one, sizeof one);  // fails only when it is signalled already
}

std::vector<CompletionPort::Item> CompletionPort::take() {
  if (is_forked()) return {};
  // Held without the GIL's help: push() holds it for a few instructions and never waits for the GIL.
  const std::lock_guard<std::mutex> held(mutex_);
  std::uint64_t count = 0;
  if (descriptor_ >= 0) [[maybe_unused]]
    const auto read_size = ::read(descriptor_, &count, sizeof count);
  return std::exchange(items_, {});
}

py::list CompletionPort::drain() {
  py::list outcomes;
  for (const auto& [token, make] : take()) {
    try {
      outcomes.append(py::make_tuple(token, make()));
    } catch (py::error_already_set& error) {
      outcomes.append(py::make_tuple(token, error.value()));
    }
  }
  return outcomes;
}

void CompletionPort::close() {
  if (is_forked()) return;
  const std::lock_guard<std::mutex> held(mutex_);
  items_.clear();
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

void register_completion_port(py::module_& module) {
  py::classh<CompletionPort>(module, "CompletionPort", py::is_final(),
                             "Where finished asynchronous calls wait for their event loop. One a loop.")
      .def(py::init<>())
      .def("fileno", &CompletionPort::descriptor, "Readable when there is something to drain; -1 once closed.")
      .def("drain", &CompletionPort::drain, "[(token, value or Error instance)], on the loop's thread only.")
      .def("close", &CompletionPort::close, "Drops what is there and what comes. Idempotent.");
}

}  // namespace onduty::bindings
