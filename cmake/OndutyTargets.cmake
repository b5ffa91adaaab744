# Interface targets that carry flags, so that no flag is global.

add_library(onduty_warnings INTERFACE)
target_compile_options(onduty_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  -Wformat=2 -Wundef
  $<$<BOOL:${ONDUTY_WARNINGS_AS_ERRORS}>:-Werror>
  # What g++ 12 says of std::variant and of "a" + std::string when it optimises is not so (GCC bugs 105562, 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>)

add_library(onduty_sanitizer INTERFACE)
if(ONDUTY_SANITIZER STREQUAL "address")
  target_compile_options(onduty_sanitizer INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(onduty_sanitizer INTERFACE -fsanitize=address,undefined)
elseif(ONDUTY_SANITIZER STREQUAL "thread")
  target_compile_options(onduty_sanitizer INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(onduty_sanitizer INTERFACE -fsanitize=thread)
elseif(NOT ONDUTY_SANITIZER STREQUAL "none")
  message(FATAL_ERROR "ONDUTY_SANITIZER is '${ONDUTY_SANITIZER}'; choose none, address or thread")
endif()
