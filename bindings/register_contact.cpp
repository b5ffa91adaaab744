#include <pybind11/stl.h>

#include "convert.h"
#include "register.h"
#include "value_type.h"

namespace onduty::bindings {

void register_contact(py::module_& module) {
  py::classh<Contact> contact(module, "Contact", py::is_final(), "A contact, as it stood when it was read.");
  contact.def_property_readonly("uuid", [](const Contact& c) { return c.uuid.hex(); })
      .def_readonly("name", &Contact::name)
      .def_readonly("phone_number", &Contact::phone_number)
      .def_readonly("avatar_url", &Contact::avatar_url)
      .def_property_readonly("created_at", [](const Contact& c) { return to_datetime(c.created_at); })
      .def_readonly("source", &Contact::source)
      .def_readonly("href", &Contact::href)
      .def_readonly("conversation_href", &Contact::conversation_href)
      .def_readonly("tags", &Contact::tags)
      .def_readonly("assigned_user", &Contact::assigned_user, "The user's e-mail.")
      .def_property_readonly("custom_fields", &to_custom_fields)
      .def("__repr__",
           [](const Contact& c) { return "Contact(uuid='" + c.uuid.hex() + "', name=" + quoted(c.name) + ")"; });
  def_value(contact, &Contact::uuid, &Contact::name, &Contact::phone_number, &Contact::avatar_url, &Contact::created_at,
            &Contact::source, &Contact::href, &Contact::conversation_href, &Contact::tags, &Contact::assigned_user,
            &Contact::custom_fields);
}

}  // namespace onduty::bindings
