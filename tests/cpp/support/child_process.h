// Children of fork() in a test. They must not use GoogleTest's assertions: they tell by their exit codes.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace onduty::testing {

// The exit code of a child, or -1 when it was killed, as it is when it hangs.
inline int exit_code_of(pid_t child, std::chrono::seconds timeout = std::chrono::seconds(20)) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (ended < 0 && errno != EINTR) return -1;
    if (std::chrono::steady_clock::now() > deadline) ::kill(child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

#if defined(__SANITIZE_ADDRESS__)

// Whether all threads but this one sleep.
inline bool is_quiet() {
  const std::string self = std::to_string(::gettid());
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
    if (thread.path().filename() == self) continue;
    std::string line;
    std::getline(std::ifstream(thread.path() / "stat"), line);
    const std::size_t behind_name = line.rfind(") ");
    if (behind_name != std::string::npos && line[behind_name + 2] != 'S') return false;
  }
  return true;
}

// The sanitizer's allocator does not survive a fork while another thread allocates, as one does that has just begun:
// waits, for some seconds at most, until the others were found asleep a few times in a row.
inline pid_t fork_here() {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  for (int quiet = 0; quiet < 3 && std::chrono::steady_clock::now() < deadline; quiet = is_quiet() ? quiet + 1 : 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return ::fork();
}

#else

inline pid_t fork_here() { return ::fork(); }

#endif

// Runs `work` in a child, which then ends without cleaning up, with what `work` gives as its exit code.
template <class Work>
int run_in_child(Work work, std::chrono::seconds timeout = std::chrono::seconds(20)) {
  const pid_t child = fork_here();
  if (child == 0) ::_exit(work());
  return exit_code_of(child, timeout);
}

// A child that pauses in its work until it is let go on.
class PausingChild {
 public:
  using Work = std::function<int(const std::function<void()>& pause)>;

  // Starts it, and waits until it pauses or ends.
  explicit PausingChild(const Work& work) {
    if (::pipe2(to_child_.data(), O_CLOEXEC) != 0 || ::pipe2(from_child_.data(), O_CLOEXEC) != 0) return;
    child_ = fork_here();
    if (child_ == 0) ::_exit(work([this] { pause(); }));
    ::close(from_child_[1]);  // so that reading ends when the child does
    char byte = 0;
    paused_ = ::read(from_child_[0], &byte, 1) == 1;
  }
  PausingChild(const PausingChild&) = delete;
  PausingChild& operator=(const PausingChild&) = delete;

  bool is_paused() const { return paused_; }

  // Lets it go on to its end; gives its exit code. Call it once.
  int finish() {
    const bool told = ::write(to_child_[1], "x", 1) == 1;
    const int code = exit_code_of(child_);
    for (const int descriptor : {to_child_[0], to_child_[1], from_child_[0]}) ::close(descriptor);
    return told ? code : -1;
  }

 private:
  void pause() {
    char byte = 0;
    if (::write(from_child_[1], "x", 1) != 1 || ::read(to_child_[0], &byte, 1) != 1) ::_exit(99);
  }

  std::array<int, 2> to_child_{-1, -1};
  std::array<int, 2> from_child_{-1, -1};
  pid_t child_ = -1;
  bool paused_ = false;
};

}  // namespace onduty::testing
