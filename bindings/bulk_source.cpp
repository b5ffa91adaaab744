#include "bulk_source.h"

#include "bulk_columns.h"
#include "bulk_mappings.h"

namespace onduty::bindings {

std::unique_ptr<BulkSource> open_source(const py::object& updates) {
  if (is_table(updates)) return open_table(updates);
  if (PyDict_Check(updates.ptr())) return open_columns(py::reinterpret_borrow<py::dict>(updates));
  return open_mappings(updates);
}

}  // namespace onduty::bindings
