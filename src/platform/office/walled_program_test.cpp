#include <fstream>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/office/child.h"
#include "platform/office/printed_page.h"
#include "platform/office/run_program.h"
#include "platform/office/walled_program.h"
#include "platform/office/writer.h"

// What a program behind walls can do and see, and what the browser prints there.
namespace gt::office {
namespace {

using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Something on this machine that waits to be called.
class Listener {
 public:
  Listener() : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    EXPECT_EQ(::bind(socket_.value(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::listen(socket_.value(), 8), 0);
    EXPECT_EQ(::getsockname(socket_.value(), reinterpret_cast<sockaddr*>(&address), &length), 0);
    port_ = ntohs(address.sin_port);
  }
  int port() const { return port_; }
  bool was_called() const {
    pollfd asked{socket_.value(), POLLIN, 0};
    return ::poll(&asked, 1, 0) > 0;
  }

 private:
  OwnedDescriptor socket_;
  int port_ = 0;
};

class WalledProgram : public testing::Test {
 protected:
  void SetUp() override {
    if (auto const& why = why_no_walls()) GTEST_SKIP() << "No walls on this machine: " << *why;
  }
  // What the commands print behind walls.
  std::string said(std::string const& commands) {
    auto const script = fmt::format("exec > /desk/said 2>/dev/null\n{}\n", commands);
    EXPECT_EQ(run_walled({"/usr/bin/bash", "-c", script}, folder_, seconds{20}), WalledEnd::done);
    return read_left_file(folder_.desk() / "said", 100'000).value_or("nothing was left");
  }
  PrivateFolder folder_;
};

TEST_F(WalledProgram, RunsAsAUserWithoutPrivilegesAndEnvironment) {
  EXPECT_EQ(said("id -u; id -g; grep -E '^(CapEff|CapPrm|NoNewPrivs)' /proc/self/status; env | grep -vE "
                 "'^(PWD|SHLVL|_)=' | sort"),
            "65534\n65534\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\nHOME=/tmp\n"
            "LANG=C.UTF-8\nPATH=/usr/bin:/bin\n");
}

TEST_F(WalledProgram, SeesNoFilesButThoseOfThePrograms) {
  std::ofstream{folder_.path() / "secret"} << "ours";
  auto const root = said("ls / /etc /tmp /var /desk; test -e /etc/passwd || echo no passwd; touch /usr/x || echo kept");
  EXPECT_THAT(root, AllOf(HasSubstr("/etc:\nfonts\n\n/tmp:\n\n/var:\ncache\n"), HasSubstr("/desk:\nsaid\n"),
                          HasSubstr("no passwd\nkept\n")));
  for (auto const* each : {"home", "root", "mnt", "opt", "srv", "run", "sys", "secret"})
    EXPECT_THAT(root, Not(HasSubstr(std::string("\n") + each + "\n")));
}

TEST_F(WalledProgram, ReachesNobody) {
  Listener const listener;
  EXPECT_EQ(said(fmt::format("(exec 3<>/dev/tcp/127.0.0.1/{}) || echo refused; tail -n +3 /proc/net/dev | cut -d: -f1",
                             listener.port())),
            "refused\n    lo\n");
  EXPECT_FALSE(listener.was_called());
}

TEST_F(WalledProgram, IsAmongItsOwnProcessesAndEndsWithAllOfThem) {
  EXPECT_EQ(
      said("ls /proc | grep -E '^[0-9]+$' | wc -l | xargs test 8 -gt && echo few; kill -9 1 2>/dev/null; echo on"),
      "few\non\n");
  auto const begun = std::chrono::steady_clock::now();
  EXPECT_EQ(run_walled({"/usr/bin/bash", "-c", "sleep 600 & sleep 600"}, folder_, std::chrono::milliseconds{300}),
            WalledEnd::too_slow);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds{60});
}

TEST_F(WalledProgram, HasOnlySoMuchMemory) {
#ifndef GT_SANITIZED
  EXPECT_EQ(said("head -c 1500000000 /dev/zero | tail -c 1400000000 | wc -c"), "0\n");
#endif
}

TEST_F(WalledProgram, TellsHowItEnded) {
  EXPECT_EQ(run_walled({"/usr/bin/false"}, folder_, seconds{20}), WalledEnd::failed);
  EXPECT_EQ(run_walled({"/usr/bin/there-is-none"}, folder_, seconds{20}), WalledEnd::not_started);
}

TEST(LeftFiles, AreOpenedWithCare) {
  PrivateFolder const folder;
  ASSERT_TRUE(folder.is_there());
  auto const file = folder.desk() / "file", link = folder.desk() / "link", pipe = folder.desk() / "pipe";
  std::ofstream{file} << "twelve bytes";
  std::filesystem::create_symlink("/etc/passwd", link);
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(read_left_file(file, 12), "twelve bytes");
  EXPECT_EQ(read_left_file(file, 11), std::nullopt);
  EXPECT_EQ(read_left_file(link, 100'000), std::nullopt);
  EXPECT_EQ(read_left_file(pipe, 100'000), std::nullopt);
  EXPECT_EQ(read_left_file(folder.desk() / "none", 100), std::nullopt);
}

class Printing : public testing::Test {
 protected:
  void SetUp() override {
    if (auto const why = Printer::installed().why_off()) GTEST_SKIP() << *why;
  }
  static std::string printed(std::string_view page) {
    auto bytes = Printer::installed().print(page);
    EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : bytes.error().message);
    return bytes.value_or("");
  }
  // Without compression, so that its objects can be read.
  static std::string opened(std::string const& pdf) {
    auto const end =
        run_program({"/usr/bin/qpdf", "--qdf", "--object-streams=disable", "/dev/stdin", "-"}, pdf, seconds{20});
    return end.output;
  }
  static std::string text_of(std::string const& pdf) {
    return run_program({"/usr/bin/pdftotext", "-layout", "-", "-"}, pdf, seconds{20}).output;
  }
};

TEST_F(Printing, MakesATaggedDocumentWithTitleLanguageAndTables) {
  Document const document{"The plan & its “aims”",
                          "Northmere Council",
                          {Heading{1, "Supervision"}, Paragraph{"Every <b>child</b>."}, Bullets{{"One", "Two"}},
                           Table{"Actions", {"Action", "Standing"}, {60, 40}, {{"1 Supervise", "▲ At risk"}}}}};
  auto const pdf = printed(printed_page(document));
  auto const text = text_of(pdf);
  EXPECT_THAT(text, AllOf(HasSubstr("The plan & its “aims”"), HasSubstr("Every <b>child</b>."), HasSubstr("At risk"),
                          HasSubstr("1 of 1")));
  if (::access("/usr/bin/qpdf", X_OK) != 0) GTEST_SKIP() << "qpdf is not installed; script/bootstrap installs it.";
  EXPECT_THAT(opened(pdf),
              AllOf(HasSubstr("/StructTreeRoot"), HasSubstr("/MarkInfo"), HasSubstr("/Lang (en-GB)"),
                    HasSubstr("/DisplayDocTitle true"), HasSubstr("/Title "), HasSubstr("/S /H1"), HasSubstr("/S /H2"),
                    HasSubstr("/S /Table"), HasSubstr("/S /TH"), HasSubstr("/Scope /Column"), HasSubstr("/Scope /Row"),
                    HasSubstr("/S /L"), HasSubstr("/Outlines")));
}

TEST_F(Printing, FetchesNothingAndReadsNoFile) {
  Listener const listener;
  auto const page = fmt::format(
      "<!DOCTYPE html><html lang=en><title>x</title><link rel=stylesheet href=\"http://127.0.0.1:{0}/a.css\">"
      "<p>Before</p><img src=\"http://127.0.0.1:{0}/b.png\" alt=\"\"><iframe src=\"http://127.0.0.1:{0}/c\"></iframe>"
      "<iframe src=\"file:///etc/passwd\" width=600 height=400></iframe>"
      "<iframe src=\"file:///etc/hostname\" width=600></iframe><iframe src=\"file:///\" width=600></iframe>"
      "<p>After</p></html>",
      listener.port());
  auto const text = text_of(printed(page));
  EXPECT_THAT(text, AllOf(HasSubstr("Before"), HasSubstr("After"), Not(HasSubstr("root:")), Not(HasSubstr("home"))));
  EXPECT_FALSE(listener.was_called());
}

TEST(PrintingWithoutABrowser, SaysWhy) {
  Writer const writer{{}};
  EXPECT_THAT(writer.why_off(Format::pdf).value_or(""), HasSubstr("Chromium, which prints them, is not installed"));
  EXPECT_THAT(writer.why_off(Format::odt).value_or(""), HasSubstr("pandoc, which writes them, is not installed"));
  auto const refused = writer.write({"T", "", {}}, Format::pdf);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(refused.error().message, HasSubstr("Download the Word or OpenDocument file instead"));
}

TEST(PrintedPage, KeepsTextAsTextAndFetchesNothing) {
  auto const page =
      printed_page({"A < B", "", {Paragraph{"<script>x</script>"}, Table{"", {"C"}, {100}, {{"◆ Embedded"}}}}});
  EXPECT_THAT(page, AllOf(HasSubstr("<title>A &lt; B</title>"), HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script")),
                          HasSubstr("<span class=\"shape diamond\"></span> Embedded"), HasSubstr("default-src 'none'"),
                          Not(HasSubstr("http:")), Not(HasSubstr("https:"))));
}

}  // namespace
}  // namespace gt::office
