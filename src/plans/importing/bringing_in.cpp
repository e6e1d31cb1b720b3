#include "plans/importing/bringing_in.h"

#include <map>

#include "plans/actions/date_changes.h"
#include "plans/actions/saving.h"
#include "plans/history/history.h"
#include "plans/history/joins.h"
#include "plans/plan_json.h"
#include "plans/thread/links.h"
#include "platform/core/progress.h"
#include "platform/core/text.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;

namespace {

class Import {
 public:
  Import(Call& call, TrackerImport const& import, tracker::Reading const& reading)
      : call_{call}, import_{import}, reading_{reading} {}

  Result<void> take(ComparedRow const& each) {
    auto const why = "From the tracker " + sheet::describe(import_.document_name, reading_.rows[each.row].place);
    auto const themes = themes_of(each, why);
    auto const id = each.after.id.text();
    if (!each.before) {
      add(each, themes, why);
    } else if (!each.is_same()) {
      // Joined first: the state that the saving keeps says it too, so that a row is one entry of the history.
      bool const is_saved = state_json(*each.before) != state_json(each.after);
      join(each, themes, why, !is_saved);
      if (is_saved) TRY(save_changed(call_, each.after, *each.before, why));
      if (each.asked_due) ask_for_date(each, why);
      ++changed_;
    } else {
      ++unchanged_;
    }
    if (each.says_done) say_done_.push_back(id);
    if (each.says_at_risk) say_at_risk_.push_back(id);
    return {};
  }

  json outcome() const {
    return {{"added", added_},
            {"changed", changed_},
            {"unchanged", unchanged_},
            {"dates_asked", asked_},
            {"themes_added", new_themes_.size()},
            {"say_done", say_done_},
            {"say_at_risk", say_at_risk_}};
  }

 private:
  std::vector<std::string> themes_of(ComparedRow const& each, std::string const& why) {
    auto themes = each.themes;
    for (auto const& title : each.new_themes) {
      auto& made = new_themes_[lower_case(title)];
      if (made.empty()) {
        Theme theme{ThemeId::fresh(), 0, title, "", "", {}, std::nullopt, 1};
        theme.position = insert_theme(call_.db(), theme);
        made = theme.id.text();
        record_change(call_, {"theme", made, title, nullptr, to_json(theme)}, why);
      }
      themes.push_back(made);
    }
    return themes;
  }

  void add_links(ComparedRow const& each, std::vector<std::string> const& themes) {
    for (auto const& theme : themes) link(call_.db(), ThemeId::trusted(theme), each.after.id);
    for (auto const& project : each.projects)
      add_link(call_.db(), {"project", project, std::string(answered_by), "action", each.after.id.text()});
  }

  void add(ComparedRow const& each, std::vector<std::string> const& themes, std::string const& why) {
    auto action = each.after;
    action.number = insert_action(call_.db(), action);
    add_links(each, themes);
    auto after = state_json(action);
    for (auto const& theme : themes) after["themes"].push_back(theme);
    for (auto const& project : each.projects) after["under"].push_back(project);
    record_change(call_, {"action", action.id.text(), action.title, nullptr, after}, why);
    ++added_;
  }

  void join(ComparedRow const& each, std::vector<std::string> const& themes, std::string const& why, bool is_all) {
    add_links(each, themes);
    auto const id = each.after.id.text();
    if (is_all && (!themes.empty() || !each.projects.empty())) {
      bool const is_theme = !themes.empty();
      keep_joins(call_,
                 {is_theme ? "theme" : "project", is_theme ? themes.back() : each.projects.back(),
                  std::string(answered_by), "action", id},
                 true, why);
    }
    for (auto const& field : each.fields)
      if (field.name == "themes" || field.name == "projects")
        call_.changed({"link",
                       each.after.id.text(),
                       each.after.title,
                       {{field.name, field.before}},
                       {{field.name, field.after}}});
  }

  void ask_for_date(ComparedRow const& each, std::string const& why) {
    DateChange const change{DateChangeId::fresh(),
                            each.after.id,
                            each.before->due,
                            *each.asked_due,
                            why,
                            call_.actor().name,
                            {call_.actor().account, call_.actor().name},
                            call_.now(),
                            "asked",
                            std::nullopt,
                            std::nullopt,
                            "",
                            "",
                            1};
    insert_date_change(call_.db(), change);
    call_.changed({"date change",
                   each.after.id.text(),
                   each.after.title,
                   nullptr,
                   {{"id", change.id.text()},
                    {"from", each.before->due->iso()},
                    {"to", change.to_due.iso()},
                    {"reason", why},
                    {"state", "asked"}}});
    ++asked_;
  }

  Call& call_;
  TrackerImport const& import_;
  tracker::Reading const& reading_;
  std::map<std::string, std::string> new_themes_;
  std::vector<std::string> say_done_, say_at_risk_;
  std::int64_t added_ = 0, changed_ = 0, unchanged_ = 0, asked_ = 0;
};

}  // namespace

Result<json> bring_in(Call& call, TrackerImport const& import, tracker::Reading const& reading,
                      Comparison const& comparison) {
  Import work{call, import, reading};
  std::int64_t taken = 0;
  for (auto const& each : comparison.rows) {
    progress::at(taken++, static_cast<std::int64_t>(comparison.rows.size()), "Writing rows");
    TRY(work.take(each));
  }
  return work.outcome();
}

}  // namespace gt::plans
