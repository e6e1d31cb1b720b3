#include "app/site.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "app/app_test_fixture.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

/// Every page of an installation without a council.
class SiteOfAll : public testing::Test {
 protected:
  void SetUp() override {
    program_ = open_program(data_.path());
    ASSERT_TRUE(program_);
    site_ = std::make_unique<WebSite>(*program_, SiteOptions{});
  }
  web::Response get(std::string const& path) {
    web::Request request;
    request.id = "request-1";
    request.path = request.target = path;
    return web::answer(site_->router(), site_->hooks(), request);
  }

  gt::test::TemporaryFolder data_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<WebSite> site_;
};

TEST_F(SiteOfAll, IsNotReadyWithoutItsDatabase) {
  EXPECT_EQ(get("/readyz").body, "ready\n");
  auto const file = data_.path() / "goldenthread.db";
  std::filesystem::rename(file, data_.path() / "elsewhere.db");
  std::filesystem::create_directory(file);
  auto const answer = get("/readyz");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, "the database cannot be reached\n");
  EXPECT_EQ(get("/healthz").status, 200);
}

}  // namespace
}  // namespace gt::app
