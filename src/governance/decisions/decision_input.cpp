#include "governance/decisions/decision_input.h"

#include <fmt/format.h>

#include "governance/decisions/rules/money_rules.h"
#include "platform/core/text.h"
#include "platform/records/input.h"

namespace gt::governance {

using nlohmann::json;
using operations::FieldInfo;
using InputType = operations::FieldType;

namespace {

std::vector<std::string> yes_or_no_choices() { return {"yes", "no"}; }

FieldInfo choice(std::string name, bool required, std::string summary, std::vector<std::string> choices) {
  auto info = records::input(std::move(name), InputType::text, required, std::move(summary), choices.front());
  info.choices = std::move(choices);
  return info;
}

std::vector<std::string> paragraph_numbers() {
  std::vector<std::string> out;
  for (auto const& each : exempt_paragraphs()) out.push_back(each.number);
  return out;
}

void append_form(std::vector<FieldInfo>& infos, records::Kind const& form) {
  for (auto const& field : form.fields) infos.push_back(records::input_of(field));
}

class FaultList {
 public:
  void add(std::string field, std::string message) { fields_.push_back({std::move(field), std::move(message)}); }
  void add(Error const& error, std::string const& field) {
    if (error.fields.empty()) add(field, error.message);
    for (auto const& each : error.fields) fields_.push_back(each);
  }
  Result<void> result() {
    if (fields_.empty()) return {};
    auto message = fields_.front().message;
    return tl::unexpected<Error>(Error{ErrorKind::invalid, std::move(message), std::move(fields_)});
  }

 private:
  std::vector<FieldError> fields_;
};

bool said_yes(json const& values, std::string_view name) { return records::text_of(values, name) == "yes"; }

void take_money(std::optional<std::int64_t>& pence, json const& values, std::string const& name, FaultList& faults) {
  auto const text = records::text_of(values, name);
  pence.reset();
  if (text.empty()) return;
  if (auto read = pence_from(text))
    pence = *read;
  else
    faults.add(name, read.error().message);
}

void take_form(Decision& decision, records::Kind const& form, json const& values) {
  for (auto const& field : form.fields) {
    auto const found = values.find(field.name);
    if (found == values.end())
      decision.fields.erase(field.name);
    else
      decision.fields[field.name] = *found;
  }
}

bool is_web_address(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

void check_links(Decision const& decision, FaultList& faults) {
  for (auto const* name : {"committee_link", "equality_link"})
    if (auto const text = decision.text(name); !text.empty() && !is_web_address(text))
      faults.add(name, "Give the full address, starting with https://, as the browser shows it.");
}

void check_key(Decision const& decision, DecisionSettings const& settings, FaultList& faults) {
  if (decision.is_key && decision.decided_by != DecidedBy::executive_meeting &&
      decision.decided_by != DecidedBy::executive_alone)
    faults.add("is_key",
               "Only the executive, or one of its members or officers, takes key decisions (SI 2012/2089 "
               "regulation 8). Choose “no”, or the body that decides.");
  auto const why = why_key(decision.decided_by, decision.pence, ward_count(decision), settings);
  if (!decision.text("why_key").empty()) return;
  if (decision.is_key)
    faults.add("why_key", "Say why it is key: the notice states it (SI 2012/2089 regulation 9).");
  else if (!why.empty())
    faults.add("why_key", fmt::format("{} Choose “yes”, or say why it is not key.", why));
}

void check_private(Decision const& decision, FaultList& faults) {
  if (!decision.is_private) {
    if (!decision.exempt_paragraph.empty())
      faults.add("exempt_paragraph", "Only what is private is exempt. Say that it is private, or choose none.");
    if (!decision.text("public_interest").empty())
      faults.add("public_interest", "Only what is private needs this reason. Say that it is private, or clear it.");
    return;
  }
  auto const* paragraph = find_exempt_paragraph(decision.exempt_paragraph);
  if (paragraph == nullptr)
    faults.add("exempt_paragraph",
               "Choose the paragraph of Schedule 12A that allows it to be private, or confidential. Without one it is "
               "public (Local Government Act 1972 section 100A).");
  else if (paragraph->public_interest_test && decision.text("public_interest").empty())
    faults.add("public_interest",
               "Say why privacy serves the public interest better than publicity: without that the paragraph does not "
               "apply (Local Government Act 1972 Schedule 12A paragraph 10). Or make it public.");
  if (decision.public_title.empty())
    faults.add("public_title",
               "Give the words that the public notice prints. They stand for the title wherever the private part may "
               "not be seen.");
}

void check_equality(Decision const& decision, FaultList& faults) {
  auto const equality = decision.text("equality");
  auto const need = [&](char const* name, char const* message) {
    if (decision.text(name).empty()) faults.add(name, message);
  };
  if (equality == "screened out") need("equality_reason", "Say why no equality analysis is needed, or attach one.");
  if (equality == "attached") {
    need("equality_groups", "Name the groups that the analysis finds affected, or write: none.");
    need("equality_impact", "Say what the impact on them is.");
    need("equality_mitigation", "Say what is done about it, or write: nothing is needed, and why.");
  }
}

void take_place(Decision& decision, json const& values, PlaceOfDecision const& place, Date today, FaultList& faults) {
  decision.body = place.body;
  decision.body_name = place.body_name;
  decision.meeting = place.meeting;
  decision.answers = place.answers;
  decision.decided_by = place.usually;
  if (auto const by = decided_by_from(records::text_of(values, "decided_by"))) {
    bool const executive = place.usually == DecidedBy::executive_meeting;
    if (*by != place.usually && !(executive && *by == DecidedBy::executive_alone))
      faults.add("decided_by",
                 fmt::format("{} does not decide so. Leave this out, or choose another body.", place.body_name));
    else
      decision.decided_by = *by;
  }
  auto const day = records::date_of(values, "day");
  auto const printed = records::text_of(values, "when_printed");
  if (!printed.empty()) {
    if (day || place.meeting_day || records::date_of(values, "until"))
      faults.add("when_printed", "Give the day, or what the paper prints where it names none, and not both.");
    if (decision.when_printed.empty()) decision.day = today;
    if (decision.taken_on) decision.taken_on = decision.day;
    decision.when_printed = printed;
    decision.until.reset();
    return;
  }
  if (!day && !place.meeting_day) {
    faults.add("day",
               "Enter the day of the decision, the first day of a period, or the meeting that decides. Where the paper "
               "names none, enter what it prints instead.");
    return;
  }
  // What was entered as taken without a day was taken on the day that is known now.
  if (!decision.when_printed.empty() && decision.taken_on)
    decision.taken_on = place.meeting_day ? place.meeting_day : day;
  decision.when_printed.clear();
  decision.day = place.meeting_day ? *place.meeting_day : *day;
  if (day && place.meeting_day && *day != *place.meeting_day)
    faults.add("day", fmt::format("The meeting is on {}; what it decides is decided then. Leave the day out, or choose "
                                  "another meeting.",
                                  place.meeting_day->printed()));
  decision.until = records::date_of(values, "until");
  if (decision.until && place.meeting_day)
    faults.add("until", "What a meeting decides has no period. Leave this out, or choose no meeting.");
  else if (decision.until && *decision.until < decision.day)
    faults.add("until", fmt::format("The period would end before it begins on {}.", decision.day.printed()));
}

}  // namespace

std::vector<FieldInfo> inputs_of_plan() {
  std::vector<FieldInfo> infos{
      records::input("title", InputType::text, true, "What is to be decided", "Phase 3 of the improvement plan"),
      records::input("body", InputType::id, true, "The body that decides, or to which whoever decides belongs",
                     records::example_id),
      records::input("meeting", InputType::id, false, "The meeting that decides", records::example_id),
      choice("decided_by", false, "As whom it decides; as the body usually does when left out",
             {"executive-meeting", "executive-alone", "council-meeting", "board"}),
      records::input("day", InputType::date, false,
                     "The day of the decision, or the first day of a period; the "
                     "meeting’s when there is one",
                     "2027-02-10"),
      records::input("until", InputType::date, false, "The last day of a period", "2027-02-28"),
      records::input("when_printed", InputType::text, false, "What the paper prints where it names no day",
                     "The meeting is not dated", 100),
      choice("is_key", true, "Whether it is a key decision", yes_or_no_choices()),
      records::input("money", InputType::text, false, "What it spends or saves, in pounds", "£395,000", 40),
      choice("is_private", true, "Whether any of it is private", yes_or_no_choices()),
      choice("exempt_paragraph", false, "The paragraph of Schedule 12A, or confidential", paragraph_numbers()),
      records::input("public_title", InputType::text, false, "What the public notice calls it", "A contract"),
      records::input("answers", InputType::id, false, "The recommendation it answers, from the register",
                     records::example_id),
      choice("no_call_in", false, "Whether it is not open to call-in", yes_or_no_choices())};
  append_form(infos, planned_form());
  return infos;
}

std::vector<FieldInfo> inputs_of_taking() {
  std::vector<FieldInfo> infos{
      records::input("taken", InputType::date, false, "The day it was taken; left out only where the paper names none",
                     "2027-02-10"),
      records::input("approved_money", InputType::text, false, "The money it approved, in pounds", "£395,000", 40)};
  append_form(infos, taken_form());
  return infos;
}

std::vector<FieldInfo> inputs_of_following() {
  std::vector<FieldInfo> infos;
  append_form(infos, followed_form());
  return infos;
}

Result<Decision> with_plan(Decision decision, json const& values, PlaceOfDecision const& place,
                           DecisionSettings const& settings, Date today) {
  FaultList faults;
  take_place(decision, values, place, today, faults);
  decision.title = records::text_of(values, "title");
  decision.public_title = records::text_of(values, "public_title");
  decision.is_key = said_yes(values, "is_key");
  decision.is_private = said_yes(values, "is_private");
  decision.exempt_paragraph = records::text_of(values, "exempt_paragraph");
  decision.no_call_in = said_yes(values, "no_call_in");
  take_money(decision.pence, values, "money", faults);
  take_form(decision, planned_form(), values);
  check_key(decision, settings, faults);
  check_private(decision, faults);
  check_equality(decision, faults);
  check_links(decision, faults);
  if (decision.when_printed.empty()) {
    if (auto days = check_days(facts_of(decision), settings, today); !days) faults.add(days.error(), "day");
  } else if (!decision.days.empty()) {
    faults.add("when_printed", "Days of its checklist are recorded, so its own day is needed. Clear them first.");
  }
  TRY(faults.result());
  return decision;
}

Result<Decision> with_taking(Decision decision, json const& values, std::optional<Date> meeting_day,
                             DecisionSettings const& settings, Date today) {
  FaultList faults;
  bool const has_day = decision.when_printed.empty();
  auto const given = records::date_of(values, "taken");
  if (!given && has_day) return refuse_field("taken", "Enter the day it was taken.");
  if (given && !has_day)
    return refuse_field("taken", "The paper names no day for it. Leave this out, or change the decision’s day first.");
  auto const taken = given.value_or(decision.day);
  if (meeting_day && taken != *meeting_day)
    faults.add("taken", fmt::format("The meeting that decides it is on {}: it cannot be taken {}. Enter that day, or "
                                    "change the decision’s meeting first.",
                                    meeting_day->printed(), taken < *meeting_day ? "before" : "on another day"));
  else if (taken < decision.day)
    faults.add("taken", fmt::format("It is planned for {}, and notices name that day. Change the plan first if it was "
                                    "taken earlier.",
                                    decision.day.printed()));
  take_money(decision.approved_pence, values, "approved_money", faults);
  decision.taken_on = taken;
  take_form(decision, taken_form(), values);
  // Without a day nothing can be counted, so nothing can have been missed.
  if (has_day)
    if (auto days = check_days(facts_of(decision), settings, today); !days) faults.add(days.error(), "taken");
  if (has_day && decision.text("without_notice").empty())
    if (auto allowed = may_be_taken(facts_of(decision), taken); !allowed) faults.add(allowed.error(), "taken");
  TRY(faults.result());
  return decision;
}

Result<Decision> with_following(Decision decision, json const& values, DecisionSettings const& settings, Date today) {
  FaultList faults;
  take_form(decision, followed_form(), values);
  if (!decision.taken_on)
    faults.add("done", "The decision is not recorded as taken yet. Record that first; then say what was done.");
  for (auto const& line : split_lines(decision.text("done_links"))) {
    auto const address = trimmed(line);
    if (address.empty() || is_web_address(address) || (address.starts_with('/') && !address.starts_with("//")))
      continue;
    faults.add("done_links", fmt::format("“{}” is no address. Write one a line: /actions/… of this service, or a full "
                                         "address starting with https://.",
                                         address));
    break;
  }
  if (auto const from = records::date_of(decision.fields, "in_effect_from"); from && decision.taken_on) {
    if (*from > today)
      faults.add("in_effect_from", "This day is still to come. Enter it when it has.");
    else if (auto allowed = may_take_effect(facts_of(decision), settings, *from); decision.known_day() && !allowed)
      faults.add(allowed.error(), "in_effect_from");
  }
  TRY(faults.result());
  return decision;
}

Result<Decision> with_step(Decision decision, DayOfStep const& step, std::optional<Date> day,
                           DecisionSettings const& settings, Date today) {
  auto const name = std::string(step.name);
  if (!decision.known_day())
    return refuse_field(
        name, "The paper names no day for this decision, so nothing is counted from one. Enter its day first.");
  if (day)
    decision.days[name] = day->iso();
  else
    decision.days.erase(name);
  TRY(check_days(facts_of(decision), settings, today));
  auto const in_effect = records::date_of(decision.fields, "in_effect_from");
  if (in_effect && !may_take_effect(facts_of(decision), settings, *in_effect))
    return refuse_field(name, fmt::format("The decision is recorded as in effect from {}, before call-in would be over "
                                          "with this day. Correct that first.",
                                          in_effect->printed()));
  if (decision.taken_on && decision.text("without_notice").empty())
    if (auto allowed = may_be_taken(facts_of(decision), *decision.taken_on); !allowed)
      return refuse_field(name, allowed.error().message);
  return decision;
}

}  // namespace gt::governance
