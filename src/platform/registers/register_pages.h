#pragma once

#include "platform/registers/register.h"

// What the files of the pages share.
namespace gt::registers {

/// The names of everything that a record refers to, and of what it stands in.
void read_names(Register const& of, db::Transaction& transaction, operations::Actor const& actor, Record const& record,
                NamesById& names);

struct Loaded {
  Record record;
  NamesById names;
  std::vector<Record> inside;
  std::vector<PastState> past;
  std::map<std::string, std::vector<html::Option>> choices;  ///< by field
};
enum class For { page, form };
Result<Loaded> load(pages::PageCall const& call, Register const& of, Kind const& kind, For purpose);

/// "Add a fund", "Add an approval"
std::string add_words(Kind const& kind);

html::Page frame(Register const& of, Kind const& kind, std::string title);
html::Html records_table(Register const& of, std::vector<Record> const& records, Kind const& kind,
                         NamesById const& names, Date today);

void add_form_pages(pages::Site& site, Register const& of, Kind const& kind);
void add_downloads(pages::Site& site, Register const& of, Kind const& kind);

/// The list as the address narrows it.
struct Listed {
  Rows rows;
  std::int64_t all = 0;
  NamesById names;
  std::map<std::string, std::vector<html::Option>> choices;
};
Result<Listed> read_list(pages::PageCall const& call, Register const& of, Kind const& kind, std::int64_t limit,
                         std::int64_t offset);

}  // namespace gt::registers
