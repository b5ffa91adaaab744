#include <algorithm>
#include <array>

#include "onduty/directory.h"

namespace onduty {
namespace {

bool is_nothing(const ImportCounts* counts) {
  return counts->created == 0 && counts->changed == 0 && counts->removed == 0;
}

}  // namespace

bool ImportReport::nothing_changed() const {
  const std::array<const ImportCounts*, 7> kinds{&api_keys, &users,         &teams,   &custom_statuses,
                                                 &tags,     &custom_fields, &contacts};
  return !account_created && !account_changed && std::all_of(kinds.begin(), kinds.end(), is_nothing);
}

}  // namespace onduty
