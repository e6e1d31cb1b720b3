#include <fmt/format.h>

#include "notices/feeds.h"
#include "notices/pages/page_parts.h"
#include "platform/html/navigation.h"

namespace gt::notices {

using namespace html;
using pages::Answer;
using pages::PageCall;

namespace {

constexpr char const* path = "/account/calendar";
constexpr std::string_view ending = ".ics";

struct Loaded {
  std::vector<Feed> feeds;
  std::vector<Option> themes;
};

Result<Loaded> load(PageCall const& call, PageContext const& context) {
  return call.read("plan.view", [&](db::Transaction& transaction) {
    return Loaded{feeds_of(transaction, call.actor().account), context.sources.themes(transaction)};
  });
}

// Where this server is reached: as set, else as this request came.
std::string public_address(PageContext const& context, web::Request const& request) {
  if (!context.installation.public_address.empty()) return context.installation.public_address;
  return (request.is_secure ? "https://" : "http://") + request.header("Host").value_or("localhost");
}

Html how_to(std::string const& address) {
  Html out = heading(words("The address, shown this once"));
  out << inset(words(address))
      << bullets({words("Outlook on the web: Calendar, Add calendar, Subscribe from web, paste the address."),
                  words("Google Calendar: Other calendars, From URL, paste the address."),
                  words("iPhone, iPad or Mac: Calendar, Add Subscription Calendar, paste the address.")})
      << paragraph(
             words("Whoever has the address can read these dates without signing in, for as long as you may. If it "
                   "got about, choose New address: the old one stops at once."));
  return out;
}

Html feeds_table(PageCall const& call, Loaded const& loaded) {
  Table table{
      .caption = "Your calendar addresses", .columns = {{"Shows"}, {"Made"}, {"Last read"}, {"Change"}}, .rows = {}};
  for (auto const& each : loaded.feeds) {
    auto const name = feed_name(each.scope, loaded.themes);
    auto const at = std::string(path) + "/" + each.id.text();
    Html both = button_group({button_link({"New address", Href{at + "/renew"}, call.csrf_token(), "for " + name}),
                              button_link({"Stop", Href{at + "/stop"}, call.csrf_token(), name})});
    table.rows.push_back(
        {{words(name), moment(each.created_at), each.last_used ? moment(*each.last_used) : words("Never"), both}});
  }
  return html::table(table);
}

Page feeds_page(PageCall const& call, Loaded const& loaded, std::string const& fresh_address, FormState state) {
  Page page;
  page.title = "Due dates in your calendar";
  page.breadcrumbs = {{words("Your account"), "/account"}};
  page.body << head({.title = page.title, .caption = call.session().council});
  if (!fresh_address.empty()) page.body << how_to(fresh_address);
  page.body << paragraph(
      words("A calendar program can show due dates of the plan as all-day entries and keep them up to "
            "date by itself. It reads them from an address of your own, without signing in; it shows "
            "what you may see, titles and links only, and can change nothing."));
  if (loaded.feeds.empty())
    page.body << paragraph(words("You have no calendar address yet."));
  else
    page.body << feeds_table(call, loaded);
  std::vector<Option> themes{{"", "Choose a theme", {}}};
  themes.insert(themes.end(), loaded.themes.begin(), loaded.themes.end());
  Html fields = radios({.name = "scope",
                        .legend = "Whose due dates",
                        .options = {{"mine", "Mine", words("What you own, and updates asked of you.")},
                                    {"theme", "One theme’s", {}},
                                    {"programme", "The whole programme’s", {}}},
                        .value = "mine"},
                       state);
  if (!loaded.themes.empty())
    fields << select({.name = "theme", .label = "The theme, for one theme’s", .options = themes}, state);
  fields << button({"Make an address"});
  page.body << heading(words("Add a calendar"), "add")
            << form({.action = path, .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

// Not a redirect: the address is in no log, no cookie and no browser history, only on this one page.
Result<Answer> with_address(PageCall const& call, PageContext const& context, nlohmann::json const& made) {
  auto const address = public_address(context, call.request()) + made.at("path").get<std::string>();
  auto const loaded = TRY(load(call, context));
  return pages::page(feeds_page(call, loaded, address, {}));
}

Result<Answer> add_feed(PageCall& call, PageContext const& context) {
  auto done = call.perform("calendar add", call.input({"scope", "theme"}));
  if (done) return with_address(call, context, *done);
  if (done.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(done.error());
  auto const loaded = TRY(load(call, context));
  return pages::page(feeds_page(call, loaded, "", call.refused(done.error())), web::status_for(done.error().kind));
}

Result<Answer> renew_feed(PageCall& call, PageContext const& context) {
  auto const id = TRY(call.id<FeedId>("feed"));
  return with_address(call, context, TRY(call.perform("calendar renew", {{"feed", id.text()}})));
}

web::Response feed_file(web::Request const& request, operations::Environment const& environment,
                        PageContext const& context) {
  auto const& file = request.segment("file");
  std::optional<FeedContent> content;
  if (file.ends_with(ending))
    content = read_feed(environment.database, environment.clock, context.sources,
                        file.substr(0, file.size() - ending.size()), context.installation.public_address);
  if (!content)
    return web::Response::not_found("There is no calendar at this address. It may have been stopped.")
        .with_header("Cache-Control", "no-store");
  // Programs ask every few hours at best; within a quarter of an hour none needs to.
  return web::Response::bytes(std::move(content->text), "text/calendar; charset=utf-8")
      .with_header("Cache-Control", "private, max-age=900")
      .with_etag(content->etag);
}

}  // namespace

void add_feed_pages(pages::Site& site, web::Router& router, SharedContext const& context) {
  site.get(path, [context](PageCall& call) -> Result<Answer> {
    auto const loaded = TRY(load(call, *context));
    return pages::page(feeds_page(call, loaded, "", {}));
  });
  site.post(path, [context](PageCall& call) { return add_feed(call, *context); });
  site.post("/account/calendar/{feed}/renew", [context](PageCall& call) { return renew_feed(call, *context); });
  site.post("/account/calendar/{feed}/stop", [](PageCall& call) -> Result<Answer> {
    auto const id = TRY(call.id<FeedId>("feed"));
    TRY(call.perform("calendar stop", {{"feed", id.text()}}));
    return pages::see_other(path, "That address stopped. Take the calendar out of your calendar program.");
  });
  router.get("/calendar/{file}", [&site, context](web::Request const& request) {
    return feed_file(request, site.settings().environment, *context);
  });
}

}  // namespace gt::notices
