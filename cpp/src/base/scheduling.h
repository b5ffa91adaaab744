// How the system's scheduler treats the calling thread.
#pragma once

namespace onduty::base {

// For a thread that works for microseconds and then waits for the disk: it gets the processor as soon as it can go on,
// where busy threads would else keep it to the end of their slices, which is many times as long as the sync it waited
// for. It asks for shorter slices, not for more of the processor, and needs no privilege; systems that have no such
// request (Linux before 6.12) go on as before.
void ask_for_short_slices();

}  // namespace onduty::base
