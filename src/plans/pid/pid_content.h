#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

/// What an initiation document says: the words under each heading and the records printed beneath them. Plain values,
/// so that a version can be kept, compared and printed long after the records have moved on.
namespace gt::plans {

/// A heading of `reference/pid_sections.tsv`.
struct PidSection {
  std::string key;  ///< "scope_in": in the API, in forms and in what is stored
  std::string heading;
  std::string help;
  bool is_required = false;
  std::string shows;  ///< which records stand beneath the words: "objectives"; empty for none
};

/// In the order they are printed.
std::vector<PidSection> const& pid_sections();
/// Null when there is no such section.
PidSection const* find_pid_section(std::string_view key);
/// Throws std::runtime_error naming the line when the text is malformed.
std::vector<PidSection> read_pid_sections(std::string_view text);

struct PidText {
  std::string key;
  std::string heading;
  std::string text;  ///< may be empty

  friend bool operator==(PidText const&, PidText const&) = default;
};

/// One record as it stood: its page's address tells it from others, the cells are what was printed.
struct PidRow {
  std::string address;
  std::vector<std::string> cells;

  friend bool operator==(PidRow const&, PidRow const&) = default;
};

/// The records beneath one section.
struct PidPart {
  std::string section;  ///< the key of its section
  std::string title;    ///< "Success measures"
  std::vector<std::string> columns;
  std::vector<PidRow> rows;

  friend bool operator==(PidPart const&, PidPart const&) = default;
};

struct PidContent {
  std::vector<PidText> sections;  ///< every section, also empty ones
  std::vector<PidPart> parts;     ///< only those that have rows

  std::string const* text_of(std::string_view key) const;
  PidPart const* part_of(std::string_view section) const;

  friend bool operator==(PidContent const&, PidContent const&) = default;
};

nlohmann::json to_json(PidContent const& content);
/// Reads back what `to_json` wrote.
PidContent content_from(nlohmann::json const& stored);

}  // namespace gt::plans
