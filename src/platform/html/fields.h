#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/result.h"
#include "platform/html/html.h"

namespace gt::html {

/// What was typed and what was wrong with it, so that a refused form is shown again as the person left it.
/// Default-constructed: a fresh form, where every field shows its stored value.
struct FormState {
  /// By field name, as sent; several values for checkboxes. Empty means the form has not been sent.
  std::map<std::string, std::vector<std::string>, std::less<>> values{};
  std::vector<FieldError> errors{};
  /// A refusal that belongs to no field; shown in the error summary without a link. Empty when there is none.
  std::string message{};
  /// By field name: what somebody else saved in it meanwhile, shown beside the field for the person to take from.
  std::map<std::string, std::string, std::less<>> saved_meanwhile{};

  bool submitted() const { return !values.empty(); }
  bool has_errors() const { return !errors.empty() || !message.empty(); }
  /// The message for a field; null when it is in order.
  std::string const* error_for(std::string_view field) const;
  /// What to show in a field: what was sent, else what is stored.
  std::string shown(std::string_view field, std::string_view stored) const;
  /// Whether a box or option is on: as sent, else as stored.
  bool chosen(std::string_view field, std::string_view option, bool stored) const;

  /// The state for showing a refused form again.
  static FormState refused(std::map<std::string, std::vector<std::string>, std::less<>> values, Error const& error);
};

/// Fields share these: `name` is also the id that the error summary links to; `hint` may be empty.
struct TextInput {
  std::string name;
  std::string label;
  Html hint{};
  std::string value{};
  /// text, email, password, search, url, tel. A password is never shown again.
  std::string type = "text";
  std::string autocomplete{};
  /// `numeric` shows number keys on a phone; empty leaves it to the type.
  std::string inputmode{};
  /// Characters of width: 2, 3, 4, 5, 10, 20 or 30; 0 is full width.
  int width = 0;
  std::string prefix{};
  std::string suffix{};
  bool spellcheck = true;
  bool strong_label = false;
};
Html text_input(TextInput const& field, FormState const& state = {});

/// One box for a date as people type it (`29 January 2027`, `29/1/2027`); read it with `Date::from_typed`. The hint
/// defaults to an example.
struct DateInput {
  std::string name;
  std::string label;
  Html hint{};
  std::string value{};
  bool strong_label = false;
};
Html date_input(DateInput const& field, FormState const& state = {});

struct Textarea {
  std::string name;
  std::string label;
  Html hint{};
  std::string value{};
  int rows = 5;
  bool strong_label = false;
};
Html textarea(Textarea const& field, FormState const& state = {});

/// One thing to choose. `hint` is shown under radios and checkboxes only.
struct Option {
  std::string value;
  std::string label;
  Html hint{};
};

struct Select {
  std::string name;
  std::string label;
  std::vector<Option> options;
  Html hint{};
  std::string value{};
  bool strong_label = false;
};
Html select(Select const& field, FormState const& state = {});

/// The first option's id is `name`, the next ones `name-2`, `name-3`.
struct Radios {
  std::string name;
  std::string legend;
  std::vector<Option> options;
  Html hint{};
  std::string value{};
  bool small = false;
  bool in_line = false;
  bool strong_legend = true;
};
Html radios(Radios const& field, FormState const& state = {});

struct Checkboxes {
  std::string name;
  std::string legend;
  std::vector<Option> options;
  Html hint{};
  /// The values that are ticked.
  std::vector<std::string> values{};
  bool small = false;
  bool strong_legend = true;
};
Html checkboxes(Checkboxes const& field, FormState const& state = {});

struct FileUpload {
  std::string name;
  std::string label;
  Html hint{};
  /// What the file chooser offers, e.g. `.pdf,application/pdf`; the server still checks what arrives.
  std::string accept{};
  bool multiple = false;
};
Html file_upload(FileUpload const& field, FormState const& state = {});

/// A `<fieldset>` around fields that belong together.
Html fieldset(std::string_view legend, Html const& fields);
Html hidden(std::string_view name, std::string_view value);

enum class ButtonKind { primary, secondary, warning };
struct Button {
  std::string label;
  ButtonKind kind = ButtonKind::primary;
  /// Sent with the form when this button was used; empty names nothing.
  std::string name{};
  std::string value{};
  /// Said to screen readers after the label, where several buttons of a page have the same. Empty when it is enough.
  std::string about{};
};
Html button(Button const& button);
/// A link that looks like a button; for going somewhere, never for changing something.
Html link_button(std::string_view label, Href const& href, ButtonKind kind = ButtonKind::primary);
/// Buttons and links side by side.
Html button_group(std::vector<Html> const& buttons);

inline constexpr std::string_view csrf_field = "csrf_token";
inline constexpr std::string_view lock_version_field = "lock_version";

/// A POST form. It always carries the CSRF token, and the version of the record it edits when there is one; a
/// component or page never writes `<form method="post">` by hand.
struct Form {
  Href action;
  std::string csrf_token;
  Html body;
  std::optional<std::int64_t> lock_version{};
  /// For forms with a file.
  bool multipart = false;
  std::string id{};
};
Html form(Form const& form);

/// A form that is one button styled as a link, e.g. "Sign out" or "Remove".
struct ButtonLink {
  std::string label;
  Href action;
  std::string csrf_token;
  /// Said to screen readers after the label, e.g. "action 2.1.7". Empty when the label is enough.
  std::string about{};
  std::optional<std::int64_t> lock_version{};
  std::vector<std::pair<std::string, std::string>> fields{};
};
Html button_link(ButtonLink const& link);

/// "There is a problem", each message linked to its field. Empty when the state has no errors. The layout puts it above
/// the page head when `Page::form` is set, so pages do not place it themselves.
Html error_summary(FormState const& state);

}  // namespace gt::html
