#include "evidence/evidence_store.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "evidence/search_documents.h"
#include "evidence/sql.h"

namespace gt::evidence {

namespace {

constexpr std::int64_t every_row = 1'000'000;

template <class T>
T known(std::optional<T> value) {
  ENSURE(value.has_value());
  return *std::move(value);
}

FileVersion file_of(db::Row const& row) {
  return {row.integer("file_number"), row.text("file_hash"), row.text("file_name"),
          row.integer("file_size"),   row.text("file_type"), {row.id<AccountId>("file_by"), row.text("file_by_name")},
          row.instant("file_at")};
}

std::optional<MeasureRecord> measure_of(db::Row const& row) {
  auto name = row.optional_text("measure_name");
  if (!name) return std::nullopt;
  return MeasureRecord{
      *std::move(name),
      row.text("measure_unit"),
      row.text("measure_source"),
      known(good_direction_of(row.text("measure_good"))),
      {row.optional_integer("baseline_numerator"), row.optional_integer("baseline_denominator"),
       row.optional_date("baseline_on")},
      {row.optional_integer("end_numerator"), row.optional_integer("end_denominator"), row.optional_date("end_on")}};
}

std::optional<AuditRecord> audit_of(db::Row const& row) {
  auto question = row.optional_text("audit_question");
  if (!question) return std::nullopt;
  return AuditRecord{*std::move(question), row.integer("audit_good"), row.integer("audit_audited")};
}

std::optional<Person> reviewer_of(db::Row const& row) {
  auto account = row.optional_id<AccountId>("reviewed_by");
  if (!account) return std::nullopt;
  return Person{*std::move(account), row.text("reviewed_by_name")};
}

Evidence evidence_of(db::Row const& row) {
  auto voice = row.optional_text("voice");
  return {.id = row.id<EvidenceId>("id"),
          .number = row.integer("number"),
          .title = row.text("title"),
          .source = known(source_of(row.text("source"))),
          .voice = voice ? voice_of(*voice) : std::nullopt,
          .rung = known(rung_of(row.text("rung"))),
          .dated = row.date("dated"),
          .period_from = row.optional_date("period_from"),
          .period_to = row.optional_date("period_to"),
          .shows = row.text("shows"),
          .expires = row.date("expires"),
          .address = row.text("address"),
          .measure = measure_of(row),
          .audit = audit_of(row),
          .file = row.optional_integer("file_number") ? std::optional(file_of(row)) : std::nullopt,
          .review = known(review_state_of(row.text("review"))),
          .reviewer = reviewer_of(row),
          .reviewed_at = row.optional_instant("reviewed_at"),
          .review_note = row.text("review_note"),
          .is_restricted = row.flag("is_restricted"),
          .added_by = {row.id<AccountId>("added_by"), row.text("added_by_name")},
          .added_at = row.instant("added_at"),
          .changed_by = {row.id<AccountId>("changed_by"), row.text("changed_by_name")},
          .version = row.integer("version"),
          .ended = row.optional_instant("ended_at")};
}

std::vector<Evidence> evidence_in(std::vector<db::Row> const& rows) {
  std::vector<Evidence> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(evidence_of(row));
  return out;
}

bool sees_restricted(Sight sight) { return sight == Sight::everything; }

template <class T>
std::optional<std::string> word_or_null(std::optional<T> const& value) {
  if (!value) return std::nullopt;
  return std::string(word(*value));
}

void append(db::Params& params, db::Params more) { std::move(more.begin(), more.end(), std::back_inserter(params)); }

db::Params choice_params(Filter const& filter, Sight sight, Date today) {
  return {{"sees_restricted", sees_restricted(sight)},
          {"source", word_or_null(filter.source)},
          {"rung", word_or_null(filter.rung)},
          {"review", word_or_null(filter.review)},
          {"expired", filter.expired},
          {"dated_from", filter.dated_from},
          {"dated_to", filter.dated_to},
          {"today", today}};
}

// The words, and the number they may be.
db::Params word_params(Filter const& filter) {
  std::optional<std::string> words;
  if (!filter.words.empty()) words = db::like_pattern(filter.words);
  std::optional<std::int64_t> number;
  std::int64_t read = 0;
  auto const* end = filter.words.data() + filter.words.size();
  auto [rest, fault] = std::from_chars(filter.words.data(), end, read);
  if (fault == std::errc{} && rest == end) number = read;
  return {{"words", words}, {"number", number}};
}

std::int64_t count(db::Transaction& transaction, db::Query const& query, db::Params const& params) {
  auto row = transaction.row(query, params);
  ENSURE(row.has_value());
  return row->integer("count");
}

std::int64_t count_matching(db::Transaction& transaction, Filter const& filter, db::Params params) {
  if (filter.words.empty()) return count(transaction, sql::count_matching, params);
  append(params, word_params(filter));
  return count(transaction, sql::count_with_words, params);
}

db::Params list_params(Filter const& filter, Sight sight, Date today, std::int64_t limit, std::int64_t offset) {
  auto params = choice_params(filter, sight, today);
  append(params, word_params(filter));
  append(params, {{"limit", limit}, {"offset", offset}});
  return params;
}

// A query each, so that an index gives the order.
db::Query const& query_in(Order order) {
  auto const either = [&](db::Query const& forwards, db::Query const& backwards) -> db::Query const& {
    return order.is_descending ? backwards : forwards;
  };
  switch (order.key) {
    case SortKey::source:
      return either(sql::list_by_source, sql::list_by_source_backwards);
    case SortKey::rung:
      return either(sql::list_by_rung, sql::list_by_rung_backwards);
    case SortKey::dated:
      return either(sql::list_by_dated, sql::list_by_dated_backwards);
    case SortKey::expires:
      return either(sql::list_by_expires, sql::list_by_expires_backwards);
    case SortKey::review:
      return either(sql::list_by_review, sql::list_by_review_backwards);
    case SortKey::number:
      break;
  }
  return either(sql::list_oldest_first, sql::list_evidence);
}

std::vector<Evidence> in_order(db::Transaction& transaction, Order order, db::Params const& params) {
  return evidence_in(transaction.rows(query_in(order), params));
}

// What insert and change write alike.
db::Params content_params(Evidence const& each) {
  return {{"id", each.id},
          {"title", each.title},
          {"source", word(each.source)},
          {"voice", word_or_null(each.voice)},
          {"rung", word(each.rung)},
          {"dated", each.dated},
          {"period_from", each.period_from},
          {"period_to", each.period_to},
          {"shows", each.shows},
          {"expires", each.expires},
          {"address", each.address},
          {"file_version", each.file ? std::optional(each.file->number) : std::nullopt},
          {"is_restricted", each.is_restricted}};
}

void insert_records(db::Transaction& transaction, Evidence const& each) {
  if (each.measure) {
    auto const& record = *each.measure;
    transaction.execute(sql::insert_measure, {{"evidence", each.id},
                                              {"name", record.name},
                                              {"unit", record.unit},
                                              {"from_source", record.from_source},
                                              {"good", word(record.good)},
                                              {"baseline_numerator", record.baseline.numerator},
                                              {"baseline_denominator", record.baseline.denominator},
                                              {"baseline_on", record.baseline.on},
                                              {"end_numerator", record.end.numerator},
                                              {"end_denominator", record.end.denominator},
                                              {"end_on", record.end.on}});
  }
  if (each.audit)
    transaction.execute(sql::insert_audit, {{"evidence", each.id},
                                            {"question", each.audit->question},
                                            {"good", each.audit->good},
                                            {"audited", each.audit->audited}});
}

}  // namespace

std::optional<Evidence> find_evidence(db::Transaction& transaction, EvidenceId const& id, Sight sight) {
  auto row = transaction.row(sql::find_evidence, {{"id", id}, {"sees_restricted", sees_restricted(sight)}});
  return row ? std::optional(evidence_of(*row)) : std::nullopt;
}

std::vector<Evidence> find_many(db::Transaction& transaction, std::vector<EvidenceId> const& ids, Sight sight) {
  if (ids.empty()) return {};
  auto texts = nlohmann::json::array();
  for (auto const& id : ids) texts.push_back(id.text());
  return evidence_in(
      transaction.rows(sql::find_many, {{"ids", texts.dump()}, {"sees_restricted", sees_restricted(sight)}}));
}

Listed list_evidence(db::Transaction& transaction, Filter const& filter, Sight sight, Date today, int page,
                     Order order) {
  auto total = count(transaction, sql::count_evidence, {{"sees_restricted", sees_restricted(sight)}});
  auto matching = count_matching(transaction, filter, choice_params(filter, sight, today));
  auto const offset = std::int64_t{std::max(page, 1) - 1} * page_size;
  return {in_order(transaction, order, list_params(filter, sight, today, page_size, offset)), matching, total};
}

std::vector<Evidence> list_all_evidence(db::Transaction& transaction, Filter const& filter, Sight sight, Date today,
                                        Order order) {
  return in_order(transaction, order, list_params(filter, sight, today, every_row, 0));
}

Brief brief(db::Transaction& transaction, Sight sight, Date today) {
  auto row = transaction.row(sql::brief, {{"sees_restricted", sees_restricted(sight)}, {"today", today}});
  ENSURE(row.has_value());
  return {row->integer("total"), row->integer("unreviewed"), row->integer("accepted"), row->integer("rejected"),
          row->integer("expired")};
}

std::vector<FileVersion> list_file_versions(db::Transaction& transaction, EvidenceId const& id) {
  std::vector<FileVersion> out;
  for (auto const& row : transaction.rows(sql::list_files, {{"evidence", id}})) out.push_back(file_of(row));
  return out;
}

Sight sight_of(operations::Actor const& reader) {
  // No theme is called "": only a role that is not narrowed holds it there.
  return operations::may_on_theme(reader, "evidence.review", "") ? Sight::everything : Sight::open_only;
}

std::int64_t next_number(db::Transaction& transaction) {
  auto row = transaction.row(sql::next_number);
  ENSURE(row.has_value());
  return row->integer("number");
}

void insert_evidence(db::Transaction& transaction, Evidence const& evidence) {
  auto params = content_params(evidence);
  append(params, {{"number", evidence.number},
                  {"added_by", evidence.added_by.account},
                  {"added_by_name", evidence.added_by.name},
                  {"added_at", evidence.added_at}});
  transaction.execute(sql::insert_evidence, params);
  insert_records(transaction, evidence);
  if (evidence.file) insert_file_version(transaction, evidence.id, *evidence.file);
  search::put(transaction, search_document(evidence));
}

bool save_evidence(db::Transaction& transaction, Evidence const& evidence) {
  auto params = content_params(evidence);
  append(params, {{"review", word(evidence.review)},
                  {"reviewed_by", evidence.reviewer ? db::Value(evidence.reviewer->account) : db::Value(nullptr)},
                  {"reviewed_by_name", evidence.reviewer ? db::Value(evidence.reviewer->name) : db::Value(nullptr)},
                  {"reviewed_at", evidence.reviewed_at},
                  {"review_note", evidence.review_note},
                  {"changed_by", evidence.changed_by.account},
                  {"changed_by_name", evidence.changed_by.name},
                  {"version", evidence.version}});
  if (transaction.execute(sql::change_evidence, params) == 0) return false;
  transaction.execute(sql::delete_measure, {{"evidence", evidence.id}});
  transaction.execute(sql::delete_audit, {{"evidence", evidence.id}});
  insert_records(transaction, evidence);
  search::put(transaction, search_document(evidence));
  return true;
}

void insert_file_version(db::Transaction& transaction, EvidenceId const& id, FileVersion const& file) {
  transaction.execute(sql::insert_file, {{"evidence", id},
                                         {"number", file.number},
                                         {"hash", file.hash},
                                         {"name", file.name},
                                         {"size", file.size},
                                         {"media_type", file.media_type},
                                         {"added_by", file.added_by.account},
                                         {"added_by_name", file.added_by.name},
                                         {"added_at", file.added_at}});
}

bool end_evidence(db::Transaction& transaction, EvidenceId const& id, std::int64_t version, Instant now) {
  if (transaction.execute(sql::end_evidence, {{"id", id}, {"version", version}, {"now", now}}) == 0) return false;
  search::remove(transaction, kEvidenceKind, id.text());
  return true;
}

bool revive_evidence(db::Transaction& transaction, EvidenceId const& id, std::int64_t version) {
  return transaction.execute(sql::revive_evidence, {{"id", id}, {"version", version}}) == 1;
}

}  // namespace gt::evidence
