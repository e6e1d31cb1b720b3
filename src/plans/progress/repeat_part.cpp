#include "plans/progress/repeat_part.h"

#include <fmt/format.h>

#include "people/people.h"
#include "platform/html/components.h"
#include "platform/pages/conflict.h"

namespace gt::plans {

using namespace html;

namespace {

// By a role for the whole plan: one narrowed to a theme asks nobody.
bool may_ask_everybody(db::Transaction& transaction, AccountId const& account) {
  auto const member = people::member_here(transaction, account);
  return member && operations::may_on_theme(member->actor, "plan.edit", "");
}

}  // namespace

RepeatShown load_repeat(db::Transaction& transaction, Date today) {
  RepeatShown out;
  out.repeat = find_repeat(transaction);
  out.has_cycle = out.repeat || last_cycle(transaction);
  if (!out.repeat) return out;
  out.next = next_by_repeat(transaction, *out.repeat, today);
  if (out.next) out.may_go_on = may_ask_everybody(transaction, out.repeat->set_by.account);
  return out;
}

Html repeat_sentence(RepeatShown const& shown) {
  if (!shown.next) return {};
  Html out;
  out << "Repeats " << in_words(shown.repeat->every) << "; ";
  if (shown.may_go_on)
    out << "the next is asked for on " << date(shown.next->asked_on) << ".";
  else
    out << "but nobody is asked again, because " << shown.repeat->set_by.name
        << ", who set this, no longer has the role for it. A programme manager can save it again to go on.";
  return paragraph(out);
}

Html repeat_form(pages::PageCall const& call, RepeatShown const& shown, FormState const& state) {
  if (!shown.has_cycle) return {};
  auto const every = shown.repeat ? shown.repeat->every : Every::never;
  Html fields = radios(
      {.name = "every",
       .legend = "Ask for updates again",
       .options = {{"two weeks", "Every two weeks", {}},
                   {"month", "Monthly", {}},
                   {"quarter", "Every three months", {}},
                   {"never", "Do not repeat", {}}},
       .hint = words("On the same day as the last cycle, with as long to answer; a weekend or bank holiday moves it to "
                     "the next working day. The open cycle is closed when the next is asked for."),
       .value = std::string(word(every))},
      state);
  fields << button({.label = "Save", .kind = ButtonKind::secondary});
  bool const is_refused = state.error_for("every") != nullptr;
  return details(
      every == Every::never ? "Make cycles repeat" : "Change how cycles repeat",
      form({.action = "/plan/updates/repeat",
            .csrf_token = call.csrf_token(),
            .body = fields,
            .lock_version = pages::version_to_send(state, shown.repeat ? shown.repeat->version : std::int64_t{0})}),
      is_refused ? Fold::open : Fold::closed);
}

}  // namespace gt::plans
