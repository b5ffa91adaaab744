// Where in a JSON document a value stands.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>

namespace onduty::domain {

// The steps from a document's root to one of its values. Cheap enough to go along with every value of a large document:
// the JSON pointer is built only when there is something to say about the value. Does not own the keys: they must
// outlive it.
class DocumentPlace {
 public:
  static constexpr std::size_t kDepthMax = 6;

  constexpr DocumentPlace() = default;  // the whole document

  // The value under `key` of the object that stands here. REQUIRES: fewer than kDepthMax steps so far.
  constexpr DocumentPlace key(std::string_view key) const { return with({key, kNoIndex}); }
  // The value at `index` of the list that stands here. REQUIRES: fewer than kDepthMax steps so far.
  constexpr DocumentPlace item(std::size_t index) const { return with({{}, index}); }

  // RFC 6901: "/users/3/email"; "" for the whole document.
  std::string pointer() const;

 private:
  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  struct Step {
    std::string_view key;
    std::size_t index = kNoIndex;  // without one, the step is by key
  };

  constexpr DocumentPlace with(const Step& step) const {
    assert(depth_ < kDepthMax);
    DocumentPlace place = *this;
    place.steps_[place.depth_++] = step;
    return place;
  }

  std::array<Step, kDepthMax> steps_{};
  std::size_t depth_ = 0;
};

}  // namespace onduty::domain
