#pragma once

#include <string>
#include <variant>
#include <vector>

/// What a document says, before anybody knows in which format.
namespace gt::office {

/// Level 1 is below the title.
struct Heading {
  int level = 1;
  std::string text;
};
/// Line ends inside stay line ends.
struct Paragraph {
  std::string text;
  bool is_strong = false;
};
struct Bullets {
  std::vector<std::string> items;
};
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<int> widths;  ///< of the columns, in parts of 100
  std::vector<std::vector<std::string>> rows;
};
using Block = std::variant<Heading, Paragraph, Bullets, Table>;

struct Document {
  std::string title;
  std::string subtitle;  ///< may be empty
  std::vector<Block> blocks;
};

/// As pandoc’s JSON: text only as text, so that nothing typed becomes a picture, a link, a file or a command.
/// It is put together row by row: the whole of it is there once, as text.
std::string to_pandoc(Document const& document);

}  // namespace gt::office
