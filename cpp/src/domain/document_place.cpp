#include "domain/document_place.h"

namespace onduty::domain {
namespace {

std::string escaped(std::string_view key) {
  std::string text;
  for (const char character : key) {
    if (character == '~') {
      text += "~0";
    } else if (character == '/') {
      text += "~1";
    } else {
      text += character;
    }
  }
  return text;
}

}  // namespace

std::string DocumentPlace::pointer() const {
  std::string text;
  for (std::size_t depth = 0; depth < depth_; ++depth) {
    const Step& step = steps_[depth];
    text += '/';
    text += step.index == kNoIndex ? escaped(step.key) : std::to_string(step.index);
  }
  return text;
}

}  // namespace onduty::domain
