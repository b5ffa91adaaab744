// Clang's thread safety attributes (https://clang.llvm.org/docs/ThreadSafetyAnalysis.html); nothing on other compilers.
#pragma once

#if defined(__clang__)
#define ONDUTY_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define ONDUTY_THREAD_ATTRIBUTE(x)
#endif

#define ONDUTY_CAPABILITY(name) ONDUTY_THREAD_ATTRIBUTE(capability(name))
#define ONDUTY_SCOPED_CAPABILITY ONDUTY_THREAD_ATTRIBUTE(scoped_lockable)
#define ONDUTY_GUARDED_BY(mutex) ONDUTY_THREAD_ATTRIBUTE(guarded_by(mutex))
#define ONDUTY_REQUIRES(...) ONDUTY_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define ONDUTY_EXCLUDES(...) ONDUTY_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
#define ONDUTY_ACQUIRE(...) ONDUTY_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define ONDUTY_RELEASE(...) ONDUTY_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
#define ONDUTY_NO_THREAD_SAFETY_ANALYSIS ONDUTY_THREAD_ATTRIBUTE(no_thread_safety_analysis)
