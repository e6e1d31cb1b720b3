#include "evidence/pages/evidence_form.h"

#include <algorithm>

namespace gt::evidence {

using namespace html;

namespace {

struct Named {
  char const* name;
  char const* label;
};

constexpr Named names[] = {{"title", "What it is"},
                           {"source", "Source"},
                           {"voice", "Whose feedback"},
                           {"rung", "What it claims to show"},
                           {"dated", "Dated"},
                           {"period_from", "Covers from"},
                           {"period_to", "Covers to"},
                           {"shows", "What it shows"},
                           {"expires", "Last day it counts"},
                           {"address", "Address"},
                           {"measure_name", "Measure"},
                           {"measure_unit", "What is counted"},
                           {"measure_source", "Where the figures are from"},
                           {"measure_good", "Which way is better"},
                           {"baseline_numerator", "Baseline"},
                           {"baseline_denominator", "Baseline, out of"},
                           {"baseline_on", "Baseline’s date"},
                           {"end_numerator", "End value"},
                           {"end_denominator", "End value, out of"},
                           {"end_on", "End value’s date"},
                           {"audit_question", "What the audit asked"},
                           {"audit_good", "Good or better"},
                           {"audit_audited", "Audited"},
                           {"restricted", "Restricted"}};

// What the codes of a choice are called.
std::vector<Option> called(std::string_view name) {
  if (name == "source") return source_options();
  if (name == "voice") return voice_options();
  if (name == "rung") return rung_options();
  if (name == "measure_good") return {{"higher", "Higher is better", {}}, {"lower", "Lower is better", {}}};
  if (name == "restricted") return {{"yes", "Restricted", {}}, {"", "Not restricted", {}}};
  return {};
}

std::string shown(FormValues const& values, std::string_view name) {
  auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

// A part that is for one source only is folded, unless something stands in it or is wrong there.
Fold fold_of(FormValues const& values, FormState const& state, std::string_view first, std::string_view second) {
  auto is_here = [&](std::string_view name) { return name.starts_with(first) || name.starts_with(second); };
  for (auto const& each : state.errors)
    if (is_here(each.field)) return Fold::open;
  for (auto const& [name, value] : values)
    if (is_here(name) && !state.shown(name, value).empty()) return Fold::open;
  for (auto const& [name, sent] : state.values)
    if (is_here(name) && std::any_of(sent.begin(), sent.end(), [](auto const& each) { return !each.empty(); }))
      return Fold::open;
  return Fold::closed;
}

Html number_input(std::string name, std::string label, FormValues const& values, FormState const& state) {
  auto value = shown(values, name);
  return text_input({.name = std::move(name),
                     .label = std::move(label),
                     .value = std::move(value),
                     .inputmode = "numeric",
                     .width = 5},
                    state);
}

Html reading_fields(std::string const& prefix, std::string_view legend, FormValues const& values,
                    FormState const& state) {
  Html fields = number_input(prefix + "_numerator", "Number", values, state);
  fields << number_input(prefix + "_denominator", "Out of (leave empty for a plain count)", values, state)
         << date_input({.name = prefix + "_on", .label = "Date", .value = shown(values, prefix + "_on")}, state);
  return fieldset(legend, fields);
}

Html measure_fields(FormValues const& values, FormState const& state) {
  Html out;
  out << paragraph(words("A measure counts as moved only with a baseline, an end value and the date of each."))
      << text_input({.name = "measure_name", .label = "Measure", .value = shown(values, "measure_name")}, state)
      << text_input({.name = "measure_unit",
                     .label = "What is counted",
                     .hint = words("For example, social workers."),
                     .value = shown(values, "measure_unit")},
                    state)
      << radios({.name = "measure_good",
                 .legend = "Which way is better",
                 .options = called("measure_good"),
                 .value = shown(values, "measure_good"),
                 .small = true,
                 .strong_legend = false},
                state)
      << reading_fields("baseline", "Baseline", values, state) << reading_fields("end", "End value", values, state)
      << text_input({.name = "measure_source",
                     .label = "Where the figures are from",
                     .value = shown(values, "measure_source")},
                    state);
  return out;
}

Html audit_fields(FormValues const& values, FormState const& state) {
  Html out;
  out << text_input(
             {.name = "audit_question", .label = "What the audit asked", .value = shown(values, "audit_question")},
             state)
      << number_input("audit_good", "How many were good or better", values, state)
      << number_input("audit_audited", "How many were audited", values, state);
  return out;
}

}  // namespace

FormValues values_of(Evidence const& each) {
  auto const measure = each.measure.value_or(MeasureRecord{});
  return {{"title", each.title},
          {"source", std::string(word(each.source))},
          {"voice", each.voice ? std::string(word(*each.voice)) : ""},
          {"rung", std::string(word(each.rung))},
          {"dated", each.dated.printed()},
          {"period_from", printed(each.period_from)},
          {"period_to", printed(each.period_to)},
          {"shows", each.shows},
          {"expires", each.expires.printed()},
          {"address", each.address},
          {"measure_name", measure.name},
          {"measure_unit", measure.unit},
          {"measure_source", measure.from_source},
          {"measure_good", each.measure ? std::string(word(measure.good)) : ""},
          {"baseline_numerator", printed(measure.baseline.numerator)},
          {"baseline_denominator", printed(measure.baseline.denominator)},
          {"baseline_on", printed(measure.baseline.on)},
          {"end_numerator", printed(measure.end.numerator)},
          {"end_denominator", printed(measure.end.denominator)},
          {"end_on", printed(measure.end.on)},
          {"audit_question", each.audit ? each.audit->question : ""},
          {"audit_good", each.audit ? std::to_string(each.audit->good) : ""},
          {"audit_audited", each.audit ? std::to_string(each.audit->audited) : ""},
          {"restricted", each.is_restricted ? "yes" : ""}};
}

std::vector<std::string_view> const& content_names() {
  static std::vector<std::string_view> const all = [] {
    std::vector<std::string_view> out;
    for (auto const& each : names) out.emplace_back(each.name);
    return out;
  }();
  return all;
}

std::vector<pages::Conflicting> conflicting(Evidence const& stored) {
  auto const values = values_of(stored);
  std::vector<pages::Conflicting> out;
  for (auto const& each : names) out.push_back({each.label, each.name, shown(values, each.name), called(each.name)});
  return out;
}

Html content_fields(FormValues const& values, FormState const& state) {
  auto sources = source_options();
  sources.insert(sources.begin(), Option{"", "Choose a source", {}});
  std::vector<std::string> ticked;
  if (shown(values, "restricted") == "yes") ticked.emplace_back("yes");
  Html out;
  out << text_input({.name = "title",
                     .label = "What it is",
                     .hint = words("A few words: “Supervision audit, October 2026”."),
                     .value = shown(values, "title")},
                    state)
      << select({.name = "source", .label = "Source", .options = sources, .value = shown(values, "source")}, state)
      << select({.name = "voice",
                 .label = "Whose feedback it is, if it is feedback",
                 .options = voice_options(),
                 .value = shown(values, "voice")},
                state)
      << textarea({.name = "shows",
                   .label = "What it shows",
                   .hint = words("A sentence or two that the board can read. No child’s name."),
                   .value = shown(values, "shows"),
                   .rows = 3},
                  state)
      << radios({.name = "rung",
                 .legend = "What it claims to show",
                 .options = rung_options(),
                 .value = shown(values, "rung"),
                 .small = true,
                 .strong_legend = false},
                state)
      << date_input({.name = "dated", .label = "Dated", .value = shown(values, "dated")}, state)
      << date_input({.name = "period_from", .label = "Covers from, if a period", .value = shown(values, "period_from")},
                    state)
      << date_input({.name = "period_to", .label = "Covers to", .value = shown(values, "period_to")}, state)
      << date_input({.name = "expires",
                     .label = "Last day it counts",
                     .hint = words("Leave it empty for six months after the period it covers, or after its date."),
                     .value = shown(values, "expires")},
                    state)
      << text_input({.name = "address",
                     .label = "Address where it can be read, if it has one",
                     .value = shown(values, "address"),
                     .type = "url",
                     .spellcheck = false},
                    state)
      << details("If it is a measure: its figures", measure_fields(values, state),
                 fold_of(values, state, "measure_", "baseline_") == Fold::open
                     ? Fold::open
                     : fold_of(values, state, "end_", "measure_"))
      << details("If it is an audit: its result", audit_fields(values, state),
                 fold_of(values, state, "audit_", "audit_"))
      << checkboxes({.name = "restricted",
                     .legend = "Who may see it",
                     .options = {{"yes", "Restricted: it is personal, so only reviewers see it", {}}},
                     .values = ticked,
                     .small = true,
                     .strong_legend = false},
                    state);
  return out;
}

Html file_chooser(std::string_view label, FormState const& state) {
  return file_upload({.name = "file",
                      .label = std::string(label),
                      .hint = words("Up to 50 MB: PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), OpenDocument (.odt, "
                                    ".ods), CSV or plain text."),
                      .accept = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods,.csv,.txt"},
                     state);
}

}  // namespace gt::evidence
