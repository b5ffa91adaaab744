// Columns as others read them: Arrow's C stream interface.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "table_columns.h"

namespace onduty::bindings {

// A capsule with a stream of the rows, in batches; it keeps what it needs of the columns. Needs the GIL; reading the
// stream does not.
pybind11::capsule arrow_stream_of(std::shared_ptr<const TableColumns> table);

}  // namespace onduty::bindings
