// What a child process of fork() must know and must not keep.
//
// A child has one thread, the one that forked. The other threads of its parent are gone, whatever they held stays
// locked for ever, and files that both have open are shared. So what the parent opened must be left alone in a child:
// no waiting, no locking, no cleaning up.
#pragma once

#include <string>

namespace onduty::base {

// How many forks lie between this process and the one that called it first: 0 there, one more in each child.
int fork_generation();

// Remembers the process that made it. Thread rule: safe to use from any thread.
class BirthProcess {
 public:
  BirthProcess() : generation_(fork_generation()) {}

  // Whether this is a child of that process, in which nothing that belongs to it may be touched.
  bool is_forked() const { return generation_ != fork_generation(); }

 private:
  int generation_;
};

// A descriptor, opened with O_CLOEXEC, that a child of fork() has closed before it runs anything else: a lock on an
// open file description is held as long as any process has it open. Thread rule: safe to use from any thread.
int open_unshared(const std::string& path, int flags, unsigned mode);  // -1 and errno when that fails
void close_unshared(int descriptor);

}  // namespace onduty::base
