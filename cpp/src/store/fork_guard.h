// SQLite in a process that forks.
#pragma once

namespace onduty::store {

// Sees to it that a child of fork() can use SQLite for databases that it opens itself. SQLite keeps two things that a
// child would inherit: mutexes, which another thread may hold at that moment, and a list of the files that it has open
// with the locks on them, which the child does not have. Done when the program or module is loaded; whoever opens
// databases calls this, so that it is linked. Thread rule: safe to call from any thread.
void guard_forks();

}  // namespace onduty::store
