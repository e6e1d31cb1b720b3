#include "app/command_line.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "platform/db/connection.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using Words = std::vector<std::string>;

struct Ran {
  Exit exit;
  std::string out;
  std::string err;
};

// The streams of the process for as long as one command runs.
Ran run(Words words, std::string const& typed = "") {
  std::ostringstream out, err;
  std::istringstream in(typed);
  auto* old_out = std::cout.rdbuf(out.rdbuf());
  auto* old_err = std::cerr.rdbuf(err.rdbuf());
  auto* old_in = std::cin.rdbuf(in.rdbuf());
  words.insert(words.begin(), "goldenthread");
  std::vector<char const*> pointers;
  for (auto const& word : words) pointers.push_back(word.c_str());
  auto status = run_command_line(static_cast<int>(pointers.size()), pointers.data());
  std::cout.rdbuf(old_out);
  std::cerr.rdbuf(old_err);
  std::cin.rdbuf(old_in);
  return {static_cast<Exit>(status), out.str(), err.str()};
}

std::string source(std::string const& path) { return std::string(std::getenv("GOLDENTHREAD_SOURCE")) + "/" + path; }

/// Sets or unsets a variable of the environment until it goes.
class Environment {
 public:
  Environment(std::string name, std::optional<std::string> const& value) : name_{std::move(name)} {
    if (auto const* found = std::getenv(name_.c_str())) before_ = found;
    set(value);
  }
  ~Environment() { set(before_); }
  Environment(Environment const&) = delete;
  Environment& operator=(Environment const&) = delete;

 private:
  void set(std::optional<std::string> const& value) {
    if (value)
      ::setenv(name_.c_str(), value->c_str(), 1);
    else
      ::unsetenv(name_.c_str());
  }
  std::string name_;
  std::optional<std::string> before_;
};

constexpr char const* administrator = "administrator@northmere.example";
constexpr char const* manager = "manager@northmere.example";

/// Northmere with its administrator and its programme manager, made by commands.
class CommandLine : public testing::Test {
 protected:
  void SetUp() override {
    auto first = in_data({"user", "add", "--council", "Northmere Council", "--email", administrator, "--name",
                          "Administrator", "--role", "administrator"});
    ASSERT_EQ(first.exit, Exit::done) << first.err;
    auto second = as(administrator,
                     {"user", "add", "--email", manager, "--name", "Programme manager", "--role", "programme manager"});
    ASSERT_EQ(second.exit, Exit::done) << second.err;
  }

  Ran in_data(Words words, std::string const& typed = "") {
    // The suite also runs with the clock set.
    for (auto const& each : {"--data", data_.path().c_str(), "--development"}) words.emplace_back(each);
    return run(std::move(words), typed);
  }
  Ran as(std::string const& email, Words words, std::string const& typed = "") {
    words.insert(words.end(), {"--as", email});
    return in_data(std::move(words), typed);
  }
  json as_json(std::string const& email, Words words) {
    words.emplace_back("--json");
    auto ran = as(email, std::move(words));
    EXPECT_EQ(ran.exit, Exit::done) << ran.err;
    auto parsed = json::parse(ran.out, nullptr, false);
    EXPECT_FALSE(parsed.is_discarded()) << ran.out;
    return parsed;
  }
  std::string add_theme(std::string const& title) {
    return as_json(manager, {"theme", "add", "--title", title}).at("theme");
  }
  void run_sql(std::string const& script) {
    db::Connection connection{{data_.path(), ""}};
    connection.begin(db::Mode::change);
    connection.run_script(script);
    connection.commit();
  }
  std::string write_file(std::string const& name, std::string const& bytes) {
    auto path = data_.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  test::TemporaryFolder data_;
};

TEST(CommandLineAlone, SaysWhatItIs) {
  EXPECT_EQ(run({"--help"}).exit, Exit::done);
  EXPECT_EQ(run({"theme", "add", "--help"}).exit, Exit::done);
  EXPECT_EQ(run({"--version"}).exit, Exit::done);
}

TEST(CommandLineAlone, PrintsTheDescriptionOfTheApi) {
  auto ran = run({"openapi"});
  EXPECT_EQ(ran.exit, Exit::done);
  auto document = json::parse(ran.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded());
  EXPECT_EQ(document.at("paths").size(),
            make_registry([](FileContent const&) { return pdf::Text{}; },
                          [](FileContent const&, std::string const&) { return sheet::Workbook{}; })
                .all()
                .size());
}

TEST(CommandLineAlone, WrongUsageIsTwo) {
  for (auto const& words : std::vector<Words>{{},
                                              {"burn"},
                                              {"theme"},
                                              {"theme", "burn"},
                                              {"theme", "add"},
                                              {"theme", "add", "--title", "Visits", "--colour", "red"},
                                              {"inspection", "read"},
                                              {"serve", "--workers", "0"},
                                              {"serve", "--workers", "1"},
                                              {"serve", "--workers", "257"},
                                              {"serve", "--administrator", "notamail"}}) {
    auto ran = run(words);
    EXPECT_EQ(ran.exit, Exit::wrong_usage) << testing::PrintToString(words);
    EXPECT_NE(ran.err + ran.out, "") << testing::PrintToString(words);
  }
}

TEST(CommandLineAlone, ReadsReportsWithoutADatabase) {
  auto good = run({"inspection", "read", source("examples/northmere/inspection-report.pdf"), "--json"});
  EXPECT_EQ(good.exit, Exit::done) << good.err;
  EXPECT_EQ(json::parse(good.out).at("kind"), "ilacs-standard");
  auto mixed = run({"inspection", "read", source("README.md"), source("examples/northmere/inspection-report.pdf"),
                    source("no-such-file.pdf"), "--json"});
  EXPECT_EQ(mixed.exit, Exit::unreadable_input);
  std::istringstream lines(mixed.out);
  std::vector<json> objects;
  for (std::string line; std::getline(lines, line);) objects.push_back(json::parse(line));
  ASSERT_EQ(objects.size(), 3U);
  EXPECT_EQ(objects[0].at("error").at("code"), "not_a_pdf");
  EXPECT_EQ(objects[1].at("kind"), "ilacs-standard");
  EXPECT_TRUE(objects[2].contains("error"));
}

TEST(CommandLineAlone, TheFirstAccountIsAnAdministrator) {
  test::TemporaryFolder data;
  auto ran = run({"user", "add", "--email", manager, "--name", "Manager", "--role", "programme manager", "--data",
                  data.path().string(), "--development"});
  EXPECT_EQ(ran.exit, Exit::wrong_usage);
  EXPECT_THAT(ran.err, HasSubstr("must be an administrator"));
}

TEST(CommandLineAlone, AnEnvironmentThatCannotWorkIsFive) {
  test::TemporaryFolder data;
  std::ofstream(data.path() / "file") << "not a folder";
  auto under_a_file = (data.path() / "file" / "data").string();
  for (auto const& words :
       std::vector<Words>{{"plan", "show", "--as", manager, "--development", "--data", under_a_file},
                          {"audit", "verify", "--development", "--data", under_a_file},
                          {"plan", "show", "--as", manager, "--development", "--data", data.path().string(),
                           "--postgresql", "host=" + data.path().string()}}) {
    auto ran = run(words);
    EXPECT_EQ(ran.exit, Exit::environment) << testing::PrintToString(words);
    EXPECT_NE(ran.err, "") << testing::PrintToString(words);
  }
  Environment clock("GOLDENTHREAD_NOW", "2027-11-21T09:30:00Z");
  auto without_word = run({"plan", "show", "--as", manager, "--data", data.path().string()});
  EXPECT_EQ(without_word.exit, Exit::environment);
  EXPECT_THAT(without_word.err, HasSubstr("add --development"));
  Environment nonsense("GOLDENTHREAD_NOW", "soon");
  EXPECT_EQ(run({"plan", "show", "--development", "--data", data.path().string()}).exit, Exit::environment);
}

TEST(CommandLineAlone, OnlyTheFirstAccountBeginsAnInstallation) {
  test::TemporaryFolder data;
  auto const nowhere = data.path() / "typo";
  for (auto const& words : std::vector<Words>{{"plan", "show", "--as", manager},
                                              {"user", "list", "--as", manager},
                                              {"audit", "verify"},
                                              {"job", "follow", "k3m9p2q7r4s8t5v6", "--as", manager}}) {
    auto all = words;
    for (auto const& each : {std::string("--development"), std::string("--data"), nowhere.string()})
      all.push_back(each);
    auto const ran = run(all);
    EXPECT_EQ(ran.exit, Exit::environment) << testing::PrintToString(words);
    EXPECT_THAT(ran.err, HasSubstr("There is no database in")) << testing::PrintToString(words);
  }
  EXPECT_FALSE(std::filesystem::exists(nowhere));
}

TEST_F(CommandLine, NobodyIsRefused) {
  auto nobody = in_data({"plan", "show"});
  EXPECT_EQ(nobody.exit, Exit::refused);
  EXPECT_THAT(nobody.err, HasSubstr("--as"));
  EXPECT_EQ(as("stranger@northmere.example", {"plan", "show"}).exit, Exit::refused);
}

TEST_F(CommandLine, ABoundOperatingSystemUserNeedsNoAs) {
  auto const* entry = getpwuid(getuid());
  std::string user = entry != nullptr ? entry->pw_name : std::to_string(getuid());
  auto people = as_json(administrator, {"user", "list"}).at("accounts");
  std::string account;
  for (auto const& each : people)
    if (each.at("email") == manager) account = each.at("account");
  EXPECT_EQ(as(administrator, {"os-user", "bind", "--os-user", user, "--account", account}).exit, Exit::done);
  EXPECT_EQ(in_data({"theme", "add", "--title", "Visits"}).exit, Exit::done);
}

TEST_F(CommandLine, RefusalsAreFour) {
  auto theme = add_theme("Visits");
  auto id = new_opaque_id();
  struct Refused {
    std::string who;
    Words words;
    std::string says;
  };
  for (auto const& each : std::vector<Refused>{
           {administrator, {"theme", "add", "--title", "Plans"}, "Your role does not include this"},
           {manager, {"theme", "end", "--theme", id, "--version", "1"}, "theme"},
           {manager,
            {"theme", "change", "--theme", theme, "--version", "9", "--title", "Late"},
            "Someone else changed"},
           {manager,
            {"action", "add", "--title", "Visit", "--owner-role", "Lead", "--due", "2026-03-31", "--start",
             "2026-04-01"},
            "start"},
           {manager, {"theme", "link", "--theme", theme, "--finding", id}, "finding"},
           {administrator, {"user", "add", "--email", manager, "--name", "Twice", "--role", "reader"}, "already"},
       }) {
    auto ran = as(each.who, each.words);
    EXPECT_EQ(ran.exit, Exit::refused) << testing::PrintToString(each.words);
    EXPECT_THAT(ran.err, HasSubstr(each.says));
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(as_json(manager, {"theme", "list"}).at("themes").size(), 1U);
}

TEST_F(CommandLine, WhatThisMachineCannotDoIsFive) {
  write_file("reference.odt", "not a document");  // and without pandoc there is none either
  auto const ran = as(manager, {"plan", "document", "--format", "odt"});
  EXPECT_EQ(ran.exit, Exit::environment) << ran.out;
  EXPECT_NE(ran.err, "");
}

TEST_F(CommandLine, AFileIsGivenAsAFile) {
  auto const to = (data_.path() / "plan.odt").string();
  auto const ran = as(manager, {"plan", "document", "--format", "odt", "--output", to});
  if (ran.exit == Exit::environment) GTEST_SKIP() << ran.err;
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_EQ(ran.out, "Written: " + to + "\n");
  std::ifstream written{to, std::ios::binary};
  std::string first(2, ' ');
  written.read(first.data(), 2);
  EXPECT_EQ(first, "PK");
  EXPECT_TRUE(as(manager, {"plan", "document", "--format", "odt", "--output", "-"}).out.starts_with("PK"));
  auto const nowhere = (data_.path() / "nowhere" / "plan.odt").string();
  auto const refused = as(manager, {"plan", "document", "--format", "odt", "--output", nowhere});
  EXPECT_EQ(refused.exit, Exit::environment);
  EXPECT_THAT(refused.err, HasSubstr("cannot be written"));
}

TEST_F(CommandLine, AValueThatCannotBeIsWrongUsage) {
  for (auto const& words :
       std::vector<Words>{{"theme", "add", "--title", std::string(121, 'a')},
                          {"theme", "end", "--theme", "none", "--version", "1"},
                          {"theme", "end", "--theme", new_opaque_id(), "--version", "one"},
                          {"action", "add", "--title", "Visit", "--owner-role", "Lead", "--due", "soon"},
                          {"action", "list", "--status", "finished"}}) {
    auto ran = as(manager, words);
    EXPECT_EQ(ran.exit, Exit::wrong_usage) << testing::PrintToString(words) << ran.err;
    EXPECT_NE(ran.err, "");
  }
}

TEST_F(CommandLine, AFileThatCannotBeReadIsThree) {
  for (auto const& file : {write_file("letter.pdf", "Dear Director"), write_file("cut.pdf", "%PDF-1.7\n%%EOF"),
                           (data_.path() / "none.pdf").string()}) {
    auto ran = as(manager, {"inspection", "import", file});
    EXPECT_EQ(ran.exit, Exit::unreadable_input) << file << ran.out;
    EXPECT_NE(ran.err, "") << file;
  }
  auto list = as_json(manager, {"inspection", "list"});
  EXPECT_TRUE(list.at("inspections").empty() && list.at("waiting").empty());
}

TEST_F(CommandLine, ImportsAReportAndRecognisesItTheSecondTime) {
  auto const report = source("examples/northmere/inspection-report.pdf");
  auto made = as_json(manager, {"inspection", "import", report, "--confirm"});
  auto shown = as_json(manager, {"inspection", "show", "--inspection", made.at("inspection")});
  EXPECT_EQ(shown.at("findings").size(), made.at("findings").size());
  auto again = as(manager, {"inspection", "import", report, "--confirm"});
  EXPECT_EQ(again.exit, Exit::refused);
  EXPECT_THAT(again.err, HasSubstr("here already"));
}

// Those that need no input; what is shown of one thing is tried where that thing is made.
TEST_F(CommandLine, EveryReadPrintsJsonAndSomethingForAPerson) {
  add_theme("Visits");
  int tried = 0;
  auto const registry = make_registry([](FileContent const&) { return pdf::Text{}; },
                                      [](FileContent const&, std::string const&) { return sheet::Workbook{}; });
  for (auto const& operation : registry.all()) {
    bool needs_input =
        std::any_of(operation.inputs.begin(), operation.inputs.end(), [](auto const& each) { return each.required; });
    if (operation.kind != operations::Kind::read || needs_input) continue;
    ++tried;
    auto space = operation.name.find(' ');
    Words words{operation.name.substr(0, space), operation.name.substr(space + 1)};
    bool const is_administrators = operation.permission == "people.manage" || operation.permission == "mail.manage";
    auto who = is_administrators ? administrator : manager;
    EXPECT_TRUE(as_json(who, words).is_object()) << operation.name;
    auto plain = as(who, words);
    EXPECT_EQ(plain.exit, Exit::done) << plain.err;
    EXPECT_NE(plain.out, "") << operation.name;
    EXPECT_TRUE(json::parse(plain.out, nullptr, false).is_discarded()) << operation.name;
  }
  EXPECT_GE(tried, 20);
}

TEST_F(CommandLine, EntriesSayCommandLine) {
  add_theme("Visits");
  auto program = Program::open(
      {data_.path().string(), "", true}, [](FileContent const&) { return pdf::Text{}; },
      [](FileContent const&, std::string const&) { return sheet::Workbook{}; }, 1);
  ASSERT_TRUE(program) << program.error().message;
  auto transaction = (*program)->database().read(std::nullopt);
  constexpr std::string_view last = "select channel, operation from audit_entry order by sequence desc limit 1";
  auto row = transaction.row({"last", last, last});
  EXPECT_EQ(row->text("channel"), "command line");
  EXPECT_EQ(row->text("operation"), "theme add");
}

TEST_F(CommandLine, SecretsAreTypedNotGiven) {
  EXPECT_EQ(as(manager, {"password", "change", "--new-password", "kettle lantern moss"}).exit, Exit::wrong_usage);
  // No password yet, so it is refused, after both were read from standard input.
  auto ran = as(manager, {"password", "change"}, "kettle lantern moss\nharbour wicker plum\n");
  EXPECT_EQ(ran.exit, Exit::refused);
  EXPECT_THAT(ran.err, HasSubstr("has no password"));
  EXPECT_EQ(as(manager, {"password", "change"}, "kettle lantern moss\nshort\n").exit, Exit::wrong_usage);
}

TEST_F(CommandLine, ABrokenAuditLogIsOne) {
  auto whole = in_data({"audit", "verify", "--json"});
  EXPECT_EQ(whole.exit, Exit::done);
  EXPECT_EQ(json::parse(whole.out).at("unbroken"), true);
  EXPECT_EQ(in_data({"audit", "verify"}).exit, Exit::done);
  run_sql(
      "drop trigger if exists audit_entry_is_not_changed; update audit_entry set actor = 'Nobody' where sequence = 2");
  auto broken = in_data({"audit", "verify", "--json"});
  EXPECT_EQ(broken.exit, Exit::faults_found);
  auto said = json::parse(broken.out);
  EXPECT_EQ(said.at("unbroken"), false);
  EXPECT_THAT(said.at("message").get<std::string>(), HasSubstr("2"));
  EXPECT_EQ(in_data({"audit", "verify"}).exit, Exit::faults_found);
}

}  // namespace
}  // namespace gt::app
