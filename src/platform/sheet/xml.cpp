#include "platform/sheet/xml.h"

#include <expat.h>

#include <charconv>
#include <exception>

#include <fmt/format.h>

#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

constexpr char separator = ' ';  // Cannot be part of a namespace's address.

Space space_of(std::string_view address) {
  struct Known {
    std::string_view address;
    Space space;
  };
  static constexpr Known known[] = {
      {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", Space::workbook},
      {"http://purl.oclc.org/ooxml/spreadsheetml/main", Space::workbook},
      {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Space::relation},
      {"http://purl.oclc.org/ooxml/officeDocument/relationships", Space::relation},
      {"http://schemas.openxmlformats.org/package/2006/relationships", Space::relations},
      {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", Space::office},
      {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::table},
      {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::text},
      {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", Space::style},
      {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Space::calc},
      {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", Space::manifest},
  };
  for (auto const& each : known) {
    if (each.address == address) return each.space;
  }
  return Space::other;
}

Name name_of(char const* expanded) {
  std::string_view const whole(expanded);
  auto const at = whole.find(separator);
  if (at == std::string_view::npos) return {Space::none, whole};
  return {space_of(whole.substr(0, at)), whole.substr(at + 1)};
}

/// One parser and what went wrong in its calls back, since nothing may be thrown through the library.
class Parser {
 public:
  Parser(XmlHandler& handler, Limits const& limits)
      : handler_(handler), limits_(limits), parser_(XML_ParserCreateNS(nullptr, separator)) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_document_type);
  }

  void feed(std::string_view piece, bool is_last, std::string const& part) {
    auto const status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
    if (thrown_) std::rethrow_exception(thrown_);
    if (status == XML_STATUS_OK) return;
    auto const error = XML_GetErrorCode(parser_.get());
    if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    throw damaged(handler_.place(), fmt::format("its part {} breaks off or is garbled at line {} ({})", part,
                                                XML_GetCurrentLineNumber(parser_.get()), XML_ErrorString(error)));
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  template <class Call>
  void guarded(Call call) {
    if (thrown_) return;
    try {
      call();
    } catch (std::exception const&) {
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  static void on_start(void* self, char const* name, char const** attributes) {
    auto& parser = *static_cast<Parser*>(self);
    parser.guarded([&] {
      if (++parser.depth_ > parser.limits_.xml_depth) {
        throw damaged(parser.handler_.place(), "its parts are nested deeper than any spreadsheet program does");
      }
      parser.handler_.start(name_of(name), Attributes(attributes));
    });
  }
  static void on_end(void* self, char const* name) {
    auto& parser = *static_cast<Parser*>(self);
    parser.guarded([&] {
      --parser.depth_;
      parser.handler_.end(name_of(name));
    });
  }
  static void on_text(void* self, char const* bytes, int size) {
    auto& parser = *static_cast<Parser*>(self);
    parser.guarded([&] { parser.handler_.text({bytes, static_cast<std::size_t>(size)}); });
  }
  static void on_document_type(void* self, char const*, char const*, char const*, int) {
    auto& parser = *static_cast<Parser*>(self);
    parser.guarded([&] {
      throw damaged(parser.handler_.place(), "it declares a document type, which no spreadsheet program does");
    });
  }

  XmlHandler& handler_;
  Limits const& limits_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  std::exception_ptr thrown_;
  int depth_ = 0;
};

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view local, Space space) const {
  for (char const* const* at = list_; *at != nullptr; at += 2) {
    if (name_of(at[0]).is(space, local)) return std::string_view(at[1]);
  }
  return std::nullopt;
}

void parse(Archive& archive, std::string const& part, XmlHandler& handler, Limits const& limits) {
  Parser parser(handler, limits);
  archive.read(
      part, [&](std::string_view piece) { parser.feed(piece, false, part); }, [&] { return handler.place(); });
  parser.feed({}, true, part);
}

std::optional<int> whole_number(std::string_view text, int most) {
  int value = 0;
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) {
    return std::nullopt;
  }
  return value;
}

bool is_true(std::optional<std::string_view> attribute) {
  return attribute && (*attribute == "1" || *attribute == "true" || *attribute == "on");
}

}  // namespace gt::sheet
