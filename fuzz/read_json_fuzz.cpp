// The body of an API call, against a table with a field of each type. What is taken keeps its limits, and can be
// printed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "platform/core/text.h"
#include "platform/operations/fields.h"
#include "platform/operations/json_text.h"

namespace {

using nlohmann::json;
using namespace gt::operations;

struct Input {
  std::string title;
  std::optional<std::string> note;
  std::int64_t count = 0;
  std::optional<std::int64_t> position;
  bool late = false;
  std::optional<gt::Date> due;
  std::optional<gt::Id<struct ThingTag>> thing;
  std::vector<std::string> names;
  json corrections;
  Upload file;
};

Fields<Input> const& fields() {
  static Fields<Input> const table{field("title", &Input::title, "The title", "Visits").max_length(10).required(),
                                   field("note", &Input::note, "A note", nullptr).choices({"good", "bad"}),
                                   field("count", &Input::count, "How many", 3),
                                   field("position", &Input::position, "Where", 1),
                                   field("late", &Input::late, "Whether late", true),
                                   field("due", &Input::due, "When", "2027-03-31"),
                                   field("thing", &Input::thing, "Which", "k7m2q9x4t8v3b6dp"),
                                   field("names", &Input::names, "Names", json::array({"one"})).max_length(3),
                                   field("corrections", &Input::corrections, "Corrections", json::object()),
                                   field("file", &Input::file, "A file", nullptr)};
  return table;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const sent = read_json({reinterpret_cast<char const*>(data), size});
  if (sent.is_discarded()) return 0;
  auto const input = read_fields(fields(), sent);
  if (!input) {
    require(!input.error().message.empty());
    return 0;
  }
  require(!input->title.empty() && gt::character_count(input->title) <= 10 && input->names.size() <= 3);
  require(!input->note || *input->note == "good" || *input->note == "bad");
  (void)input->corrections.dump();
  return 0;
}
