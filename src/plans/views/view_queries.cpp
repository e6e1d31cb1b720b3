// What a saved view keeps of an address.

#include <algorithm>

#include "plans/lists/action_filter.h"
#include "plans/records/record_filter.h"
#include "plans/views/views.h"
#include "platform/core/text.h"
#include "platform/web/syntax.h"

namespace gt::plans {

namespace {

constexpr std::size_t longest_view_query = 1000;

RecordKind const* kind_of_list(html::Query const& query) {
  auto const address = "/" + std::string(query.value("list"));
  auto const& kinds = record_kinds();
  auto const found =
      std::find_if(kinds.begin(), kinds.end(), [&](RecordKind const& each) { return each.address == address; });
  return found == kinds.end() ? nullptr : &*found;
}

html::Query what_the_list_knows(html::Query const& query, RecordKind const* kind) {
  if (kind == nullptr) return ActionFilter::from_query(query).to_query();
  auto kept = html::Query{}.with("list", kind->address.substr(1));
  for (auto const& name : filter_names(*kind)) kept = kept.with(name, query.value(name));
  return kept;
}

}  // namespace

html::Href address_of_view(std::string const& query) {
  auto const asked = read_view_query(query);
  if (auto const* kind = asked ? kind_of_list(*asked) : nullptr) return asked->without("list").at(kind->address);
  return html::Href{query.empty() ? "/plan?view=all" : "/plan?" + query};
}

RecordKind const* kind_of_view(std::string const& query) {
  auto const asked = read_view_query(query);
  return asked ? kind_of_list(*asked) : nullptr;
}

std::string view_query(html::Query const& query) { return view_query(query, kind_of_list(query)); }

std::string view_query(html::Query const& query, RecordKind const* kind) {
  auto kept = what_the_list_knows(query, kind);
  for (auto const* name : {"sort", "order"}) kept = kept.with(name, query.value(name));
  auto text = kept.at("/").text();
  return text.size() > 2 ? text.substr(2) : "";
}

std::optional<html::Query> read_view_query(std::string_view text) {
  if (text.starts_with('?')) text.remove_prefix(1);
  if (text.empty()) return html::Query{};
  if (text.size() > longest_view_query || text.find('=') == std::string_view::npos) return std::nullopt;
  auto fields = web::read_urlencoded(text);
  if (!fields) return std::nullopt;
  std::vector<std::pair<std::string, std::string>> pairs;
  for (auto const& each : *fields) {
    if (text_fault(each.value)) return std::nullopt;
    pairs.emplace_back(each.name, each.value);
  }
  return html::Query{std::move(pairs)};
}

}  // namespace gt::plans
