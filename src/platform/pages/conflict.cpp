#include "platform/pages/conflict.h"

#include <charconv>

#include "platform/core/text.h"

namespace gt::pages {

namespace {

bool was_left_unanswered(PageCall const& call) {
  return call.request().form(conflict_asked_field).has_value() && conflict_choice(call).empty();
}

}  // namespace

Answer conflict_answer(PageCall const& call, std::string what, std::string section, std::int64_t stored_version,
                       html::Href action, std::vector<Conflicting> const& fields) {
  // Browsers end lines with CR LF, the store with LF: no difference that a person made.
  auto shown = [](Conflicting const& field, std::string text) {
    for (auto const& each : field.names)
      if (each.value == text) text = each.label;
    return html::words(text.empty() ? "(empty)" : with_plain_line_ends(text));
  };
  html::Conflict found;
  found.what = std::move(what);
  found.saved_by = "Someone else";
  found.action = std::move(action);
  found.csrf_token = call.csrf_token();
  found.stored_lock_version = stored_version;
  found.hint = html::words("Whatever was saved stays in the audit log, even when it is saved over.");
  found.choices = {{"theirs", "Keep theirs and drop mine", {}},
                   {"mine", "Save mine over theirs, in every field above", {}},
                   {"edit", "Go back and edit again, starting from theirs", {}}};
  for (auto const& each : fields) {
    found.fields.push_back(
        {each.label, {}, shown(each, each.stored), shown(each, call.request().form(each.name).value_or(""))});
    for (auto const& value : call.request().form_all(each.name)) found.mine.emplace_back(each.name, value);
  }
  found.mine.emplace_back(conflict_asked_field, "yes");
  html::Page shown_page;
  shown_page.title = std::string(html::conflict_title);
  shown_page.section = std::move(section);
  if (was_left_unanswered(call)) shown_page.form.errors = {{"keep", "Choose which version to keep."}};
  shown_page.body << html::conflict(found, shown_page.form);
  return page(std::move(shown_page), 409);
}

std::string conflict_choice(PageCall const& call) { return call.request().form("keep").value_or(""); }

std::string sent_version(PageCall const& call) {
  if (was_left_unanswered(call)) return "0";
  return call.request().form(html::lock_version_field).value_or("0");
}

std::int64_t version_to_send(html::FormState const& state, std::int64_t stored_version) {
  auto sent = state.values.find(html::lock_version_field);
  if (sent == state.values.end() || sent->second.empty()) return stored_version;
  auto const& text = sent->second.front();
  std::int64_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

}  // namespace gt::pages
