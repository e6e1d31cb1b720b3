#pragma once

#include <map>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "governance/governance.h"
#include "platform/html/components.h"
#include "platform/pages/pages.h"
#include "platform/records/form.h"

// What the pages of this slice share.
namespace gt::governance {

inline constexpr char const* boards_section = "Boards";

/// The views of the section as links; the one at `current` is marked.
html::Html boards_navigation(std::string_view current);
html::Link boards_link();

/// What an id stands for, with its page; a thing that is out of sight or gone has no address.
struct Named {
  std::string title;
  std::string address;
};
/// Ids that pages print, looked up once each.
class Names {
 public:
  Names(db::Transaction& transaction, Sight const& sight, evidence::Sight evidence)
      : transaction_{transaction}, sight_{sight}, evidence_{evidence} {}
  Named const& of(std::string const& kind, std::string const& id);
  /// Looks up everything that the record refers to.
  void read(Entry const& entry);
  /// What these fields refer to, and no more: a list shows a few columns of many records.
  void read(Entry const& entry, std::vector<std::string> const& fields);
  /// Looks up all bodies, meetings and agenda items at once, before thousands of records are read.
  void read_meetings();
  /// What was looked up, to be kept after the transaction.
  std::map<std::string, Named> const& all() const { return known_; }

 private:
  db::Transaction& transaction_;
  Sight const& sight_;
  evidence::Sight evidence_;
  std::map<std::string, Named> known_;
  bool knows_bodies_ = false;
};
using NamesById = std::map<std::string, Named>;
/// A link, or words where there is no page.
html::Html named(NamesById const& names, std::string const& id);

/// What the fields of a form may be set to, by field name.
using Choices = std::map<std::string, std::vector<html::Option>>;
Choices read_choices(db::Transaction& transaction, Entry const& entry, Sight const& sight, evidence::Sight evidence);
/// Of these fields alone; those that the kind has.
Choices read_choices(db::Transaction& transaction, Entry const& entry, Sight const& sight, evidence::Sight evidence,
                     std::vector<std::string> const& fields);
std::vector<html::Option> body_options(db::Transaction& transaction, std::string const& first);
std::vector<html::Option> meeting_options(db::Transaction& transaction, std::string const& body, Date around);

/// "Private: paragraph 3", for those who see it.
html::Html private_tag(std::string_view paragraph);
/// How a record stands, late ones marked; empty for kinds without.
html::Html state_tag(Entry const& entry, Date today);

}  // namespace gt::governance
