#include "history_source.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "arguments.h"

namespace onduty::bindings {
namespace {

namespace py = pybind11;
using Add = std::function<void(std::string_view)>;

constexpr std::size_t kPartSize = 1 << 20;  // bytes

void raise_signals() {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

void read_bytes(std::string_view bytes, const Add& add) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kPartSize, bytes.size()))) {
    add(bytes.substr(0, kPartSize));
    raise_signals();
  }
}

void read_file(const py::object& path, const Add& add) {
  const py::object file = py::module_::import("io").attr("open")(path, "rb");
  for (;;) {
    const py::bytes part = file.attr("read")(kPartSize);
    if (py::len(part) == 0) break;
    add(std::string_view(part));
    raise_signals();
  }
  file.attr("close")();
}

// Lines gathered to parts.
class Gathering {
 public:
  explicit Gathering(const Add& add) : add_(add) {}

  void take(py::handle item) {
    if (PyBytes_Check(item.ptr())) {
      append(std::string_view(py::reinterpret_borrow<py::bytes>(item)));
    } else if (PyUnicode_Check(item.ptr())) {
      append_text(item);
    } else if (py::hasattr(item, "keys")) {
      append_mapping(py::reinterpret_borrow<py::object>(item));
    } else {
      throw py::type_error("an entry of the history must be a line of JSON, bytes or str, or a mapping");
    }
    if (gathered_.size() >= kPartSize) flush();
  }

  void flush() {
    add_(gathered_);
    gathered_.clear();
    raise_signals();
  }

 private:
  // A line is one entry, so what could end one within it is not let in.
  void append(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.find('\n') != std::string_view::npos) throw py::type_error("an entry of the history must be one line");
    gathered_ += line;
    gathered_ += '\n';
  }

  void append_text(py::handle item) {
    std::string text;
    load_text(item, text);
    append(text);
  }

  void append_mapping(const py::object& mapping) {
    using py::literals::operator""_a;
    // Instants and uuids by their text; what else JSON has no form for is refused as text is.
    append_text(dumps_(dict_(mapping), "default"_a = text_of_));
  }

  const Add& add_;
  const py::object dumps_ = py::module_::import("json").attr("dumps");
  const py::object dict_ = py::module_::import("builtins").attr("dict");
  const py::object text_of_ = py::module_::import("builtins").attr("str");
  std::string gathered_;
};

}  // namespace

void read_history_source(const py::object& source, const Add& add) {
  if (PyBytes_Check(source.ptr())) return read_bytes(std::string_view(py::bytes(source)), add);
  if (py::hasattr(source, "__fspath__")) return read_file(source, add);
  if (PyUnicode_Check(source.ptr()) || !py::isinstance<py::iterable>(source)) {
    throw py::type_error("the history must be bytes of lines, a pathlib.Path, or an iterable of entries");
  }
  Gathering gathering(add);
  for (const py::handle item : py::reinterpret_borrow<py::iterable>(source)) gathering.take(item);
  gathering.flush();
}

}  // namespace onduty::bindings
