// The 128-bit identifier of users, teams, contacts and custom statuses.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace onduty {

// An immutable 16-byte value. Ordered as its hexadecimal text is.
class Uuid {
 public:
  static constexpr std::size_t kSize = 16;  // bytes

  constexpr Uuid() = default;  // all zeros
  constexpr explicit Uuid(const std::array<std::uint8_t, kSize>& bytes) : bytes_(bytes) {}

  // Reads 32 hexadecimal digits or the dashed 8-4-4-4-12 form, in any case; nothing else.
  static std::optional<Uuid> parse(std::string_view text);

  std::string hex() const;     // 32 lower-case digits
  std::string dashed() const;  // 8-4-4-4-12, lower case
  const std::array<std::uint8_t, kSize>& bytes() const { return bytes_; }

  friend auto operator<=>(const Uuid&, const Uuid&) = default;

 private:
  std::array<std::uint8_t, kSize> bytes_{};
};

}  // namespace onduty

template <>
struct std::hash<onduty::Uuid> {
  std::size_t operator()(const onduty::Uuid& uuid) const noexcept;
};
