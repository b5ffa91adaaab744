// What makes a class of values behave as Python's values do: ==, hash(), copy and pickle, by a list of its members.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "onduty/instant.h"
#include "onduty/origin.h"
#include "onduty/uuid.h"

namespace onduty::bindings {

namespace py = pybind11;

// The text as Python writes it down, in quotes.
inline std::string quoted(const std::string& text) { return std::string(py::repr(py::str(text))); }

inline std::string quoted(const std::optional<std::string>& text) { return text ? quoted(*text) : "None"; }

inline std::string spelled(bool value) { return value ? "True" : "False"; }

// A member as something of Python's that is hashable and goes into a pickle.
template <class T>
struct State {
  static py::object of(const T& member) { return py::cast(member); }
  static T from(const py::handle& state) { return py::cast<T>(state); }
};

template <>
struct State<Uuid> {
  static py::object of(const Uuid& uuid) { return py::str(uuid.hex()); }
  static Uuid from(const py::handle& state) { return Uuid::parse(py::cast<std::string>(state)).value_or(Uuid()); }
};

template <>
struct State<Instant> {
  static py::object of(const Instant& instant) { return py::int_(instant.ms); }
  static Instant from(const py::handle& state) { return Instant{py::cast<std::int64_t>(state)}; }
};

template <>
struct State<Way> {
  static py::object of(const Way& way) { return py::str(std::string(way_name(way))); }
  static Way from(const py::handle& state) {
    return way_from_name(py::cast<std::string>(state)).value_or(Way::kLibrary);
  }
};

template <class T>
struct State<std::optional<T>> {
  static py::object of(const std::optional<T>& member) { return member ? State<T>::of(*member) : py::none(); }
  static std::optional<T> from(const py::handle& state) {
    return state.is_none() ? std::nullopt : std::optional<T>(State<T>::from(state));
  }
};

template <class T>
struct State<std::vector<T>> {
  static py::object of(const std::vector<T>& members) {
    py::tuple states(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) states[i] = State<T>::of(members[i]);
    return states;
  }
  static std::vector<T> from(const py::handle& state) {
    std::vector<T> members;
    for (const py::handle item : state) members.push_back(State<T>::from(item));
    return members;
  }
};

template <class T, class... Members>
py::tuple state_of(const T& value, Members T::*... members) {
  return py::make_tuple(State<Members>::of(value.*members)...);
}

template <class T, class... Members>
T from_state(const py::tuple& state, Members T::*... members) {
  if (state.size() != sizeof...(Members)) throw py::value_error("this was pickled by another version of onduty");
  T value;
  std::size_t next = 0;
  ((value.*members = State<Members>::from(state[next++])), ...);
  return value;
}

// ==, hash() and copies. Values never change, so a copy is the value itself.
template <class T, class... Members>
void def_comparable(py::classh<T>& type, Members T::*... members) {
  type.def(
          "__eq__", [](const T& a, const T& b) { return a == b; }, py::is_operator())
      .def("__hash__", [members...](const T& value) { return py::hash(state_of(value, members...)); })
      .def("__copy__", [](py::object self) { return self; })
      .def("__deepcopy__", [](py::object self, const py::object& /*memo*/) { return self; });
}

// The same, and pickles. `members` are all that `==` compares, in the order in which they were declared.
template <class T, class... Members>
void def_value(py::classh<T>& type, Members T::*... members) {
  def_comparable(type, members...);
  type.def(py::pickle([members...](const T& value) { return state_of(value, members...); },
                      [members...](const py::tuple& state) { return from_state<T>(state, members...); }));
}

}  // namespace onduty::bindings
