#include <fmt/format.h>

#include "notices/digests.h"
#include "notices/outbox.h"
#include "notices/pages/page_parts.h"
#include "platform/pages/conflict.h"

namespace gt::notices {

using namespace html;
using pages::Answer;
using pages::PageCall;

namespace {

constexpr int mails_shown = 10;

struct Loaded {
  DigestSetting setting;
  std::string address;
  std::vector<MailLine> mails;
};

Result<Loaded> load(PageCall const& call) {
  return call.read("", [&](db::Transaction& transaction) {
    auto const member = people::member_here(transaction, call.actor().account);
    return Loaded{digest_setting(transaction, call.actor().account), member ? member->email : "",
                  mail_of(transaction, call.actor().account, mails_shown)};
  });
}

std::vector<Option> hours() {
  std::vector<Option> out;
  for (int hour = 5; hour <= 20; ++hour) out.push_back({std::to_string(hour), fmt::format("{}:00", hour), {}});
  return out;
}

Html mails_part(std::vector<MailLine> const& mails) {
  if (mails.empty()) return {};
  Table table{.caption = "The last mails to you",
              .columns = {{"Subject"}, {"Made"}, {"State"}},
              .rows = {},
              .caption_shown = true};
  for (auto const& each : mails)
    table.rows.push_back({{words(each.subject), moment(each.composed_at), mail_state(each.state)}});
  return html::table(table);
}

Page settings_page(PageCall const& call, PageContext const& context, Loaded const& loaded, FormState state) {
  Page page;
  page.title = "Mail to you";
  page.breadcrumbs = {{words("Your account"), "/account"}};
  page.body << head({.title = "Mail to you", .caption = call.session().council});
  if (!context.installation.sends_mail)
    page.body << inset(
        words("This installation sends no mail yet. What you choose here counts from the day it does. "
              "Until then everything is on your page, My work."));
  page.body << paragraph(words(fmt::format(
      "One mail at a time, to {}: where you are mentioned, updates asked of you, what waits for your agreement, what "
      "was "
      "decided about dates you asked for, and actions of yours that are due or late. It holds titles and links, and "
      "nothing that anybody wrote. When nothing is new, no mail comes.",
      loaded.address.empty() ? "your address" : loaded.address)));
  Html fields = radios({.name = "frequency",
                        .legend = "How often",
                        .options = {{"daily", "Each working day", {}},
                                    {"weekly", "Once a week", {}},
                                    {"never", "Never", words("Everything stays on My work.")}},
                        .value = std::string(word(loaded.setting.frequency))},
                       state);
  fields << select({.name = "weekday",
                    .label = "The day, for once a week",
                    .options = {{"1", "Monday", {}},
                                {"2", "Tuesday", {}},
                                {"3", "Wednesday", {}},
                                {"4", "Thursday", {}},
                                {"5", "Friday", {}}},
                    .value = std::to_string(loaded.setting.weekday)},
                   state)
         << select({.name = "hour",
                    .label = "From this hour",
                    .options = hours(),
                    .value = std::to_string(loaded.setting.hour)},
                   state)
         << button({"Save"});
  page.body << form({.action = "/account/mail",
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.setting.version)})
            << mails_part(loaded.mails);
  page.form = std::move(state);
  return page;
}

Result<Answer> change(PageCall& call, PageContext const& context) {
  auto input = call.input({"frequency", "weekday", "hour"});
  input["version"] = pages::sent_version(call);
  auto done = call.perform("digest change", input);
  if (done) return pages::see_other("/account/mail", "Your choice was saved.");
  auto const loaded = TRY(load(call));
  auto state = call.refused(done.error());
  // Nothing is lost by showing what is stored with the newer version beside what was chosen.
  if (done.error().kind == ErrorKind::conflict) state.values.erase(std::string(lock_version_field));
  return pages::page(settings_page(call, context, loaded, std::move(state)), web::status_for(done.error().kind));
}

}  // namespace

void add_digest_pages(pages::Site& site, SharedContext const& context) {
  site.get("/account/mail", [context](PageCall& call) -> Result<Answer> {
    auto const loaded = TRY(load(call));
    return pages::page(settings_page(call, *context, loaded, {}));
  });
  site.post("/account/mail", [context](PageCall& call) { return change(call, *context); });
}

}  // namespace gt::notices
