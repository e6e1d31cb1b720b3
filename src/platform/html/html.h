#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gt::html {

/// Markup written in the source. Only a string literal converts to one, and one that carries inline script or style
/// does not compile: the content security policy would drop it.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(char const (&text)[N]) : text_{text, N - 1}, opens_url_{ends_in_url_attribute({text, N - 1})} {
    if (carries_inline_code(text_)) throw "Markup must not carry inline script or style.";
  }
  constexpr std::string_view view() const { return text_; }
  /// Whether the next thing written is the value of an address attribute.
  constexpr bool opens_url() const { return opens_url_; }

 private:
  static constexpr bool ends_in_url_attribute(std::string_view text) {
    for (std::string_view name : {" href=\"", " src=\"", " action=\"", " formaction=\""}) {
      if (text.ends_with(name)) return true;
    }
    return false;
  }
  static constexpr bool carries_inline_code(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::string_view const rest = text.substr(at);
      if (text[at] == '<' && (rest.starts_with("<script") || rest.starts_with("<style"))) return true;
      if (text[at] == ' ' &&
          (rest.starts_with(" style=") || rest.starts_with(" onclick") || rest.starts_with(" onload") ||
           rest.starts_with(" onerror") || rest.starts_with(" onchange") || rest.starts_with(" onsubmit"))) {
        return true;
      }
    }
    return false;
  }
  std::string_view text_;
  bool opens_url_;
};

/// An address a page may link to: http, https, mailto, or relative to this service (starting with `/`, `?` or `#`).
/// Anything else, whatever spelling hides it, becomes `#`. An address of another host without a scheme (`//host`) is
/// not relative and becomes `#` as well.
class Href {
 public:
  Href() : text_{"#"} {}
  Href(std::string_view address);
  Href(std::string const& address) : Href{std::string_view(address)} {}
  Href(char const* address) : Href{std::string_view(address)} {}

  std::string const& text() const { return text_; }
  friend bool operator==(Href const&, Href const&) = default;

 private:
  std::string text_;
};

inline Href href(std::string_view address) { return Href{address}; }

/// The name of an attribute that holds plain words. Addresses, styles and event handlers do not compile here.
class AttributeName {
 public:
  template <std::size_t N>
  consteval AttributeName(char const (&name)[N]) : name_{name, N - 1} {
    if (name_.starts_with("on")) throw "Event handlers are inline script.";
    for (std::string_view refused : {"style", "srcdoc", "href", "src", "action", "formaction", "xlink:href"}) {
      if (name_ == refused) throw "Addresses are written with an Href; styles belong in the stylesheet.";
    }
  }
  constexpr std::string_view view() const { return name_; }

 private:
  std::string_view name_;
};

/// ` name="value"` with its leading space and its value escaped; nothing at all when there is no value.
struct Attribute {
  std::string_view name;
  std::optional<std::string> value;
};

template <class T>
requires std::convertible_to<T const&, std::string_view> Attribute attribute(AttributeName name, T const& value) {
  return {name.view(), std::string(std::string_view(value))};
}
template <class T>
requires std::same_as<T, std::optional<std::string>> Attribute attribute(AttributeName name, T value) {
  return {name.view(), std::move(value)};
}
template <std::integral T>
requires(!std::same_as<T, bool> && !std::same_as<T, char>) Attribute attribute(AttributeName name, T value) {
  return {name.view(), std::to_string(value)};
}
/// ` name` when `on`, else nothing: `checked`, `required`, `multiple`.
struct Flag {
  std::string_view name;
  bool on;
};
inline Flag flag(AttributeName name, bool on) { return {name.view(), on}; }

/// A piece of a page. Markup enters only as literals; every runtime text is escaped; pieces compose. There is no way
/// to write a `char const*`, a `bool` or a `char`: each does not compile.
class Html {
 public:
  Html() = default;
  Html(Literal markup) { *this << markup; }
  template <class T>
  requires(std::same_as<T, std::string> || std::same_as<T, std::string_view>) Html(T const& words) { *this << words; }
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Html(T number) { *this << number; }

  Html& operator<<(Literal markup) {
    out_ += markup.view();
    awaits_url_ = markup.opens_url();
    return *this;
  }
  Html& operator<<(Html const& piece) {
    out_ += piece.out_;
    awaits_url_ = false;
    return *this;
  }
  /// Escaped. Directly after `href="`, `src="` or `action="` it is held to the rule of Href first.
  template <class T>
  requires(std::same_as<T, std::string> || std::same_as<T, std::string_view>) Html& operator<<(T const& words) {
    if (awaits_url_) return *this << Href{std::string_view(words)};
    return text(words);
  }
  template <std::same_as<Href> T>
  Html& operator<<(T const& address) {
    awaits_url_ = false;
    return text(address.text());
  }
  Html& operator<<(Attribute const& attribute);
  Html& operator<<(Flag flag);
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Html& operator<<(T number) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out_.append(digits, end);
    awaits_url_ = false;
    return *this;
  }

  /// Appends `words` escaped for text and for attribute values in double or single quotes. Control characters that
  /// HTML does not allow are dropped.
  Html& text(std::string_view words);

  bool empty() const { return out_.empty(); }
  std::string const& str() const& { return out_; }
  std::string str() && { return std::move(out_); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

  friend bool operator==(Html const& a, Html const& b) { return a.out_ == b.out_; }

 private:
  std::string out_;
  bool awaits_url_ = false;
};

/// Escaped words as a piece; for literals that are words and not markup.
inline Html words(std::string_view text) { return Html{std::string_view(text)}; }

}  // namespace gt::html
