#include "platform/pages/conflict.h"

namespace gt::pages {

Answer conflict_answer(PageCall const& call, std::string what, std::string section, std::int64_t stored_version,
                       html::Href action, std::vector<Conflicting> const& fields) {
  auto shown = [](std::string const& text) { return html::words(text.empty() ? "(empty)" : text); };
  html::Conflict found;
  found.what = std::move(what);
  found.saved_by = "Someone else";
  found.action = std::move(action);
  found.csrf_token = call.csrf_token();
  found.stored_lock_version = stored_version;
  for (auto const& each : fields) {
    found.fields.push_back({each.label, {}, shown(each.stored), shown(call.request().form(each.name).value_or(""))});
    for (auto const& value : call.request().form_all(each.name)) found.mine.emplace_back(each.name, value);
  }
  html::Page shown_page;
  shown_page.title = std::string(html::conflict_title);
  shown_page.section = std::move(section);
  shown_page.body << html::conflict(found);
  return page(std::move(shown_page), 409);
}

std::string conflict_choice(PageCall const& call) { return call.request().form("keep").value_or(""); }
std::string sent_version(PageCall const& call) { return call.request().form(html::lock_version_field).value_or("0"); }

}  // namespace gt::pages
