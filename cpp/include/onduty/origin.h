// Who changes something, and by which way (U10).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onduty {

// By which way a change came (U10). The numbers are stored: never reuse one.
enum class Way : std::uint8_t {
  kApi = 1,
  kLibrary = 2,
  kCli = 3,
  kImport = 4,
  kBulk = 5,
  kUndo = 6,
  kDestroyed = 7,
};

std::string_view way_name(Way way);                       // "api", "library", …
std::optional<Way> way_from_name(std::string_view name);  // the opposite of way_name

// Who changes something, for the history (U10).
struct Origin {
  Way way = Way::kLibrary;
  std::optional<std::string> actor;        // 1 to 100 characters, no control characters
  std::optional<std::int64_t> api_key_id;  // for kApi: ApiKey::id
};

}  // namespace onduty
