#include "notices/digests.h"

#include <algorithm>
#include <map>

#include "notices/outbox.h"
#include "notices/sql.h"

namespace gt::notices {

namespace {

constexpr std::int64_t looked_back_first = 7 * 24 * 60 * 60;  ///< seconds; of somebody's first digest

DigestSetting setting_from(db::Row const& row) {
  return {frequency_from(row.text("frequency")).value_or(Frequency::daily), static_cast<int>(row.integer("hour")),
          static_cast<int>(row.integer("weekday")), row.integer("version")};
}

struct Progress {
  Date last_slot;
  Instant read_until;
};
std::optional<Progress> progress_of(db::Transaction& transaction, AccountId const& account) {
  auto const row = transaction.row(sql::find_digest_progress, {{"account", account}});
  if (!row) return std::nullopt;
  return Progress{row->date("last_slot"), row->instant("read_until")};
}

struct Due {
  people::Member member;
  DigestSetting setting;
  Date slot;
};

// Without writing anything: most minutes of the day nobody is due.
std::vector<Due> due_now(db::Database& database, AuthorityId const& authority, Instant now) {
  auto transaction = database.read(authority);
  std::map<AccountId, DigestSetting> settings;
  for (auto const& row : transaction.rows(sql::list_digest_settings))
    settings[row.id<AccountId>("account")] = setting_from(row);
  std::map<AccountId, Date> last;
  for (auto const& row : transaction.rows(sql::list_digest_progress))
    last.emplace(row.id<AccountId>("account"), row.date("last_slot"));
  std::vector<Due> due;
  for (auto& member : people::members_here(transaction)) {
    auto const chosen = settings.find(member.actor.account);
    auto const setting = chosen == settings.end() ? DigestSetting{} : chosen->second;
    auto const done = last.find(member.actor.account);
    auto const slot = due_slot(setting, done == last.end() ? std::nullopt : std::optional{done->second}, now);
    if (slot) due.push_back({std::move(member), setting, *slot});
  }
  return due;
}

// One person's digest. Everything is read and written under the one change, so that nothing falls between two digests
// and nothing is in both.
bool compose(db::Transaction& transaction, people::AuthorityName const& authority, Due const& due,
             std::vector<DigestSource> const& sources, Sender const& sender, Instant now) {
  auto const& person = due.member.actor;
  auto const progress = progress_of(transaction, person.account);
  if (progress && progress->last_slot >= due.slot) return false;  // another process was first
  auto since = progress ? progress->read_until : now.plus_seconds(-looked_back_first);
  auto const last = last_digest_of(transaction, person.account);
  if (auto const earlier = supersede_waiting(transaction, person.account, now)) since = std::min(since, *earlier);
  auto const id = MailId::fresh();
  std::vector<DigestItem> items;
  for (auto const& source : sources)
    for (auto& item : source(transaction, person, since, now))
      if (transaction.execute(sql::insert_digest_item,
                              {{"account", person.account}, {"item_key", item.key}, {"mail", id}, {"told_at", now}}) ==
          1)
        items.push_back(std::move(item));
  transaction.execute(sql::set_digest_progress,
                      {{"account", person.account}, {"last_slot", due.slot}, {"read_until", now}});
  if (items.empty()) return false;
  bool const is_uncertain = last && last->state == "unknown";
  auto const words = digest_mail({authority.display_name, person.name, now.london_date(), std::move(items),
                                  is_uncertain ? std::optional{last->composed_at.london_date()} : std::nullopt,
                                  sender.public_address, due.setting});
  put_mail(transaction,
           {id,
            person.account,
            Purpose::digest,
            {person.name, due.member.email},
            words.subject,
            words.text,
            words.html,
            since},
           id.text() + "@" + sender.domain(), now);
  return true;
}

}  // namespace

DigestSetting digest_setting(db::Transaction& transaction, AccountId const& account) {
  auto const row = transaction.row(sql::find_digest_setting, {{"account", account}});
  return row ? setting_from(*row) : DigestSetting{};
}

bool save_digest_setting(db::Transaction& transaction, AccountId const& account, DigestSetting const& setting) {
  db::Params params{{"account", account},
                    {"frequency", word(setting.frequency)},
                    {"hour", setting.hour},
                    {"weekday", setting.weekday}};
  if (setting.version == 0) return transaction.execute(sql::insert_digest_setting, params) == 1;
  params.push_back({"version", setting.version});
  return transaction.execute(sql::change_digest_setting, params) == 1;
}

int compose_digests(db::Database& database, people::AuthorityName const& authority,
                    std::vector<DigestSource> const& sources, Sender const& sender, Instant now) {
  int count = 0;
  for (auto const& due : due_now(database, authority.id, now)) {
    auto transaction = database.change(authority.id);
    count += compose(transaction, authority, due, sources, sender, now);
    transaction.commit();
  }
  return count;
}

}  // namespace gt::notices
