#include "governance/papers/paper.h"
#include "governance/sql.h"

namespace gt::governance {

using nlohmann::json;

namespace {

PaperFile file_of(db::Row const& row, char const* number) {
  return {row.integer(number),           row.text("hash"),       row.text("name"),
          row.integer("size"),           row.text("media_type"), row.text("added_by_name"),
          row.id<AccountId>("added_by"), row.instant("added_at")};
}

Paper paper_of(db::Row const& row) {
  return {row.id<PaperId>("id"),         row.id<MeetingId>("meeting"),
          row.optional_text("item"),     row.text("body"),
          row.integer("number"),         row.text("title"),
          row.flag("is_private_itself"), row.flag("is_private"),
          row.text("exempt_paragraph"),  row.text("public_interest"),
          row.flag("is_ended"),          file_of(row, "file_number"),
          row.integer("version")};
}

db::Params content_of(Paper const& paper) {
  return {{"id", paper.id},
          {"item", paper.item},
          {"title", paper.title},
          {"is_private", paper.is_private_itself},
          {"exempt_paragraph", paper.exempt_paragraph},
          {"public_interest", paper.public_interest},
          {"file_version", paper.file.number}};
}

}  // namespace

std::vector<Paper> list_papers(db::Transaction& transaction, MeetingId const& meeting, Sight const& sight) {
  std::vector<Paper> out;
  db::Params params{{"meeting", meeting}};
  sight.add_to(params);
  for (auto const& row : transaction.rows(sql::list_meeting_papers, params)) out.push_back(paper_of(row));
  return out;
}

std::optional<Paper> find_paper(db::Transaction& transaction, PaperId const& id, Sight const& sight) {
  db::Params params{{"id", id}};
  sight.add_to(params);
  auto const row = transaction.row(sql::find_meeting_paper, params);
  return row ? std::optional(paper_of(*row)) : std::nullopt;
}

std::vector<PaperFile> list_paper_files(db::Transaction& transaction, PaperId const& id) {
  std::vector<PaperFile> out;
  for (auto const& row : transaction.rows(sql::list_meeting_paper_files, {{"paper", id}}))
    out.push_back(file_of(row, "number"));
  return out;
}

bool item_has_papers(db::Transaction& transaction, ItemId const& item) {
  return transaction.row(sql::count_papers_of_item, {{"item", item}})->integer("papers") > 0;
}

void insert_paper(db::Transaction& transaction, Paper& paper) {
  paper.number = transaction.row(sql::next_paper_number, {{"meeting", paper.meeting}})->integer("number");
  auto params = content_of(paper);
  params.push_back({"meeting", paper.meeting});
  params.push_back({"number", paper.number});
  transaction.execute(sql::insert_meeting_paper, params);
  insert_paper_file(transaction, paper.id, paper.file);
}

bool save_paper(db::Transaction& transaction, Paper const& paper, Instant now) {
  auto params = content_of(paper);
  params.push_back({"version", paper.version});
  params.push_back({"ended_at", paper.is_ended ? std::optional(now) : std::nullopt});
  return transaction.execute(sql::save_meeting_paper, params) == 1;
}

void insert_paper_file(db::Transaction& transaction, PaperId const& id, PaperFile const& file) {
  transaction.execute(sql::insert_meeting_paper_file, {{"paper", id},
                                                       {"number", file.number},
                                                       {"hash", file.hash},
                                                       {"name", file.name},
                                                       {"size", file.size},
                                                       {"media_type", file.media_type},
                                                       {"added_by", file.added_by_account},
                                                       {"added_by_name", file.added_by},
                                                       {"added_at", file.added_at}});
}

json to_json(PaperFile const& file) {
  return {{"number", file.number},
          {"name", file.name},
          {"size", file.size},
          {"hash", file.hash},
          {"type", file.media_type},
          {"added_by", file.added_by},
          {"added_at", file.added_at.iso()}};
}

json to_json(Paper const& paper) {
  return {{"paper", paper.id.text()},
          {"meeting", paper.meeting.text()},
          {"item", paper.item ? json(*paper.item) : json(nullptr)},
          {"number", paper.number},
          {"title", paper.title},
          {"private", paper.is_private},
          {"exempt_paragraph", paper.exempt_paragraph},
          {"public_interest", paper.public_interest},
          {"file", to_json(paper.file)},
          {"version", paper.version}};
}

}  // namespace gt::governance
