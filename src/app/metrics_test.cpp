#include "app/metrics.h"

#include <gmock/gmock.h>

#include "app/app_test_fixture.h"
#include "app/program.h"
#include "people/people.h"
#include "platform/web/answer.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class MetricsTest : public testing::Test {
 protected:
  void SetUp() override {
    program_ = open_program(folder_.path());
    ASSERT_TRUE(program_);
    ASSERT_TRUE(people::create_first_administrator(
        program_->database(), program_->clock(),
        {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"}));
    counts_->answered("GET /plan", 200, std::chrono::milliseconds{3});
    add_metrics(router_, *program_, counts_, {"10.4.0.0/16"});
  }
  web::Response ask(std::string address, web::Headers headers = {}) {
    web::Request request;
    request.path = request.target = "/metrics";
    request.remote_address = std::move(address);
    request.headers = std::move(headers);
    return web::answer(router_, {}, request);
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::shared_ptr<web::ServerCounts> counts_ = std::make_shared<web::ServerCounts>();
  web::Router router_;
};

TEST_F(MetricsTest, SayHowTheMachineDoesAndNothingOfPeople) {
  auto const answer = ask("127.0.0.1");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.first("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  for (auto const* line :
       {"goldenthread_requests_total{method=\"GET\",route=\"/plan\",status=\"2xx\"} 1\n",
        "goldenthread_database_connections{state=\"in_use\"} ", "goldenthread_database_waiting{for=\"connection\"} 0\n",
        "goldenthread_mails{state=\"waiting\"} 0\n", "process_resident_memory_bytes ", "process_start_time_seconds 1",
        "goldenthread_build_info{version=\""})
    EXPECT_THAT(answer.body, HasSubstr(line));
  EXPECT_THAT(answer.body, Not(HasSubstr("ouncil")));
  EXPECT_THAT(answer.body, Not(HasSubstr("dministrator")));
}

TEST_F(MetricsTest, AreForThisMachineAndThoseListed) {
  EXPECT_EQ(ask("::1").status, 200);
  EXPECT_EQ(ask("10.4.200.1").status, 200);
  for (auto const* address : {"10.5.0.1", "203.0.113.9", "", "nobody"}) EXPECT_EQ(ask(address).status, 404) << address;
}

TEST_F(MetricsTest, NeverGoThroughAProxy) {
  for (auto const* header : {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"}) {
    web::Headers headers;
    headers.add(header, "127.0.0.1");
    EXPECT_EQ(ask("127.0.0.1", headers).status, 404) << header;
  }
}

}  // namespace
}  // namespace gt::app
