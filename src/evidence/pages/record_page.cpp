#include <algorithm>

#include <fmt/format.h>

#include "evidence/pages/evidence_page_list.h"
#include "notices/notices.h"
#include "platform/files/file_kinds.h"

namespace gt::evidence {

using namespace html;

namespace {

Html file_link(Evidence const& evidence, FileVersion const& file) {
  auto at = address_of(evidence).text() + "/file?version=" + std::to_string(file.number);
  Html out = link(words(file.name), Href{at});
  out << " "
      << words(fmt::format("({}, {})", files::file_kind_of(file.media_type).words, files::size_words(file.size)));
  return out;
}

Html versions_table(Evidence const& evidence, std::vector<FileVersion> const& versions) {
  Table out;
  out.caption = "Versions of the file, newest first";
  out.columns = {{"Version"}, {"File"}, {"Added"}, {"Content (SHA-256)"}};
  for (auto const& each : versions) {
    bool in_force = evidence.file && evidence.file->number == each.number;
    Html added;
    added << moment(each.added_at) << " by " << each.added_by.name;
    Html hash;
    hash << "<code>" << each.hash.substr(0, 12) << "</code>";
    out.rows.push_back({{words(fmt::format("{}{}", each.number, in_force ? ", in force" : "")),
                         file_link(evidence, each), added, hash},
                        in_force && versions.size() > 1 ? RowKind::now : RowKind::plain,
                        {}});
  }
  return table(out);
}

Html where_it_is(pages::PageCall const& call, Loaded const& loaded) {
  auto const& [evidence, versions] = loaded;
  Html out = heading(words("The evidence itself"), "file");
  if (!evidence.address.empty()) out << paragraph(link(words(evidence.address), Href{evidence.address}));
  if (!versions.empty())
    out << versions_table(evidence, versions);
  else if (evidence.address.empty())
    out << paragraph(words(evidence.measure || evidence.audit
                               ? "There is no file; the figures above are what there is."
                               : "There is no file and no address, so nobody can look at it here."));
  if (may_change(call, evidence))
    out << paragraph(link(words(versions.empty() ? "Bring a file" : "Bring a new version of the file"),
                          Href{address_of(evidence).text() + "/replace"}));
  return out;
}

Html review_part(pages::PageCall const& call, Evidence const& evidence) {
  Html out = heading(words("Review"), "review");
  if (evidence.review == ReviewState::unreviewed) {
    out << paragraph(words("Nobody has reviewed it yet. A reviewer is someone other than those who brought it."));
  } else {
    Html line;
    line << review_tag(evidence) << " by " << evidence.reviewer->name << ", " << moment(*evidence.reviewed_at) << ".";
    out << paragraph(line) << paragraphs(evidence.review_note);
  }
  bool may_review = sight_of(call.actor()) == Sight::everything &&
                    reviewer_is_someone_else(evidence, call.actor().account).has_value();
  if (may_review)
    out << paragraph(link(words(evidence.review == ReviewState::unreviewed ? "Review it" : "Review it again"),
                          Href{address_of(evidence).text() + "/review"}));
  return out;
}

}  // namespace

Result<pages::Answer> evidence_page(pages::PageCall& call,
                                    decltype(Connections::what_it_serves) const& what_it_serves) {
  auto loaded = TRY(load(call));
  auto const& evidence = loaded.evidence;
  auto today = call.environment().clock.today();
  auto at = address_of(evidence).text();
  Page page;
  page.title = fmt::format("Evidence {}: {}", evidence.number, evidence.title);
  page.section = plan_section;
  page.breadcrumbs = {evidence_link()};
  Html beside = review_tag(evidence);
  if (evidence.is_restricted) beside << " " << restricted_tag(evidence);
  Head top{.title = evidence.title, .caption = fmt::format("Evidence {}", evidence.number), .beside_title = beside};
  top.facts = {{"Source", words(source_words(evidence))}, {"Dated", date(evidence.dated)}};
  if (evidence.period_from) top.facts.push_back({"Covers", covered(evidence)});
  top.facts.push_back({"Expiry", expiry(evidence, today)});
  if (may_change(call, evidence)) top.actions.push_back({words("Change this evidence"), Href{at + "/edit"}});
  page.body << head(top);
  if (is_expired(evidence, today))
    page.body << warning_text(
        words("It has expired and counts for nothing now. Bring newer evidence, or, if it still "
              "holds, change the day it expires and have it reviewed."));
  if (evidence.is_restricted)
    page.body << inset(
        words("Restricted: it is personal, so only reviewers see it. Nobody else finds it in a list, a "
              "count or a download."));
  page.body << what_it_shows(evidence) << where_it_is(call, loaded) << review_part(call, evidence);
  if (what_it_serves) page.body << what_it_serves(call, evidence.id);
  Html added;
  added << "Added by " << evidence.added_by.name << ", " << moment(evidence.added_at) << ".";
  if (evidence.changed_by != evidence.added_by) added << " Last changed by " << evidence.changed_by.name << ".";
  page.body << source_line(added)
            << paragraph(link(words("History: what it has been, who changed it and why"),
                              Href{"/history/" + evidence.id.text()}))
            << notices::comments_part(call, evidence.id.text());
  return pages::page(std::move(page));
}

Result<pages::Answer> evidence_file(pages::PageCall& call) {
  auto loaded = TRY(load(call));
  auto const asked = call.request().query("version").value_or("");
  auto found = std::find_if(loaded.versions.begin(), loaded.versions.end(), [&](FileVersion const& each) {
    return asked.empty() || asked == std::to_string(each.number);
  });
  if (found == loaded.versions.end())
    return refuse(ErrorKind::not_found, loaded.versions.empty()
                                            ? "This evidence has no file. Look at its page for what there is."
                                            : "There is no such version of the file. Look at the evidence’s page for "
                                              "the versions there are.");
  auto bytes = TRY(call.environment().files.load(found->hash));
  auto response = web::Response::bytes(std::move(bytes), found->media_type)
                      .with_etag(found->hash)
                      .as_download(found->name)
                      .with_header("X-Content-Type-Options", "nosniff")
                      .with_header("Content-Security-Policy", "default-src 'none'; sandbox")
                      .with_header("Cache-Control", "private, no-cache");
  return pages::Answer{std::move(response)};
}

}  // namespace gt::evidence
