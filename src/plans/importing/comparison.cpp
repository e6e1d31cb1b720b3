#include "plans/importing/comparison.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "people/people.h"
#include "plans/actions/action_rules.h"
#include "plans/actions/date_changes.h"
#include "plans/importing/names.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"
#include "platform/core/progress.h"
#include "platform/core/text.h"

namespace gt::plans {

using sheet::Place;
using sheet::TypedDate;
using tracker::Field;
using tracker::Reading;
using tracker::Remark;
using tracker::TrackerRow;

namespace {

constexpr std::string_view number_prefix = "gt-";

/// The longest texts that an action takes, as the operations on actions have them.
constexpr std::size_t longest_title = 300, longest_owner = 120, longest_reference = 40, longest_note = 2000;

std::optional<std::int64_t> number_in(std::string const& reference) {
  auto const plain = lower_case(reference);
  if (!plain.starts_with(number_prefix)) return std::nullopt;
  std::int64_t number = 0;
  auto const* const end = plain.data() + plain.size();
  auto const [stop, error] = std::from_chars(plain.data() + number_prefix.size(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

std::string words(std::optional<Date> const& date) { return date ? date->printed() : ""; }

std::string note_of(std::string const& text) { return trimmed(with_plain_line_ends(text)); }

class Comparer {
 public:
  Comparer(db::Transaction& transaction, std::string const& filename, Reading const& reading,
           ImportChoices const& choices)
      : transaction_{transaction}, filename_{filename}, reading_{reading}, choices_{choices} {}

  Comparison compare() {
    load();
    made_.faults = reading_.faults;
    made_.notes = reading_.notes;
    for (std::size_t row = 0; row < reading_.rows.size(); ++row) {
      progress::at(static_cast<std::int64_t>(row), static_cast<std::int64_t>(reading_.rows.size()),
                   "Comparing rows with the plan");
      compare_row(row);
    }
    tell_unknown(unknown_themes_, Field::theme, "theme", theme_titles_);
    tell_unknown(unknown_projects_, Field::project, "project", project_titles_);
    tell_owners();
    in_order_of_the_file(made_.faults);
    return std::move(made_);
  }

 private:
  struct Unknown {
    std::string name;
    std::size_t first_row;
    std::size_t rows = 0;
  };

  // Whoever mends the file goes through it from top to bottom.
  void in_order_of_the_file(std::vector<tracker::Remark>& remarks) const {
    auto place_in_file = [&](tracker::Remark const& each) {
      auto sheet = std::find_if(reading_.sheets.begin(), reading_.sheets.end(),
                                [&](auto const& known) { return known.name == each.place.sheet; });
      bool const is_known = sheet != reading_.sheets.end();
      return std::tuple{is_known ? sheet - reading_.sheets.begin() : -1, each.place.row, each.place.column};
    };
    std::stable_sort(remarks.begin(), remarks.end(),
                     [&](auto const& a, auto const& b) { return place_in_file(a) < place_in_file(b); });
  }

  void load() {
    plan_ = load_plan(transaction_);
    given_answers_ = given_answers(transaction_, layout_of(reading_));
    for (auto const& each : plan_.themes) {
      themes_.add(each.title, each.id.text());
      theme_titles_.push_back(each.title);
      title_of_[each.id.text()] = each.title;
    }
    for (auto const& each : plan_.themes)
      for (auto const& alias : each.aliases)
        if (!themes_.find(alias)) themes_.add(alias, each.id.text());
    for (auto const& each : list_records(transaction_, *find_record_kind("project"))) {
      projects_.add(each.title, each.id.text());
      project_titles_.push_back(each.title);
      title_of_[each.id.text()] = each.title;
    }
    for (auto const& link : links_between(transaction_, "project", "action"))
      if (title_of_.contains(link.from_id)) projects_of_action_[link.to_id].push_back(link.from_id);
    for (auto const& each : people::accounts_here(transaction_)) {
      accounts_.add(each.name, each.id.text());
      account_names_.push_back(each.name);
    }
    for (auto const& each : plan_.actions) {
      if (!each.reference.empty()) by_reference_.emplace(lower_case(each.reference), &each);
      by_number_.emplace(each.number, &each);
      owners_.insert(lower_case(each.owner_role));
      by_words_.emplace(lower_case(each.title) + "\n" + lower_case(each.owner_role), &each);
    }
    for (auto const& each : date_changes_in(transaction_, "asked")) asked_.emplace(each.action.text(), each.to_due);
  }

  std::optional<std::size_t> column_of(TrackerRow const& row, Field field) const {
    for (auto const& each : reading_.sheets)
      if (each.name == row.place.sheet && each.headings) return each.headings->column_of(field);
    return std::nullopt;
  }
  Place place(TrackerRow const& row, Field field) const {
    auto const column = column_of(row, field);
    return {row.place.sheet, row.place.row, column ? static_cast<int>(*column) + 1 : 0};
  }
  Remark remark(TrackerRow const& row, Field field, std::string found, std::string const& sentence) const {
    auto at = place(row, field);
    auto message = sheet::describe(filename_, at) + ": " + sentence;
    return {std::move(at), std::move(found), std::move(message)};
  }
  void fault(TrackerRow const& row, Field field, std::string found, std::string const& sentence) {
    made_.faults.push_back(remark(row, field, std::move(found), sentence));
  }
  void note(TrackerRow const& row, Field field, std::string const& sentence) {
    made_.notes.push_back(remark(row, field, "", sentence));
  }

  void fits(TrackerRow const& row, Field field, std::string const& text, std::size_t longest) {
    auto const count = character_count(text);
    if (count <= longest) return;
    fault(row, field, "",
          fmt::format("The {} has {} characters, and at most {} can be stored. Shorten it.", tracker::label(field),
                      count, longest));
  }

  /// The action that the row's reference names; nothing for a new one. False after a fault.
  bool find_action(TrackerRow const& row, Action const*& found) {
    found = nullptr;
    if (row.reference.empty()) return is_no_copy(row);
    if (auto const own = by_reference_.find(lower_case(row.reference)); own != by_reference_.end()) found = own->second;
    if (auto const number = number_in(row.reference); found == nullptr && number) {
      auto const at = by_number_.find(*number);
      if (at == by_number_.end()) {
        fault(
            row, Field::reference, row.reference,
            fmt::format("{} is action {} of this plan, and there is none, or it was taken out. Clear the reference to "
                        "add the row as a new action.",
                        row.reference, *number));
        return false;
      }
      found = at->second;
    }
    if (found == nullptr) {
      if (auto const ended = action_with_reference(transaction_, row.reference)) {
        fault(
            row, Field::reference, row.reference,
            fmt::format("Action {} had the reference {} and was taken out of the plan. Restore it from its history, or "
                        "give the row another reference.",
                        ended->number, row.reference));
        return false;
      }
      return true;
    }
    auto const [at, is_new] = taken_.emplace(found->id.text(), &row);
    if (is_new) return true;
    if (lower_case(at->second->reference) == lower_case(row.reference)) return false;  // the reading has told already
    fault(row, Field::reference, row.reference,
          fmt::format("Row {} names action {} too. Keep one of the two rows.", at->second->place.row, found->number));
    return false;
  }

  /// A row without a reference that says what an action says already would be there twice.
  bool is_no_copy(TrackerRow const& row) {
    auto const same = by_words_.find(lower_case(one_line(row.action)) + "\n" + lower_case(row.owner));
    if (same == by_words_.end()) return true;
    fault(row, Field::reference, "",
          fmt::format("Action {} has the same words and the same owner. If it is this one, write {} as the row’s "
                      "reference number; if not, say in the action how they differ.",
                      same->second->number, reference_in_tracker(*same->second)));
    return false;
  }

  void compare_row(std::size_t index) {
    TrackerRow const& row = reading_.rows[index];
    Action const* before = nullptr;
    bool const is_found = find_action(row, before);
    ask_about(index, row, before);
    fits(row, Field::reference, row.reference, longest_reference);
    fits(row, Field::action, one_line(row.action), longest_title);
    fits(row, Field::owner, row.owner, longest_owner);
    fits(row, Field::progress, note_of(row.progress), longest_note);
    if (!is_found) return;
    ComparedRow made{index, before == nullptr ? std::nullopt : std::optional(*before),
                     before == nullptr ? new_action(row) : *before};
    if (before == nullptr && row.owner.empty())
      fault(row, Field::owner, "",
            column_of(row, Field::owner)
                ? "This row has no owner. Write who answers for it, by role."
                : "No column was read as the owner, and an action needs one. Choose the column, or add one.");
    take_words(row, made);
    take_status(row, made);
    take_dates(row, made);
    take_themes(index, row, made);
    take_projects(index, row, made);
    made_.rows.push_back(std::move(made));
  }

  static Action new_action(TrackerRow const& row) {
    Action action{ActionId::fresh(),         0,  "",           "", std::nullopt, std::nullopt, std::nullopt,
                  ActionStatus::not_started, "", std::nullopt, 1};
    action.reference = row.reference;
    return action;
  }

  static void changed(ComparedRow& made, std::string name, std::string label, std::string before, std::string after) {
    if (before != after)
      made.fields.push_back({std::move(name), std::move(label), std::move(before), std::move(after)});
  }

  void take_words(TrackerRow const& row, ComparedRow& made) {
    auto& after = made.after;
    auto const title = one_line(row.action);
    changed(made, "title", "Action", after.title, title);
    after.title = title;
    if (!row.owner.empty() && row.owner != after.owner_role) {
      changed(made, "owner_role", "Owner", after.owner_role, row.owner);
      auto const account = accounts_.find(row.owner);
      if (!account && after.owner_account)
        note(row, Field::owner,
             fmt::format("Nobody who signs in here is called “{}”, so action {} will be on nobody’s My work; now it is "
                         "on that of {}. Write the name as its account has it to keep that.",
                         row.owner, after.number, after.owner_role));
      else if (!account && !owners_.contains(lower_case(row.owner)))
        count_unknown(unknown_owners_, row.owner, made.row);
      after.owner_role = row.owner;
      after.owner_account = account ? std::optional(AccountId::trusted(*account)) : std::nullopt;
    }
    auto const note = note_of(row.progress);
    if (!note.empty() && note != note_of(after.note)) {
      changed(made, "note", "Note", after.note, note);
      after.note = note;
    }
  }

  // A tracker's word alone makes nothing complete, and without a recovery nothing is merely at risk.
  void take_status(TrackerRow const& row, ComparedRow& made) {
    auto word = row.status_word.empty() ? tracker::status_word_of(row.rag).value_or("") : row.status_word;
    if (word.empty()) return;
    auto& after = made.after;
    auto status = *action_status(word);
    if (status == after.status && made.before) return;
    if (status == ActionStatus::done) {
      made.says_done = true;
      status = ActionStatus::on_track;
    }
    if (status == ActionStatus::at_risk && (after.recovery.empty() || !after.recovery_by)) {
      made.says_at_risk = true;
      status = ActionStatus::off_track;
    }
    if (made.before)
      changed(made, "status", "Status", std::string(status_word(after.status)), std::string(status_word(status)));
    after.status = status;
    after.done_on.reset();
  }

  void take_dates(TrackerRow const& row, ComparedRow& made) {
    auto& after = made.after;
    if (row.start.day && row.start.day != after.start) {
      changed(made, "start", "Start date", words(after.start), words(row.start.day));
      after.start = row.start.day;
    }
    if (row.due.day && !after.due) {
      changed(made, "due", "Due date", "", words(row.due.day));
      after.due = after.first_due = row.due.day;
    } else if (row.due.day && row.due.day != after.due) {
      ask_for_date(row, made);
    }
    if (!due_is_not_before_start(after))
      fault(row, Field::start, row.start.typed,
            fmt::format("The start date, {}, is after the due date, {}. Mend one of them.", words(after.start),
                        words(after.due)));
  }

  // A due date that stands is moved by agreement only.
  void ask_for_date(TrackerRow const& row, ComparedRow& made) {
    auto const& action = *made.before;
    if (action.status == ActionStatus::done) {
      note(row, Field::due,
           fmt::format("Action {} is done, so its due date stays {}.", action.number, words(action.due)));
      return;
    }
    auto const asked = asked_.find(action.id.text());
    if (asked == asked_.end()) {
      made.asked_due = row.due.day;
      changed(made, "asked_due", "Due date asked for", words(action.due), words(row.due.day));
    } else if (asked->second != *row.due.day) {
      fault(
          row, Field::due, row.due.typed,
          fmt::format("{} has been asked for already and waits to be agreed. Agree or refuse that first, or write {}.",
                      asked->second.printed(), words(action.due)));
    }
  }

  std::string titles(std::vector<std::string> const& ids) const {
    std::vector<std::string> out;
    for (auto const& id : ids) out.push_back(title_of_.at(id));
    return fmt::format("{}", fmt::join(out, "; "));
  }

  /// Those not joined yet; what is joined and not in the row stays.
  static std::vector<std::string> further(std::vector<std::string> const& wanted, std::vector<std::string> const& has) {
    std::vector<std::string> out;
    for (auto const& each : wanted)
      if (std::find(has.begin(), has.end(), each) == has.end() && std::find(out.begin(), out.end(), each) == out.end())
        out.push_back(each);
    return out;
  }

  void take_themes(std::size_t index, TrackerRow const& row, ComparedRow& made) {
    if (row.theme.empty()) return;
    auto pieces = named(themes_, row.theme);
    // Also by way of its projects: the plan's own export prints those too, and they are no change.
    std::vector<std::string> has;
    if (made.before)
      for (auto& id : split(made.before->themes, ' '))
        if (title_of_.contains(id)) has.push_back(std::move(id));
    made.themes = further(pieces.ids, has);
    if (choices_.create_themes) {
      for (auto const& each : pieces.unknown)
        if (character_count(each) > 120)
          fault(row, Field::theme, "", "The name of the theme has more than 120 characters. Shorten it.");
      made.new_themes = pieces.unknown;
    } else {
      for (auto const& each : pieces.unknown) count_unknown(unknown_themes_, each, index);
    }
    auto after = titles(has);
    for (auto const& id : made.themes) after += (after.empty() ? "" : "; ") + title_of_.at(id);
    for (auto const& each : made.new_themes) after += (after.empty() ? "" : "; ") + each;
    changed(made, "themes", "Theme", titles(has), after);
  }

  void take_projects(std::size_t index, TrackerRow const& row, ComparedRow& made) {
    if (row.project.empty()) return;
    auto const pieces = named(projects_, row.project);
    std::vector<std::string> has;
    if (made.before)
      if (auto const at = projects_of_action_.find(made.before->id.text()); at != projects_of_action_.end())
        has = at->second;
    made.projects = further(pieces.ids, has);
    for (auto const& each : pieces.unknown) count_unknown(unknown_projects_, each, index);
    auto all = has;
    all.insert(all.end(), made.projects.begin(), made.projects.end());
    changed(made, "projects", "Project", titles(has), titles(all));
  }

  static void count_unknown(std::vector<Unknown>& list, std::string const& name, std::size_t row) {
    auto found = std::find_if(list.begin(), list.end(),
                              [&](Unknown const& each) { return lower_case(each.name) == lower_case(name); });
    if (found == list.end()) found = list.insert(list.end(), {name, row, 0});
    ++found->rows;
  }

  void tell_unknown(std::vector<Unknown> const& list, Field field, std::string_view what,
                    std::vector<std::string> const& known) {
    for (auto const& each : list)
      fault(reading_.rows[each.first_row], field, each.name,
            fmt::format("There is no {} “{}” in the plan{}. {} Write one of these, or {}.", what, each.name,
                        each.rows == 1 ? "" : fmt::format(" (in {} rows)", each.rows),
                        known_names(known, std::string(what) + "s"),
                        field == Field::theme ? "choose that new themes are added" : "add the project first"));
  }

  // A role that nobody signs in with may own an action, but whoever misspelt a name must hear of it.
  void tell_owners() {
    for (auto const& each : unknown_owners_)
      note(reading_.rows[each.first_row], Field::owner,
           fmt::format("Nobody who signs in here is called “{}”{}, so what they own will be on nobody’s My work. {}",
                       each.name, each.rows == 1 ? "" : fmt::format(" (in {} rows)", each.rows),
                       account_names_.empty() ? "Nobody has an account yet."
                                              : fmt::format("Accounts are called: {}.", in_a_list(account_names_))));
  }

  // A date that has moved in the plan since is not moved back by an answer of long ago.
  std::optional<GivenAnswer> answered_before(AnswerKey const& key, std::string const& stands) const {
    auto const* const given = answer_for(given_answers_, key);
    if (given == nullptr) return std::nullopt;
    auto const day = Date::from_iso(given->answer);
    auto const in_words = day ? day->printed() : given->answer;
    return stands.empty() || stands == in_words ? std::optional(*given) : std::nullopt;
  }

  void ask_about(std::size_t index, TrackerRow const& row, Action const* before) {
    for (bool const is_start : {true, false}) {
      TypedDate const& date = is_start ? row.start : row.due;
      if (date.kind != TypedDate::Kind::no_day) continue;
      auto const field = is_start ? Field::start : Field::due;
      auto const at = place(row, field);
      std::string stands;
      if (before != nullptr) {
        auto const& date_there = is_start ? before->start : before->due;
        stands = date_there ? date_there->printed() : std::string(no_date_yet);
      }
      made_.questions.push_back(
          {fmt::format("{}{}{}{}", at.sheet, at.sheet.empty() ? "" : "!", sheet::column_letters(at.column), at.row),
           index, is_start, remark(row, field, date.typed, date.message), stands,
           answered_before(answer_key(row, is_start), stands)});
    }
  }

  db::Transaction& transaction_;
  std::string const& filename_;
  Reading const& reading_;
  ImportChoices const& choices_;
  Comparison made_;
  Plan plan_;
  Names themes_, projects_, accounts_;
  std::vector<std::string> theme_titles_, project_titles_, account_names_;
  std::set<std::string> owners_;  ///< of the plan as it stands, in lower case
  std::map<std::string, std::string> title_of_;
  std::map<std::string, std::vector<std::string>> projects_of_action_;
  std::map<std::string, Action const*> by_reference_, by_words_;
  std::map<std::int64_t, Action const*> by_number_;
  std::vector<GivenAnswer> given_answers_;
  std::map<std::string, Date> asked_;
  std::map<std::string, TrackerRow const*> taken_;
  std::vector<Unknown> unknown_themes_, unknown_projects_, unknown_owners_;
};

}  // namespace

std::string reference_in_tracker(Action const& action) {
  return action.reference.empty() ? fmt::format("GT-{}", action.number) : action.reference;
}

Comparison compare_with_plan(db::Transaction& transaction, std::string const& filename, Reading const& reading,
                             ImportChoices const& choices) {
  return Comparer{transaction, filename, reading, choices}.compare();
}

Result<void> answer_questions(Reading& reading, std::vector<DateQuestion> const& questions,
                              nlohmann::json const& answers) {
  Error error{ErrorKind::invalid, "", {}};
  std::set<std::string> asked;
  auto wrong = [&](std::string const& cell, std::string const& message) { error.fields.push_back({cell, message}); };
  for (auto const& each : questions) {
    asked.insert(each.cell);
    auto const found = answers.is_object() ? answers.find(each.cell) : answers.end();
    auto text = found != answers.end() && found->is_string() ? one_line(found->get<std::string>()) : "";
    if (text.empty() && each.before) text = each.before->answer;
    auto& date = each.is_start ? reading.rows[each.row].start : reading.rows[each.row].due;
    if (text.empty()) {
      wrong(each.cell, fmt::format("{}: say which day “{}” is, or that there is no date yet.", each.cell, date.typed));
    } else if (lower_case(text) == no_date_yet) {
      date = {};
    } else if (auto day = Date::from_iso(text) ? Date::from_iso(text) : Date::from_typed(text)) {
      date = {TypedDate::Kind::day, *day, date.typed, ""};
    } else {
      wrong(each.cell, fmt::format("{}: {}", each.cell, day.error().message));
    }
  }
  if (answers.is_object())
    for (auto const& item : answers.items())
      if (!asked.contains(item.key()))
        wrong(item.key(), fmt::format("{}: nothing is asked about this cell.", item.key()));
  if (error.fields.empty()) return {};
  error.message = error.fields.front().message;
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace gt::plans
