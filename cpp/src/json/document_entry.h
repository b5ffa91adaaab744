// Reading an object whose keys are known: every key once, none that is unknown, none missing that must be there.
//
//   constexpr std::array<EntryKey<TagEntry>, 2> kTagKeys{{
//       {"name", [](const DocumentValue& value, TagEntry& tag) { … }, kRequired},
//       {"removed", [](const DocumentValue& value, TagEntry& tag) { … }},
//   }};
//   TagEntry tag = read_entry(value, kTagKeys);
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

#include "json/document_value.h"

namespace onduty::json {

inline constexpr bool kRequired = true;

template <class Entry>
struct EntryKey {
  std::string_view name;
  void (*read)(const DocumentValue& value, Entry& entry);
  bool required = false;
};

// The index of `name`, looked for from `expected` on: documents nearly always have their keys in one order. kCount when
// there is no such key.
template <class Entry, std::size_t kCount>
std::size_t find_key(const std::array<EntryKey<Entry>, kCount>& keys, std::string_view name, std::size_t expected) {
  for (std::size_t step = 0; step < kCount; ++step) {
    const std::size_t index = (expected + step) % kCount;
    if (keys[index].name == name) return index;
  }
  return kCount;
}

template <class Entry, std::size_t kCount>
Entry read_entry(const DocumentObject& object, const std::array<EntryKey<Entry>, kCount>& keys) {
  Entry entry;
  std::bitset<kCount> seen;
  std::size_t expected = 0;
  object.each([&](std::string_view name, const DocumentValue& value) {
    const std::size_t index = find_key(keys, name, expected);
    if (index == kCount) return value.refuse("is not a known key");
    if (seen[index]) return value.refuse("is given twice");
    seen.set(index);
    expected = index + 1;
    keys[index].read(value, entry);
  });
  for (std::size_t index = 0; index < kCount; ++index) {
    if (keys[index].required && !seen[index]) object.refuse(keys[index].name, "is required");
  }
  return entry;
}

// The same, where the value must be an object; an entry without anything where it is not.
template <class Entry, std::size_t kCount>
Entry read_entry(const DocumentValue& value, const std::array<EntryKey<Entry>, kCount>& keys) {
  const auto object = value.object();
  return object ? read_entry(*object, keys) : Entry();
}

}  // namespace onduty::json
