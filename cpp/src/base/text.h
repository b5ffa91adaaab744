// Unicode text, by utf8proc. All functions take valid UTF-8, but where they say otherwise.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onduty::base {

// Whether the bytes are well-formed UTF-8 (no surrogates, nothing above U+10FFFF).
bool is_valid_utf8(std::string_view text);

// Number of code points; of other text than UTF-8, of those before its first fault.
std::size_t count_characters(std::string_view text);

// Number of user-perceived characters (extended grapheme clusters, UAX #29).
std::size_t count_graphemes(std::string_view text);

// True when a character of general category Cc is there.
bool has_control_characters(std::string_view text);

// Without white space at both ends.
std::string trim(std::string_view text);

// The form that uniqueness goes by: NFKC with full case folding (utf8proc's NFKC_Casefold).
std::string fold(std::string_view text);

}  // namespace onduty::base
