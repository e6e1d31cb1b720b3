// Loaded before the program (LD_PRELOAD): its disk is full, or can only be read, whenever the test says so. The first byte of the file
// FAILING_DISK_SWITCH says how it is: 'F' full, 'R' to be read only, anything else well. Only what lies in FAILING_DISK_FOLDER fails.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile char const* state = NULL;
static char const* folder = NULL;

// The confined readers are made by fork; what they may not ask the kernel must not be asked here.
static void forget(void) { state = NULL; }

__attribute__((constructor)) static void start(void) {
  char const* path = getenv("FAILING_DISK_SWITCH");
  folder = getenv("FAILING_DISK_FOLDER");
  if (path == NULL || folder == NULL) return;
  int file = (int)open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  void* seen = mmap(NULL, 1, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (seen != MAP_FAILED) state = seen;
  pthread_atfork(NULL, NULL, forget);
}

static int fault_now(void) {
  if (state == NULL) return 0;
  return *state == 'F' ? ENOSPC : *state == 'R' ? EROFS : 0;
}

static int is_inside(char const* path) { return strncmp(path, folder, strlen(folder)) == 0; }

static int fault_of(int descriptor) {
  int fault = fault_now();
  if (fault == 0) return 0;
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return is_inside(path) ? fault : 0;
}

static int fault_of_path(char const* path) {
  int fault = fault_now();
  if (fault == 0) return 0;
  char whole[8192];
  if (path[0] == '/' || getcwd(whole, 4096) == NULL) return path[0] == '/' && is_inside(path) ? fault : 0;
  strncat(whole, "/", 2);
  strncat(whole, path, 4000);
  return is_inside(whole) ? fault : 0;
}

#define FAIL_IF(expression)    \
  do {                         \
    int found = (expression);  \
    if (found != 0) {          \
      errno = found;           \
      return -1;               \
    }                          \
  } while (0)

ssize_t write(int file, void const* bytes, size_t count) {
  static ssize_t (*next)(int, void const*, size_t) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "write");
  FAIL_IF(fault_of(file));
  return next(file, bytes, count);
}

ssize_t pwrite64(int file, void const* bytes, size_t count, off64_t at) {
  static ssize_t (*next)(int, void const*, size_t, off64_t) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "pwrite64");
  FAIL_IF(fault_of(file));
  return next(file, bytes, count, at);
}

ssize_t pwrite(int file, void const* bytes, size_t count, off_t at) { return pwrite64(file, bytes, count, at); }

int ftruncate64(int file, off64_t size) {
  static int (*next)(int, off64_t) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "ftruncate64");
  FAIL_IF(fault_of(file));
  return next(file, size);
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

static int fault_of_opening(char const* path, int flags) {
  if (fault_now() == 0) return 0;
  // A full disk lets one open what is there; one that can only be read lets nobody write.
  if (fault_now() == ENOSPC) return (flags & O_CREAT) != 0 && access(path, F_OK) != 0 ? fault_of_path(path) : 0;
  int writes = (flags & O_ACCMODE) != O_RDONLY || ((flags & O_CREAT) != 0 && access(path, F_OK) != 0);
  return writes ? fault_of_path(path) : 0;
}

int open64(char const* path, int flags, ...) {
  static int (*next)(char const*, int, ...) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "open64");
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  FAIL_IF(fault_of_opening(path, flags));
  return next(path, flags, mode);
}

int open(char const* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open64(path, flags, mode);
}

int mkdir(char const* path, mode_t mode) {
  static int (*next)(char const*, mode_t) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "mkdir");
  if (access(path, F_OK) != 0) FAIL_IF(fault_of_path(path));
  return next(path, mode);
}

int rename(char const* from, char const* to) {
  static int (*next)(char const*, char const*) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "rename");
  if (fault_now() == EROFS) FAIL_IF(fault_of_path(to));
  return next(from, to);
}

int utimensat(int place, char const* path, struct timespec const times[2], int flags) {
  static int (*next)(int, char const*, struct timespec const*, int) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "utimensat");
  if (fault_now() == EROFS) FAIL_IF(fault_of_path(path));
  return next(place, path, times, flags);
}

int access(char const* path, int mode) {
  static int (*next)(char const*, int) = NULL;
  if (next == NULL) *(void**)(&next) = dlsym(RTLD_NEXT, "access");
  if ((mode & W_OK) != 0 && fault_now() == EROFS) FAIL_IF(fault_of_path(path));
  return next(path, mode);
}
