// Where the updates of a bulk come from in Python: mappings, or columns.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <optional>

#include "onduty/bulk.h"

namespace onduty::bindings {

// Everything here needs the GIL.
class BulkSource {
 public:
  BulkSource() = default;
  BulkSource(const BulkSource&) = delete;  // It is read once.
  BulkSource& operator=(const BulkSource&) = delete;
  virtual ~BulkSource() = default;

  // The next update, with what is wrong with it; nothing at the end. Raises what the iterable raises.
  virtual std::optional<BulkUpdate> next() = 0;
};

// For what update_many() was given: an iterable of mappings; or columns, as a mapping by name or as a table that is
// exported by Arrow's C interface. Raises TypeError for anything else, InvalidParamsError for columns that cannot be.
std::unique_ptr<BulkSource> open_source(const pybind11::object& updates);

}  // namespace onduty::bindings
