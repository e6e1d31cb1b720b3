#include <algorithm>

#include "notices/digests.h"
#include "notices/operations_parts.h"
#include "notices/outbox.h"

namespace gt::notices {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using operations::Nothing;

namespace {

constexpr int earliest_hour = 5, latest_hour = 20;

json to_json(DigestSetting const& setting) {
  return {{"frequency", word(setting.frequency)},
          {"hour", setting.hour},
          {"weekday", setting.weekday},
          {"version", setting.version}};
}

Result<json> run_show(Call& call, Nothing const&) { return to_json(digest_setting(call.db(), call.actor().account)); }

struct Change {
  std::string frequency;
  std::optional<std::int64_t> hour, weekday;
  std::int64_t version = 0;
};

Result<json> run_change(Call& call, Change const& input) {
  call.allow_own();
  auto const before = digest_setting(call.db(), call.actor().account);
  auto setting = before;
  auto const frequency = frequency_from(input.frequency);
  if (!frequency) return refuse_field("frequency", "Choose daily, weekly or never.");
  setting.frequency = *frequency;
  setting.hour = static_cast<int>(std::clamp<std::int64_t>(input.hour.value_or(before.hour), -1, 99));
  setting.weekday = static_cast<int>(std::clamp<std::int64_t>(input.weekday.value_or(before.weekday), -1, 99));
  if (setting.hour < earliest_hour || setting.hour > latest_hour)
    return refuse_field("hour", "Choose an hour from 5 to 20.");
  if (setting.weekday < 1 || setting.weekday > 5)
    return refuse_field("weekday", "Choose a day from 1, Monday, to 5, Friday.");
  setting.version = input.version;
  if (input.version != before.version || !save_digest_setting(call.db(), call.actor().account, setting))
    return refuse(ErrorKind::conflict,
                  "This was changed after you opened it. Look at it as it is now, then change it.");
  ++setting.version;
  call.changed({"digest setting", call.actor().account.text(), "Digest by mail", to_json(before), to_json(setting)});
  return to_json(setting);
}

struct ListMail {
  std::string state;
  std::int64_t page = 1;
};

Result<json> run_list(Call& call, ListMail const& input) {
  auto const page = static_cast<int>(std::clamp<std::int64_t>(input.page, 1, 100'000));
  json out{{"counts", json::object()}, {"mails", json::array()}, {"page", page}, {"page_size", mails_a_page}};
  for (auto const& each : count_mail(call.db())) out["counts"][each.state] = each.mails;
  for (auto const& each : list_mail(call.db(), input.state, page))
    out["mails"].push_back({{"mail", each.id.text()},
                            {"purpose", each.purpose},
                            {"to", each.name},
                            {"address", each.address},
                            {"subject", each.subject},
                            {"state", each.state},
                            {"composed_at", each.composed_at.iso()},
                            {"attempts", each.attempts},
                            {"next_attempt", each.state == "waiting" ? json(each.next_attempt.iso()) : json(nullptr)},
                            {"finished_at", each.finished_at ? json(each.finished_at->iso()) : json(nullptr)},
                            {"last_reply", each.last_reply}});
  return out;
}

Result<json> run_test(Call& call, Nothing const&) {
  auto const member = people::member_here(call.db(), call.actor().account);
  if (!member)
    return refuse(ErrorKind::not_found, "Your account has no address here to send to. Sign in with another one.");
  auto const council = people::authority_here(call.db()).display_name;
  auto const id = MailId::fresh();
  put_mail(call.db(),
           {id,
            call.actor().account,
            Purpose::test,
            {member->actor.name, member->email},
            council + ": a test mail from Golden Thread",
            "This is the test mail that you asked for. Mail from Golden Thread reaches you.\n",
            "<!DOCTYPE html>\n<html lang=\"en-GB\"><body><p>This is the test mail that you asked for. Mail from Golden "
            "Thread reaches you.</p></body></html>\n",
            call.now()},
           "", call.now());
  call.changed({"mail", id.text(), "Test mail", nullptr, {{"to", member->actor.name}}});
  return json{{"mail", id.text()}, {"state", "waiting"}};
}

}  // namespace

void add_digest_operations(operations::Registry& registry) {
  json const example{{"frequency", "daily"}, {"hour", 7}, {"weekday", 1}, {"version", 0}};
  registry.add(declare<Nothing>("digest show", "Show when you get a mail about what is new for you", Kind::read, "", {},
                                example, &run_show));
  registry.add(declare<Change>(
      "digest change", "Choose when you get a mail about what is new for you", Kind::change, "",
      {field("frequency", &Change::frequency, "Each working day, once a week, or never", "weekly")
           .required()
           .choices({"daily", "weekly", "never"}),
       field("hour", &Change::hour, "From 5 to 20, in London", 7),
       field("weekday", &Change::weekday, "For weekly: 1 is Monday, 5 Friday", 1),
       field("version", &Change::version, "The version you saw; 0 when you have never chosen", 0).required()},
      example, &run_change));
  registry.add(declare<ListMail>("mail list", "List the mails of the council, newest first, and what became of them",
                                 Kind::read, "mail.manage",
                                 {field("state", &ListMail::state, "Only those in this state", "failed")
                                      .choices({"waiting", "sending", "sent", "failed", "unknown", "superseded"}),
                                  field("page", &ListMail::page, "Which page of 50, from 1", 1)},
                                 {{"counts", json::object()}, {"mails", json::array()}}, &run_list));
  registry.add(declare<Nothing>("mail test", "Send yourself a test mail", Kind::change, "mail.manage", {},
                                {{"mail", "k7m2q9x4t8v3b6dp"}, {"state", "waiting"}}, &run_test));
}

void add_operations(operations::Registry& registry, Sources sources) {
  auto const shared = std::make_shared<Sources const>(std::move(sources));
  add_comment_operations(registry, shared);
  add_digest_operations(registry);
  add_feed_operations(registry, shared);
}

}  // namespace gt::notices
