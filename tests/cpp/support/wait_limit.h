// How long one update may keep the others waiting (C3, H4).
#pragma once

#include <cstdint>

namespace onduty::testing {

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr std::int64_t kWaitMaxMs = 20'000;  // instrumented code is not what people wait for
#else
inline constexpr std::int64_t kWaitMaxMs = 1'000;
#endif

}  // namespace onduty::testing
