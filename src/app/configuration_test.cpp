#include "app/configuration.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char const* whole = R"(
# A comment
public-address = https://golden-thread.northmere.example/
mail-server=smtp.northmere.example
mail-user = golden-thread
mail-password = hunter = 2
mail-from = golden-thread@northmere.example
)";

TEST(ConfigurationFile, SetsTheMailServer) {
  auto const read = parse_configuration(whole);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->public_address, "https://golden-thread.northmere.example");
  ASSERT_TRUE(read->mail.has_value());
  EXPECT_EQ(read->mail->server.host, "smtp.northmere.example");
  EXPECT_EQ(read->mail->server.port, 587);
  EXPECT_EQ(read->mail->server.security, mail::Security::starttls);
  EXPECT_EQ(read->mail->server.password, "hunter = 2");
  EXPECT_EQ(parse_configuration(std::string(whole) + "mail-security = tls\n")->mail->server.port, 465);
  EXPECT_EQ(parse_configuration(std::string(whole) + "mail-port = 2525")->mail->server.port, 2525);
  EXPECT_FALSE(parse_configuration("")->mail.has_value());
  EXPECT_FALSE(parse_configuration("public-address = http://localhost:8080")->mail.has_value());
}

TEST(ConfigurationFile, SetsTheCertificateAndWhoMayReadTheFigures) {
  auto const read = parse_configuration(
      "tls-certificate = /etc/goldenthread/chain.pem\ntls-key = /etc/goldenthread/key.pem\n"
      "metrics-from = 10.1.2.3, 10.4.0.0/16 fd00::/8\n");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->tls_certificate, "/etc/goldenthread/chain.pem");
  EXPECT_EQ(read->tls_key, "/etc/goldenthread/key.pem");
  EXPECT_THAT(read->metrics_from, testing::ElementsAre("10.1.2.3", "10.4.0.0/16", "fd00::/8"));
  EXPECT_TRUE(parse_configuration("")->metrics_from.empty());
}

TEST(ConfigurationFile, NamesTheLineAndNeverThePassword) {
  struct Case {
    std::string text;
    char const* words;
  };
  std::string const text = whole;
  for (auto const& each : std::vector<Case>{
           {"mail-server", "line 1: Write a name, = and a value."},
           {"\nmail-sever = x",
            "line 2: There is no setting “mail-sever”. Those that are: public-address, mail-server"},
           {text + "mail-port = 99999", "line 8: Write a port from 1 to 65535."},
           {text + "mail-port = 25x", "Write a port"},
           {text + "mail-security = ssl", "Write starttls, tls or none."},
           {text + "mail-security = none", "A password is not sent without encryption."},
           {text + "mail-user = twice", "“mail-user” is set twice."},
           {"tls-key = x", "line 1: tls-certificate and tls-key belong together"},
           {"\ntls-certificate = x", "line 2: tls-certificate and tls-key belong together"},
           {"metrics-from = 10.0.0.0/33", "line 1: Write addresses or networks"},
           {"mail-server = a b", "Write the mail server’s name or address alone."},
           {"mail-server = x/../y", "alone"},
           {"mail-from = a@b.example", "mail-from needs mail-server as well"},
           {"mail-server = x\npublic-address = https://x.example", "mail-from must be the address"},
           {"mail-server = x\nmail-from = a@b.example", "Mail needs public-address as well"},
           {"public-address = golden-thread.example", "Write how people reach this server"},
           {"public-address = https://x.example/path", "with nothing after the name"},
           {"public-address = javascript://x", "Write how people reach"},
           {"mail-server = x\nmail-password = hunter", "belong together"},
       }) {
    auto const read = parse_configuration(each.text);
    ASSERT_FALSE(read) << each.text;
    EXPECT_THAT(read.error().message, AllOf(HasSubstr(each.words), Not(HasSubstr("hunter")))) << each.text;
  }
}

TEST(ConfigurationFile, AFileWithAPasswordIsForItsOwnerOnly) {
  gt::test::TemporaryFolder folder;
  EXPECT_FALSE(read_configuration(folder.path())->mail.has_value()) << "no file";
  auto const path = folder.path() / configuration_file;
  std::ofstream{path} << whole;
  using std::filesystem::perms;
  std::filesystem::permissions(path, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read);
  auto const open = read_configuration(folder.path());
  ASSERT_FALSE(open);
  EXPECT_THAT(open.error().message, HasSubstr("chmod 600"));
  std::filesystem::permissions(path, perms::owner_read | perms::owner_write);
  EXPECT_TRUE(read_configuration(folder.path())->mail.has_value());
}

}  // namespace
}  // namespace gt::app
