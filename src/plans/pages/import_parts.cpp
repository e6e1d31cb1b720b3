#include "plans/pages/import_parts.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/importing/comparison.h"
#include "plans/tracker/named_period.h"
#include "plans/tracker/tracker.h"
#include "platform/core/text.h"

namespace gt::plans {

using namespace html;
using nlohmann::json;

namespace {

/// Rows of one table; what is beyond is counted in words.
constexpr std::size_t most_rows = 200;

std::string text(json const& from, char const* name) { return from.at(name).get<std::string>(); }

std::string row_words(json const& place) {
  auto const sheet = text(place, "sheet");
  auto const row = place.at("row").get<int>();
  if (row == 0) return sheet.empty() ? "The file" : sheet;
  return sheet.empty() ? fmt::format("Row {}", row) : fmt::format("{}, row {}", sheet, row);
}

/// The sentence without the place in front, which has columns of its own.
std::string sentence_of(json const& remark, std::string const& file) {
  auto const message = text(remark, "message");
  auto const at = message.find(": ", file.size());
  return at == std::string::npos ? message : message.substr(at + 2);
}

Html beyond(std::size_t count) {
  return count <= most_rows ? Html{} : paragraph(words(fmt::format("And {} more.", count - most_rows)));
}

Html fields_cell(json const& fields) {
  std::vector<Html> lines;
  for (auto const& field : fields) {
    Html line;
    auto const before = text(field, "before");
    auto const after = text(field, "after");
    line << text(field, "label") << ": "
         << (before.empty() ? words(after) : change(words(before), words(after.empty() ? "none" : after)));
    lines.push_back(line);
  }
  return bullets(lines);
}

std::string printed_day(json const& iso) {
  auto const day = iso.is_null() ? std::nullopt : std::optional(Date::from_iso(iso.get<std::string>()));
  return day && *day ? (*day)->printed() : "–";
}

std::string theme_words(json const& row) {
  for (auto const& field : row.at("fields"))
    if (field.at("name") == "themes") return text(field, "after");
  return "–";
}

std::string nth(std::string_view name, std::size_t index) { return fmt::format("{}-{}", name, index + 1); }

// A day that could be the answer, so that nobody copies one from another year.
std::string example_of(std::string const& typed) {
  auto const day = tracker::last_day_of_period(typed);
  return fmt::format("For example {}.", day ? day->printed() : "30 April 2027");
}

// `answer` is a date as printed, "no date yet", or empty where nobody has answered: a date that stands already is said
// and not filled in, or one press would keep it and remember it as the answer to words that are new.
Html question_fields(json const& question, std::size_t index, std::string const& answer, FormState const& state) {
  bool const is_none = answer == no_date_yet;
  auto const where = fmt::format("{}, column {}", row_words(question), text(question, "column"));
  auto const stands = text(question, "stands");
  auto hint = example_of(text(question, "found"));
  if (answer.empty() && stands == no_date_yet)
    hint = "It has no date now. " + hint;
  else if (answer.empty() && !stands.empty())
    hint = stands + " stands now. " + hint;
  Html out;
  out << date_input({.name = nth("answer", index),
                     .label = fmt::format("{}: which day is “{}”?", where, text(question, "found")),
                     .hint = words(hint),
                     .value = is_none ? "" : answer},
                    state)
      << checkboxes({.name = nth("none", index),
                     .legend = fmt::format("{}, if there is none:", where),
                     .options = {{"yes", "There is no date yet", {}}},
                     .values = is_none ? std::vector<std::string>{"yes"} : std::vector<std::string>{},
                     .small = true,
                     .strong_legend = false},
                    state);
  return out;
}

// Counts as it stands; opened, it can be answered anew.
Html answered_part(json const& question, std::size_t index, FormState const& state) {
  auto const& before = question.at("answered_before");
  auto const day = Date::from_iso(text(before, "answer"));
  auto const answer = day ? day->printed() : text(before, "answer");
  Html inside;
  if (auto const at = Instant::from_iso(text(before, "at")))
    inside << paragraph(Html{} << "Answered by " << text(before, "by") << " on " << moment(*at) << ".");
  inside << question_fields(question, index, answer, state);
  return details(fmt::format("{}, column {}: {} → {}, change", row_words(question), text(question, "column"),
                             text(question, "found"), answer),
                 inside, state.error_for(nth("answer", index)) == nullptr ? Fold::closed : Fold::open);
}

}  // namespace

Html what_is_understood() {
  Html out;
  out << heading(words("What is understood"));
  std::vector<Html> lines;
  for (auto const* line :
       {"Columns may stand in any order and have the names that councils use: reference number, action, owner, theme, "
        "project, start date, due date, status, RAG rating, progress or comments. The action and one more are needed.",
        "A row with the reference number of an action changes it; any other row adds one. An empty cell changes "
        "nothing, and a row that is not in the file stays as it is.",
        "Dates are day first: 31/03/2027, 31 March 2027, 2027-03-31. “Apr-27”, “Q2 2026/27” and “ongoing” name no day: "
        "you are asked about them.",
        "Status is not started, on track, at risk, off track or done, or a word or colour that means one of these. "
        "Nothing becomes done by the file alone: that needs evidence.",
        "A due date that stands already is not overwritten: the new one is asked for, and counts when it is agreed."})
    lines.push_back(words(line));
  out << bullets(lines);
  Html start;
  start << link(words("Download an empty tracker (XLSX)"), "/plan/import/template.xlsx")
        << ", or download the plan and change that: the export has the same columns.";
  return out << paragraph(start);
}

Html faults_part(json const& shown) {
  auto const& faults = shown.at("faults");
  if (faults.empty()) return {};
  Table rows;
  rows.caption = "To be mended in the file";
  rows.caption_shown = true;
  rows.columns = {{"Row"}, {"Column"}, {"Found"}, {"What would be right"}};
  for (auto const& each : faults) {
    if (rows.rows.size() == most_rows) break;
    auto const column = text(each, "column");
    auto const found = text(each, "found");
    rows.rows.push_back({{words(row_words(each)), words(column.empty() ? "–" : column),
                          words(found.empty() ? "–" : found), words(sentence_of(each, text(shown, "file")))}});
  }
  Html out;
  out << table(rows) << beyond(faults.size())
      << paragraph(words("Mend these in the spreadsheet and read it again, or choose the columns below. Nothing is "
                         "brought in while one remains."));
  return out;
}

Html promises_part(json const& shown) {
  Html out;
  auto const count = [&](char const* name) { return static_cast<std::int64_t>(shown.at(name).size()); };
  if (auto const themes = shown.at("new_themes").get<std::vector<std::string>>(); !themes.empty())
    out << inset(
        words(fmt::format("{} would be added: {}.", plural(static_cast<std::int64_t>(themes.size()), "theme", "themes"),
                          fmt::join(themes, "; "))));
  if (auto done = count("say_done"); done == 1)
    out << inset(
        words("1 row says complete and has no evidence here yet; it comes in as on track with its note. Mark it "
              "done once the evidence is linked."));
  else if (done > 1)
    out << inset(
        words(fmt::format("{} rows say complete and have no evidence here yet; they come in as on track with "
                          "their note. Mark them done once the evidence is linked.",
                          done)));
  if (auto risk = count("say_at_risk"); risk == 1)
    out << inset(
        words("1 row says at risk and names no recovery; it comes in as off track with its note. Agree on a "
              "recovery to make it at risk."));
  else if (risk > 1)
    out << inset(
        words(fmt::format("{} rows say at risk and name no recovery; they come in as off track with their note. "
                          "Agree on a recovery to make them at risk.",
                          risk)));
  return out;
}

Html questions_part(json const& shown, FormState const& state) {
  auto const& questions = shown.at("questions");
  if (questions.empty()) return {};
  Html asked, answered;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto const& each = questions[i];
    if (each.at("answered_before").is_null()) {
      asked << question_fields(each, i, "", state);
    } else {
      answered << answered_part(each, i, state);
    }
  }
  Html out;
  if (!asked.empty()) out << fieldset("Dates that name no day", asked);
  if (!answered.empty()) out << heading(words("Answered before")) << answered;
  return out;
}

Html differences_part(json const& shown) {
  Html out;
  auto const& changed = shown.at("changed");
  if (!changed.empty()) {
    Table rows;
    rows.caption = "What would change";
    rows.caption_shown = true;
    rows.columns = {{"Row"}, {"Action"}, {"Changes"}};
    for (auto const& each : changed) {
      if (rows.rows.size() == most_rows) break;
      auto const title = fmt::format("{} {}", each.at("number").get<std::int64_t>(), text(each, "title"));
      rows.rows.push_back({{words(row_words(each)), link(words(title), Href{"/actions/" + text(each, "action")}),
                            fields_cell(each.at("fields"))}});
    }
    out << table(rows) << beyond(changed.size());
  }
  auto const& added = shown.at("new");
  if (added.empty()) return out;
  Table rows;
  rows.caption = "What would be added";
  rows.caption_shown = true;
  rows.columns = {{"Row"}, {"Reference"}, {"Action"}, {"Theme"}, {"Owner"}, {"Due"}, {"Status"}};
  for (auto const& each : added) {
    if (rows.rows.size() == most_rows) break;
    auto const reference = text(each, "reference");
    rows.rows.push_back({{words(row_words(each)), words(reference.empty() ? "–" : reference),
                          words(text(each, "title")), words(theme_words(each)), words(text(each, "owner_role")),
                          words(printed_day(each.at("due"))), words(text(each, "status"))}});
  }
  return out << table(rows) << beyond(added.size());
}

Html notes_part(json const& shown) {
  std::vector<Html> lines;
  for (auto const& each : shown.at("notes"))
    if (lines.size() < most_rows) lines.push_back(words(text(each, "message")));
  return lines.empty() ? Html{} : details("What else was seen in the file", bullets(lines));
}

Html choices_form(pages::PageCall const& call, json const& shown, std::string const& address) {
  std::vector<Option> options{{"", "Leave it out", {}}};
  for (auto each : tracker::all_fields)
    options.push_back({std::string(tracker::word(each)), std::string(tracker::label(each)), {}});
  Html fields;
  std::set<std::string> seen;
  for (auto const& each : shown.at("columns")) {
    auto const heading_text = one_line(text(each, "heading"));
    if (!seen.insert(tracker::normalised_heading(heading_text)).second) continue;
    auto const index = seen.size() - 1;
    fields << hidden(nth("heading", index), heading_text)
           << select({.name = nth("column", index),
                      .label = fmt::format("Column {}, “{}”", text(each, "column"), heading_text),
                      .options = options,
                      .value = each.at("field").is_null() ? "" : text(each, "field")});
  }
  std::vector<Option> more{{"hidden_sheets", "Read hidden sheets too", {}},
                           {"hidden_rows", "Read hidden rows too", {}}};
  if (call.may("plan.edit")) more.push_back({"create_themes", "Add themes that the plan does not have", {}});
  auto const& chosen = shown.at("choices");
  fields << checkboxes({.name = "also",
                        .legend = "Also",
                        .options = more,
                        .values = chosen.get<std::vector<std::string>>(),
                        .small = true});
  fields << button({.label = "Read it again", .kind = ButtonKind::secondary});
  return form({.action = Href{address}, .csrf_token = call.csrf_token(), .body = fields});
}

Html outcome_part(pages::PageCall const& call, json const& outcome) {
  auto count = [&](char const* name) { return outcome.at(name).get<std::int64_t>(); };
  Html out;
  out << lede(words(fmt::format("{} added, {} changed, {} as they were.", plural(count("added"), "action"),
                                count("changed"), count("unchanged"))));
  std::vector<Html> lines;
  if (auto asked = count("dates_asked"); asked > 0)
    lines.push_back(words(fmt::format("{} asked for; the dates that stand count until somebody agrees to them.",
                                      plural(asked, "new due date was", "new due dates were"))));
  if (auto themes = count("themes_added"); themes > 0)
    lines.push_back(words(fmt::format("{} added. Give each a lead.", plural(themes, "theme was", "themes were"))));
  if (!lines.empty()) out << bullets(lines);
  auto list = [&](char const* name, std::string const& title, std::string const& what) {
    auto const ids = outcome.at(name).get<std::set<std::string>>();
    auto const actions = call.read("plan.view", [&](db::Transaction& transaction) {
      std::vector<Action> found;
      for (auto const& id : ids)
        if (auto action = find_action(transaction, ActionId::trusted(id))) found.push_back(*std::move(action));
      std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
      return found;
    });
    if (!actions || actions->empty()) return;
    out << heading(words(title)) << paragraph(words(what))
        << table(action_rows(*actions, call.environment().clock.today(), title));
  };
  list("say_done", "The tracker says complete", "They came in as on track. Link the evidence and mark them done.");
  list("say_at_risk", "The tracker says at risk",
       "They came in as off track. Say what will bring them back, and by when, to make them at risk.");
  return out << paragraph(link(words("See the plan"), "/plan"));
}

std::string answer_field(json const& shown, std::string const& cell) {
  auto const& questions = shown.at("questions");
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (questions[i].at("cell") == cell) return nth("answer", i);
  return cell;
}

json answers_given(pages::PageCall const& call, json const& shown) {
  auto out = json::object();
  if (!shown.contains("questions")) return out;
  auto const& questions = shown.at("questions");
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto const answer = nth("answer", i), none = nth("none", i);
    auto const sent = call.input({answer, none});
    auto const day = sent.value(answer, "");
    out[questions[i].at("cell").get<std::string>()] = day.empty() && sent.contains(none) ? "no date yet" : day;
  }
  return out;
}

json choices_given(pages::PageCall const& call) {
  json out{{"mapping", json::object()}};
  for (std::size_t i = 0;; ++i) {
    auto const heading_name = nth("heading", i), column = nth("column", i);
    auto const sent = call.input({heading_name, column});
    if (!sent.contains(heading_name)) break;
    out["mapping"][sent.at(heading_name).get<std::string>()] = sent.value(column, "");
  }
  auto const also = call.typed();
  if (auto const found = also.find("also"); found != also.end())
    for (auto const& each : found->second)
      if (each == "hidden_sheets" || each == "hidden_rows" || each == "create_themes") out[each] = true;
  return out;
}

}  // namespace gt::plans
