#include "platform/mail/message.h"

#include <gmock/gmock.h>

#include "platform/core/text.h"

namespace gt::mail {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Message a_message() {
  return {{"Northmere Council", "golden-thread@northmere.example"},
          {"Programme manager", "manager@northmere.example"},
          "3 things for you",
          "Plain words.\n",
          "<p>Plain words.</p>\n",
          "k7m2q9x4t8v3b6dp@northmere.example",
          Instant::from_iso("2026-11-22T07:00:05Z").value(),
          "https://golden-thread.northmere.example/account/mail"};
}

TEST(MailMessage, SaysEverythingAServerAsksFor) {
  auto const text = written(a_message()).value();
  EXPECT_THAT(text,
              AllOf(HasSubstr("From: \"Northmere Council\" <golden-thread@northmere.example>\r\n"),
                    HasSubstr("To: \"Programme manager\" <manager@northmere.example>\r\n"),
                    HasSubstr("Subject: 3 things for you\r\n"), HasSubstr("Date: Sun, 22 Nov 2026 07:00:05 +0000\r\n"),
                    HasSubstr("Message-ID: <k7m2q9x4t8v3b6dp@northmere.example>\r\n"),
                    HasSubstr("Auto-Submitted: auto-generated\r\n"),
                    HasSubstr("List-Unsubscribe: <https://golden-thread.northmere.example/account/mail>\r\n"),
                    HasSubstr("multipart/alternative"), HasSubstr("text/plain"), HasSubstr("text/html")));
}

TEST(MailMessage, EveryLineIsShortAsciiWithBothLineEnds) {
  auto message = a_message();
  message.subject = std::string(300, 'x') + " Überprüfung der Fälle " + std::string(60, 'y');
  message.to.name = "Sián O’Connor-Llewellyn, Head of Service for Children in Need and Child Protection Planning";
  message.text = ".\n..\n.hidden\n" + std::string(5000, 'z') + "\nFamilies’ views – “heard” 👪\nends with space \n\ttab";
  message.html = "<p>" + message.text + "</p>";
  auto const text = written(message).value();
  std::size_t start = 0;
  for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", start)) {
    EXPECT_LE(end - start, 78u) << text.substr(start, end - start);
    start = end + 2;
  }
  EXPECT_EQ(start, text.size()) << "the last line ends too";
  for (char c : text) EXPECT_TRUE((c >= 0x20 && c < 0x7F) || c == '\r' || c == '\n' || c == '\t') << int{c};
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') {
      EXPECT_EQ(text[at - 1], '\r');
    }
    if (text[at] == '\r') {
      EXPECT_EQ(text[at + 1], '\n');
    }
  }
}

TEST(MailMessage, NothingTypedAddsAHeader) {
  auto message = a_message();
  message.subject = "Hello\r\nBcc: everyone@northmere.example\r\n\r\nA body";
  message.to.name = "Lead\"\r\nBcc: someone@northmere.example\n\\";
  message.from.name = "Council\nReply-To: thief@elsewhere.example";
  auto const text = written(message).value();
  auto const headers = text.substr(0, text.find("\r\n\r\n"));
  for (auto const& line : split_lines(headers)) {
    EXPECT_FALSE(line.starts_with("Bcc:")) << line;
    EXPECT_FALSE(line.starts_with("Reply-To:")) << line;
  }
  EXPECT_THAT(headers, HasSubstr("Subject: Hello  Bcc: everyone@northmere.example    A body\r\n"));
  EXPECT_THAT(headers, HasSubstr("\\\""));
}

TEST(MailMessage, RefusesWhatIsNoAddress) {
  for (auto const* each :
       {"", "nobody", "@northmere.example", "a@", "a b@northmere.example", "a@north mere.example",
        "a@northmere.example\r\nRCPT TO:<b@northmere.example>", "a@northmere.example>", "<a@northmere.example>",
        "a@.example", "a..b@northmere.example", "sián@northmere.example", "a@northmere.example\n"}) {
    EXPECT_FALSE(check_address(each)) << each;
    auto message = a_message();
    message.to.address = each;
    EXPECT_FALSE(written(message)) << each;
  }
  EXPECT_TRUE(check_address("first.last+tag@sub-domain.northmere.example"));
}

TEST(MailMessage, SplitsEncodedWordsBetweenCharacters) {
  auto message = a_message();
  message.subject.clear();
  for (int i = 0; i < 40; ++i) message.subject += "é👪";
  auto const text = written(message).value();
  auto begin = text.find("Subject: ") + 9;
  auto const subject = text.substr(begin, text.find("\r\nDate:") - begin);
  for (auto const& line : split_lines(subject)) {
    auto word = trimmed(line);
    EXPECT_LE(word.size(), 75u);
    EXPECT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?="));
    // Whole characters are 2 or 4 bytes here, so whole words of base64 never end in the middle of one.
    auto payload = word.substr(10, word.size() - 12);
    auto bytes = payload.size() / 4 * 3 - static_cast<std::size_t>(std::count(payload.begin(), payload.end(), '='));
    EXPECT_EQ(bytes % 2, 0u);
  }
}

TEST(MailMessage, APlainOneHasOnePart) {
  auto message = a_message();
  message.html.clear();
  message.unsubscribe.clear();
  auto const text = written(message).value();
  EXPECT_THAT(text, Not(HasSubstr("multipart")));
  EXPECT_THAT(text, Not(HasSubstr("List-Unsubscribe")));
  EXPECT_TRUE(text.ends_with("\r\n\r\nPlain words.\r\n"));
}

}  // namespace
}  // namespace gt::mail
