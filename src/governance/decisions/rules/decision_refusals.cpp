#include <array>

#include <fmt/format.h>

#include "governance/decisions/rules/decision_steps.h"

// What is refused about a decision's days, with the rule and the way on.
namespace gt::governance {

namespace {

class Faults {
 public:
  explicit Faults(Date today) : today_{today} {}

  void add(std::string field, std::string message) { fields_.push_back({std::move(field), std::move(message)}); }

  void not_in_future(char const* field, std::optional<Date> day) {
    if (day && *day > today_) add(field, fmt::format("{} has not come yet. Enter it when it is done.", day->printed()));
  }

  // `day` needs `event`, and does not lie before it.
  void not_before(char const* field, std::optional<Date> day, std::optional<Date> event, std::string const& what,
                  std::string const& way_on) {
    if (!day) return;
    if (!event)
      add(field, fmt::format("This comes after {}, which has no day yet. {}", what, way_on));
    else if (*day < *event)
      add(field, fmt::format("{} is before {} on {}. {}", day->printed(), what, event->printed(), way_on));
  }

  Result<void> result() {
    if (fields_.empty()) return {};
    auto message = fields_.front().message;
    return tl::unexpected<Error>(Error{ErrorKind::invalid, std::move(message), std::move(fields_)});
  }

 private:
  Date today_;
  std::vector<FieldError> fields_;
};

struct NamedDay {
  char const* field;
  std::optional<Date> day;
};

}  // namespace

Result<void> check_days(DecisionFacts const& facts, DecisionSettings const& settings, Date today) {
  Faults faults{today};
  std::array const before{NamedDay{"notice_published", facts.notice_published},
                          NamedDay{"chair_told", facts.chair_told},
                          NamedDay{"urgency_agreed", facts.urgency_agreed},
                          NamedDay{"first_private_notice", facts.first_private_notice},
                          NamedDay{"second_private_notice", facts.second_private_notice},
                          NamedDay{"private_urgency_agreed", facts.private_urgency_agreed},
                          NamedDay{"agenda_published", facts.agenda_published}};
  auto const when = facts.taken.value_or(facts.day);
  for (auto const& each : before) {
    faults.not_in_future(each.field, each.day);
    if (each.day && *each.day > when)
      faults.add(each.field,
                 fmt::format("{} is after the decision on {}, before which this must be done. Change this day, or {}.",
                             each.day->printed(), when.printed(),
                             facts.taken ? "the day it was taken" : "move the decision first"));
  }
  for (auto const& each : {NamedDay{"exception_reasons_published", facts.exception_reasons_published},
                           NamedDay{"urgency_reasons_published", facts.urgency_reasons_published},
                           NamedDay{"urgency_reported", facts.urgency_reported}, NamedDay{"taken", facts.taken},
                           NamedDay{"record_published", facts.record_published}, NamedDay{"called_in", facts.called_in},
                           NamedDay{"call_in_settled", facts.call_in_settled}})
    faults.not_in_future(each.field, each.day);

  faults.not_before("second_private_notice", facts.second_private_notice, facts.first_private_notice,
                    "the first notice of meeting in private",
                    "The second notice answers what people said to the first (SI 2012/2089 regulation 5). Check both.");
  faults.not_before("exception_reasons_published", facts.exception_reasons_published, facts.chair_told,
                    "the notice to the scrutiny chair", "Enter when the scrutiny chair was told first.");
  faults.not_before("urgency_reasons_published", facts.urgency_reasons_published, facts.urgency_agreed,
                    "the agreement on urgency", "Enter when it was agreed first.");
  faults.not_before("urgency_reported", facts.urgency_reported, facts.taken, "the decision",
                    "What is reported to full council is a decision that was taken.");
  faults.not_before("record_published", facts.record_published, facts.taken, "the decision",
                    "Record when it was taken first.");
  if (facts.called_in && facts.exempt_from_call_in)
    faults.add("called_in", "This decision is not open to call-in. Say first that it is, or leave the day out.");
  else
    faults.not_before("called_in", facts.called_in, facts.record_published, "the publication of the record",
                      "Call-in runs from publication. Enter when the record was published first.");
  if (auto const end = call_in_ends(facts, settings); end && facts.called_in && *facts.called_in > *end)
    faults.add("called_in", fmt::format("Call-in ended on {}, {} working days after publication. A later request is "
                                        "too late; check the day, or the council’s call-in period.",
                                        end->printed(), settings.call_in_days));
  faults.not_before("call_in_settled", facts.call_in_settled, facts.called_in, "the call-in",
                    "Enter when it was called in first.");
  return faults.result();
}

Result<void> may_be_taken(DecisionFacts const& facts, Date day) {
  auto planned = facts;
  planned.taken = day;
  auto const* notice = rule_for(planned, "key-notice");
  if (is_executive(facts.by) && facts.key && notice && !notice_stands(facts, day) && !exception_stands(facts, day) &&
      !urgency_stands(facts, day)) {
    auto const given = facts.notice_published ? fmt::format("The notice of {} allows the decision from {}",
                                                            facts.notice_published->printed(),
                                                            first_day_for(*notice, *facts.notice_published).printed())
                                              : std::string{"No notice is recorded"};
    return refuse_field(
        "taken",
        fmt::format("{}. A key decision needs {} clear days’ notice ({}), general exception with five clear days "
                    "(regulation 10) or the scrutiny chair’s agreement that it is urgent (regulation 11). Enter what "
                    "was done, or take it on a later day; if it was taken without, say so under “Taken without "
                    "notice”.",
                    given, notice->days, notice->source));
  }
  auto const* first = rule_for(planned, "private-first-notice");
  auto const* second = rule_for(planned, "private-second-notice");
  if (facts.by == DecidedBy::executive_meeting && facts.in_private && first && second) {
    bool const noticed = facts.first_private_notice && days_lie_clear(*first, *facts.first_private_notice, day) &&
                         facts.second_private_notice && days_lie_clear(*second, *facts.second_private_notice, day);
    if (!noticed && !(facts.private_urgency_agreed && *facts.private_urgency_agreed <= day))
      return refuse_field(
          "taken", fmt::format("A private meeting of the executive needs a notice {} clear days before and a second "
                               "one {} clear days before (SI 2012/2089 regulation 5), or the scrutiny chair’s "
                               "agreement that it is urgent. Enter what was done, or take it in public; if it was "
                               "taken without, say so under “Taken without notice”.",
                               first->days, second->days));
  }
  return {};
}

Result<void> may_take_effect(DecisionFacts const& facts, DecisionSettings const& settings, Date day) {
  if (!facts.taken || day < *facts.taken)
    return refuse_field("in_effect_from", "It cannot be put into effect before it is taken. Record that first.");
  if (!is_executive(facts.by) || facts.exempt_from_call_in) return {};
  if (!facts.record_published)
    return refuse_field("in_effect_from",
                        "The record is not published, so call-in has not started. Enter when it was "
                        "published, or that the decision is not open to call-in.");
  if (facts.called_in && (!facts.call_in_settled || day < *facts.call_in_settled))
    return refuse_field("in_effect_from",
                        fmt::format("It was called in on {}. Enter the day on which that was settled; "
                                    "it may be put into effect from then.",
                                    facts.called_in->printed()));
  auto const end = call_in_ends(facts, settings);
  if (!facts.called_in && day <= *end)
    return refuse_field("in_effect_from", fmt::format("Call-in runs until {}. The decision may be put into effect from "
                                                      "the day after.",
                                                      end->printed()));
  return {};
}

}  // namespace gt::governance
