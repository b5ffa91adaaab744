#include "onduty/uuid.h"

#include <cstring>

namespace onduty {
namespace {

constexpr std::size_t kHexSize = 32;
constexpr std::size_t kDashedSize = 36;
constexpr char kHexDigits[] = "0123456789abcdef";

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool is_dash_position(std::size_t position) {
  return position == 8 || position == 13 || position == 18 || position == 23;
}

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) {
  const bool dashed = text.size() == kDashedSize;
  if (!dashed && text.size() != kHexSize) return std::nullopt;
  std::array<std::uint8_t, kSize> bytes{};
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (dashed && is_dash_position(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = hex_value(text[i]);
    if (value < 0) return std::nullopt;
    bytes[digits / 2] = static_cast<std::uint8_t>(bytes[digits / 2] << 4 | value);
    ++digits;
  }
  return Uuid(bytes);
}

std::string Uuid::hex() const {
  std::string text(kHexSize, '0');
  for (std::size_t i = 0; i < kSize; ++i) {
    text[2 * i] = kHexDigits[bytes_[i] >> 4];
    text[2 * i + 1] = kHexDigits[bytes_[i] & 15];
  }
  return text;
}

std::string Uuid::dashed() const {
  const std::string digits = hex();
  std::string text;
  text.reserve(kDashedSize);
  for (std::size_t i = 0; i < kHexSize; ++i) {
    if (is_dash_position(text.size())) text += '-';
    text += digits[i];
  }
  return text;
}

}  // namespace onduty

std::size_t std::hash<onduty::Uuid>::operator()(const onduty::Uuid& uuid) const noexcept {
  // Most uuids are random; mixing both halves also serves those that count up.
  std::uint64_t halves[2];
  static_assert(sizeof halves == onduty::Uuid::kSize);
  std::memcpy(halves, uuid.bytes().data(), sizeof halves);
  const std::uint64_t mixed = (halves[0] ^ (halves[1] >> 31)) * 0x9e3779b97f4a7c15ULL + halves[1];
  return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}
