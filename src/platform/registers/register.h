#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "platform/html/components.h"
#include "platform/operations/operations.h"
#include "platform/pages/pages.h"
#include "platform/records/kinds.h"

/// Records of kinds held as data, from the operations to the pages. A slice derives a `Register`: where its records are
/// kept, what is right, and what its pages show beside the fields.
namespace gt::registers {

using records::Kind;
using records::Record;

/// What an id stands for, with its page; what is gone has no address.
struct Named {
  std::string title;
  std::string address;
};
using NamesById = std::map<std::string, Named>;
/// A link, or words where there is no page.
html::Html named(NamesById const& names, std::string const& id);

struct PastState {
  Instant at;
  std::string actor, channel;  ///< as they were shown then
  std::string verb, why;
  nlohmann::json state;  ///< null when it was ended
};

/// What a list is narrowed to; empty = any.
struct Filter {
  Kind const* kind = nullptr;
  std::string inside = {}, state = {}, words = {};
  std::map<std::string, std::string> fields = {};  ///< by the names that `Register::filters` gives
};

struct Rows {
  std::vector<Record> records;
  std::int64_t total = 0;  ///< without the limit
};

class Register {
 public:
  Register() = default;
  Register(Register const&) = delete;
  Register& operator=(Register const&) = delete;
  virtual ~Register() = default;

  virtual std::vector<Kind> const& kinds() const = 0;
  virtual std::string_view view_permission() const = 0;
  /// The section of the service its pages belong to.
  virtual char const* section() const = 0;
  virtual html::Html navigation(std::string_view current) const = 0;
  virtual html::Link home() const = 0;

  // Kept where. Each is of the transaction's authority.
  /// Ended ones too.
  virtual std::optional<Record> find(db::Transaction& transaction, std::string const& id) const = 0;
  /// What has not ended, in the order of its number.
  virtual Rows list(db::Transaction& transaction, Filter const& filter, std::int64_t limit,
                    std::int64_t offset) const = 0;
  /// Newest first.
  virtual std::vector<PastState> history(db::Transaction& transaction, std::string const& id) const = 0;
  /// Gives the record its number.
  virtual void insert(operations::Call& call, Record& record) const = 0;
  /// False when someone else changed it first, or it has ended.
  virtual bool save(operations::Call& call, Record const& record) const = 0;
  virtual bool end(operations::Call& call, Record const& record) const = 0;
  /// Notes the change for the audit entry and keeps the state after it.
  virtual void keep(operations::Call& call, operations::Change change, std::string const& why) const = 0;

  // What is right.
  /// Refuses what cannot be, and writes what follows from the rest; `before` is null for a new one.
  virtual Result<void> complete(operations::Call& call, Record& record, Record const* before) const = 0;
  /// Refuses taking out what others still need.
  virtual Result<void> may_end(operations::Call& call, Record const& record) const = 0;
  /// What a record field refers to, by its id; nothing when there is no such thing.
  virtual std::optional<Named> name(db::Transaction& transaction, operations::Actor const& actor,
                                    records::Field const& field, std::string const& id) const = 0;
  /// What a record or account field may be set to; the empty choice comes first.
  virtual std::vector<html::Option> options(db::Transaction& transaction, operations::Actor const& actor,
                                            records::Field const& field) const = 0;
  /// The states a kind's records can be in; empty = none are told apart.
  virtual std::vector<std::string> states(Kind const&) const { return {}; }
  virtual std::string state_of(Record const&) const { return {}; }
  /// What "show" gives beside the fields.
  virtual void add_to_answer(operations::Call&, Record const&, nlohmann::json&) const {}

  // What its pages show.
  /// The fields that are columns of its list; every field is in a download.
  virtual std::vector<std::string> columns(Kind const& kind) const;
  /// The record fields its list can be narrowed by.
  virtual std::vector<std::string> filters(Kind const&) const { return {}; }
  virtual html::Html state_tag(Record const& record, Date today) const;
  /// Above and below the facts of a record's own page.
  virtual Result<html::Html> above(pages::PageCall&, Record const&) const { return html::Html{}; }
  virtual Result<html::Html> below(pages::PageCall&, Record const&) const { return html::Html{}; }
};

/// The state that history keeps and the API shows.
nlohmann::json to_json(Register const& of, Record const& record);

tl::unexpected<Error> no_such(Kind const& kind);
tl::unexpected<Error> changed_first(Kind const& kind);
/// A record that has not ended. Errors: not_found.
Result<Record> find_open(Register const& of, db::Transaction& transaction, Kind const& kind, std::string const& id);
/// Saves a record that an operation of its own took on, and keeps its state. Errors: conflict.
Result<nlohmann::json> save_changed(operations::Call& call, Register const& of, Record const& before, Record after,
                                    std::string const& why);

/// list, show, add, change and end of every kind. The register outlives the registry; so it does the site.
void add_operations(operations::Registry& registry, Register const& of);
/// The list with its filters and downloads, the record's page, its forms, and taking it out.
void add_pages(pages::Site& site, Register const& of);

}  // namespace gt::registers
