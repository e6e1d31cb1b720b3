#include "platform/office/walled_program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/office/child.h"

namespace gt::office {

namespace {

constexpr uid_t nobody = 65534;
constexpr rlim_t most_file = rlim_t{64} << 20;
constexpr rlim_t most_data = rlim_t{1} << 30;  // of each process: written memory, not what is only reserved
constexpr rlim_t most_processor_seconds = 60;
constexpr char const* room_in_memory = "size=256m,mode=1777";

/// How far putting up the walls came; the exit status of a child that went no further.
enum Step { step_namespaces = 201, step_user, step_files, step_processes, step_privileges, step_inner, step_program };

char const* words_of(int step) {
  switch (step) {
    case step_namespaces:
      return "it may have no namespaces of its own";
    case step_user:
      return "its user cannot be mapped";
    case step_files:
      return "its files cannot be put apart";
    case step_processes:
      return "its processes cannot be put apart";
    case step_privileges:
      return "its privileges cannot be dropped";
    case step_inner:
      return "the browser’s own sandbox may have no namespace";
    default:
      return "no process could be started";
  }
}

/// What is shown at another place in the new root.
struct Shown {
  std::string from, to;
  bool is_file;
};

/// Everything a child needs, put together before the fork.
struct Room {
  std::string root;  ///< where the new root is mounted
  std::vector<std::string> folders;
  std::vector<std::pair<std::string, std::string>> links;  ///< to what, and where
  std::vector<Shown> shown;
  std::vector<std::string> in_memory;
  std::string processes;
  bool is_root;
  std::string users, groups;  ///< the maps of a user namespace
  std::vector<char*> arguments, environment;
};

Room room_for(PrivateFolder const& folder) {
  namespace fs = std::filesystem;
  Room out;
  out.root = (folder.path() / "root").string();
  out.is_root = ::geteuid() == 0;
  out.users = fmt::format("{} {} 1\n", nobody, ::geteuid());
  out.groups = fmt::format("{} {} 1\n", nobody, ::getegid());
  for (auto const* each : {"/usr", "/etc", "/dev", "/dev/shm", "/proc", "/tmp", "/desk", "/var", "/var/cache"})
    out.folders.push_back(out.root + each);
  out.processes = out.root + "/proc";
  out.in_memory = {out.root + "/tmp", out.root + "/dev/shm"};
  out.shown = {{"/usr", out.root + "/usr", false}, {folder.desk().string(), out.root + "/desk", false}};
  std::error_code fault;
  for (fs::path const each : {"/etc/fonts", "/var/cache/fontconfig"}) {
    if (!fs::is_directory(each, fault)) continue;
    out.folders.push_back(out.root + each.string());
    out.shown.push_back({each.string(), out.root + each.string(), false});
  }
  for (auto const* each : {"/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"})
    out.shown.push_back({each, out.root + each, true});
  for (fs::path const each : {"/bin", "/sbin", "/lib", "/lib32", "/lib64"}) {
    if (fs::is_symlink(each, fault)) {
      out.links.emplace_back(fs::read_symlink(each, fault).string(), out.root + each.string());
    } else if (fs::is_directory(each, fault)) {
      out.folders.push_back(out.root + each.string());
      out.shown.push_back({each.string(), out.root + each.string(), false});
    }
  }
  return out;
}

// From here to run_walled: after the fork, in a copy of a program with threads. Nothing allocates or takes a lock.

bool write_file(char const* file, std::string const& bytes) {
  int const descriptor = ::open(file, O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  bool const done = write_all(descriptor, bytes);
  ::close(descriptor);
  return done;
}

bool map_user(Room const& room) {
  return write_file("/proc/self/uid_map", room.users) && write_file("/proc/self/setgroups", "deny") &&
         write_file("/proc/self/gid_map", room.groups);
}

bool show(Shown const& each) {
  if (each.is_file) {
    int const made = ::open(each.to.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (made < 0) return false;
    ::close(made);
  }
  if (::mount(each.from.c_str(), each.to.c_str(), nullptr, MS_BIND | MS_REC, nullptr) != 0) return false;
  if (each.is_file || each.to.ends_with("/desk")) return true;
  // Nothing of it is its user’s to write, and where the kernel allows, nobody’s. What it was mounted with must be kept.
  struct statvfs about {};
  if (::statvfs(each.to.c_str(), &about) == 0)
    ::mount(nullptr, each.to.c_str(), nullptr,
            MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | (about.f_flag & (ST_NODEV | ST_NOEXEC | ST_NOATIME)) |
                ((about.f_flag & ST_RELATIME) != 0 ? MS_RELATIME : 0),
            nullptr);
  return true;
}

bool put_files_apart(Room const& room) {
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  if (::mount("none", room.root.c_str(), "tmpfs", MS_NOSUID, "size=1m,mode=755") != 0) return false;
  for (auto const& each : room.folders)
    if (::mkdir(each.c_str(), 0755) != 0) return false;
  for (auto const& [to, at] : room.links)
    if (::symlink(to.c_str(), at.c_str()) != 0) return false;
  for (auto const& each : room.in_memory)
    if (::mount("none", each.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, room_in_memory) != 0) return false;
  for (auto const& each : room.shown)
    if (!show(each)) return false;
  return true;
}

bool leave_old_root(Room const& room) {
  return ::chdir(room.root.c_str()) == 0 && ::syscall(SYS_pivot_root, ".", ".") == 0 &&
         ::umount2(".", MNT_DETACH) == 0 && ::chdir("/desk") == 0;
}

/// No socket but those that join its own processes; no look into another. What the network namespace does not part,
/// such as the way from a virtual machine to its host, this refuses.
bool refuse_outer_sockets() {
  sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_machine, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 2),  // another call is allowed
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
  };
  sock_fprog program{static_cast<unsigned short>(sizeof rules / sizeof rules[0]), rules};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool drop_privileges(Room const& room) {
  if (room.is_root &&
      (::setgroups(0, nullptr) != 0 || ::setresgid(nobody, nobody, nobody) != 0 || ::setresuid(nobody, nobody, nobody)))
    return false;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // changing the user has cleared it
  lower_limit(RLIMIT_CPU, most_processor_seconds);
  lower_limit(RLIMIT_FSIZE, most_file);
  lower_limit(RLIMIT_DATA, most_data);
  lower_limit(RLIMIT_CORE, 0);
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && refuse_outer_sockets();
}

/// Whether a process behind the walls may have a user namespace: the browser’s own sandbox is made of them.
bool may_have_inner_namespaces() {
  auto const child = ::_Fork();
  if (child < 0) return false;
  if (child == 0) ::_exit(::unshare(CLONE_NEWUSER) == 0 ? 0 : 1);
  auto const status = wait_for(child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int exit_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 1; }

/// The first process behind the walls: all others end with it.
[[noreturn]] void be_first_process(Room const& room) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (!put_files_apart(room)) ::_exit(step_files);
  if (::mount("proc", room.processes.c_str(), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) != 0)
    ::_exit(step_processes);
  if (!leave_old_root(room)) ::_exit(step_files);
  if (!drop_privileges(room)) ::_exit(step_privileges);
  if (!may_have_inner_namespaces()) ::_exit(step_inner);
  auto const program = ::_Fork();
  if (program < 0) ::_exit(step_program);
  if (program == 0) {
    ::execve(room.arguments[0], room.arguments.data(), room.environment.data());
    ::_exit(step_program);
  }
  for (;;) {
    int status = 0;
    auto const gone = ::waitpid(-1, &status, 0);
    if (gone == program) ::_exit(exit_status(status));
    if (gone < 0 && errno != EINTR) ::_exit(1);
  }
}

[[noreturn]] void go_behind_walls(Room const& room) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  int const nowhere = ::open("/dev/null", O_RDWR);
  if (nowhere < 0 || ::dup2(nowhere, 0) < 0 || ::dup2(nowhere, 1) < 0 || ::dup2(nowhere, 2) < 0) ::_exit(step_program);
  ::syscall(SYS_close_range, 3U, ~0U, 0U);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  ::umask(022);
  constexpr int apart = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC;
  if (::unshare(room.is_root ? apart : apart | CLONE_NEWUSER) != 0) ::_exit(step_namespaces);
  if (!room.is_root && !map_user(room)) ::_exit(step_user);
  auto const first = ::_Fork();
  if (first < 0) ::_exit(step_program);
  if (first == 0) be_first_process(room);
  ::_exit(exit_status(wait_for(first)));
}

struct Walled {
  WalledEnd end;
  int status;
};

Walled run(std::vector<std::string> arguments, PrivateFolder const& folder, std::chrono::milliseconds patience) {
  auto room = room_for(folder);
  if (room.is_root && ::chown(folder.desk().c_str(), nobody, nobody) != 0)
    return {WalledEnd::not_started, step_privileges};
  std::array<std::string, 3> settings{"LANG=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/tmp"};
  for (auto& each : arguments) room.arguments.push_back(each.data());
  for (auto& each : settings) room.environment.push_back(each.data());
  room.arguments.push_back(nullptr);
  room.environment.push_back(nullptr);
  auto const child = ::fork();
  if (child < 0) return {WalledEnd::not_started, step_program};
  if (child == 0) go_behind_walls(room);
  bool const in_time = ends_in_time(child, patience);
  if (!in_time) ::kill(child, SIGKILL);  // and with it, all that it started
  int const status = exit_status(wait_for(child));
  if (!in_time) return {WalledEnd::too_slow, status};
  if (status >= step_namespaces && status <= step_program) return {WalledEnd::not_started, status};
  return {status == 0 ? WalledEnd::done : WalledEnd::failed, status};
}

}  // namespace

WalledEnd run_walled(std::vector<std::string> const& arguments, PrivateFolder const& folder,
                     std::chrono::milliseconds patience) {
  return run(arguments, folder, patience).end;
}

std::optional<std::string> const& why_no_walls() {
  static auto const found = []() -> std::optional<std::string> {
    PrivateFolder const folder;
    if (!folder.is_there()) return "no temporary folder could be made";
    auto const [end, status] = run({"/usr/bin/true"}, folder, std::chrono::seconds{10});
    if (end == WalledEnd::done) return std::nullopt;
    return words_of(status);
  }();
  return found;
}

PrivateFolder::PrivateFolder() {
  std::error_code fault;
  auto name = (std::filesystem::temp_directory_path(fault) / "goldenthread-XXXXXX").string();
  if (fault || ::mkdtemp(name.data()) == nullptr) return;
  path_ = name;
  for (auto const* each : {"root", "desk"}) ::mkdir((path_ / each).c_str(), 0700);
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;  // what cannot be removed stays, and nobody else may enter it
  if (is_there()) std::filesystem::remove_all(path_, ignored);
}

std::optional<std::string> read_left_file(std::filesystem::path const& file, std::size_t most) {
  OwnedDescriptor const opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  struct stat about {};
  if (!opened.is_open() || ::fstat(opened.value(), &about) != 0 || !S_ISREG(about.st_mode) ||
      static_cast<std::size_t>(about.st_size) > most)
    return std::nullopt;
  std::string out(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t have = 0;
  while (have < out.size()) {
    auto const got = ::read(opened.value(), out.data() + have, out.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    have += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace gt::office
