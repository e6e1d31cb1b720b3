#include "evidence/evidence_history.h"
#include "evidence/evidence_input.h"
#include "evidence/evidence_json.h"
#include "evidence/evidence_store.h"
#include "evidence/refusals.h"
#include "platform/core/text.h"
#include "platform/operations/base64.h"
#include "platform/operations/declare.h"

namespace gt::evidence {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

Person actor_of(Call const& call) { return {call.actor().account, call.actor().name}; }

Result<Evidence> visible(Call& call, std::optional<EvidenceId> const& id) {
  auto found = find_evidence(call.db(), *id, sight_of(call.actor()));
  if (!found) return none_such();
  return *std::move(found);
}

// Whoever added it may go on with it, however narrow their role; anyone else needs a role held for everything, since
// evidence may serve any theme.
Result<Evidence> changeable(Call& call, std::optional<EvidenceId> const& id) {
  auto found = TRY(visible(call, id));
  if (found.added_by.account == call.actor().account)
    call.allow_own();
  else
    TRY(call.allow_themes({}));
  return found;
}

json answer(Evidence const& evidence) {
  return {{"evidence", evidence.id.text()},
          {"number", evidence.number},
          {"version", evidence.version},
          {"expires", evidence.expires.iso()}};
}

Result<json> save(Call& call, Evidence evidence, Evidence const& before, std::int64_t version, std::string verb = {}) {
  evidence.version = version;
  if (!save_evidence(call.db(), evidence)) return changed_first();
  ++evidence.version;
  note_change(call, before, evidence, {}, std::move(verb));
  return answer(evidence);
}

// ---- add, change, replace

Result<json> run_add(Call& call, Content const& input) {
  call.allow_own();  // it is free until someone links it, and linking asks for both ends
  auto const by = actor_of(call);
  auto const dated = *input.dated;
  auto evidence = TRY(with_content({.id = EvidenceId::fresh(),
                                    .number = 0,
                                    .title = {},
                                    .source = Source::document,
                                    .voice = {},
                                    .rung = Rung::activity,
                                    .dated = dated,
                                    .period_from = {},
                                    .period_to = {},
                                    .shows = {},
                                    .expires = dated,
                                    .address = {},
                                    .measure = {},
                                    .audit = {},
                                    .file = {},
                                    .reviewer = {},
                                    .reviewed_at = {},
                                    .review_note = {},
                                    .added_by = by,
                                    .added_at = call.now(),
                                    .changed_by = by,
                                    .ended = {}},
                                   input, call.today()));
  if (brings_file(input)) {
    evidence.file = file_version(input, 1, by, call.now());
    call.files().store(input.file.bytes);
  }
  evidence.number = next_number(call.db());
  insert_evidence(call.db(), evidence);
  note_change(call, std::nullopt, evidence);
  return answer(evidence);
}

Result<json> run_change(Call& call, Content const& input) {
  auto before = TRY(changeable(call, input.evidence));
  auto evidence = TRY(with_content(before, input, call.today()));
  if (review_lapses(before, evidence)) {
    forget_review(evidence);
    evidence.changed_by = actor_of(call);
  }
  return save(call, std::move(evidence), before, input.version);
}

Result<json> run_replace(Call& call, Content const& input) {
  auto before = TRY(changeable(call, input.evidence));
  if (before.file && before.file->hash == input.hash)
    return refuse_field("file", "This is the very file that is in force already. Choose the new one.");
  auto versions = list_file_versions(call.db(), before.id);
  auto evidence = before;
  evidence.file = file_version(input, versions.empty() ? 1 : versions.front().number + 1, actor_of(call), call.now());
  forget_review(evidence);
  evidence.changed_by = actor_of(call);
  evidence.version = input.version;
  if (!save_evidence(call.db(), evidence)) return changed_first();
  insert_file_version(call.db(), evidence.id, *evidence.file);
  call.files().store(input.file.bytes);
  ++evidence.version;
  note_change(call, before, evidence);
  auto out = answer(evidence);
  out["file_version"] = evidence.file->number;
  return out;
}

// ---- review, end

struct Verdict {
  std::optional<EvidenceId> evidence;
  std::int64_t version = 0;
  std::string verdict, note;
};

Result<json> run_review(Call& call, Verdict const& input) {
  TRY(call.allow_themes({}));  // a review speaks for every theme the evidence may serve
  auto before = TRY(visible(call, input.evidence));
  TRY(reviewer_is_someone_else(before, call.actor().account));
  auto evidence = before;
  evidence.review = *review_state_of(input.verdict);
  evidence.review_note = with_plain_line_ends(input.note);
  TRY(rejection_has_a_reason(evidence.review, evidence.review_note));
  evidence.reviewer = actor_of(call);
  evidence.reviewed_at = call.now();
  return save(call, std::move(evidence), before, input.version, input.verdict);
}

struct End {
  std::optional<EvidenceId> evidence;
  std::int64_t version = 0;
};

Result<json> run_end(Call& call, End const& input) {
  auto before = TRY(changeable(call, input.evidence));
  if (!end_evidence(call.db(), before.id, input.version, call.now())) return changed_first();
  note_change(call, before, std::nullopt);
  return json{{"ended", before.id.text()}};
}

// ---- list, show, file

struct List {
  std::string source, rung, review, words, sort, order;
  std::optional<std::string> expired;
  std::optional<Date> from, to;
  std::int64_t page = 1;
};

Result<json> run_list(Call& call, List const& input) {
  if (input.page < 1 || input.page > 100'000) return refuse_field("page", "The page must be from 1 to 100000.");
  Filter filter{source_of(input.source),
                rung_of(input.rung),
                review_state_of(input.review),
                {},
                input.words,
                input.from,
                input.to};
  if (input.expired) filter.expired = *input.expired == "yes";
  Order order;
  if (auto const key = sort_key_of(input.sort)) order = {*key, false};
  if (!input.order.empty()) order.is_descending = input.order == "desc";
  auto listed =
      list_evidence(call.db(), filter, sight_of(call.actor()), call.today(), static_cast<int>(input.page), order);
  auto rows = json::array();
  for (auto const& each : listed.evidence) rows.push_back(to_json(each, call.today()));
  return json{{"evidence", rows},
              {"matching", listed.matching},
              {"total", listed.total},
              {"page", input.page},
              {"pages", (listed.matching + page_size - 1) / page_size}};
}

struct Show {
  std::optional<EvidenceId> evidence;
  std::optional<std::int64_t> file_version;
};

Result<json> run_show(Call& call, Show const& input) {
  auto found = TRY(visible(call, input.evidence));
  auto out = to_json(found, call.today());
  out["versions"] = json::array();
  for (auto const& each : list_file_versions(call.db(), found.id)) out["versions"].push_back(to_json(each));
  return out;
}

Result<json> run_file(Call& call, Show const& input) {
  auto found = TRY(visible(call, input.evidence));
  for (auto const& each : list_file_versions(call.db(), found.id)) {
    if (input.file_version && each.number != *input.file_version) continue;
    auto bytes = TRY(call.files().load(each.hash));
    auto out = to_json(each);
    out["base64"] = operations::encode_base64(bytes);
    return out;
  }
  return refuse(ErrorKind::not_found,
                input.file_version ? "There is no such version of the file." : "This evidence has no file.");
}

operations::Fields<Content> fields_of_add() {
  auto out = content_fields();
  out.push_back(file_field());
  return out;
}

operations::Fields<Content> fields_of_change() {
  auto out = content_fields();
  out.insert(out.begin(), {evidence_field(), version_field()});
  return out;
}

}  // namespace

void add_operations(operations::Registry& registry) {
  json const done{{"evidence", example_id}, {"number", 7}, {"version", 1}, {"expires", "2027-04-30"}};
  json replaced = done;
  replaced["file_version"] = 2;
  registry.add(declare<List>(
      "evidence list", "List the evidence, a hundred at a time", Kind::read, "plan.view",
      {field("source", &List::source, "Only of this kind of source", "audit")
           .choices({"document", "link", "measure", "audit", "feedback", "observation"}),
       field("rung", &List::rung, "Only what claims this rung of the evidence ladder", "practice")
           .choices({"activity", "output", "practice", "experience", "outcome"}),
       field("review", &List::review, "Only in this state of review", "unreviewed")
           .choices({"unreviewed", "accepted", "rejected"}),
       field("expired", &List::expired, "Only expired (yes), or only what still counts (no)", "yes")
           .choices({"yes", "no"}),
       field("words", &List::words, "Only with these words, or of this number", "supervision").max_length(200),
       field("from", &List::from, "Only of this day or a later one", "2026-10-01"),
       field("to", &List::to, "Only of this day or an earlier one", "2026-12-31"),
       field("sort", &List::sort, "What they are sorted by; the newest number first when left out", "expires")
           .choices({"number", "source", "rung", "dated", "expires", "review"}),
       field("order", &List::order, "The last first (desc), or not (asc)", "desc").choices({"asc", "desc"}),
       field("page", &List::page, "Which hundred", 1)},
      {{"evidence", json::array()}, {"matching", 0}, {"total", 0}, {"page", 1}, {"pages", 0}}, &run_list));
  registry.add(declare<Show>("evidence show", "Show one piece of evidence", Kind::read, "plan.view",
                             {field("evidence", &Show::evidence, "The evidence", example_id).required()},
                             {{"id", example_id}, {"number", 7}}, &run_show));
  registry.add(declare<Show>(
      "evidence file", "Fetch the file of a piece of evidence", Kind::read, "plan.view",
      {field("evidence", &Show::evidence, "The evidence", example_id).required(),
       field("file_version", &Show::file_version, "An earlier version; the one in force when left out", 1)},
      {{"name", "audit.pdf"}, {"type", "application/pdf"}, {"base64", "JVBERi0xLjcK…"}}, &run_file));
  registry.add(declare<Content>("evidence add", "Add evidence of what was done or what changed", Kind::change,
                                "evidence.add", fields_of_add(), done, &run_add, &examine_file));
  registry.add(declare<Content>("evidence change", "Change what a piece of evidence is said to be", Kind::change,
                                "evidence.add", fields_of_change(), done, &run_change));
  registry.add(declare<Content>("evidence replace", "Bring a new version of the file; earlier ones stay", Kind::change,
                                "evidence.add", {evidence_field(), version_field(), file_field().required()}, replaced,
                                &run_replace, &examine_file));
  registry.add(declare<Verdict>(
      "evidence review", "Accept or reject evidence that someone else brought", Kind::change, "evidence.review",
      {field("evidence", &Verdict::evidence, "The evidence", example_id).required(),
       field("version", &Verdict::version, "The version you looked at", 1).required(),
       field("verdict", &Verdict::verdict, "What you find", "accepted").required().choices({"accepted", "rejected"}),
       field("note", &Verdict::note, "Why; needed when it is rejected", "The sample is random and the grades hold.")},
      done, &run_review));
  registry.add(declare<End>("evidence end", "Take evidence out; its history stays", Kind::change, "evidence.add",
                            {field("evidence", &End::evidence, "The evidence", example_id).required(),
                             field("version", &End::version, "The version you saw", 1).required()},
                            {{"ended", example_id}}, &run_end));
  add_history_operations(registry);
}

}  // namespace gt::evidence
