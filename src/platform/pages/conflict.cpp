#include "platform/pages/conflict.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "platform/audit/audit.h"
#include "platform/core/money.h"
#include "platform/core/text.h"
#include "platform/pages/differing_words.h"

namespace gt::pages {

namespace {

constexpr std::string_view theirs_prefix = "theirs:";

bool was_left_unanswered(PageCall const& call) {
  return call.request().form(conflict_asked_field).has_value() && conflict_choice(call).empty();
}

// As a person reads it: what ids and codes are called, and the line ends that the store has, not those of browsers.
std::string named(Conflicting const& field, std::string const& text) {
  for (auto const& each : field.names)
    if (each.value == text) return each.label;
  return with_plain_line_ends(text);
}

// A day and a sum of money may be typed in several ways; that is no difference.
bool means_the_same(std::string const& one, std::string const& other) {
  if (auto const first = Date::from_typed(one), second = Date::from_typed(other); first && second)
    return *first == *second;
  if (auto const first = Money::from_typed(one), second = Money::from_typed(other); first && second)
    return *first == *second;
  return false;
}

struct BothTexts {
  std::string theirs, mine;
};

BothTexts texts_of(PageCall const& call, Conflicting const& field) {
  BothTexts out{named(field, field.stored), {}};
  for (auto const& value : call.request().form_all(field.name))
    out.mine += (out.mine.empty() ? "" : ", ") + named(field, value);
  if (out.mine.empty()) out.mine = named(field, "");
  if (means_the_same(out.theirs, out.mine)) out.mine = out.theirs;
  return out;
}

html::ConflictField shown(std::string const& label, BothTexts const& texts) {
  auto const side = [](html::Html const& words, std::string const& text) {
    if (text.empty()) return html::words("(empty)");
    return html::Html{} << "<span class=\"gt-compare\">" << words << "</span>";
  };
  auto const both = mark_differing_words(texts.theirs, texts.mine);
  return {label, {}, side(both.first, texts.theirs), side(both.second, texts.mine), true};
}

// Whoever may change the record may know who changed it last, so no permission of its own is asked for.
std::optional<audit::Entry> last_change(PageCall const& call, std::string const& id) {
  if (id.empty()) return std::nullopt;
  auto transaction = call.environment().database.read(call.actor().authority);
  return audit::last_change_of(transaction, id);
}

void say_who_saved(html::Conflict& found, PageCall const& call, std::string const& id) {
  found.saved_by = "somebody else";
  auto const entry = last_change(call, id);
  if (!entry) return;
  found.saved_by = entry->account == call.actor().account ? "you in another window" : entry->actor;
  found.saved_at = html::moment(entry->at);
}

html::Html where_it_stays(std::optional<html::Href> const& history) {
  html::Html out;
  out << "Whatever was saved stays "
      << (history ? html::link(html::words("in its history"), *history) : html::words("on record"))
      << ", even when it is saved over.";
  return out;
}

}  // namespace

Answer conflict_answer(PageCall const& call, Contested record, std::vector<Conflicting> const& fields) {
  html::Conflict found;
  say_who_saved(found, call, record.id);
  found.what = std::move(record.what);
  found.action = std::move(record.action);
  found.csrf_token = call.csrf_token();
  found.stored_lock_version = record.version;
  found.hint = where_it_stays(record.history);
  found.choices = {{"theirs", "Keep theirs and drop mine", {}},
                   {"mine", "Save mine over theirs, in every field above", {}},
                   {"edit", "Put the two together: open the form with my words and theirs beside them", {}}};
  for (auto const& each : fields) {
    auto const texts = texts_of(call, each);
    if (texts.theirs == texts.mine) {
      found.same.push_back(each.label);
    } else {
      found.fields.push_back(shown(each.label, texts));
      found.mine.emplace_back(
          std::string(theirs_prefix) + each.name,
          fmt::format("Saved by {}: {}", found.saved_by, texts.theirs.empty() ? "(empty)" : texts.theirs));
    }
    for (auto const& value : call.request().form_all(each.name)) found.mine.emplace_back(each.name, value);
  }
  found.mine.emplace_back(conflict_asked_field, "yes");
  html::Page shown_page;
  shown_page.title = std::string(html::conflict_title);
  shown_page.section = std::move(record.section);
  if (was_left_unanswered(call)) shown_page.form.errors = {{"keep", "Choose which version to keep."}};
  shown_page.body << html::conflict(found, shown_page.form);
  return page(std::move(shown_page), 409);
}

html::FormState both_texts(PageCall const& call) {
  html::FormState state;
  for (auto& [name, values] : call.typed()) {
    if (name == "keep" || name == conflict_asked_field) continue;
    if (name.starts_with(theirs_prefix)) {
      if (!values.empty()) state.saved_meanwhile.emplace(name.substr(theirs_prefix.size()), values.front());
    } else {
      state.values.emplace(name, values);
    }
  }
  return state;
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
