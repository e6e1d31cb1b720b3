#include <fmt/format.h>

#include "notices/outbox.h"
#include "notices/pages/page_parts.h"

namespace gt::notices {

using namespace html;
using pages::Answer;
using pages::PageCall;

namespace {

constexpr char const* path = "/mail";

std::string state_words(std::string const& state) {
  if (state == "waiting") return "Waiting";
  if (state == "sending") return "Going out";
  if (state == "sent") return "Sent";
  if (state == "failed") return "Failed";
  if (state == "superseded") return "In a newer mail";
  return "Not known";
}

struct Loaded {
  std::vector<MailCount> counts;
  std::vector<MailLine> mails;
  std::string state;
  int page = 1;
};

Html counts_part(std::vector<MailCount> const& counts, Query const& query) {
  std::vector<NavigationItem> items{
      {"All", query.without("state").without("page").at(path), query.value("state").empty()}};
  for (auto const& each : counts)
    items.push_back({fmt::format("{} ({})", state_words(each.state), grouped(each.mails)),
                     query.without("page").with("state", each.state).at(path), query.value("state") == each.state});
  return sub_navigation(items, "States");
}

Html outcome_cell(MailLine const& mail) {
  Html note;
  if (mail.state == "waiting" && mail.attempts > 0)
    note << plural(mail.attempts, "attempt") << "; the next one " << moment(mail.next_attempt) << ". ";
  if (!mail.last_reply.empty() && mail.state != "sent") note << mail.last_reply;
  return with_note(mail_state(mail.state), note);
}

Html mails_table(std::vector<MailLine> const& mails) {
  Table table{.caption = "Mails", .columns = {{"Mail"}, {"To"}, {"Made"}, {"State"}}, .rows = {}};
  for (auto const& each : mails)
    table.rows.push_back({{words(each.subject), with_note(words(each.name), words(each.address)),
                           moment(each.composed_at), outcome_cell(each)}});
  return html::table(table);
}

Result<Answer> mail_page(PageCall& call, PageContext const& context) {
  auto const query = call.query();
  auto const loaded = TRY(call.read("mail.manage", [&](db::Transaction& transaction) {
    Loaded out{count_mail(transaction), {}, std::string(query.value("state")), call.page_number()};
    out.mails = list_mail(transaction, out.state, out.page);
    return out;
  }));
  Page page;
  page.title = "Mail";
  page.section = "People";
  page.breadcrumbs = {{words("People"), "/people"}};
  page.body << head({.title = "Mail", .caption = call.session().council});
  if (context.installation.sends_mail)
    page.body << paragraph(
                     words("Each person’s digest goes out when they chose, and every mail is sent once. A mail whose "
                           "arrival is not known is not sent again: what it said is in the person’s next digest."))
              << form({.action = "/mail/test",
                       .csrf_token = call.csrf_token(),
                       .body = button({"Send me a test mail", ButtonKind::secondary})});
  else
    page.body << inset(
        words("This installation sends no mail: nobody has written down its mail server. Whoever looks after "
              "the machine does that in the file goldenthread.conf of the data folder, as the guide to "
              "operations says, and starts the server again."));
  std::int64_t total = 0;
  for (auto const& each : loaded.counts)
    if (loaded.state.empty() || loaded.state == each.state) total += each.mails;
  if (!loaded.counts.empty()) page.body << counts_part(loaded.counts, query);
  if (loaded.mails.empty())
    page.body << paragraph(words(loaded.counts.empty() ? "No mail has been made yet." : "There is no such mail."));
  else
    page.body << mails_table(loaded.mails)
              << pagination({.path = path,
                             .query = query,
                             .page = loaded.page,
                             .pages = static_cast<int>((total + mails_a_page - 1) / mails_a_page)});
  return pages::page(std::move(page));
}

}  // namespace

Html mail_state(std::string const& state) {
  if (state == "failed" || state == "unknown") return tag(state_words(state), TagKind::warn);
  if (state == "sent") return tag(state_words(state), TagKind::good);
  return tag(state_words(state), TagKind::quiet);
}

void add_mail_pages(pages::Site& site, SharedContext const& context) {
  site.get(path, [context](PageCall& call) { return mail_page(call, *context); });
  site.post("/mail/test", [](PageCall& call) -> Result<Answer> {
    TRY(call.perform("mail test", nlohmann::json::object()));
    return pages::see_other(path, "The test mail is on its way to your own address. Look here again in a minute.");
  });
}

void add_pages(pages::Site& site, web::Router& router, Sources sources, Installation installation) {
  auto const context = std::make_shared<PageContext const>(PageContext{std::move(sources), std::move(installation)});
  add_comment_pages(site, context);
  add_digest_pages(site, context);
  add_mail_pages(site, context);
  add_feed_pages(site, router, context);
}

}  // namespace gt::notices
