#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/sheet/archive.h"

namespace gt::sheet {

/// The namespaces that worksheets use; both forms of one (transitional, strict) are the same here.
enum class Space : std::uint8_t {
  none,
  other,
  workbook,
  relation,   ///< r:id
  relations,  ///< of the .rels parts
  office,
  table,
  text,
  style,
  calc,
  manifest
};

struct Name {
  Space space = Space::none;
  std::string_view local{};

  bool is(Space wanted, std::string_view name) const { return space == wanted && local == name; }
};

/// The attributes of one element.
class Attributes {
 public:
  explicit Attributes(char const* const* list) : list_(list) {}
  std::optional<std::string_view> find(std::string_view local, Space space = Space::none) const;

 private:
  char const* const* list_;
};

/// Takes the events of one document. A member may throw: parsing then stops and `parse` throws the same.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(Name name, Attributes const& attributes) = 0;
  virtual void end(Name name) = 0;
  virtual void text(std::string_view piece) = 0;
  /// What to name when the document breaks off here.
  virtual Place place() const { return {}; }
};

/// Reads one part as XML, whole. Throws Refused for anything but well-formed XML without a document type.
void parse(Archive& archive, std::string const& part, XmlHandler& handler, Limits const& limits);

/// A whole number of at most `most`; nothing for anything else.
std::optional<int> whole_number(std::string_view text, int most);

/// "1", "true", "on" as XML and its dialects write them.
bool is_true(std::optional<std::string_view> attribute);

}  // namespace gt::sheet
