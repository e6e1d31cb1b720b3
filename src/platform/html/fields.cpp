#include "platform/html/fields.h"

#include <algorithm>

namespace gt::html {
namespace {

struct FieldParts {
  std::string const& name;
  std::string const& label;
  Html const& hint;
  bool strong;
  std::string const* error;
  std::string const* meanwhile;

  /// The ids of hint, other version and error, for aria-describedby; none when there is none of them.
  std::optional<std::string> described_by() const {
    std::string ids;
    if (!hint.empty()) ids = name + "-hint";
    if (meanwhile != nullptr) ids += (ids.empty() ? "" : " ") + name + "-meanwhile";
    if (error != nullptr) ids += (ids.empty() ? "" : " ") + name + "-error";
    return ids.empty() ? std::nullopt : std::optional{ids};
  }
};

FieldParts parts_of(std::string const& name, std::string const& label, Html const& hint, bool strong,
                    FormState const& state) {
  auto const meanwhile = state.saved_meanwhile.find(name);
  return {name,
          label,
          hint,
          strong,
          state.error_for(name),
          meanwhile == state.saved_meanwhile.end() ? nullptr : &meanwhile->second};
}

void open_group(Html& out, bool error) {
  if (error) {
    out << "<div class=\"govuk-form-group govuk-form-group--error\">";
  } else {
    out << "<div class=\"govuk-form-group\">";
  }
}

void hint_and_error(Html& out, FieldParts const& field) {
  if (!field.hint.empty()) {
    out << "<div" << attribute("id", field.name + "-hint") << " class=\"govuk-hint\">" << field.hint << "</div>";
  }
  if (field.meanwhile != nullptr) {
    out << "<div" << attribute("id", field.name + "-meanwhile") << " class=\"govuk-inset-text gt-compare\">"
        << *field.meanwhile << "</div>";
  }
  if (field.error != nullptr) {
    out << "<p" << attribute("id", field.name + "-error")
        << " class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error: </span>" << *field.error
        << "</p>";
  }
}

void label_hint_and_error(Html& out, FieldParts const& field) {
  if (field.strong) {
    out << "<label class=\"govuk-label gt-strong\"";
  } else {
    out << "<label class=\"govuk-label\"";
  }
  out << attribute("for", field.name) << ">" << field.label << "</label>";
  hint_and_error(out, field);
}

void open_fieldset(Html& out, FieldParts const& field) {
  out << "<fieldset class=\"govuk-fieldset\"" << attribute("aria-describedby", field.described_by()) << ">";
  if (field.strong) {
    out << "<legend class=\"govuk-fieldset__legend gt-strong\">";
  } else {
    out << "<legend class=\"govuk-fieldset__legend\">";
  }
  out << field.label << "</legend>";
  hint_and_error(out, field);
}

/// Radios and checkboxes have the same shape; only the words in the class names differ.
struct Choice {
  std::string_view kind;
  std::string_view input_type;
  std::string const& name;
  std::vector<Option> const& options;
};

template <class Chosen>
void choice_items(Html& out, Choice const& choice, Chosen const& chosen) {
  for (std::size_t at = 0; at < choice.options.size(); ++at) {
    Option const& option = choice.options[at];
    std::string const id = at == 0 ? choice.name : choice.name + "-" + std::to_string(at + 1);
    std::optional<std::string> const hint_id = option.hint.empty() ? std::nullopt : std::optional{id + "-item-hint"};
    std::string const block = "govuk-" + std::string(choice.kind);
    out << "<div" << attribute("class", block + "__item") << "><input" << attribute("class", block + "__input")
        << attribute("id", id) << attribute("name", choice.name) << attribute("type", choice.input_type)
        << attribute("value", option.value) << attribute("aria-describedby", hint_id) << flag("checked", chosen(option))
        << "><label" << attribute("class", "govuk-label " + block + "__label") << attribute("for", id) << ">"
        << option.label << "</label>";
    if (hint_id) {
      out << "<div" << attribute("id", *hint_id) << attribute("class", "govuk-hint " + block + "__hint") << ">"
          << option.hint << "</div>";
    }
    out << "</div>";
  }
}

}  // namespace

std::string const* FormState::error_for(std::string_view field) const {
  auto const found = std::find_if(errors.begin(), errors.end(), [&](FieldError const& e) { return e.field == field; });
  return found == errors.end() ? nullptr : &found->message;
}

std::string FormState::shown(std::string_view field, std::string_view stored) const {
  if (!submitted()) return std::string(stored);
  auto const found = values.find(field);
  if (found == values.end() || found->second.empty()) return std::string(stored);
  return found->second.front();
}

bool FormState::chosen(std::string_view field, std::string_view option, bool stored) const {
  if (!submitted()) return stored;
  auto const found = values.find(field);
  if (found == values.end()) return false;
  return std::find(found->second.begin(), found->second.end(), option) != found->second.end();
}

FormState FormState::refused(std::map<std::string, std::vector<std::string>, std::less<>> values, Error const& error) {
  return {std::move(values), error.fields, error.fields.empty() ? error.message : std::string{}};
}

Html text_input(TextInput const& field, FormState const& state) {
  FieldParts const parts = parts_of(field.name, field.label, field.hint, field.strong_label, state);
  Html out;
  open_group(out, parts.error != nullptr);
  label_hint_and_error(out, parts);
  bool const wrapped = !field.prefix.empty() || !field.suffix.empty();
  if (wrapped) out << "<div class=\"govuk-input__wrapper\">";
  if (!field.prefix.empty()) {
    out << "<div class=\"govuk-input__prefix\" aria-hidden=\"true\">" << field.prefix << "</div>";
  }
  std::string classes = "govuk-input";
  if (field.width > 0) classes += " govuk-input--width-" + std::to_string(field.width);
  if (parts.error != nullptr) classes += " govuk-input--error";
  auto const optional = [](std::string const& text) { return text.empty() ? std::nullopt : std::optional{text}; };
  std::string const value = field.type == "password" ? std::string{} : state.shown(field.name, field.value);
  out << "<input" << attribute("class", classes) << attribute("id", field.name) << attribute("name", field.name)
      << attribute("type", field.type) << attribute("value", optional(value))
      << attribute("autocomplete", optional(field.autocomplete)) << attribute("inputmode", optional(field.inputmode))
      << attribute("aria-describedby", parts.described_by());
  if (!field.spellcheck || field.type == "email" || field.type == "password") out << " spellcheck=\"false\"";
  if (parts.error != nullptr) out << " aria-invalid=\"true\"";
  out << ">";
  if (!field.suffix.empty()) {
    out << "<div class=\"govuk-input__suffix\" aria-hidden=\"true\">" << field.suffix << "</div>";
  }
  if (wrapped) out << "</div>";
  out << "</div>\n";
  return out;
}

Html date_input(DateInput const& field, FormState const& state) {
  return text_input({.name = field.name,
                     .label = field.label,
                     .hint = field.hint.empty() ? Html{"For example, 29 January 2027 or 29/1/2027"} : field.hint,
                     .value = field.value,
                     .autocomplete = "off",
                     .width = 20,
                     .spellcheck = false,
                     .strong_label = field.strong_label},
                    state);
}

Html textarea(Textarea const& field, FormState const& state) {
  FieldParts const parts = parts_of(field.name, field.label, field.hint, field.strong_label, state);
  Html out;
  open_group(out, parts.error != nullptr);
  label_hint_and_error(out, parts);
  out << "<textarea"
      << attribute("class", parts.error != nullptr ? "govuk-textarea govuk-textarea--error" : "govuk-textarea")
      << attribute("id", field.name) << attribute("name", field.name) << attribute("rows", field.rows)
      << attribute("aria-describedby", parts.described_by());
  if (parts.error != nullptr) out << " aria-invalid=\"true\"";
  // A browser drops one line end after the tag; this one, so that a first empty line of the text survives.
  out << ">\n" << state.shown(field.name, field.value) << "</textarea></div>\n";
  return out;
}

Html select(Select const& field, FormState const& state) {
  FieldParts const parts = parts_of(field.name, field.label, field.hint, field.strong_label, state);
  std::string const shown = state.shown(field.name, field.value);
  Html out;
  open_group(out, parts.error != nullptr);
  label_hint_and_error(out, parts);
  out << "<select" << attribute("class", parts.error != nullptr ? "govuk-select govuk-select--error" : "govuk-select")
      << attribute("id", field.name) << attribute("name", field.name)
      << attribute("aria-describedby", parts.described_by());
  if (parts.error != nullptr) out << " aria-invalid=\"true\"";
  out << ">";
  for (Option const& option : field.options) {
    out << "<option" << attribute("value", option.value) << flag("selected", option.value == shown) << ">"
        << option.label << "</option>";
  }
  out << "</select></div>\n";
  return out;
}

Html radios(Radios const& field, FormState const& state) {
  FieldParts const parts = parts_of(field.name, field.legend, field.hint, field.strong_legend, state);
  std::string classes = "govuk-radios";
  if (field.small) classes += " govuk-radios--small";
  if (field.in_line) classes += " govuk-radios--inline";
  Html out;
  open_group(out, parts.error != nullptr);
  open_fieldset(out, parts);
  out << "<div" << attribute("class", classes) << ">";
  choice_items(out, {"radios", "radio", field.name, field.options}, [&](Option const& option) {
    return state.chosen(field.name, option.value, !field.value.empty() && option.value == field.value);
  });
  out << "</div></fieldset></div>\n";
  return out;
}

Html checkboxes(Checkboxes const& field, FormState const& state) {
  FieldParts const parts = parts_of(field.name, field.legend, field.hint, field.strong_legend, state);
  Html out;
  open_group(out, parts.error != nullptr);
  open_fieldset(out, parts);
  out << "<div" << attribute("class", field.small ? "govuk-checkboxes govuk-checkboxes--small" : "govuk-checkboxes")
      << ">";
  choice_items(out, {"checkboxes", "checkbox", field.name, field.options}, [&](Option const& option) {
    bool const stored = std::find(field.values.begin(), field.values.end(), option.value) != field.values.end();
    return state.chosen(field.name, option.value, stored);
  });
  out << "</div></fieldset></div>\n";
  return out;
}

Html file_upload(FileUpload const& field, FormState const& state) {
  FieldParts const parts = parts_of(field.name, field.label, field.hint, false, state);
  Html out;
  open_group(out, parts.error != nullptr);
  label_hint_and_error(out, parts);
  out << "<input"
      << attribute("class", parts.error != nullptr ? "govuk-file-upload govuk-file-upload--error" : "govuk-file-upload")
      << attribute("id", field.name) << attribute("name", field.name) << " type=\"file\""
      << attribute("accept", field.accept.empty() ? std::nullopt : std::optional{field.accept})
      << flag("multiple", field.multiple) << attribute("aria-describedby", parts.described_by());
  if (parts.error != nullptr) out << " aria-invalid=\"true\"";
  out << "></div>\n";
  return out;
}

Html fieldset(std::string_view legend, Html const& fields) {
  Html out;
  out << "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--m\">"
      << legend << "</legend>" << fields << "</fieldset>\n";
  return out;
}

Html hidden(std::string_view name, std::string_view value) {
  Html out;
  out << "<input type=\"hidden\"" << attribute("name", name) << attribute("value", value) << ">";
  return out;
}

}  // namespace gt::html
