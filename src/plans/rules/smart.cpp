#include "plans/rules/smart.h"

#include <algorithm>

#include "plans/rules/smart_wording.h"
#include "plans/rules/smart_words.h"
#include "platform/core/text.h"

namespace gt::plans::rules {

namespace {

using Found = std::optional<Advice>;

std::string in_quotes(std::string_view words) { return "\"" + std::string(words) + "\""; }

std::string suggestion_for(std::string_view kind, std::string const& word) {
  auto const& known = smart_words().of(kind);
  auto found = known.find(word);
  return found == known.end() ? std::string() : found->second;
}

Found no_verb(Wording const& wording) {
  if (wording.main_verb() || wording.is_passive()) return std::nullopt;
  return Advice{"no-verb", "The wording does not say what will be done.",
                "Begin with a verb: audit, publish, train, agree. For example \"Publish the new threshold document\"."};
}

Found vague_verb(SmartSubject const& subject, Wording const& wording) {
  if (!wording.main_verb() || subject.has_measure || wording.has_number()) return std::nullopt;
  auto place = *wording.main_verb();
  if (auto vague = wording.phrase_at("vague-verb", place))
    return Advice{"vague-verb", in_quotes(*vague) + " has no end: nobody can say when it is done.",
                  suggestion_for("vague-verb", *vague)};
  auto thing = wording.phrase_at("thing-verb", place);
  if (thing && !wording.has_concrete_thing())
    return Advice{"vague-verb", in_quotes(*thing) + " does not say what there will be to see.",
                  suggestion_for("thing-verb", *thing)};
  return std::nullopt;
}

Found several_actions(Wording const& wording) {
  auto const& further = wording.further_actions();
  if (further.empty()) return std::nullopt;
  auto words = in_quotes(wording.token(*wording.main_verb()));
  for (std::size_t i = 0; i < further.size(); ++i)
    words += (i + 1 == further.size() ? " and " : ", ") + in_quotes(wording.token(further[i]));
  return Advice{"several-actions-in-one", "This is more than one action: " + words + ".",
                "Write one action for each, so that each has its own owner, date and evidence."};
}

Found unmeasurable_word(SmartSubject const& subject, Wording const& wording) {
  if (wording.has_number() || subject.has_measure) return std::nullopt;
  auto word = wording.first_of("unmeasurable-word");
  if (!word) return std::nullopt;
  return Advice{"unmeasurable-word", in_quotes(*word) + " means something else to each reader.",
                suggestion_for("unmeasurable-word", *word)};
}

// Done shows by itself: a number to reach, something that happens once, or a thing that will exist.
bool shows_when_done(Wording const& wording) {
  if (wording.has_number()) return true;
  auto const& words = smart_words();
  auto const& verbs = wording.verbs();
  return std::any_of(verbs.begin(), verbs.end(), [&](std::size_t place) {
    auto const& verb = wording.token(place);
    if (words.holds("output-verb", verb)) return true;
    return wording.has_concrete_thing() && (words.holds("making-verb", verb) || words.holds("thing-verb", verb));
  });
}

Found no_measure_of_done(SmartSubject const& subject, Wording const& wording) {
  if (subject.has_measure || subject.has_success_words || shows_when_done(wording)) return std::nullopt;
  return Advice{"no-measure-of-done", "Nothing says how one will know that it is done.",
                "Add a number (\"40 records a month\"), the thing that will exist, or a linked measure."};
}

Found too_long(Wording const& wording) {
  auto count = wording.word_count();
  if (count <= kLongestWording) return std::nullopt;
  return Advice{"too-long", "The wording has " + std::to_string(count) + " words.",
                "Say it in " + std::to_string(kLongestWording) + " or fewer; the rest belongs in the note."};
}

std::vector<std::string> owner_words(std::string_view owner) {
  std::string plain;
  for (auto c : lower_case(with_plain_marks(owner)))
    plain += c == '(' || c == ')' || c == ',' || c == '/' || c == '&' ? ' ' : c;
  std::vector<std::string> words;
  for (auto& word : split(one_line(plain), ' '))
    if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// "Head of service / principal social worker": each part between joins names a post.
bool names_two_posts(std::string_view owner) {
  std::string joined = " " + lower_case(owner) + " ";
  for (std::string_view join : {" and ", "&", "/", ",", ";", "+"})
    for (auto at = joined.find(join); at != std::string::npos; at = joined.find(join, at))
      joined.replace(at, join.size(), "|");
  std::size_t posts = 0;
  for (auto const& part : split(joined, '|')) {
    auto words = owner_words(part);
    posts += std::any_of(words.begin(), words.end(),
                         [](auto const& word) { return smart_words().holds("owner-noun", word); })
                 ? 1
                 : 0;
  }
  return posts > 1;
}

bool is_group(std::string_view owner) {
  auto words = owner_words(owner);
  auto const& known = smart_words();
  std::string phrase;
  for (auto const& word : words) phrase += (phrase.empty() ? "" : " ") + word;
  if (known.holds("group-owner", phrase) || words.front() == "all" || words.front() == "every") return true;
  // Only the post itself counts, not what it is for: "Manager for newly qualified social workers" is one person.
  std::vector<std::string> post;
  for (auto const& word : words) {
    if (word == "of" || word == "for" || word == "in" || word == "with") break;
    post.push_back(word);
  }
  if (post.empty()) return false;
  bool is_plural = std::any_of(post.begin(), post.end(), [&](auto const& word) {
    return !known.holds("owner-noun", word) && holds_any_number(known, "owner-noun", word);
  });
  return is_plural || known.holds("body-noun", post.back()) || names_two_posts(owner);
}

Found owner_advice(SmartSubject const& subject) {
  if (subject.owner_is_account) return std::nullopt;
  auto owner = trimmed(subject.owner_role);
  if (owner_words(owner).empty() || smart_words().holds("no-owner-word", lower_case(owner)))
    return Advice{"no-owner", owner.empty() ? "Nobody is named." : in_quotes(owner) + " names nobody.",
                  "Name the one role that answers for it at the board."};
  if (!is_group(owner)) return std::nullopt;
  return Advice{"owner-is-a-group", in_quotes(owner) + " is more than one person.",
                "Name the one role that answers for it; the others go under support."};
}

Found date_advice(SmartSubject const& subject, Wording const& wording) {
  if (subject.is_done) return std::nullopt;
  if (!subject.due) {
    auto typed = Wording(subject.due_as_typed, smart_words()).first_of("ongoing-word");
    if (!typed) typed = wording.first_of("ongoing-word");
    if (typed)
      return Advice{"date-is-ongoing", in_quotes(*typed) + " never falls due, so it can be neither done nor late.",
                    "Give the day of the next step that can be shown, or the day on which it is looked at again."};
    return Advice{"no-date", "There is no due date.", "Give the day by which it will be done."};
  }
  if (*subject.due < subject.today)
    return Advice{"date-past", "It was due on " + subject.due->printed() + ", which has passed.",
                  "Say that it is done, or ask for a new date with the reason."};
  return std::nullopt;
}

}  // namespace

std::vector<std::string> const& smart_rules() {
  static std::vector<std::string> const names{"no-verb",           "vague-verb",         "several-actions-in-one",
                                              "unmeasurable-word", "no-measure-of-done", "too-long",
                                              "no-owner",          "owner-is-a-group",   "no-date",
                                              "date-is-ongoing",   "date-past"};
  return names;
}

std::vector<Advice> smart_check(SmartSubject const& subject) {
  Wording const wording(subject.wording, smart_words());
  std::vector<Advice> advice;
  for (auto& found :
       {no_verb(wording), vague_verb(subject, wording), several_actions(wording), unmeasurable_word(subject, wording),
        no_measure_of_done(subject, wording), too_long(wording), owner_advice(subject), date_advice(subject, wording)})
    if (found) advice.push_back(*found);
  return advice;
}

}  // namespace gt::plans::rules
