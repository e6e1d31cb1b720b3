#include "governance/decisions/pages/decision_form.h"

#include <fmt/format.h>

#include "platform/records/form.h"

namespace gt::governance {

using namespace html;

namespace {

std::string day_words(std::optional<Date> const& day) { return day ? day->printed() : ""; }
std::string yes_or_no(bool flag) { return flag ? "yes" : "no"; }

std::vector<Option> yes_no_options() { return {{"yes", "Yes", {}}, {"no", "No", {}}}; }

std::vector<Option> paragraph_options() {
  std::vector<Option> out{{"", "None: it is public", {}}};
  for (auto const& each : exempt_paragraphs())
    out.push_back({each.number, fmt::format("{}: {}", title_of(each), each.words), {}});
  return out;
}

std::vector<Option> who_options() {
  return {{"", "As the body usually does", {}},
          {"executive-meeting", "The executive at a meeting", {}},
          {"executive-alone", "A member of the executive, or an officer", {}},
          {"council-meeting", "The council or a committee", {}},
          {"board", "A board or team; no notice rules apply", {}}};
}

Html form_field(Decision const* decision, records::Kind const& form, std::string_view name, FormState const& state,
                DecisionChoices const* choices = nullptr) {
  static nlohmann::json const nothing = nlohmann::json::object();
  auto const* field = form.field(name);
  ENSURE(field != nullptr);
  return records::field_input(
      decision != nullptr ? decision->fields : nothing, *field,
      [&](records::Field const& of) {
        if (choices == nullptr) return std::vector<Option>{};
        auto const found = choices->things.find(of.name);
        return found == choices->things.end() ? std::vector<Option>{} : found->second;
      },
      state);
}

Html all_fields(Decision const& decision, records::Kind const& form, FormState const& state) {
  Html out;
  for (auto const& each : form.fields) out << form_field(&decision, form, each.name, state);
  return out;
}

void add_names(std::vector<std::string_view>& names, records::Kind const& form) {
  for (auto const& each : form.fields) names.push_back(each.name);
}

void add_conflicting(std::vector<pages::Conflicting>& out, Decision const& decision, records::Kind const& form,
                     DecisionChoices const& choices = {}) {
  for (auto const& each : form.fields) {
    auto const names = choices.things.find(each.name);
    out.push_back({each.label, each.name, records::printed(decision.fields, each),
                   names == choices.things.end() ? std::vector<Option>{} : names->second});
  }
}

Html what_and_when(Decision const* decision, DecisionChoices const& choices, FormState const& state) {
  auto const has = decision != nullptr;
  Html out;
  out << text_input({.name = "title", .label = "What is to be decided", .value = has ? decision->title : ""}, state)
      << select({.name = "body",
                 .label = "Body",
                 .options = choices.bodies,
                 .hint = words("The one that decides, or to which whoever decides belongs"),
                 .value = has ? decision->body : ""},
                state)
      << select({.name = "decided_by",
                 .label = "Decided as (optional)",
                 .options = who_options(),
                 .hint = {},
                 .value = has ? std::string(word(decision->decided_by)) : ""},
                state)
      << form_field(decision, planned_form(), "decision_maker", state)
      << select({.name = "meeting",
                 .label = "Meeting (optional)",
                 .options = choices.meetings,
                 .hint = {},
                 .value = has ? decision->meeting.value_or("") : ""},
                state)
      << date_input(
             {.name = "day",
              .label = "Day (optional with a meeting)",
              .hint = words("Or the first day of a period, for example 10 February 2027"),
              .value = has && !decision->meeting && decision->when_printed.empty() ? decision->day.printed() : ""},
             state)
      << date_input({.name = "until",
                     .label = "Last day of a period (optional)",
                     .value = has ? day_words(decision->until) : ""},
                    state)
      << text_input({.name = "when_printed",
                     .label = "What the paper prints instead of a day (optional)",
                     .hint = words("Only for a decision whose paper names no day; no notice is counted then"),
                     .value = has ? decision->when_printed : ""},
                    state)
      << form_field(decision, planned_form(), "contact", state)
      << form_field(decision, planned_form(), "committee_link", state);
  return fieldset("What, who and when", out);
}

Html key_part(Decision const* decision, FormState const& state) {
  auto const has = decision != nullptr;
  Html out;
  out << radios({.name = "is_key",
                 .legend = "Is it a key decision?",
                 .options = yes_no_options(),
                 .hint = words("Significant spending or saving, or significant effects in two or more wards"),
                 .value = has ? yes_or_no(decision->is_key) : "",
                 .in_line = true},
                state)
      << text_input({.name = "money",
                     .label = "What it spends or saves (optional)",
                     .hint = words("In pounds: 395,000, 395k or 2.3m"),
                     .value = has ? pounds_or_nothing(decision->pence) : "",
                     .width = 10},
                    state)
      << form_field(decision, planned_form(), "wards", state) << form_field(decision, planned_form(), "why_key", state)
      << form_field(decision, planned_form(), "documents", state)
      << form_field(decision, planned_form(), "consultation", state)
      << radios({.name = "no_call_in",
                 .legend = "Is it kept from call-in?",
                 .options = yes_no_options(),
                 .hint = words("As urgent, or because the constitution says so"),
                 .value = has ? yes_or_no(decision->no_call_in) : "no",
                 .in_line = true,
                 .strong_legend = false},
                state);
  return fieldset("Notice", out);
}

Html private_part(Decision const* decision, FormState const& state) {
  auto const has = decision != nullptr;
  Html out;
  out << radios({.name = "is_private",
                 .legend = "Is any of it private?",
                 .options = yes_no_options(),
                 .hint = {},
                 .value = has ? yes_or_no(decision->is_private) : "no",
                 .in_line = true},
                state)
      << text_input({.name = "public_title",
                     .label = "What the public notice calls it (optional)",
                     .hint = words("Needed when any of it is private: it stands for the title wherever the private "
                                   "part may not be seen"),
                     .value = has ? decision->public_title : ""},
                    state)
      << select({.name = "exempt_paragraph",
                 .label = "Paragraph of Schedule 12A (optional)",
                 .options = paragraph_options(),
                 .hint = {},
                 .value = has ? decision->exempt_paragraph : ""},
                state)
      << form_field(decision, planned_form(), "public_interest", state);
  return fieldset("Privacy", out);
}

Html basis_part(Decision const* decision, DecisionChoices const& choices, FormState const& state) {
  Html out;
  out << select({.name = "answers",
                 .label = "Recommendation it answers (optional)",
                 .options = choices.recommendations,
                 .hint = {},
                 .value = decision != nullptr ? decision->answers.value_or("") : ""},
                state);
  for (auto const* name :
       {"recommendation", "recommended_by", "theme", "finding", "project", "legal_basis", "equality", "equality_reason",
        "equality_groups", "equality_impact", "equality_mitigation", "equality_link"})
    out << form_field(decision, planned_form(), name, state, &choices);
  return fieldset("What it rests on", out);
}

}  // namespace

Html plan_fields(Decision const* decision, DecisionChoices const& choices, FormState const& state) {
  Html out;
  out << what_and_when(decision, choices, state) << key_part(decision, state) << private_part(decision, state)
      << basis_part(decision, choices, state);
  return out;
}

std::vector<std::string_view> plan_names() {
  std::vector<std::string_view> names{
      "title",  "body",  "decided_by", "meeting",          "day",          "until",   "when_printed",
      "is_key", "money", "is_private", "exempt_paragraph", "public_title", "answers", "no_call_in"};
  add_names(names, planned_form());
  return names;
}

Html taking_fields(Decision const& decision, FormState const& state) {
  Html out;
  if (decision.known_day())
    out << date_input({.name = "taken", .label = "The day it was taken", .value = day_words(decision.known_day())},
                      state);
  else
    out << paragraph(words(fmt::format("Its paper names no day: {}.", decision.when_printed)));
  out << form_field(&decision, taken_form(), "outcome", state) << form_field(&decision, taken_form(), "approved", state)
      << text_input({.name = "approved_money",
                     .label = "Money it approved (optional)",
                     .hint = words("In pounds: 395,000, 395k or 2.3m"),
                     .value = pounds_or_nothing(decision.approved_pence),
                     .width = 10},
                    state);
  for (auto const* name : {"approved_posts", "reasons", "options_rejected", "interests", "without_notice"})
    out << form_field(&decision, taken_form(), name, state);
  return out;
}

std::vector<std::string_view> taking_names() {
  std::vector<std::string_view> names{"taken", "approved_money"};
  add_names(names, taken_form());
  return names;
}

Html following_fields(Decision const& decision, FormState const& state) {
  return all_fields(decision, followed_form(), state);
}

std::vector<std::string_view> following_names() {
  std::vector<std::string_view> names;
  add_names(names, followed_form());
  return names;
}

std::vector<pages::Conflicting> conflicting_plan(Decision const& decision, DecisionChoices const& choices) {
  std::vector<pages::Conflicting> out{
      {"What is to be decided", "title", decision.title},
      {"Body", "body", decision.body, choices.bodies},
      {"Decided as", "decided_by", std::string(word(decision.decided_by)), who_options()},
      {"Meeting", "meeting", decision.meeting.value_or(""), choices.meetings},
      {"Day", "day", decision.meeting || !decision.known_day() ? "" : decision.day.printed()},
      {"Last day of a period", "until", day_words(decision.until)},
      {"Instead of a day", "when_printed", decision.when_printed},
      {"Key decision", "is_key", yes_or_no(decision.is_key), yes_no_options()},
      {"What it spends or saves", "money", pounds_or_nothing(decision.pence)},
      {"Private", "is_private", yes_or_no(decision.is_private), yes_no_options()},
      {"Public title", "public_title", decision.public_title},
      {"Paragraph of Schedule 12A", "exempt_paragraph", decision.exempt_paragraph, paragraph_options()},
      {"Recommendation it answers", "answers", decision.answers.value_or(""), choices.recommendations},
      {"Kept from call-in", "no_call_in", yes_or_no(decision.no_call_in), yes_no_options()}};
  add_conflicting(out, decision, planned_form(), choices);
  return out;
}

std::vector<pages::Conflicting> conflicting_taking(Decision const& decision, DecisionChoices const&) {
  std::vector<pages::Conflicting> out{
      {"The day it was taken", "taken", decision.taken_on ? day_words(decision.known_day()) : ""},
      {"Money it approved", "approved_money", pounds_or_nothing(decision.approved_pence)}};
  add_conflicting(out, decision, taken_form());
  return out;
}

std::vector<pages::Conflicting> conflicting_following(Decision const& decision, DecisionChoices const&) {
  std::vector<pages::Conflicting> out;
  add_conflicting(out, decision, followed_form());
  return out;
}

}  // namespace gt::governance
