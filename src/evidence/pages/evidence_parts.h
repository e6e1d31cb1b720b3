#pragma once

#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/evidence_pages.h"
#include "platform/pages/conflict.h"

// What the pages of evidence share. Used by this folder only.
namespace gt::evidence {

/// Evidence stands in the plan's section of the navigation.
inline constexpr std::string_view plan_section = "Plan";

html::Link evidence_link();
html::Href address_of(Evidence const& evidence);
/// "7 Supervision policy", for captions and breadcrumbs.
std::string name_of(Evidence const& evidence);

/// "Feedback from children", "Audit".
std::string source_words(Evidence const& evidence);
std::vector<html::Option> source_options();
std::vector<html::Option> voice_options();
std::vector<html::Option> rung_options();
std::vector<html::Option> review_options();

/// State of review, shape and word; rejected and restricted stand out.
html::Html review_tag(Evidence const& evidence);
html::Html restricted_tag(Evidence const& evidence);
/// The last day it counts, in words; struck as a warning once it is past.
html::Html expiry(Evidence const& evidence, Date today);
/// The period, or the day it is of.
html::Html covered(Evidence const& evidence);
/// What it shows, where it stands on the ladder, and its figures.
html::Html what_it_shows(Evidence const& evidence);

struct Loaded {
  Evidence evidence;
  std::vector<FileVersion> versions;  ///< newest first
};
/// The evidence of the address, when this person may see it.
Result<Loaded> load(pages::PageCall const& call);
/// Whether this person may change it: their own, or anyone's when their role is held for everything.
bool may_change(pages::PageCall const& call, Evidence const& evidence);

/// A page about one piece of evidence, with its way back.
html::Page page_about(Evidence const& evidence, std::string title);
std::string printed(std::optional<Date> const& date);
std::string printed(std::optional<std::int64_t> const& number);

}  // namespace gt::evidence
