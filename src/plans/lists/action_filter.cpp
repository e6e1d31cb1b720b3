#include "plans/lists/action_filter.h"

#include <algorithm>
#include <array>

#include "plans/lists/action_colours.h"
#include "plans/plan_store.h"
#include "platform/core/id.h"

namespace gt::plans {

namespace {

constexpr int month_ahead = 31;
constexpr int quarter_ahead = 92;
constexpr std::string_view matches_nothing = "-";  // stands for a value that no row has

struct Named {
  std::string_view name;
  std::string ActionFilter::*member;
};
constexpr std::array<Named, 12> filter_members{{{"theme", &ActionFilter::theme},
                                                {"project", &ActionFilter::project},
                                                {"stage", &ActionFilter::stage},
                                                {"finding", &ActionFilter::finding},
                                                {"status", &ActionFilter::status},
                                                {"difference", &ActionFilter::difference},
                                                {"colour", &ActionFilter::colour},
                                                {"owner", &ActionFilter::owner},
                                                {"account", &ActionFilter::account},
                                                {"due", &ActionFilter::due},
                                                {"from", &ActionFilter::from},
                                                {"to", &ActionFilter::to}}};

constexpr std::array<std::string_view, 7> sort_keys{"number", "owner", "due", "first", "moved", "status", "difference"};

db::Value text_or_null(std::string const& text) { return text.empty() ? db::Value(nullptr) : db::Value(text); }

// Ids stand in sets of ids, so anything else, such as a wildcard, must match nothing.
db::Value id_or_null(std::string const& id, bool may_be_none = false) {
  if (id.empty()) return nullptr;
  return is_opaque_id(id) || (may_be_none && id == "none") ? db::Value(id) : db::Value(matches_nothing);
}

std::optional<Date> day_of(std::string const& typed) {
  if (typed.empty()) return std::nullopt;
  auto iso = Date::from_iso(typed);
  auto day = iso ? std::move(iso) : Date::from_typed(typed);
  return day ? std::optional(*day) : std::nullopt;
}

// The days that a filter leaves, both ends open where they are empty.
struct Days {
  std::optional<Date> from, before;
  void not_before(Date day) { from = from ? std::max(*from, day) : day; }
  void only_before(Date day) { before = before ? std::min(*before, day) : day; }
};

bool is_known_due(std::string const& due) {
  return due.empty() || due == "late" || due == "first" || due == "month" || due == "quarter" || due == "moved" ||
         due == "undated";
}

}  // namespace

ActionFilter ActionFilter::from_query(html::Query const& query) {
  ActionFilter filter;
  for (auto const& each : filter_members) filter.*each.member = query.value(each.name);
  return filter;
}

html::Query ActionFilter::to_query() const {
  html::Query query;
  for (auto const& each : filter_members)
    if (!(this->*each.member).empty()) query = query.with(each.name, this->*each.member);
  return query;
}

bool ActionFilter::is_empty() const { return *this == ActionFilter{}; }

Result<void> check_days(ActionFilter const& filter) {
  auto check = [](std::string const& field, std::string const& typed) -> Result<void> {
    if (typed.empty() || day_of(typed)) return {};
    return refuse_field(field, "Enter the day like 31 March 2027.");
  };
  TRY(check("from", filter.from));
  return check("to", filter.to);
}

bool is_sort_key(std::string_view key) { return std::find(sort_keys.begin(), sort_keys.end(), key) != sort_keys.end(); }

ActionSort sort_from_query(html::Query const& query) {
  std::string key{query.value("sort")};
  if (!is_sort_key(key)) return {};
  return {std::move(key), query.value("order") == "desc"};
}

db::Params filter_params(db::Transaction& transaction, ActionFilter const& filter, Date today) {
  Days days;
  if (auto from = day_of(filter.from)) days.not_before(*from);
  if (auto to = day_of(filter.to)) days.only_before(to->plus_days(1));
  if (filter.due == "late") days.only_before(today);
  if (filter.due == "month" || filter.due == "quarter") {
    days.not_before(today);
    days.only_before(today.plus_days((filter.due == "month" ? month_ahead : quarter_ahead) + 1));
  }
  bool is_open = filter.due == "late" || filter.due == "first" || filter.due == "month" || filter.due == "quarter";
  bool is_readable = check_days(filter).has_value() && is_known_due(filter.due);
  auto variant = filter.colour.empty() ? std::string() : brag_variant(find_programme(transaction));
  auto params = colour_params(variant, filter.colour, today);
  db::Params const others{{"status", is_readable ? text_or_null(filter.status) : db::Value(matches_nothing)},
                          {"difference", text_or_null(filter.difference)},
                          {"owner_role", text_or_null(filter.owner)},
                          {"owner_account", id_or_null(filter.account)},
                          {"theme", id_or_null(filter.theme, true)},
                          {"project", id_or_null(filter.project)},
                          {"finding", id_or_null(filter.finding, true)},
                          {"stage", id_or_null(filter.stage)},
                          {"is_open", is_open},
                          {"due_from", days.from},
                          {"due_before", days.before},
                          {"first_due_before", filter.due == "first" ? std::optional(today) : std::nullopt},
                          {"has_moved", filter.due == "moved"},
                          {"is_undated", filter.due == "undated"}};
  params.insert(params.end(), others.begin(), others.end());
  return params;
}

}  // namespace gt::plans
