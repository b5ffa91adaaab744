// One JSON text from outside, parsed by simdjson's DOM, which validates all of it.
//
// Of the layers, only json/ may include this header.
#pragma once

#include <simdjson.h>

#include <string_view>

#include "onduty/result.h"

namespace onduty::json {

inline constexpr std::size_t kDepthMax = 16;  // nested arrays and objects (E1)

// A parser of its own, for a document that lives longer than one call. The parser's memory is what the document points
// into. Thread rule: one thread at a time.
class DocumentParser {
 public:
  DocumentParser();
  DocumentParser(const DocumentParser&) = delete;  // Documents point into it.
  DocumentParser& operator=(const DocumentParser&) = delete;

  // The root object, valid until the next call. Error: kMalformedJson.
  Result<simdjson::dom::object> parse_object(std::string_view text);

 private:
  simdjson::dom::parser parser_;
  simdjson::error_code allocated_;
};

}  // namespace onduty::json
