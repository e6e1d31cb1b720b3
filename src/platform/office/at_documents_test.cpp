#include "platform/office/at_documents.h"

#include <limits>
#include <vector>

#include <gmock/gmock.h>

#include "platform/office/writer.h"

namespace gt::office {
namespace {

class AtDocuments : public testing::Test {
 protected:
  void TearDown() override { limit_threads_at_documents(std::numeric_limits<int>::max()); }
};

// With few workers the queues for pandoc and for the browser together would take them all.
TEST_F(AtDocuments, NoMoreThreadsThanAllowedWriteOrWait) {
  limit_threads_at_documents(2);
  std::vector<Turns::Turn> busy;
  busy.push_back(begin_document());
  busy.push_back(begin_document());
  ASSERT_NE(busy[0], nullptr);
  ASSERT_NE(busy[1], nullptr);
  EXPECT_EQ(begin_document(), nullptr);
  auto const refused = Writer{"/bin/true", {}}.write({}, Format::odt);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("Try again in a moment"));
  busy.pop_back();
  EXPECT_NE(begin_document(), nullptr);
}

}  // namespace
}  // namespace gt::office
