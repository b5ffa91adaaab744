// Updates as mappings, {"uuid": …, "available": …}, read without a detour.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "bulk_source.h"

namespace onduty::bindings {

// Raises TypeError for what is not iterable.
std::unique_ptr<BulkSource> open_mappings(const pybind11::object& iterable);

}  // namespace onduty::bindings
