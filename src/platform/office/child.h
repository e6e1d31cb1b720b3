#pragma once

#include <chrono>
#include <string_view>

#include <linux/audit.h>
#include <sys/resource.h>
#include <sys/types.h>

/// What running other programs shares. What a child calls after the fork neither allocates nor takes a lock.
namespace gt::office {

/// A descriptor that is closed when it goes out of scope; a negative one holds none.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int value) : value_{value} {}
  OwnedDescriptor(OwnedDescriptor const&) = delete;
  OwnedDescriptor& operator=(OwnedDescriptor const&) = delete;
  ~OwnedDescriptor();
  int value() const { return value_; }
  bool is_open() const { return value_ >= 0; }

 private:
  int value_;
};

/// False when not everything could be written.
bool write_all(int descriptor, std::string_view bytes);

/// Lowers a limit of this process; never raises one that it was started with. For a child.
void lower_limit(int resource, rlim_t most);

/// Whether it ended by itself within `patience`. It still has to be waited for.
bool ends_in_time(pid_t child, std::chrono::milliseconds patience);

/// Waits for the end of a child; its status as waitpid gives it.
int wait_for(pid_t child);

#if defined(__x86_64__)
inline constexpr unsigned this_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
inline constexpr unsigned this_machine = AUDIT_ARCH_AARCH64;
#else
#error "Say here which system calls this processor makes."
#endif

}  // namespace gt::office
