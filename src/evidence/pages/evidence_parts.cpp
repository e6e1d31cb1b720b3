#include "evidence/pages/evidence_parts.h"

#include <fmt/format.h>

namespace gt::evidence {

using namespace html;

namespace {

std::string capital(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

// What a rung claims, fit to follow “It claims that”.
std::string_view rung_claim(Rung rung) {
  switch (rung) {
    case Rung::activity:
      return "something was done, such as training";
    case Rung::output:
      return "something was made or issued, such as guidance";
    case Rung::practice:
      return "work is done differently, as audits or observation show";
    case Rung::experience:
      return "children and families notice, and say so";
    case Rung::outcome:
      return "the measure moved, and held";
  }
  ENSURE(false);
}

std::string_view people_of(Voice voice) {
  switch (voice) {
    case Voice::child:
      return "children";
    case Voice::parent_or_carer:
      return "parents or carers";
    case Voice::staff:
      return "staff";
    case Voice::partner:
      return "partners";
  }
  ENSURE(false);
}

// "8 of 11" stays on one line.
Html value(Reading const& reading) {
  if (!reading.numerator) return words("Not known");
  if (reading.denominator) return words(part_of(*reading.numerator, *reading.denominator));
  return words(grouped(*reading.numerator));
}

Row reading_row(std::string_view name, Reading const& reading) {
  return {{words(name), value(reading), reading.on ? date(*reading.on) : words("No date")}};
}

Html measure_part(MeasureRecord const& record) {
  Html out = heading(words("The measure"));
  Table figures;
  figures.caption = record.name;
  figures.caption_shown = true;
  figures.shape = TableShape::plain;
  figures.columns = {{"Value"}, {record.unit.empty() ? "Figure" : capital(record.unit)}, {"Date"}};
  figures.rows = {reading_row("Baseline", record.baseline), reading_row("End", record.end)};
  out << table(figures);
  auto movement = measure_has_moved(record);
  if (movement.has_moved) {
    out << paragraph(
        words("It counts as moved: it has a baseline, an end value and their dates, and the change is for "
              "the better."));
  } else {
    std::vector<Html> reasons;
    for (auto const& each : movement.missing) reasons.push_back(words(each));
    Html sentence;
    sentence << "It does not count as moved: " << sentence_list(reasons) << ".";
    out << warning_text(sentence);
  }
  Html source;
  source << capital(word(record.good)) << " is better.";
  if (!record.from_source.empty()) source << " Source: " << record.from_source << ".";
  out << source_line(source);
  return out;
}

Html audit_part(AuditRecord const& record) {
  Html out = heading(words("The audit"));
  Html sentence;
  sentence << part_of(record.good, record.audited) << (record.audited == 1 ? words(" case") : words(" cases"))
           << " audited " << (record.good == 1 ? words("was") : words("were")) << " good or better.";
  out << quote({.words = record.question, .source = words("The question asked")}) << paragraph(sentence);
  return out;
}

}  // namespace

html::Link evidence_link() { return {words("Evidence"), "/evidence"}; }
Href address_of(Evidence const& evidence) { return Href{"/evidence/" + evidence.id.text()}; }
std::string name_of(Evidence const& evidence) { return fmt::format("{} {}", evidence.number, evidence.title); }

std::string source_words(Evidence const& evidence) {
  auto out = capital(word(evidence.source));
  if (evidence.voice) out += fmt::format(" from {}", people_of(*evidence.voice));
  return out;
}

std::vector<Option> source_options() {
  std::vector<Option> out;
  for (auto each :
       {Source::document, Source::link, Source::measure, Source::audit, Source::feedback, Source::observation})
    out.push_back({std::string(word(each)), capital(word(each)), {}});
  return out;
}

std::vector<Option> voice_options() {
  std::vector<Option> out{{"", "Nobody’s: it is no feedback", {}}};
  for (auto each : {Voice::child, Voice::parent_or_carer, Voice::staff, Voice::partner})
    out.push_back({std::string(word(each)), capital(people_of(each)), {}});
  return out;
}

std::vector<Option> rung_options() {
  std::vector<Option> out;
  for (auto each : {Rung::activity, Rung::output, Rung::practice, Rung::experience, Rung::outcome})
    out.push_back({std::string(word(each)), capital(word(each)), words(capital(rung_claim(each)) + ".")});
  return out;
}

std::vector<Option> review_options() {
  return {{"unreviewed", "Not reviewed yet", {}}, {"accepted", "Accepted", {}}, {"rejected", "Rejected", {}}};
}

Html review_tag(Evidence const& evidence) {
  switch (evidence.review) {
    case ReviewState::unreviewed:
      return tag("Not reviewed yet", TagKind::quiet);
    case ReviewState::accepted:
      return tag("Accepted", TagKind::good);
    case ReviewState::rejected:
      return tag("Rejected", TagKind::warn);
  }
  ENSURE(false);
}

Html restricted_tag(Evidence const& evidence) {
  return evidence.is_restricted ? tag("Restricted", TagKind::strong) : Html{};
}

Html expiry(Evidence const& evidence, Date today) {
  auto said = capital(expiry_words(evidence.expires, today));
  return is_expired(evidence, today) ? tag(said, TagKind::warn) : words(unbroken(said));
}

Html covered(Evidence const& evidence) {
  return evidence.period_from ? date_range(*evidence.period_from, *evidence.period_to) : date(evidence.dated);
}

Html what_it_shows(Evidence const& evidence) {
  Html out = heading(words("What it shows"));
  out << paragraphs(evidence.shows);
  Html claim = difference(step(evidence.rung), capital(word(evidence.rung)));
  claim << " "
        << words(fmt::format("It claims that {}: rung {} of 5 on the evidence ladder.", rung_claim(evidence.rung),
                             step(evidence.rung)));
  out << paragraph(claim);
  if (evidence.measure) out << measure_part(*evidence.measure);
  if (evidence.audit) out << audit_part(*evidence.audit);
  return out;
}

Result<Loaded> load(pages::PageCall const& call) {
  auto id = TRY(call.id<EvidenceId>("evidence"));
  auto sight = sight_of(call.actor());
  auto found = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto evidence = find_evidence(transaction, id, sight);
    if (!evidence) return std::nullopt;
    return Loaded{*std::move(evidence), list_file_versions(transaction, id)};
  }));
  if (!found)
    return refuse(ErrorKind::not_found,
                  "There is no such evidence. It may have been taken out, or be restricted: look in the list of "
                  "evidence.");
  return *std::move(found);
}

bool may_change(pages::PageCall const& call, Evidence const& evidence) { return may_change(call.actor(), evidence); }

Page page_about(Evidence const& evidence, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = plan_section;
  page.breadcrumbs = {evidence_link(), {words(fmt::format("Evidence {}", evidence.number)), address_of(evidence)}};
  page.body << head({.title = page.title, .caption = name_of(evidence)});
  return page;
}

std::string printed(std::optional<Date> const& date) { return date ? date->printed() : ""; }
std::string printed(std::optional<std::int64_t> const& number) { return number ? std::to_string(*number) : ""; }

}  // namespace gt::evidence
