#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "platform/records/kinds.h"
#include "tests/permissions/installation.h"
#include "tests/support/store_test.h"

/// A council's paper in a running program, and questions about it: as a person reads a page, as a program asks the API.
namespace gt::papers {

/// examples/papers/NAME.json as it stands.
nlohmann::json read_paper(std::string const& name);

class Paper {
 public:
  /// Throws std::runtime_error, with the step, when it cannot be loaded.
  explicit Paper(nlohmann::json const& paper);

  /// What the API answers a program with a token. Throws std::runtime_error when that is not 200.
  nlohmann::json ask(std::string_view operation, nlohmann::json const& input);
  /// The words of a page as the signed-in programme manager reads them, one space between any two; empty when the page
  /// cannot be had.
  std::string page(std::string const& target);

  operations::Registry const& registry() { return installation_.program().registry(); }

  /// NAME as loaded once in this process.
  static Paper& loaded(std::string const& name);

 private:
  test::StorePlace place_{db::Engine::sqlite, test::Content::migrated};
  permissions::Installation installation_;
  permissions::Credentials person_, program_;
  std::map<std::string, nlohmann::json> asked_;
  std::map<std::string, std::string> read_;
};

/// Whether a page, as `Paper::page` gives it, has these words.
bool says(std::string const& page, std::string const& words);

/// A field's value as a page prints it; of another record, its title.
std::string printed(records::Field const& field, nlohmann::json const& value);

/// What was found wrong, by who found it.
struct Faults {
  std::vector<std::string> person;
  std::vector<std::string> program;
};

/// A label as printed, and what stands beside it.
struct Shown {
  std::string field;
  nlohmann::json value;
};

/// The questions of one fact. Each looks for values that are written in the test, never for those of the file.
class Questions {
 public:
  explicit Questions(Paper& paper) : paper_{paper} {}

  /// The programme's field holds this, and its page (or the plan's) says so.
  void programme(std::string const& field, std::string const& value);
  /// As many themes as this.
  void theme_count(std::size_t count);
  /// A theme of this title; its lead, aliases and aim where they are given.
  void theme(std::string const& title, std::string const& lead, std::vector<std::string> const& aliases = {},
             std::string const& aim = "");
  /// A theme with a team of these kinds of members.
  void team(std::string const& theme, std::vector<std::string> const& kinds);
  /// A record of this kind and title with these fields; joined to things of these titles.
  void record(std::string const& kind, std::string const& title, std::vector<Shown> const& fields = {},
              std::vector<std::string> const& joined = {});
  /// Exactly so many records of this kind and title stand in the one named.
  void records_inside(std::string const& kind, std::string const& title, std::size_t count,
                      std::string const& inside_kind, std::string const& inside_title);
  /// A project of the theme has a locked initiation document, with these words in these sections.
  void initiation_document(std::string const& theme, std::vector<std::pair<std::string, std::string>> const& sections);
  /// An action of this kind and title in the theme (empty: any), with these fields.
  void action(std::string const& kind, std::string const& title, std::string const& theme,
              std::vector<Shown> const& fields = {});
  /// An inspection of this title with these judgements and findings; `framework` as a code and as printed.
  void inspection(std::string const& title, std::vector<std::pair<std::string, std::string>> const& judgements,
                  std::vector<std::string> const& findings = {},
                  std::pair<std::string, std::string> const& framework = {});
  /// Every finding of the inspection is answered by every theme.
  void findings_answered(std::string const& inspection);
  /// A record of a register of this kind and title with these fields, standing in the one of the title `inside` where
  /// it is given; a field that refers to another record holds its title.
  void entry(std::string const& kind, std::string const& title, std::vector<Shown> const& fields = {},
             std::string const& inside = "");
  /// A full round of the body's rota takes so many meetings.
  void full_round(std::string const& body, int meetings);
  /// An item of this number and title on the agenda of the body's meeting of that day, presented by this role.
  void agenda_item(std::string const& body, std::string const& day, std::string const& number, std::string const& title,
                   std::string const& presenter = "");
  /// What a read without inputs answers holds, and the page at `target` says so in these words.
  void reads(std::string_view operation, std::function<bool(nlohmann::json const&)> const& holds,
             std::string const& target, std::vector<std::string> const& words);
  /// A record's own page says these words above or below its fields.
  void entry_says(std::string const& kind, std::string const& title, std::vector<std::string> const& words);
  /// A decision of this title with these fields, whose page says these words, in this order or not.
  void decision(std::string const& title, std::vector<Shown> const& fields, std::vector<std::string> const& words);
  /// A frozen version of this name.
  void version(std::string const& title);

  Faults const& faults() const { return faults_; }

 private:
  void person(bool holds, std::string const& what);
  void program(bool holds, std::string const& what);
  nlohmann::json plan() { return paper_.ask("plan show", nlohmann::json::object()); }
  nlohmann::json theme_named(std::string const& title);
  nlohmann::json first_record(std::string const& kind, std::string const& title);
  nlohmann::json first_entry(std::string const& kind, std::string const& title, std::string const& inside);

  Paper& paper_;
  Faults faults_;
};

/// A fact of the papers: its number there, and the test of it.
struct Fact {
  std::string number;
  std::string paper;
  std::function<void(Questions&)> check;
};
/// Every fact that has a test, by number.
std::map<std::string, Fact>& facts();
bool add_fact(std::string number, std::string paper, std::function<void(Questions&)> check);
/// What the test of the fact finds wrong with the paper.
Faults check(Fact const& fact, Paper& paper);
/// Fails the running test for each fault.
void expect_fact(std::string const& number);

}  // namespace gt::papers

/// FACT(H2_3, "H2.3", "havering-2018") { questions.theme_count(7); }
#define FACT(name, number, paper_name)                                                    \
  static void check_##name(gt::papers::Questions& questions);                             \
  static bool const has_##name = gt::papers::add_fact(number, paper_name, &check_##name); \
  TEST(Papers, name) {                                                                    \
    ASSERT_TRUE(has_##name);                                                              \
    gt::papers::expect_fact(number);                                                      \
  }                                                                                       \
  static void check_##name(gt::papers::Questions& questions)
