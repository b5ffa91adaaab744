// What makes a class of the core a sequence of Python's, whose items are made when they are asked for.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>

namespace onduty::bindings {

namespace py = pybind11;

// `Sequence` has size() and at(index).
template <class Sequence>
py::list slice_of(const Sequence& sequence, const py::slice& slice) {
  std::size_t start = 0;
  std::size_t stop = 0;
  std::size_t step = 0;
  std::size_t length = 0;
  if (!slice.compute(sequence.size(), &start, &stop, &step, &length)) throw py::error_already_set();
  py::list items;
  for (std::size_t i = 0; i < length; ++i, start += step) items.append(sequence.at(start));
  return items;
}

template <class Sequence>
void def_sequence(py::classh<Sequence>& type) {
  type.def("__len__", [](const Sequence& self) { return self.size(); })
      .def("__getitem__",
           [](const Sequence& self, py::ssize_t index) {
             const auto size = static_cast<py::ssize_t>(self.size());
             const py::ssize_t place = index < 0 ? index + size : index;
             if (place < 0 || place >= size) throw py::index_error("there is no such item");
             return self.at(static_cast<std::size_t>(place));
           })
      .def("__getitem__", &slice_of<Sequence>)
      .def("__iter__",
           [](const py::object& self) { return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr())); });
}

}  // namespace onduty::bindings
