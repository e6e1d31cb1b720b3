#include "platform/registers/register.h"

#include <fmt/format.h>

namespace gt::registers {

using nlohmann::json;

html::Html named(NamesById const& names, std::string const& id) {
  auto const found = names.find(id);
  if (found == names.end()) return html::words("Something that is no longer here");
  return found->second.address.empty()
             ? html::words(found->second.title)
             : html::link(html::words(found->second.title), html::Href{found->second.address});
}

std::vector<std::string> Register::columns(Kind const& kind) const {
  constexpr std::size_t most = 4;
  std::vector<std::string> out;
  for (auto const& field : kind.fields)
    if (field.type != records::FieldType::text && out.size() < most) out.push_back(field.name);
  return out;
}

html::Html Register::state_tag(Record const& record, Date) const {
  auto const state = state_of(record);
  return state.empty() ? html::Html{} : html::tag(records::capital(state), html::TagKind::quiet);
}

json to_json(Register const& of, Record const& record) {
  auto out = record.fields;
  out["id"] = record.id;
  out["kind"] = record.kind->word;
  out["number"] = record.number;
  out["title"] = record.title;
  if (record.parent) out["inside"] = *record.parent;
  if (auto state = of.state_of(record); !state.empty()) out["state"] = state;
  out["version"] = record.version;
  return out;
}

tl::unexpected<Error> no_such(Kind const& kind) {
  return refuse(ErrorKind::not_found, fmt::format("There is no such {} here. Look in its list.", kind.word));
}

tl::unexpected<Error> changed_first(Kind const& kind) {
  return refuse(
      ErrorKind::conflict,
      fmt::format("Someone else changed this {} while you were. Look at theirs, then send yours again.", kind.word));
}

Result<Record> find_open(Register const& of, db::Transaction& transaction, Kind const& kind, std::string const& id) {
  auto record = of.find(transaction, id);
  if (!record || record->is_ended || record->kind != &kind) return no_such(kind);
  return *std::move(record);
}

Result<json> save_changed(operations::Call& call, Register const& of, Record const& before, Record after,
                          std::string const& why) {
  if (!of.save(call, after)) return changed_first(*after.kind);
  ++after.version;
  of.keep(call, {after.kind->word, after.id, after.title, to_json(of, before), to_json(of, after)}, why);
  return json{{"id", after.id}, {"version", after.version}};
}

}  // namespace gt::registers
