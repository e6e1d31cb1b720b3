#include "plans/history/plain_words.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "people/people.h"
#include "plans/lists/things.h"
#include "plans/pid/pid.h"
#include "plans/pid/pid_content.h"
#include "plans/records/records.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

using Labels = std::map<std::string_view, std::string_view>;

// Fields of records and sections of initiation documents have theirs in data.
Labels const& labels_of(std::string const& kind) {
  static Labels const none;
  static std::map<std::string_view, Labels> const all{{"action",
                                                       {{"title", "What will be done"},
                                                        {"owner_role", "Owner"},
                                                        {"owner_account", "The owner’s account"},
                                                        {"success", "How anyone will know that it worked"},
                                                        {"kind", "It is called"},
                                                        {"reference", "Reference"},
                                                        {"start", "Starts on"},
                                                        {"first_due", "First due on"},
                                                        {"due", "Due on"},
                                                        {"moves", "Times the date has moved"},
                                                        {"status", "How far it is"},
                                                        {"difference", "Difference made"},
                                                        {"recovery", "What will bring it back"},
                                                        {"recovery_by", "Brought back by"},
                                                        {"note", "Where it stands"},
                                                        {"done_on", "Done on"}}},
                                                      {"theme",
                                                       {{"position", "Place"},
                                                        {"aim", "What children will notice"},
                                                        {"lead_role", "Lead"},
                                                        {"lead_account", "The lead’s account"},
                                                        {"aliases", "Other names"}}},
                                                      {"programme",
                                                       {{"title", "Name"},
                                                        {"start", "Started on"},
                                                        {"predecessor", "The programme it follows"},
                                                        {"brag_variant", "How the colours are given"},
                                                        {"dates_agreed_by", "Who agrees to a new due date"}}}};
  auto const found = all.find(kind);
  return found == all.end() ? none : found->second;
}

}  // namespace

std::string with_names(db::Transaction& transaction, std::string const& text) {
  std::vector<std::string> pieces;
  bool only_names = true;
  for (std::size_t start = 0; start <= text.size();) {
    auto end = text.find("; ", start);
    auto piece = text.substr(start, end == std::string::npos ? end : end - start);
    if (!is_opaque_id(piece)) {
      only_names = false;
    } else {
      auto account = people::account_name(transaction, AccountId::trusted(piece));
      auto thing = account ? std::nullopt : find_thing(transaction, piece, evidence::Sight::open_only);
      piece = account ? *account : thing ? thing->title : "something that is no longer here";
    }
    pieces.push_back(std::move(piece));
    if (end == std::string::npos) break;
    start = end + 2;
  }
  if (only_names) std::sort(pieces.begin(), pieces.end());  // ids come in an order that means nothing to a reader
  return fmt::format("{}", fmt::join(pieces, "; "));
}

std::string plain_label(std::string const& kind, ChangedField const& field) {
  auto const& labels = labels_of(kind);
  if (auto const found = labels.find(field.name); found != labels.end()) return std::string(found->second);
  if (kind == kPidKind) {
    for (auto const& section : pid_sections())
      if (section.key == field.name) return section.heading;
    return field.label;
  }
  auto const* const record = find_record_kind(kind);
  if (record == nullptr) return field.label;
  if (field.name == "title") return record->title_label;
  if (field.name == "parent") return "Stands in";
  auto const* const known = record->field(field.name);
  return known == nullptr ? field.label : known->label;
}

std::string moved_in_words(std::string const& before, std::string const& after) {
  auto const from = Date::from_typed(before);
  auto const to = Date::from_typed(after);
  if (!from || !to || *from == *to) return {};
  auto const days = to->days_since(*from);
  auto const count = days < 0 ? -days : days;
  return fmt::format("moved {} {}{}", count, count == 1 ? "day" : "days", days < 0 ? " earlier" : "");
}

std::string number_in_words(PlanDifference const& difference) {
  if (!difference.reference.empty()) return difference.reference;
  if (difference.number == 0) return {};
  return fmt::format("{}{}", difference.kind == "action" ? "GT-" : "", difference.number);
}

std::string numbered_title(PlanDifference const& difference) {
  auto const number = number_in_words(difference);
  return number.empty() ? difference.title : number + " " + difference.title;
}

void put_plainly(db::Transaction& transaction, std::vector<PlanDifference>& differences) {
  for (auto& difference : differences)
    for (auto& field : difference.fields) {
      field.label = plain_label(difference.kind, field);
      field.before = with_names(transaction, field.before);
      field.after = with_names(transaction, field.after);
      field.moved = moved_in_words(field.before, field.after);
    }
}

}  // namespace gt::plans
