#include "notices/sending.h"

#include "notices/outbox.h"
#include "notices/sql.h"

namespace gt::notices {

namespace {

mail::Message message_of(MailWork const& work, people::AuthorityName const& authority, Claimed const& claimed) {
  return {{authority.display_name, work.sender.address},
          claimed.to,
          claimed.subject,
          claimed.text,
          claimed.html,
          claimed.message_id,
          claimed.composed_at,
          claimed.purpose == Purpose::digest ? work.sender.public_address + "/account/mail" : ""};
}

// Each step is a transaction of its own: none is open while the mail server is waited for.
template <class Step>
auto in_change(MailWork const& work, AuthorityId const& authority, Step const& step) {
  auto transaction = work.database.change(authority);
  auto result = step(transaction);
  transaction.commit();
  return result;
}

void settle(MailWork const& work, AuthorityId const& authority, Claimed const& claimed, mail::Outcome const& outcome,
            MailRun& run) {
  auto const now = work.clock.now();
  in_change(work, authority, [&](db::Transaction& transaction) {
    switch (outcome.verdict) {
      case mail::Verdict::accepted:
        note_sent(transaction, claimed, outcome.reply, now);
        ++run.sent;
        break;
      case mail::Verdict::refused:
        note_refused(transaction, claimed, outcome.reply, now);
        ++run.failed;
        break;
      case mail::Verdict::try_later:
        note_try_later(transaction, claimed, outcome.reply, now);
        ++run.postponed;
        break;
      case mail::Verdict::unknown:
        note_unknown(transaction, claimed, outcome.reply, now);
        ++run.unknown;
        break;
    }
    return true;
  });
}

void send_one(MailWork const& work, people::AuthorityName const& authority, Claimed const& claimed, MailRun& run) {
  auto const message = mail::written(message_of(work, authority, claimed));
  if (!message) return settle(work, authority.id, claimed, {mail::Verdict::refused, message.error().message}, run);
  mail::Watch const watch{[&] {
                            return in_change(work, authority.id, [&](db::Transaction& transaction) {
                              return note_handing_over(transaction, claimed, work.clock.now());
                            });
                          },
                          work.should_stop};
  settle(work, authority.id, claimed, work.deliver({work.sender.address, claimed.to.address}, *message, watch), run);
}

bool is_anything_due(MailWork const& work, AuthorityId const& authority, Instant now) {
  auto transaction = work.database.read(authority);
  return transaction.row(sql::find_due_mail, {{"now", now}}).has_value() ||
         !transaction.rows(sql::list_lapsed_mail, {{"now", now}}).empty();
}

// Whoever may no longer sign in here is no longer written to, whatever waits for them.
std::optional<Claimed> claim_for_somebody(db::Transaction& transaction, std::string const& domain, Instant now,
                                          MailRun& run) {
  while (auto claimed = claim_next(transaction, domain, now)) {
    if (people::member_here(transaction, claimed->account)) return claimed;
    note_refused(transaction, *claimed, "The account may no longer sign in here, so nothing was sent.", now);
    ++run.failed;
  }
  return std::nullopt;
}

void send_at(MailWork const& work, people::AuthorityName const& authority, MailRun& run) {
  auto const started = work.clock.now();
  if (!is_anything_due(work, authority.id, started)) return;
  in_change(work, authority.id, [&](db::Transaction& transaction) { return take_back_lapsed(transaction, started); });
  auto const domain = work.sender.domain();
  while (!work.should_stop || !work.should_stop()) {
    auto const claimed = in_change(work, authority.id, [&](db::Transaction& transaction) {
      return claim_for_somebody(transaction, domain, work.clock.now(), run);
    });
    if (!claimed) return;
    send_one(work, authority, *claimed, run);
  }
}

}  // namespace

MailRun send_due(MailWork const& work) {
  MailRun run;
  for (auto const& authority : people::all_authorities(work.database)) {
    if (work.should_stop && work.should_stop()) break;
    run.composed += compose_digests(work.database, authority, work.digest_sources, work.sender, work.clock.now());
    send_at(work, authority, run);
  }
  return run;
}

std::vector<DigestSource> digest_sources(Sources const& sources) {
  std::vector<DigestSource> all{
      [find = sources.subject](db::Transaction& transaction, operations::Actor const& person, Instant since, Instant) {
        std::vector<DigestItem> items;
        for (auto const& row :
             transaction.rows(sql::list_mentions_since, {{"account", person.account}, {"since", since}})) {
          auto const subject = find(transaction, person, row.text("record"));
          if (!subject) continue;
          auto const comment = row.text("comment");
          // A restricted record's title stays inside the council.
          items.push_back({"mention:" + comment, Heading::mentioned,
                           subject->is_restricted ? "something restricted" : subject->title,
                           "/comments/" + subject->id + "#c-" + comment});
        }
        return items;
      }};
  all.insert(all.end(), sources.digest.begin(), sources.digest.end());
  return all;
}

}  // namespace gt::notices
