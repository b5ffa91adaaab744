// Counts what a process syncs to disk, while it is preloaded: a number of 64 bits in the file that COUNT_SYNCS_IN
// names. It proves that a side of a benchmark is durable, and costs an addition a sync.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

typedef int (*Sync)(int);

static _Atomic uint64_t not_asked_for;
static _Atomic uint64_t* counter = &not_asked_for;

__attribute__((constructor)) static void map_counter(void) {
  const char* path = getenv("COUNT_SYNCS_IN");
  const int descriptor = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return;
  void* mapped = mmap(NULL, sizeof(*counter), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (mapped != MAP_FAILED) counter = mapped;
  close(descriptor);
}

static int counted(const char* name, int descriptor) {
  atomic_fetch_add(counter, 1);
  return ((Sync)dlsym(RTLD_NEXT, name))(descriptor);
}

int fsync(int descriptor) { return counted("fsync", descriptor); }

int fdatasync(int descriptor) { return counted("fdatasync", descriptor); }
