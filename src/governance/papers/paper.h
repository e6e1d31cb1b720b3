#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/governance.h"

/// Papers of a meeting or of one item on its agenda: files with versions.
namespace gt::governance {

using PaperId = Id<struct MeetingPaperTag>;

struct PaperFile {
  std::int64_t number;  ///< of the version, from 1
  std::string hash, name;
  std::int64_t size;
  std::string media_type;
  std::string added_by;  ///< as they were shown then
  AccountId added_by_account;
  Instant added_at;
};

struct Paper {
  PaperId id;
  MeetingId meeting;
  std::optional<std::string> item;
  std::string body;
  std::int64_t number;  ///< within its meeting
  std::string title;
  bool is_private_itself;
  bool is_private;  ///< by itself, or because its item is
  std::string exempt_paragraph, public_interest;
  bool is_ended;
  PaperFile file;  ///< the version in force
  std::int64_t version;

  std::string address() const { return "/papers/" + id.text(); }
};

/// By number; what is out of sight is not listed.
std::vector<Paper> list_papers(db::Transaction& transaction, MeetingId const& meeting, Sight const& sight);
/// Nothing when it is not there, or out of sight. Ended ones too.
std::optional<Paper> find_paper(db::Transaction& transaction, PaperId const& id, Sight const& sight);
/// Every version, newest first.
std::vector<PaperFile> list_paper_files(db::Transaction& transaction, PaperId const& id);
bool item_has_papers(db::Transaction& transaction, ItemId const& item);

/// Gives it its number. With its file.
void insert_paper(db::Transaction& transaction, Paper& paper);
/// False when someone else changed it first, or it has ended.
bool save_paper(db::Transaction& transaction, Paper const& paper, Instant now);
void insert_paper_file(db::Transaction& transaction, PaperId const& id, PaperFile const& file);

nlohmann::json to_json(Paper const& paper);
nlohmann::json to_json(PaperFile const& file);

/// "paper add", "paper replace", "paper change", "paper end", "paper list", "paper show" and "paper file".
void add_paper_operations(operations::Registry& registry);

}  // namespace gt::governance
