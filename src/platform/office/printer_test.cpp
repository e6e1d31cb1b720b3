#include "platform/office/printer.h"

#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/office/walled_program.h"

namespace gt::office {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using testing::HasSubstr;

// Somebody who waits for a turn, takes it, and is gone again.
class Waiting {
 public:
  explicit Waiting(Turns& turns)
      : turns_{turns}, thread_{[this] { has_had_turn_ = turns_.take(hours{1}) != nullptr; }} {
    while (turns_.waiting() == 0) std::this_thread::yield();
  }
  bool has_had_turn() {
    thread_.join();
    return has_had_turn_;
  }

 private:
  Turns& turns_;
  bool has_had_turn_ = false;
  std::thread thread_;
};

TEST(TurnsOfOneAndOneMore, TurnTheThirdAwayAtOnce) {
  Turns turns{1, 1};
  auto first = turns.take(hours{1});
  ASSERT_NE(first, nullptr);
  Waiting second{turns};
  EXPECT_EQ(turns.take(hours{1}), nullptr);
  EXPECT_EQ(turns.waiting(), 1) << "nobody lost their place";
  first.reset();
  EXPECT_TRUE(second.has_had_turn());
  EXPECT_NE(turns.take(milliseconds{0}), nullptr) << "everything was given back";
}

TEST(TurnsOfOneAndOneMore, GiveThePlaceBackOfWhoWaitedInVain) {
  Turns turns{1, 1};
  auto const first = turns.take(milliseconds{0});
  EXPECT_EQ(turns.take(milliseconds{0}), nullptr);
  EXPECT_EQ(turns.waiting(), 0);
}

TEST(TurnsOfTwo, AreTwo) {
  Turns turns{2, 0};
  auto const first = turns.take(milliseconds{0}), second = turns.take(milliseconds{0});
  EXPECT_NE(second, nullptr);
  EXPECT_EQ(turns.take(hours{1}), nullptr);
}

class PrintingInAQueue : public testing::Test {
 protected:
  void SetUp() override {
    if (auto const& why = why_no_walls()) GTEST_SKIP() << *why;
  }
  std::string reported_;
  Printer const printer_{"/usr/bin/false", [this](std::string_view what) { reported_ = what; }};
};

TEST_F(PrintingInAQueue, RefusesTheThirdAtOnce) {
  auto first = Printer::turns().take(hours{1});
  Waiting second{Printer::turns()};
  auto const refused = printer_.print("<p>x");
  first.reset();
  EXPECT_TRUE(second.has_had_turn());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().message, "Another PDF is being printed. Try again in a moment.");
  EXPECT_EQ(reported_, "") << "a queue is no fault";
}

TEST_F(PrintingInAQueue, ReportsWhyItFailed) {
  auto const refused = printer_.print("<p>x");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("The PDF could not be made. Download the Word"));
  EXPECT_EQ(reported_, "Chromium ended with a fault, or ran into a limit, of a page of 4 bytes");
  EXPECT_NE(Printer::turns().take(milliseconds{0}), nullptr);
}

}  // namespace
}  // namespace gt::office
