#include "platform/html/fields.h"

namespace gt::html {
namespace {

Attribute button_class(ButtonKind kind) {
  switch (kind) {
    case ButtonKind::primary:
      return attribute("class", "govuk-button");
    case ButtonKind::secondary:
      return attribute("class", "govuk-button govuk-button--secondary");
    case ButtonKind::warning:
      return attribute("class", "govuk-button govuk-button--warning");
  }
  return attribute("class", "govuk-button");
}

void guards(Html& out, std::string const& csrf_token, std::optional<std::int64_t> lock_version) {
  out << hidden(csrf_field, csrf_token);
  if (lock_version) out << hidden(lock_version_field, std::to_string(*lock_version));
}

}  // namespace

Html button(Button const& button) {
  Html out;
  out << "<button type=\"submit\"" << button_class(button.kind);
  if (!button.name.empty()) out << attribute("name", button.name) << attribute("value", button.value);
  out << ">" << button.label;
  if (!button.about.empty()) out << "<span class=\"govuk-visually-hidden\"> " << button.about << "</span>";
  out << "</button>\n";
  return out;
}

Html link_button(std::string_view label, Href const& href, ButtonKind kind) {
  Html out;
  out << "<a href=\"" << href << "\"" << button_class(kind) << ">" << label << "</a>\n";
  return out;
}

Html button_group(std::vector<Html> const& buttons) {
  Html out;
  out << "<div class=\"govuk-button-group\">";
  for (Html const& button : buttons) out << button;
  out << "</div>\n";
  return out;
}

Html form(Form const& form) {
  Html out;
  out << "<form action=\"" << form.action << "\" method=\"post\" novalidate";
  if (form.multipart) out << " enctype=\"multipart/form-data\"";
  if (!form.id.empty()) out << attribute("id", form.id);
  out << ">";
  guards(out, form.csrf_token, form.lock_version);
  out << "\n" << form.body << "</form>\n";
  return out;
}

Html button_link(ButtonLink const& link) {
  Html out;
  out << "<form class=\"gt-button-link\" action=\"" << link.action << "\" method=\"post\">";
  guards(out, link.csrf_token, link.lock_version);
  for (auto const& [name, value] : link.fields) out << hidden(name, value);
  out << "<button type=\"submit\">" << link.label;
  if (!link.about.empty()) out << "<span class=\"govuk-visually-hidden\"> " << link.about << "</span>";
  out << "</button></form>";
  return out;
}

Html error_summary(FormState const& state) {
  Html out;
  if (!state.has_errors()) return out;
  out << "<div class=\"govuk-error-summary\" tabindex=\"-1\"><div role=\"alert\"><h2 "
         "class=\"govuk-error-summary__title\">There is a problem</h2><div class=\"govuk-error-summary__body\"><ul "
         "class=\"govuk-list govuk-error-summary__list\">";
  if (!state.message.empty()) out << "<li>" << state.message << "</li>";
  for (FieldError const& error : state.errors) {
    out << "<li><a href=\""
        << "#" << error.field << "\">" << error.message << "</a></li>";
  }
  out << "</ul></div></div></div>\n";
  return out;
}

}  // namespace gt::html
