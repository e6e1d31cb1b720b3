#include "platform/html/html.h"

#include <gtest/gtest.h>

#include <optional>

namespace gt::html {
namespace {

template <class T>
constexpr bool writes = requires(Html& page, T value) {
  page << value;
};

// Markup comes from literals only, and words from strings only; everything else is a mistake the compiler names.
static_assert(writes<std::string>);
static_assert(writes<std::string const&>);
static_assert(writes<std::string_view>);
static_assert(writes<int>);
static_assert(writes<std::uint64_t>);
static_assert(writes<Html>);
static_assert(writes<Href>);
static_assert(!writes<char const*>);
static_assert(!writes<char*>);
static_assert(!writes<bool>);
static_assert(!writes<char>);
static_assert(!writes<double>);
static_assert(!writes<std::nullptr_t>);
static_assert(!writes<std::optional<std::string>>);
static_assert(!std::is_constructible_v<Html, char const*>);
static_assert(!std::is_constructible_v<Html, bool>);
static_assert(!std::is_constructible_v<Html, char>);
static_assert(!std::is_constructible_v<Literal, char const*>);
static_assert(!std::is_constructible_v<Literal, std::string>);
static_assert(!std::is_constructible_v<AttributeName, std::string>);

TEST(Writer, KeepsLiteralsAndEscapesWords) {
  std::string const words = "<script>alert('x' & \"y\")</script>";
  Html page;
  page << "<p>" << words << "</p>";
  EXPECT_EQ(page.str(), "<p>&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;</p>");
}

TEST(Writer, EscapesEveryByteThatMatters) {
  struct {
    std::string in, out;
  } const cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"&", "&amp;"},
      {"&amp;", "&amp;amp;"},
      {"a<b>c", "a&lt;b&gt;c"},
      {"\"'", "&quot;&#39;"},
      {"tab\tline\nreturn\r", "tab\tline\nreturn\r"},
      {std::string("nul\0bell\a\x7f", 10), "nulbell"},
      {"Ynys M\u00f4n \u2013 \u00a35", "Ynys M\u00f4n \u2013 \u00a35"},
      {"end<", "end&lt;"},
  };
  for (auto const& [in, out] : cases) EXPECT_EQ(words(in).str(), out);
}

TEST(Writer, PrintsIntegersAndComposes) {
  Html inner;
  inner << "<b>" << 42 << "</b>";
  Html page;
  page << "<p>" << inner << -7 << std::uint64_t{18446744073709551615u} << "</p>";
  EXPECT_EQ(page.str(), "<p><b>42</b>-718446744073709551615</p>");
}

TEST(Writer, WritesAttributesEscapedOrNotAtAll) {
  std::string const value = "\" onmouseover=\"x";
  Html page;
  page << "<input" << attribute("value", value) << attribute("rows", 3) << attribute("id", std::optional<std::string>{})
       << flag("checked", true) << flag("required", false) << ">";
  EXPECT_EQ(page.str(), "<input value=\"&quot; onmouseover=&quot;x\" rows=\"3\" checked>");
}

TEST(Writer, HoldsWordsAfterAnAddressAttributeToTheRuleOfHref) {
  std::string const script_address = "javascript:alert(1)";
  std::string const fine = "/plan?a=1&b=2";
  Html page;
  page << "<a href=\"" << script_address << "\">" << script_address << "</a><form action=\"" << fine << "\">";
  EXPECT_EQ(page.str(), "<a href=\"#\">javascript:alert(1)</a><form action=\"/plan?a=1&amp;b=2\">");
}

TEST(Href, AllowsOnlyAddressesThatCannotRunOrLeaveUnseen) {
  for (std::string const allowed : {"https://example.org/a?b=c#d", "HTTP://example.org/", "mailto:help@example.org",
                                    "/", "/plan/2", "?page=2", "#main"}) {
    EXPECT_EQ(href(allowed).text(), allowed);
  }
  for (std::string const refused :
       {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//elsewhere.example/",
        "/\\elsewhere.example/", "/\t/elsewhere.example/", "https:elsewhere.example", "plan", "",
        "\\\\elsewhere.example"}) {
    EXPECT_EQ(href(refused).text(), "#") << refused;
  }
}

}  // namespace
}  // namespace gt::html
