#include <pybind11/stl.h>

#include <optional>
#include <string>

#include "onduty/change_set.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {

void register_change_set(py::module_& module) {
  py::classh<ChangeSetNote> note(module, "ChangeSetNote", py::is_final(),
                                 "Something to be told of one user or contact of a change set.");
  const auto hex = [](const std::optional<Uuid>& uuid) { return uuid ? std::optional(uuid->hex()) : std::nullopt; };
  note.def_property_readonly("user", [hex](const ChangeSetNote& n) { return hex(n.user); })
      .def_property_readonly("contact", [hex](const ChangeSetNote& n) { return hex(n.contact); })
      .def_readonly("code", &ChangeSetNote::code)
      .def_readonly("message", &ChangeSetNote::message)
      .def("__repr__", [](const ChangeSetNote& n) {
        return "ChangeSetNote(" + (n.user ? "user='" + n.user->hex() : "contact='" + n.contact.value_or(Uuid()).hex()) +
               "', code=" + quoted(n.code) + ")";
      });
  def_value(note, &ChangeSetNote::user, &ChangeSetNote::contact, &ChangeSetNote::code, &ChangeSetNote::message);
  py::classh<ChangeSet> change_set(module, "ChangeSet", py::is_final(),
                                   "What applying a plan, or an undo, came to (Q4, Q5).");
  change_set.def_readonly("id", &ChangeSet::id, "For `Account.undo`; None where nothing was changed.")
      .def_readonly("applied", &ChangeSet::applied, "How many users of a plan, or users and contacts of an undo.")
      .def_readonly("unchanged", &ChangeSet::unchanged, "How many were so already.")
      .def_readonly("skipped", &ChangeSet::skipped, "Who was left alone, and why.")
      .def_readonly("notes", &ChangeSet::notes, "What could not come back as it was.")
      .def("__repr__", [](const ChangeSet& c) {
        return "ChangeSet(id=" + (c.id ? std::to_string(*c.id) : "None") + ", applied=" + std::to_string(c.applied) +
               ", unchanged=" + std::to_string(c.unchanged) + ", skipped=" + std::to_string(c.skipped.size()) + ")";
      });
  def_value(change_set, &ChangeSet::id, &ChangeSet::applied, &ChangeSet::unchanged, &ChangeSet::skipped,
            &ChangeSet::notes);
}

}  // namespace onduty::bindings
