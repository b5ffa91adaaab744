#include <algorithm>
#include <array>
#include <utility>

#include "onduty/origin.h"

namespace onduty {
namespace {

constexpr std::array<std::pair<Way, std::string_view>, 7> kWays{{
    {Way::kApi, "api"},
    {Way::kLibrary, "library"},
    {Way::kCli, "cli"},
    {Way::kImport, "import"},
    {Way::kBulk, "bulk"},
    {Way::kUndo, "undo"},
    {Way::kDestroyed, "destroyed"},
}};

}  // namespace

std::string_view way_name(Way way) {
  const auto found = std::find_if(kWays.begin(), kWays.end(), [&](const auto& entry) { return entry.first == way; });
  return found == kWays.end() ? std::string_view("unknown") : found->second;
}

std::optional<Way> way_from_name(std::string_view name) {
  const auto found = std::find_if(kWays.begin(), kWays.end(), [&](const auto& entry) { return entry.second == name; });
  return found == kWays.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace onduty
