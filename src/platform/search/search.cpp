#include "platform/search/search.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "platform/core/text.h"
#include "platform/search/sql.h"

namespace gt::search {

namespace {

// Parts words that do not stand together. A reader who types it finds nothing worth having.
constexpr std::string_view kGap = "qzgapzq";

struct Indexed {
  std::string text;   // as it is kept and shown
  std::string words;  // folded, with a space between
  std::vector<Word> others;
};

Indexed indexed(std::string_view given, std::size_t most_words) {
  Indexed out{one_line(given), {}, {}};
  auto folded = fold(out.text);
  if (folded.words.size() > most_words) {
    folded.words.resize(most_words);
    auto end = folded.words.back().end;
    out.text.resize(end);
    std::erase_if(folded.others, [&](Word const& word) { return word.end > end; });
  }
  for (auto const& word : folded.words) out.words += (out.words.empty() ? "" : " ") + word.text;
  out.others = std::move(folded.others);
  return out;
}

// After the body the other forms of its words and the title's, each once, apart from one another so that no phrase is
// found among them.
std::string rest_of(Indexed const& title, Indexed const& body) {
  std::string rest{kGap};
  if (!body.words.empty()) rest += " " + body.words;
  std::set<std::string> others;
  for (auto const* part : {&title, &body})
    for (auto const& word : part->others) others.insert(word.text);
  for (auto const& word : others) rest += " " + std::string(kGap) + " " + word;
  return rest;
}

void unindex(db::Transaction& transaction, std::string_view kind, std::string_view id) {
  transaction.execute(sql::unindex_document, {{"kind", kind}, {"id", id}});
}

std::string query_text(db::Transaction const& transaction, Query const& query) {
  if (transaction.engine() == db::Engine::postgresql) return to_tsquery(query);
  ENSURE(transaction.authority().has_value());
  return to_fts5(query, transaction.authority()->text());
}

}  // namespace

std::string held_everywhere(std::string_view permission) { return std::string(permission) + " everywhere"; }

void put(db::Transaction& transaction, Document const& document) {
  auto title = indexed(document.title, kTitleWords);
  auto body = indexed(document.body, kBodyWords);
  auto rest = rest_of(title, body);
  unindex(transaction, document.kind, document.id);
  auto saved = transaction.row(sql::save_document, {{"kind", document.kind},
                                                    {"id", document.id},
                                                    {"title", title.text},
                                                    {"body", body.text},
                                                    {"address", document.address},
                                                    {"permission", document.permission},
                                                    {"folded_title", title.words},
                                                    {"folded_rest", rest}});
  transaction.execute(sql::index_document,
                      {{"number", saved->integer("number")}, {"folded_title", title.words}, {"folded_rest", rest}});
}

void remove(db::Transaction& transaction, std::string_view kind, std::string_view id) {
  unindex(transaction, kind, id);
  transaction.execute(sql::remove_document, {{"kind", kind}, {"id", id}});
}

void clear(db::Transaction& transaction) {
  for (auto const& row : transaction.rows(sql::list_documents)) remove(transaction, row.text("kind"), row.text("id"));
}

Results find(db::Transaction& transaction, std::string_view typed, std::vector<std::string> const& permissions_held,
             Page page, std::string_view kind) {
  Results results;
  auto query = parse(typed);
  results.asks_something = query.asks_something();
  if (!results.asks_something || permissions_held.empty()) return results;
  auto text = query_text(transaction, query);
  auto permissions = nlohmann::json(permissions_held).dump();
  for (auto const& row : transaction.rows(sql::count_documents, {{"query", text}, {"permissions", permissions}})) {
    results.kinds.push_back({row.text("kind"), row.integer("documents")});
    if (kind.empty() || results.kinds.back().kind == kind) results.total += results.kinds.back().count;
  }
  auto size = std::max(1, page.size);
  auto offset = static_cast<std::int64_t>(std::max(1, page.number) - 1) * size;
  if (offset >= results.total) return results;
  for (auto const& row :
       transaction.rows(sql::find_documents, {{"query", text},
                                              {"permissions", permissions},
                                              {"kind", kind.empty() ? db::Value(nullptr) : db::Value(kind)},
                                              {"limit", size},
                                              {"offset", offset}}))
    results.hits.push_back({row.text("kind"), row.text("id"), row.text("address"), marked(row.text("title"), query),
                            snippet(row.text("body"), query)});
  return results;
}

}  // namespace gt::search
