#include "platform/backup/manifest.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gt::backup {

using nlohmann::json;

namespace {

constexpr int form = 1;

tl::unexpected<Error> not_a_manifest(std::string const& what) {
  return refuse(ErrorKind::invalid, fmt::format("This is no backup that can be used: {}", what));
}

/// Whether a path of a manifest stays inside the backup's folder.
bool is_inside(std::string const& path) {
  if (path.empty() || path.front() == '/') return false;
  for (auto const& part : std::filesystem::path(path))
    if (part == ".." || part == ".") return false;
  return true;
}

Manifest from_json(json const& value) {
  Manifest out;
  out.version = value.at("program");
  auto const made = Instant::from_iso(value.at("made").get<std::string>());
  if (made) out.made = *made;
  out.engine = value.at("engine") == "postgresql" ? db::Engine::postgresql : db::Engine::sqlite;
  for (auto const& each : value.at("schema")) out.schema.push_back({each.at("name"), each.at("sha256")});
  for (auto const& each : value.at("tables"))
    out.tables.push_back({each.at("name"), each.at("columns").get<std::vector<std::string>>(), each.at("rows")});
  for (auto const& each : value.at("contents"))
    out.contents.push_back({each.at("path"), each.at("size"), each.at("sha256")});
  out.audit_entries = value.at("audit").at("entries");
  out.audit_hash = value.at("audit").at("hash");
  for (auto const& each : value.at("audit").at("councils"))
    out.councils.push_back({each.at("authority"), each.at("entries"), each.at("sequence"), each.at("hash")});
  out.faults = value.at("faults").get<std::vector<std::string>>();
  out.missing_files = value.at("missing_files").get<std::vector<std::string>>();
  return out;
}

}  // namespace

std::int64_t Manifest::stored_files() const {
  return std::count_if(contents.begin(), contents.end(),
                       [](auto const& each) { return each.path.starts_with("files/"); });
}

std::int64_t Manifest::bytes() const {
  std::int64_t out = 0;
  for (auto const& each : contents) out += each.size;
  return out;
}

std::string engine_words(db::Engine engine) { return engine == db::Engine::sqlite ? "SQLite" : "PostgreSQL"; }

std::string rows_file(std::string const& table) { return "database/" + table + ".copy"; }

std::string to_text(Manifest const& manifest) {
  auto schema = json::array(), tables = json::array(), contents = json::array(), councils = json::array();
  for (auto const& each : manifest.schema) schema.push_back({{"name", each.name}, {"sha256", each.sha256}});
  for (auto const& each : manifest.tables)
    tables.push_back({{"name", each.name}, {"rows", each.rows}, {"columns", each.columns}});
  for (auto const& each : manifest.contents)
    contents.push_back({{"path", each.path}, {"size", each.size}, {"sha256", each.sha256}});
  for (auto const& each : manifest.councils)
    councils.push_back(
        {{"authority", each.authority}, {"entries", each.entries}, {"sequence", each.sequence}, {"hash", each.hash}});
  json const out{
      {"form", form},
      {"program", manifest.version},
      {"made", manifest.made.iso()},
      {"engine", manifest.engine == db::Engine::sqlite ? "sqlite" : "postgresql"},
      {"schema", schema},
      {"tables", tables},
      {"audit", {{"entries", manifest.audit_entries}, {"hash", manifest.audit_hash}, {"councils", councils}}},
      {"faults", manifest.faults},
      {"missing_files", manifest.missing_files},
      {"contents", contents}};
  return out.dump(1) + "\n";
}

Result<Manifest> read_manifest(std::string const& text) {
  auto const value = json::parse(text, nullptr, false);
  if (!value.is_object() || !value.contains("form") || !value["form"].is_number_integer())
    return not_a_manifest(fmt::format("its {} is damaged.", manifest_file));
  if (value["form"].get<int>() > form)
    return refuse(ErrorKind::conflict,
                  fmt::format("This backup was made by a newer program ({}) in a form that this one does not know. Put "
                              "that version in place, then try again.",
                              value.value("program", "its version is not named")));
  try {
    auto out = from_json(value);
    for (auto const& each : out.contents)
      if (!is_inside(each.path))
        return not_a_manifest(fmt::format("its {} names a place outside of the backup.", manifest_file));
    return out;
  } catch (json::exception const&) {
    return not_a_manifest(fmt::format("its {} is damaged.", manifest_file));
  }
}

}  // namespace gt::backup
