#include "notices/outbox.h"

#include <algorithm>
#include <array>

#include "notices/sql.h"

namespace gt::notices {

namespace {

// What a digest told is told again in the next one.
void untell(db::Transaction& transaction, MailId const& mail, AccountId const& account, Instant read_from) {
  if (transaction.execute(sql::delete_items_of_mail, {{"mail", mail}}) == 0) return;
  transaction.execute(sql::read_again_from, {{"account", account}, {"read_from", read_from}});
}

void finish(db::Transaction& transaction, Claimed const& mail, std::string_view state, std::string const& reply,
            Instant now) {
  transaction.execute(sql::finish_mail,
                      {{"id", mail.id}, {"lease", mail.lease}, {"state", state}, {"last_reply", reply}, {"now", now}});
}

void finish_untold(db::Transaction& transaction, Claimed const& mail, std::string_view state, std::string const& reply,
                   Instant now) {
  finish(transaction, mail, state, reply, now);
  untell(transaction, mail.id, mail.account, mail.read_from);
}

Purpose purpose_from(std::string const& text) { return text == word(Purpose::test) ? Purpose::test : Purpose::digest; }

MailLine line_from(db::Row const& row) {
  return {row.id<MailId>("id"),        row.text("purpose"),
          row.text("address"),         row.text("name"),
          row.text("subject"),         row.text("state"),
          row.instant("composed_at"),  row.integer("attempts"),
          row.instant("next_attempt"), row.optional_instant("finished_at"),
          row.text("last_reply")};
}

std::vector<MailLine> lines_from(std::vector<db::Row> const& rows) {
  std::vector<MailLine> out;
  for (auto const& row : rows) out.push_back(line_from(row));
  return out;
}

}  // namespace

std::string_view word(Purpose purpose) { return purpose == Purpose::digest ? "digest" : "test"; }

void put_mail(db::Transaction& transaction, NewMail const& mail, std::string const& message_id, Instant now) {
  transaction.execute(sql::insert_mail, {{"id", mail.id},
                                         {"account", mail.account},
                                         {"purpose", word(mail.purpose)},
                                         {"address", mail.to.address},
                                         {"name", mail.to.name},
                                         {"subject", mail.subject},
                                         {"message_id", message_id},
                                         {"body", mail.text},
                                         {"html", mail.html},
                                         {"read_from", mail.read_from},
                                         {"composed_at", now},
                                         {"give_up_at", now.plus_seconds(patience)}});
}

std::optional<Claimed> claim_next(db::Transaction& transaction, std::string const& domain, Instant now) {
  auto const row = transaction.row(sql::find_due_mail, {{"now", now}});
  if (!row) return std::nullopt;
  Claimed mail{.id = row->id<MailId>("id"),
               .account = row->id<AccountId>("account"),
               .purpose = purpose_from(row->text("purpose")),
               .lease = new_opaque_id(),
               .to = {row->text("name"), row->text("address")},
               .subject = row->text("subject"),
               .text = row->text("body"),
               .html = row->text("html"),
               .message_id = row->text("message_id"),
               .read_from = row->instant("read_from"),
               .composed_at = row->instant("composed_at"),
               .give_up_at = row->instant("give_up_at"),
               .attempts = row->integer("attempts") + 1};
  if (mail.message_id.empty()) mail.message_id = mail.id.text() + "@" + domain;
  transaction.execute(sql::claim_mail, {{"id", mail.id},
                                        {"lease", mail.lease},
                                        {"lease_until", now.plus_seconds(lease_length)},
                                        {"message_id", mail.message_id}});
  return mail;
}

bool note_handing_over(db::Transaction& transaction, Claimed const& mail, Instant now) {
  return transaction.execute(sql::hand_over_mail, {{"id", mail.id}, {"lease", mail.lease}, {"now", now}}) == 1;
}

void note_sent(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now) {
  finish(transaction, mail, "sent", reply, now);
}

void note_try_later(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now) {
  auto const next = now.plus_seconds(pause_after(mail.attempts));
  if (next > mail.give_up_at) return finish_untold(transaction, mail, "failed", reply, now);
  transaction.execute(sql::postpone_mail,
                      {{"id", mail.id}, {"lease", mail.lease}, {"next_attempt", next}, {"last_reply", reply}});
}

void note_refused(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now) {
  finish_untold(transaction, mail, "failed", reply, now);
}

void note_unknown(db::Transaction& transaction, Claimed const& mail, std::string const& reply, Instant now) {
  finish_untold(transaction, mail, "unknown", reply, now);
}

int take_back_lapsed(db::Transaction& transaction, Instant now) {
  int count = 0;
  for (auto const& row : transaction.rows(sql::list_lapsed_mail, {{"now", now}})) {
    auto const id = row.id<MailId>("id");
    bool const was_handed_over = row.optional_text("handed_over").has_value();
    transaction.execute(
        sql::let_go_of_mail,
        {{"id", id},
         {"state", was_handed_over ? "unknown" : "waiting"},
         {"finished_at", was_handed_over ? std::optional{now} : std::nullopt},
         {"last_reply", was_handed_over ? "Sending stopped while the server was taking the message, so nobody knows "
                                          "whether it did. What it said is in the next digest."
                                        : "Sending stopped before the server could have the message."},
         {"now", now}});
    if (was_handed_over) untell(transaction, id, row.id<AccountId>("account"), row.instant("read_from"));
    ++count;
  }
  return count;
}

std::optional<Instant> supersede_waiting(db::Transaction& transaction, AccountId const& account, Instant now) {
  std::optional<Instant> earliest;
  for (auto const& row : transaction.rows(sql::list_waiting_digests_of, {{"account", account}})) {
    auto const id = row.id<MailId>("id");
    auto const from = row.instant("read_from");
    transaction.execute(sql::supersede_mail, {{"id", id}, {"now", now}});
    untell(transaction, id, account, from);
    earliest = earliest ? std::min(*earliest, from) : from;
  }
  return earliest;
}

std::int64_t pause_after(std::int64_t attempts) {
  constexpr std::array<std::int64_t, 4> minutes{1, 5, 15, 30};
  constexpr std::int64_t most = 60;
  auto const place = static_cast<std::size_t>(std::max<std::int64_t>(attempts, 1) - 1);
  return 60 * (place < minutes.size() ? minutes[place] : most);
}

std::vector<MailLine> list_mail(db::Transaction& transaction, std::string const& state, int page) {
  return lines_from(
      transaction.rows(sql::list_mail, {{"state", state.empty() ? std::optional<std::string>{} : std::optional{state}},
                                        {"limit", mails_a_page},
                                        {"offset", (page - 1) * mails_a_page}}));
}

std::vector<MailLine> mail_of(db::Transaction& transaction, AccountId const& account, int limit) {
  return lines_from(transaction.rows(sql::list_mail_of, {{"account", account}, {"limit", limit}}));
}

std::vector<MailCount> count_mail(db::Transaction& transaction) {
  std::vector<MailCount> out;
  for (auto const& row : transaction.rows(sql::count_mail)) out.push_back({row.text("state"), row.integer("mails")});
  return out;
}

std::vector<MailCount> count_all_mail(db::Transaction& transaction) {
  std::vector<MailCount> out;
  for (auto const& row : transaction.rows(sql::count_all_mail))
    out.push_back({row.text("state"), row.integer("mails")});
  return out;
}

std::optional<LastDigest> last_digest_of(db::Transaction& transaction, AccountId const& account) {
  auto const row = transaction.row(sql::find_last_digest_of, {{"account", account}});
  if (!row) return std::nullopt;
  return LastDigest{row->text("state"), row->instant("composed_at")};
}

}  // namespace gt::notices
