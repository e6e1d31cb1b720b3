#include <algorithm>

#include <fmt/format.h>

#include "notices/comments.h"
#include "notices/pages/page_parts.h"
#include "people/people.h"
#include "platform/pages/conflict.h"

namespace gt::notices {

using namespace html;
using nlohmann::json;
using pages::Answer;
using pages::PageCall;

namespace {

struct Thread {
  Subject subject;
  std::vector<Comment> comments;
  std::vector<Option> people;  ///< who can be mentioned, the first one nobody
};

tl::unexpected<Error> nothing_here() {
  return refuse(ErrorKind::not_found,
                "There is nothing at this address that you can see. Check the link, or look in the plan.");
}

// People who may see the record, for choosing.
std::vector<Option> people_to_mention(db::Transaction& transaction, PageContext const& context, PageCall const& call,
                                      Subject const& subject) {
  std::vector<Option> options{{"", "Nobody besides those in the text", {}}};
  for (auto const& member : people::members_here(transaction)) {
    if (member.actor.account == call.actor().account) continue;
    // Only what is restricted is seen by some and not by others.
    bool const may_see = subject.is_restricted
                             ? context.sources.subject(transaction, member.actor, subject.id).has_value()
                             : operations::may(member.actor, "plan.view");
    if (may_see) options.push_back({member.actor.account.text(), member.actor.name, {}});
  }
  return options;
}

Result<Thread> load(PageCall const& call, PageContext const& context) {
  auto const record = TRY(call.id<Id<struct CommentedRecordTag>>("record"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Thread> {
    auto subject = context.sources.subject(transaction, call.actor(), record.text());
    if (!subject) return std::nullopt;
    auto people = people_to_mention(transaction, context, call, *subject);
    return Thread{*std::move(subject), comments_on(transaction, record.text()), std::move(people)};
  }));
  if (!loaded) return nothing_here();
  return *std::move(loaded);
}

struct OneComment {
  Comment comment;
  Subject subject;
  std::vector<Wording> wordings;
};

Result<OneComment> load_one(PageCall const& call, PageContext const& context) {
  auto const id = TRY(call.id<CommentId>("comment"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<OneComment> {
    auto comment = find_comment(transaction, id);
    if (!comment) return std::nullopt;
    auto subject = context.sources.subject(transaction, call.actor(), comment->record);
    if (!subject) return std::nullopt;
    return OneComment{*std::move(comment), *std::move(subject), wordings_of(transaction, id)};
  }));
  if (!loaded) return nothing_here();
  return *std::move(loaded);
}

Page page_about(Subject const& subject, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = "Plan";
  page.breadcrumbs = {{words(subject.title), Href{subject.address}}};
  return page;
}

bool may_withdraw(PageCall const& call, Comment const& comment) {
  return comment.written_by == call.actor().account || operations::may_on_theme(call.actor(), "plan.edit", "");
}

Html who_is_mentioned(Comment const& comment) {
  std::vector<Html> names;
  for (auto const& each : comment.mentioned) names.push_back(words(each.name));
  Html out;
  if (!names.empty()) out << "<p class=\"gt-quiet\">For " << sentence_list(names) << "</p>";
  return out;
}

Html one_comment(PageCall const& call, Comment const& comment) {
  Html out;
  out << "<article class=\"gt-comment\"" << attribute("id", "c-" + comment.id.text()) << ">";
  out << "<h2 class=\"govuk-heading-s\">" << comment.written_by_name << "</h2>\n";
  if (comment.withdrawn_at) {
    out << "<p class=\"gt-quiet\">Written " << moment(comment.written_at) << ", withdrawn by "
        << comment.withdrawn_by_name << " " << moment(*comment.withdrawn_at)
        << (comment.withdrawn_why.empty() ? "." : ": " + comment.withdrawn_why) << "</p></article>\n";
    return out;
  }
  auto const at = "/comment/" + comment.id.text();
  out << "<p class=\"gt-quiet\">" << moment(comment.written_at);
  if (comment.changed_at)
    out << ", <a class=\"govuk-link\" href=\"" << Href{at} << "\">changed " << moment(*comment.changed_at) << "</a>";
  out << "</p>" << paragraphs(comment.text) << who_is_mentioned(comment);
  std::vector<Html> links;
  auto const mine = std::find_if(comment.mentioned.begin(), comment.mentioned.end(),
                                 [&](auto const& each) { return each.account == call.actor().account; });
  if (mine != comment.mentioned.end() && !mine->is_read)
    links.push_back(button_link({"Mark as read", Href{at + "/read"}, call.csrf_token(), "what you are mentioned in"}));
  auto const about = "the comment of " + comment.written_at.printed();
  auto labelled = [&](std::string_view label, std::string const& address) {
    Html text = words(label);
    text << " " << visually_hidden(about);
    return link(text, Href{address});
  };
  if (call.may("comment.add") && comment.written_by == call.actor().account)
    links.push_back(labelled("Change", at + "/edit"));
  if (call.may("comment.add") && may_withdraw(call, comment)) links.push_back(labelled("Withdraw", at + "/withdraw"));
  if (!links.empty()) {
    out << "<div class=\"gt-comment__links\">";
    for (auto const& each : links) out << each;
    out << "</div>";
  }
  out << "</article>\n";
  return out;
}

Html text_field(std::string value, FormState const& state) {
  return textarea(
      {.name = "text",
       .label = "Your comment",
       .hint = words("Plain text. To mention somebody, write @ and their whole name or e-mail address. Do not "
                     "name a child or a family."),
       .value = std::move(value)},
      state);
}

Page thread_page(PageCall const& call, Thread const& thread, FormState state) {
  auto const& subject = thread.subject;
  auto page = page_about(subject, "Comments: " + subject.title);
  page.body << head({.title = "Comments", .caption = subject.title});
  if (thread.comments.empty()) page.body << paragraph(words("Nobody has said anything about this yet."));
  for (auto const& each : thread.comments) page.body << one_comment(call, each);
  if (subject.is_ended) {
    page.body << paragraph(words("This was taken out of the plan, so nothing can be added."));
  } else if (call.may("comment.add")) {
    Html fields = text_field("", state);
    if (thread.people.size() > 1)
      fields << select({.name = "mention", .label = "Mention somebody besides", .options = thread.people}, state);
    fields << button({"Add comment"});
    page.body << heading(words("Add a comment"), "add")
              << form({.action = Href{comments_address(subject.id)}, .csrf_token = call.csrf_token(), .body = fields});
  }
  page.form = std::move(state);
  return page;
}

// A select sends one value, or nothing chosen.
json with_mention(PageCall const& call, json input) {
  auto chosen = json::array();
  for (auto const& each : call.request().form_all("mention"))
    if (!each.empty()) chosen.push_back(each);
  input["mention"] = std::move(chosen);
  return input;
}

Result<Answer> add_comment(PageCall& call, PageContext const& context) {
  auto const thread = TRY(load(call, context));
  auto input = with_mention(call, call.input({"text"}));
  input["record"] = thread.subject.id;
  auto done = call.perform("comment add", input);
  if (done)
    return pages::see_other(comments_address(thread.subject.id) + "#c-" + done->at("comment").get<std::string>(),
                            "Your comment was added.");
  if (done.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(done.error());
  return pages::page(thread_page(call, thread, call.refused(done.error())), 422);
}

Page edit_form(PageCall const& call, OneComment const& one, FormState state) {
  auto page = page_about(one.subject, "Change your comment");
  page.breadcrumbs.push_back({words("Comments"), Href{comments_address(one.subject.id)}});
  Html fields = text_field(one.comment.text, state);
  fields << button({"Save"});
  page.body << head({.title = "Change your comment", .caption = one.subject.title})
            << paragraph(words("What it says now is kept and can be looked up."))
            << form({.action = Href{"/comment/" + one.comment.id.text() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, one.comment.version)});
  page.form = std::move(state);
  return page;
}

Result<Answer> edit_page(PageCall& call, PageContext const& context) {
  TRY(operations::check_read(call.actor(), "comment.add"));
  auto const one = TRY(load_one(call, context));
  if (one.comment.withdrawn_at) return refuse(ErrorKind::conflict, "This comment was withdrawn, so it stays as it is.");
  if (one.comment.written_by != call.actor().account)
    return refuse(ErrorKind::forbidden, "Only who wrote a comment may change it. Write one of your own.");
  return pages::page(edit_form(call, one, {}));
}

Result<Answer> change_comment(PageCall& call, PageContext const& context) {
  auto const one = TRY(load_one(call, context));
  auto const back = address_of(one.comment);
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(back, "The comment stays as it was saved.");
  if (choice == "edit") return pages::page(edit_form(call, one, pages::both_texts(call)));
  auto done = call.perform("comment change", {{"comment", one.comment.id.text()},
                                              {"text", call.request().form("text").value_or("")},
                                              {"version", pages::sent_version(call)}});
  if (done) return pages::see_other(back, "Your comment was changed.");
  auto const& error = done.error();
  if (error.kind == ErrorKind::conflict && !one.comment.withdrawn_at)
    return pages::conflict_answer(call,
                                  {"This comment", one.comment.id.text(), "Plan", one.comment.version,
                                   Href{"/comment/" + one.comment.id.text() + "/edit"}},
                                  {{"Your comment", "text", one.comment.text}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(edit_form(call, one, call.refused(error)), 422);
}

Page withdraw_form(PageCall const& call, OneComment const& one, FormState state) {
  auto page = page_about(one.subject, "Withdraw this comment?");
  page.breadcrumbs.push_back({words("Comments"), Href{comments_address(one.subject.id)}});
  bool const is_own = one.comment.written_by == call.actor().account;
  Html fields = text_input({.name = "why",
                            .label = is_own ? "Why (optional)" : "Why",
                            .hint = words("Everybody who reads the comments sees this. Do not repeat what it said.")},
                           state);
  fields << button({"Withdraw", ButtonKind::warning});
  page.body << head({.title = page.title, .caption = one.subject.title}) << inset(paragraphs(one.comment.text))
            << paragraph(words("Its words are no longer shown to anybody, and nobody is told of it again. That it was "
                               "written and withdrawn, and by whom, stays."))
            << form({.action = Href{"/comment/" + one.comment.id.text() + "/withdraw"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = one.comment.version});
  page.form = std::move(state);
  return page;
}

Result<Answer> withdraw_page(PageCall& call, PageContext const& context) {
  auto const one = TRY(load_one(call, context));
  if (one.comment.withdrawn_at) return refuse(ErrorKind::conflict, "This comment was withdrawn already.");
  if (!call.may("comment.add") || !may_withdraw(call, one.comment))
    return refuse(ErrorKind::forbidden,
                  "Only who wrote a comment, or whoever runs the programme, may withdraw it. Ask one of them.");
  return pages::page(withdraw_form(call, one, {}));
}

Result<Answer> withdraw_comment_now(PageCall& call, PageContext const& context) {
  auto const one = TRY(load_one(call, context));
  auto done = call.perform("comment withdraw", {{"comment", one.comment.id.text()},
                                                {"why", call.request().form("why").value_or("")},
                                                {"version", pages::sent_version(call)}});
  if (done) return pages::see_other(comments_address(one.comment.record), "The comment was withdrawn.");
  if (done.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(done.error());
  return pages::page(withdraw_form(call, one, call.refused(done.error())), 422);
}

Result<Answer> wordings_page(PageCall& call, PageContext const& context) {
  auto const one = TRY(load_one(call, context));
  auto page = page_about(one.subject, "What this comment said");
  page.breadcrumbs.push_back({words("Comments"), Href{comments_address(one.subject.id)}});
  page.body << head({.title = page.title, .caption = one.subject.title});
  if (one.comment.withdrawn_at) {
    page.body << paragraph(words("It was withdrawn, so its words are no longer shown."));
    return pages::page(std::move(page));
  }
  std::vector<Event> events;
  for (auto each = one.wordings.rbegin(); each != one.wordings.rend(); ++each)
    events.push_back({each->written_at.iso(), moment(each->written_at), paragraphs(each->text)});
  page.body << paragraph(words("By " + one.comment.written_by_name + ", the latest wording first."))
            << timeline(events);
  return pages::page(std::move(page));
}

}  // namespace

Html comments_part(PageCall const& call, std::string const& record) {
  auto const counted =
      call.read("plan.view", [&](db::Transaction& transaction) { return count_comments(transaction, record); });
  if (!counted) return {};
  auto const& [count, last] = *counted;
  Html out = heading(words("Comments"), "comments"), sentence;
  sentence << (count == 0 ? std::string("None yet.") : plural(count, "comment"));
  if (last) sentence << ", the last one " << moment(*last) << ".";
  sentence << " "
           << link(words(count > 0                 ? "Read the comments"
                         : call.may("comment.add") ? "Add a comment"
                                                   : "See comments"),
                   Href{comments_address(record)});
  out << paragraph(sentence);
  return out;
}

void add_comment_pages(pages::Site& site, SharedContext const& context) {
  auto with = [context](Result<Answer> (*handler)(PageCall&, PageContext const&)) {
    return [context, handler](PageCall& call) { return handler(call, *context); };
  };
  site.get("/comments/{record}", [context](PageCall& call) -> Result<Answer> {
    auto const thread = TRY(load(call, *context));
    return pages::page(thread_page(call, thread, {}));
  });
  site.post("/comments/{record}", with(&add_comment));
  site.get("/comment/{comment}", with(&wordings_page));
  site.get("/comment/{comment}/edit", with(&edit_page));
  site.post("/comment/{comment}/edit", with(&change_comment));
  site.get("/comment/{comment}/withdraw", with(&withdraw_page));
  site.post("/comment/{comment}/withdraw", with(&withdraw_comment_now));
  site.post("/comment/{comment}/read", [context](PageCall& call) -> Result<Answer> {
    auto const one = TRY(load_one(call, *context));
    TRY(call.perform("mention read", {{"comment", one.comment.id.text()}}));
    return pages::see_other(address_of(one.comment), "Marked as read.");
  });
}

}  // namespace gt::notices
