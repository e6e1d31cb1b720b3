#include "platform/confined/pool.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace gt::confined {
namespace {

bool prepared = false;
int runs = 0;

/// Each input names what the work does with its process; the answer says what came of it.
void misbehave(std::string_view deed, Output& output);

/// A pool whose every worker must still do honest work after each test.
class PoolTest : public testing::Test {
 protected:
  static Options quick() {
    Options options;
    options.limits.output_bytes = std::size_t{1} << 20;
    options.limits.memory_bytes = std::size_t{512} << 20;
    options.limits.processor_time = std::chrono::seconds(1);
    options.limits.wall_clock = std::chrono::seconds(120);  // A busy machine is no fault.
    return options;
  }
  static Work work() {
    return {[] { prepared = true; }, misbehave};
  }

  explicit PoolTest(Options const& options = quick()) : pool_(options, work()) {}

  End end_of(std::string_view deed) { return pool_.run(deed).end; }
  std::string answer(std::string_view deed) {
    Outcome const outcome = pool_.run(deed);
    EXPECT_EQ(outcome.end, End::finished) << deed;
    return outcome.output;
  }
  void TearDown() override { EXPECT_EQ(answer("echo still here"), "echo still here"); }

  Pool pool_;
};

std::string error_name(long result) { return result >= 0 ? "allowed" : strerrorname_np(errno); }

long raw(long call, long first = 0, long second = 0, long third = 0) { return syscall(call, first, second, third); }

void use_up_memory() {
  std::vector<std::unique_ptr<std::string>> kept;
  for (;;) kept.push_back(std::make_unique<std::string>(std::size_t{1} << 20, 'x'));
}

void compute_for_ever() {
  bool volatile on = true;
  while (on) {
  }
}

void write_for_ever(Output& output) {
  for (;;) output.write(std::string(1000, 'x'));
}

#ifndef GT_SANITIZED
[[gnu::noinline]] int recurse(int depth) {
  char volatile frame[4096];
  frame[0] = static_cast<char>(depth);
  return depth < 1'000'000 ? recurse(depth + 1) + frame[0] : 0;
}

void abort_as_a_library_without_memory() {
  void* volatile block = nullptr;  // Else the compiler drops the calls.
  do {
    block = std::malloc(std::size_t{16} << 20);
  } while (block != nullptr);
  std::abort();
}
#endif

void misbehave(std::string_view deed, Output& output) {
  auto const is = [&](std::string_view name) { return deed == name; };
  if (deed.starts_with("echo")) output.write(deed);
  if (is("prepared")) output.write(prepared ? "yes" : "no");
  if (is("count")) output.write(std::to_string(++runs));
  if (is("repeat a million")) output.write(std::string(1'000'000, 'y'));
  if (is("environment")) output.write(std::getenv("CONFINED_TEST_SECRET") == nullptr ? "forgotten" : "known");
  if (is("flags")) output.write(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? "no new privileges" : "privileges");

  if (is("open to read")) output.write(error_name(open("/etc/passwd", O_RDONLY)));
  if (is("open to write")) output.write(error_name(open("/tmp/confined-was-here", O_WRONLY | O_CREAT, 0600)));
  struct stat about {};
  if (is("stat")) output.write(error_name(stat("/etc/passwd", &about)));
  if (is("access")) output.write(error_name(access("/etc/passwd", R_OK)));
  if (is("unlink")) unlink("/tmp/confined-was-here");
  if (is("read descriptor")) output.write(error_name(raw(SYS_read, 0)));
  if (is("socket")) static_cast<void>(socket(AF_INET, SOCK_STREAM, 0));
  if (is("local socket")) static_cast<void>(socket(AF_UNIX, SOCK_STREAM, 0));
  if (is("fork")) static_cast<void>(fork());
  if (is("clone")) raw(SYS_clone, SIGCHLD);
  if (is("thread")) std::thread([] {}).join();
  if (is("execute")) execl("/bin/true", "/bin/true", nullptr);
  if (is("kill the helper")) kill(getppid(), SIGKILL);
  if (is("trace")) raw(SYS_ptrace);
  if (is("raise a limit")) {
    rlimit const more{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_AS, &more);
  }
  if (is("memory to run")) {
    void* const page = mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    output.write(page == MAP_FAILED ? "refused" : "allowed");
  }

  if (is("use up memory")) use_up_memory();
  if (is("compute for ever")) compute_for_ever();
  if (is("write for ever")) write_for_ever(output);
  if (is("throw")) throw std::runtime_error("broken");
  if (is("throw for memory")) throw std::bad_alloc();
#ifndef GT_SANITIZED
  if (is("recurse")) output.write(std::to_string(recurse(0)));
  if (is("abort")) {
    errno = 0;
    std::abort();
  }
  if (is("abort without memory")) abort_as_a_library_without_memory();
  if (is("touch nothing")) *reinterpret_cast<int volatile*>(deed.size()) = 1;
#endif
}

TEST_F(PoolTest, GivesTheInputToTheWorkAndItsAnswerBack) {
  EXPECT_EQ(answer("echo one"), "echo one");
  EXPECT_EQ(answer("prepared"), "yes");
  EXPECT_EQ(answer(""), "");
  EXPECT_EQ(answer("repeat a million"), std::string(1'000'000, 'y'));
}

TEST_F(PoolTest, TakesAFileWithoutCopyingIt) {
  std::unique_ptr<FILE, int (*)(FILE*)> const file{std::tmpfile(), &std::fclose};
  ASSERT_NE(file, nullptr);
  std::fputs("echo from a file", file.get());
  std::fflush(file.get());
  for (int again = 0; again < 2; ++again) {
    auto const outcome = pool_.run_file(fileno(file.get()));
    EXPECT_EQ(outcome.end, End::finished);
    EXPECT_EQ(outcome.output, "echo from a file");
  }
  EXPECT_EQ(pool_.run_file(-1).end, End::unavailable);
}

TEST_F(PoolTest, EveryInputHasAFreshProcess) {
  EXPECT_EQ(answer("count"), "1");
  EXPECT_EQ(answer("count"), "1");
}

#ifndef GT_SANITIZED
TEST_F(PoolTest, CannotReachAFile) {
  EXPECT_EQ(answer("open to read"), "EACCES");
  EXPECT_EQ(answer("open to write"), "EACCES");
  EXPECT_EQ(answer("stat"), "EACCES");
  EXPECT_EQ(answer("access"), "EACCES");
  EXPECT_EQ(end_of("unlink"), End::forbidden_call);
  EXPECT_EQ(end_of("read descriptor"), End::forbidden_call);
}

TEST_F(PoolTest, CannotGainPrivilegesOrRaiseALimit) {
  EXPECT_EQ(end_of("raise a limit"), End::forbidden_call);
  EXPECT_EQ(end_of("flags"), End::forbidden_call);
  EXPECT_EQ(end_of("memory to run"), End::forbidden_call);
}

TEST_F(PoolTest, MemoryIsLimited) {
  EXPECT_EQ(end_of("use up memory"), End::out_of_memory);
  EXPECT_EQ(end_of("abort without memory"), End::out_of_memory);
}

TEST_F(PoolTest, TellsACrashFromAnAnswer) {
  EXPECT_EQ(end_of("recurse"), End::crashed);
  EXPECT_EQ(end_of("abort"), End::crashed);
  EXPECT_EQ(end_of("touch nothing"), End::crashed);
}
#else
TEST_F(PoolTest, CannotReachAFile) {
  EXPECT_EQ(answer("open to read"), "EACCES");
  EXPECT_EQ(answer("open to write"), "EACCES");
  EXPECT_EQ(end_of("unlink"), End::forbidden_call);
}
#endif

TEST_F(PoolTest, CannotReachANetwork) {
  EXPECT_EQ(end_of("socket"), End::forbidden_call);
  EXPECT_EQ(end_of("local socket"), End::forbidden_call);
}

TEST_F(PoolTest, CannotStartOrTouchAProcess) {
  for (char const* deed : {"fork", "clone", "thread", "execute", "kill the helper", "trace"}) {
    EXPECT_EQ(end_of(deed), End::forbidden_call) << deed;
  }
}

TEST_F(PoolTest, ProcessorTimeIsLimited) { EXPECT_EQ(end_of("compute for ever"), End::out_of_processor_time); }

TEST_F(PoolTest, OutputIsLimited) { EXPECT_EQ(end_of("write for ever"), End::too_much_output); }

TEST_F(PoolTest, ExceptionsEndTheRunOnly) {
  EXPECT_EQ(end_of("throw"), End::crashed);
  EXPECT_EQ(end_of("throw for memory"), End::out_of_memory);
}

class ShortPoolTest : public PoolTest {
 protected:
  static Options short_time() {
    Options options = quick();
    options.limits.processor_time = std::chrono::seconds(60);
    options.limits.wall_clock = std::chrono::milliseconds(300);
    return options;
  }
  ShortPoolTest() : PoolTest(short_time()) {}
};

TEST_F(ShortPoolTest, WallClockIsLimited) { EXPECT_EQ(end_of("compute for ever"), End::out_of_time); }

class EnvironmentTest : public PoolTest {
 protected:
  static Options with_secret() {
    setenv("CONFINED_TEST_SECRET", "password", 1);
    return quick();
  }
  EnvironmentTest() : PoolTest(with_secret()) {}
};

TEST_F(EnvironmentTest, IsForgottenByTheHelperAlone) {
  EXPECT_EQ(answer("environment"), "forgotten");
  EXPECT_STREQ(std::getenv("CONFINED_TEST_SECRET"), "password");
}

class OpenPoolTest : public PoolTest {
 protected:
  static Options unconfined() {
    Options options = quick();
    options.confined = false;
    return options;
  }
  OpenPoolTest() : PoolTest(unconfined()) {}
};

TEST_F(OpenPoolTest, WithoutTheFilterLimitsStillHold) {
  EXPECT_EQ(answer("stat"), "allowed");
  EXPECT_EQ(answer("open to write"), "EMFILE");
  EXPECT_EQ(answer("flags"), "no new privileges");
  EXPECT_EQ(end_of("compute for ever"), End::out_of_processor_time);
}

/// A stand-in for a kernel (or a container's own filter) that will not take one.
void have_filters_refused() {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  scmp_arg_cmp const of_prctl{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0};
  seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0, nullptr);
  seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1, &of_prctl);
  seccomp_load(filter);
}

TEST(RefusedConfinementTest, NothingIsRunUnlessAskedFor) {
  EXPECT_EXIT(
      {
        have_filters_refused();
        Options options;
        Outcome const confined = Pool(options, {nullptr, misbehave}).run("echo");
        options.confined = false;
        Outcome const open = Pool(options, {nullptr, misbehave}).run("echo");
        bool const right = confined.end == End::confinement_refused && confined.output.empty() &&
                           open.end == End::finished && open.output == "echo";
        _exit(right ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(LostHelperTest, IsToldAndWaitsForNothing) {
  Options options;
  options.confined = false;  // Confined work could not end its helper.
  Pool pool(options, {nullptr, misbehave});
  EXPECT_EQ(pool.run("kill the helper").end, End::unavailable);
  EXPECT_EQ(pool.run("echo").end, End::unavailable);
}

class WidePoolTest : public PoolTest {
 protected:
  static Options wide() {
    Options options = quick();
    options.workers = 3;
    return options;
  }
  WidePoolTest() : PoolTest(wide()) {}
};

TEST_F(WidePoolTest, ManyThreadsGetTheirOwnAnswers) {
  std::vector<std::thread> threads;
  std::vector<int> right(8, 0);
  for (std::size_t thread = 0; thread < right.size(); ++thread) {
    threads.emplace_back([this, thread, &right] {
      for (int turn = 0; turn < 20; ++turn) {
        std::string const words = "echo " + std::to_string(thread) + " " + std::to_string(turn);
        Outcome const good = pool_.run(words);
        Outcome const bad = pool_.run("socket");
        right[thread] += good.output == words && bad.end == End::forbidden_call ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(right, testing::Each(20));
}

}  // namespace
}  // namespace gt::confined
