#include <array>

#include <fmt/format.h>

#include "notices/digests.h"
#include "platform/html/components.h"

namespace gt::notices {

namespace {

constexpr std::array headings{Heading::mentioned, Heading::decided,  Heading::asked,
                              Heading::to_decide, Heading::due_soon, Heading::late};
constexpr std::array weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};

std::string_view words_of(Heading heading) {
  switch (heading) {
    case Heading::mentioned:
      return "You are mentioned in a comment on";
    case Heading::decided:
      return "A new date was decided for";
    case Heading::asked:
      return "An update is asked of you about";
    case Heading::to_decide:
      return "Waiting for your agreement";
    case Heading::due_soon:
      return "Yours, due in the next 7 days";
    case Heading::late:
      return "Yours, and late";
  }
  ENSURE(false);
}

struct Section {
  std::string title;
  std::vector<DigestItem const*> items;
  std::size_t left_out = 0;
};

std::vector<Section> sections_of(std::vector<DigestItem> const& items) {
  std::vector<Section> out;
  for (auto heading : headings) {
    Section section{std::string(words_of(heading)), {}, 0};
    for (auto const& each : items) {
      if (each.heading != heading) continue;
      if (section.items.size() < most_of_a_heading)
        section.items.push_back(&each);
      else
        ++section.left_out;
    }
    if (!section.items.empty()) out.push_back(std::move(section));
  }
  return out;
}

std::string count_words(Section const& section) {
  return fmt::format("{} ({})", section.title, section.items.size() + section.left_out);
}

constexpr char const* nothing_more = "This mail holds titles and links only. Sign in to read what was written.";

std::string uncertain_words(Date day) {
  return fmt::format("The mail of {} may not have reached you, so what it said is here again.", day.printed());
}

std::string plain(DigestWords const& words, std::vector<Section> const& sections) {
  auto out = fmt::format("{}\nGolden Thread, {}\nFor {}\n", words.council, words.day.printed(), words.person);
  if (words.uncertain) out += "\n" + uncertain_words(*words.uncertain) + "\n";
  for (auto const& section : sections) {
    out += "\n" + count_words(section) + "\n";
    for (auto const* item : section.items)
      out += fmt::format("* {}\n  {}{}\n", item->title, words.public_address, item->address);
    if (section.left_out > 0) out += fmt::format("* and {} more, on your page\n", section.left_out);
  }
  out += fmt::format(
      "\nEverything that waits for you: {0}/\n{1}\n\nYou get this mail {2}. Change or stop it: {0}/account/mail\n",
      words.public_address, nothing_more, setting_words(words.setting));
  return out;
}

// Mail programs know no style sheet of ours; plain markup reads well everywhere.
std::string page(DigestWords const& words, std::vector<Section> const& sections) {
  using html::Href;
  using html::Html;
  Html out;
  out << "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Golden "
         "Thread</title></head><body>\n"
      << "<p><strong>" << words.council << "</strong><br>Golden Thread, " << words.day.printed() << "<br>For "
      << words.person << "</p>\n";
  if (words.uncertain) out << "<p>" << uncertain_words(*words.uncertain) << "</p>\n";
  for (auto const& section : sections) {
    out << "<h2>" << count_words(section) << "</h2>\n<ul>\n";
    for (auto const* item : section.items)
      out << "<li><a href=\"" << Href{words.public_address + item->address} << "\">" << item->title << "</a></li>\n";
    if (section.left_out > 0) out << "<li>and " << section.left_out << " more, on your page</li>\n";
    out << "</ul>\n";
  }
  out << "<p><a href=\"" << Href{words.public_address + "/"} << "\">Everything that waits for you</a></p>\n<p>"
      << std::string(nothing_more) << "</p>\n<p>You get this mail " << setting_words(words.setting) << ". <a href=\""
      << Href{words.public_address + "/account/mail"} << "\">Change or stop it</a></p>\n</body></html>\n";
  return std::move(out).str();
}

}  // namespace

std::string setting_words(DigestSetting const& setting) {
  switch (setting.frequency) {
    case Frequency::daily:
      return fmt::format("each working day at {}:00", setting.hour);
    case Frequency::weekly:
      return fmt::format("each {} at {}:00", weekdays.at(static_cast<std::size_t>(setting.weekday - 1)), setting.hour);
    case Frequency::never:
      return "never";
  }
  ENSURE(false);
}

DigestMail digest_mail(DigestWords const& words) {
  auto const sections = sections_of(words.items);
  auto const count = html::plural(static_cast<std::int64_t>(words.items.size()), "thing");
  return {fmt::format("{}: {} for you in Golden Thread", words.council, count), plain(words, sections),
          page(words, sections)};
}

}  // namespace gt::notices
