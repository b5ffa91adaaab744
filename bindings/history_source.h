// Where the lines of a history come from, in Python.
#pragma once

#include <pybind11/pybind11.h>

#include <functional>
#include <string_view>

namespace onduty::bindings {

// Hands `add` the parts of a source, with the GIL held: bytes of lines, an os.PathLike that names a file of them, or an
// iterable of lines (bytes or str) or of mappings. Raises what the source does, and what a signal's handler does.
void read_history_source(const pybind11::object& source, const std::function<void(std::string_view)>& add);

}  // namespace onduty::bindings
