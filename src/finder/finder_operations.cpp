#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "finder/finder.h"
#include "platform/core/progress.h"
#include "platform/operations/declare.h"

namespace gt::finder {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

using Sources = std::shared_ptr<std::vector<Source> const>;

constexpr int results_a_page = 20;
constexpr std::size_t longest_typed = 5000;

// ---- find

struct Find {
  std::string q;
  std::string kind;
  std::int64_t page = 1;
  Sources sources;  // given before the transaction
};

operations::Fields<Find> find_fields() {
  return {field("q", &Find::q,
                "Words, \"words together\", the start of a word with a star (safeg*), -words to leave out", "neglect")
              .max_length(longest_typed),
          field("kind", &Find::kind, "Only records of this kind", "finding"),
          field("page", &Find::page, fmt::format("Which page of {} results, from 1", results_a_page), 1)};
}

std::vector<std::string> permissions_of(operations::Actor const& actor) {
  std::vector<std::string> held;
  for (auto const& permission : operations::all_permissions()) {
    if (!operations::may(actor, permission)) continue;
    held.push_back(permission);
    bool is_everywhere = std::any_of(actor.grants.begin(), actor.grants.end(), [&](operations::Grant const& grant) {
      return !grant.theme && !grant.body && operations::role_grants(grant.role, permission);
    });
    if (is_everywhere) held.push_back(search::held_everywhere(permission));
  }
  return held;
}

// A kind nobody has named is shown by its own name.
Source named(std::vector<Source> const& sources, std::string const& kind) {
  auto found = std::find_if(sources.begin(), sources.end(), [&](Source const& each) { return each.kind == kind; });
  return found == sources.end() ? Source{kind, kind, kind, {}} : *found;
}

json pieces_json(std::vector<search::Piece> const& pieces) {
  auto out = json::array();
  for (auto const& each : pieces) out.push_back({{"text", each.text}, {"match", each.is_match}});
  return out;
}

std::string plain(std::vector<search::Piece> const& pieces) {
  std::string text;
  for (auto const& each : pieces) text += each.text;
  return text;
}

Result<json> run_find(Call& call, Find const& input) {
  auto held = permissions_of(call.actor());
  auto page = static_cast<int>(std::clamp<std::int64_t>(input.page, 1, 1'000'000));
  auto results = search::find(call.db(), input.q, held, {page, results_a_page}, input.kind);
  auto pages = static_cast<int>((results.total + results_a_page - 1) / results_a_page);
  if (pages > 0 && page > pages) {
    page = pages;
    results = search::find(call.db(), input.q, held, {page, results_a_page}, input.kind);
  }
  json out{{"asks_something", results.asks_something},
           {"total", results.total},
           {"page", page},
           {"pages", pages},
           {"page_size", results_a_page},
           {"kinds", json::array()},
           {"results", json::array()}};
  for (auto const& each : results.kinds)
    out["kinds"].push_back(
        {{"kind", each.kind}, {"label", named(*input.sources, each.kind).plural}, {"count", each.count}});
  for (auto const& hit : results.hits)
    out["results"].push_back({{"kind", hit.kind},
                              {"label", named(*input.sources, hit.kind).label},
                              {"id", hit.id},
                              {"title", plain(hit.title)},
                              {"address", hit.address},
                              {"snippet", plain(hit.snippet)},
                              {"marks", {{"title", pieces_json(hit.title)}, {"snippet", pieces_json(hit.snippet)}}}});
  return out;
}

// ---- rebuild

struct Rebuild {
  Sources sources;
};

Result<json> run_rebuild(Call& call, Rebuild const& input) {
  TRY(call.allow_themes({}));  // it concerns every theme
  search::clear(call.db());
  auto kinds = json::array();
  std::int64_t total = 0;
  for (auto const& source : *input.sources) {
    auto documents = source.documents(call.db());
    std::int64_t put = 0;
    for (auto const& each : documents) {
      progress::at(put++, static_cast<std::int64_t>(documents.size()), source.plural);
      ENSURE(each.kind == source.kind);
      search::put(call.db(), each);
    }
    total += static_cast<std::int64_t>(documents.size());
    kinds.push_back({{"kind", source.kind}, {"label", source.plural}, {"count", documents.size()}});
  }
  return json{{"total", total}, {"kinds", kinds}};
}

}  // namespace

void add_operations(operations::Registry& registry, std::vector<Source> given) {
  auto sources = std::make_shared<std::vector<Source> const>(std::move(given));
  registry.add(declare<Find>("search find", "Find records by their words", operations::Kind::read, "plan.view",
                             find_fields(),
                             {{"asks_something", true},
                              {"total", 0},
                              {"page", 1},
                              {"pages", 0},
                              {"page_size", results_a_page},
                              {"kinds", json::array()},
                              {"results", json::array()}},
                             &run_find, [sources](Find& input) -> Result<void> {
                               input.sources = sources;
                               return {};
                             }));
  registry.add(declare<Rebuild>("search rebuild", "Fill the search anew from every record", operations::Kind::change,
                                "search.rebuild", {}, {{"total", 0}, {"kinds", json::array()}}, &run_rebuild,
                                [sources](Rebuild& input) -> Result<void> {
                                  input.sources = sources;
                                  return {};
                                }));
}

}  // namespace gt::finder
