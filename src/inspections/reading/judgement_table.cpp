#include "inspections/reading/judgement_table.h"

#include <algorithm>

#include "inspections/reading/grades.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

/// Letters without digits: row numbers and footnote marks do not count.
std::string category_letters(std::string_view text) {
  auto out = letters(text);
  std::erase_if(out, [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

struct Split {
  std::string_view left;
  std::string_view right;
};

/// Parts a row into its category and its grade: the grade is what follows the last wide gap, if it is made of grade
/// words only. Gaps inside the category (justified text) do not matter.
Split split_row(std::string_view text) {
  if (only_grade_words(fold(text))) return {{}, text};
  auto const gap = text.rfind("  ");
  if (gap != std::string_view::npos) {
    auto const right = text.substr(gap + 2);
    if (only_grade_words(fold(right))) return {text.substr(0, gap), right};
  }
  return {text, {}};
}

/// `Overall effectiveness Good` with one space only.
bool split_narrow_row(std::string_view text, std::span<Category const> categories, Split& out, std::string& kept) {
  auto const found = graded(text);
  if (!found || !find_category(categories, found->subject)) return false;
  kept = found->subject;
  out.left = kept;
  out.right = text.substr(std::min(kept.size(), text.size()));
  return true;
}

class Rows {
 public:
  explicit Rows(std::span<Category const> categories) : categories_{categories} {}

  /// Takes a piece of the left column; false when it neither continues the last row nor starts one.
  bool take(std::string_view left) {
    auto const piece = category_letters(left);
    if (piece.empty()) return true;
    if (!rows_.empty() && is_prefix(rows_.back() + piece)) {
      rows_.back() += piece;
      return true;
    }
    if (is_prefix(piece) && (rows_.empty() || complete(rows_.back()))) {
      rows_.push_back(piece);
      return true;
    }
    return false;
  }

  std::vector<Category const*> categories() const {
    std::vector<Category const*> out;
    for (auto const& row : rows_) out.push_back(complete(row));
    return out;
  }

  bool empty() const { return rows_.empty(); }
  bool last_complete() const { return !rows_.empty() && complete(rows_.back()) != nullptr; }
  bool last_is(std::string_view name) const {
    auto const* category = rows_.empty() ? nullptr : complete(rows_.back());
    return category && category->name == name;
  }

 private:
  bool is_prefix(std::string_view row) const {
    for (auto const& category : categories_)
      for (auto printed : category.printed)
        if (printed.starts_with(row)) return true;
    return false;
  }
  Category const* complete(std::string_view row) const {
    for (auto const& category : categories_)
      for (auto printed : category.printed)
        if (printed == row) return &category;
    return nullptr;
  }

  std::span<Category const> categories_;
  std::vector<std::string> rows_;
};

/// A row whose columns are parted by one space: `children who need help and protection improvement`.
bool take_tight(Rows& rows, Split& row) {
  if (!row.right.empty()) return false;
  auto const cut = trailing_grade_words(row.left);
  if (cut == row.left.size() || !rows.take(row.left.substr(0, cut))) return false;
  row.right = row.left.substr(cut);
  return true;
}

}  // namespace

std::span<Category const> ilacs_categories() {
  static std::vector<Category> const categories{
      {"The impact of leaders on social work practice with children and families",
       {"theimpactofleadersonsocialworkpracticewithchildrenandfamilies",
        "impactofleadersonsocialworkpracticewithchildrenandfamilies"}},
      {"The experiences and progress of children who need help and protection",
       {"theexperiencesandprogressofchildrenwhoneedhelpandprotection",
        "experiencesandprogressofchildrenwhoneedhelpandprotection",
        "theexperienceandprogressofchildrenwhoneedhelpandprotection",
        "theexperiencesandprogressofchildreninneedofhelpandprotection"}},
      {"The experiences and progress of children in care and care leavers",
       {"theexperiencesandprogressofchildrenincareandcareleavers",
        "experiencesandprogressofchildrenincareandcareleavers",
        "theexperienceandprogressofchildrenincareandcareleavers",
        "theexperiencesandprogressofchildreninourcareandcareleavers"}},
      {"The experiences and progress of children in care",
       {"theexperiencesandprogressofchildrenincare", "experiencesandprogressofchildrenincare",
        "theexperienceandprogressofchildrenincare"}},
      {"The experiences and progress of care leavers",
       {"theexperiencesandprogressofcareleavers", "experiencesandprogressofcareleavers",
        "theexperienceandprogressofcareleavers"}},
      {"Overall effectiveness", {"overalleffectiveness"}},
  };
  return categories;
}

std::span<Category const> sif_categories() {
  static std::vector<Category> const categories{
      {"Children who need help and protection",
       {"childrenwhoneedhelpandprotection", "childreninneedofhelpandprotection", "childrenwhoneedhelpprotection"}},
      {"Children looked after and achieving permanence",
       {"childrenlookedafterandachievingpermanence", "childrenlookedafterandachievingpermanency"}},
      {"Adoption performance", {"adoptionperformance"}},
      {"Experiences and progress of care leavers",
       {"experiencesandprogressofcareleavers", "theexperiencesandprogressofcareleavers",
        "experienceandprogressofcareleavers", "theexperienceandprogressofcareleavers"}},
      {"Leadership, management and governance", {"leadershipmanagementandgovernance"}},
  };
  return categories;
}

std::span<Category const> looked_after_categories() {
  static std::vector<Category> const categories{
      {"Overall effectiveness", {"overalleffectiveness"}},
      {"Capacity to improve", {"capacitytoimprove"}},
      {"Outcomes for looked after children and young people",
       {"outcomesforlookedafterchildrenandyoungpeople", "outcomesforlookedafterchildren",
        "outcomesforlookedafterchildrenandcareleavers", "outcomesforlookedafterchildrenyoungpeopleandcareleavers"}},
      {"Quality of provision", {"qualityofprovision", "thequalityofprovision"}},
      {"Leadership and management", {"leadershipandmanagement"}},
  };
  return categories;
}

Category const* find_category(std::span<Category const> categories, std::string_view text) {
  auto const wanted = category_letters(text);
  for (auto const& category : categories)
    for (auto printed : category.printed)
      if (printed == wanted) return &category;
  return nullptr;
}

Table read_table(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                 std::span<Category const> categories, bool strict) {
  Table out;
  out.first = out.end = begin;
  Rows rows{categories};
  std::string right;
  auto const last_name = categories.back().name;
  std::size_t const reach = std::min(end, begin + 80);
  int grades_before_first = 0;
  for (std::size_t i = begin; i < reach; ++i) {
    // The header is repeated where the table runs over a page's end.
    if (lines[i].folded.starts_with("judg") && words(lines[i].folded).size() == 2) continue;
    auto row = split_row(lines[i].text);
    std::string kept;
    if (row.right.empty()) split_narrow_row(lines[i].text, categories, row, kept);
    // Beyond the last row only the rest of its grade belongs to the table.
    if (rows.last_is(last_name) && !row.left.empty()) {
      // "Overall effectiveness" may be printed anywhere but last in some years: another row goes on.
      auto const before = rows.categories().size();
      if (before >= categories.size() || !rows.take(row.left) || rows.categories().size() == before) break;
    } else if (!row.left.empty() && !rows.take(row.left) && !take_tight(rows, row)) {
      if (strict && !rows.empty()) break;
      if (rows.empty()) {
        // A grade above the first category may stand beside nothing else.
        right.clear();
        grades_before_first = 0;
      }
      continue;
    }
    if (rows.empty()) {
      // A wrapped grade may begin above its category, but then far to the right; at the margin it is a sentence's end.
      if (row.right.empty() || lines[i].indent < 30) continue;
      if (++grades_before_first > 3) {
        right.clear();
        grades_before_first = 1;
      }
    }
    if (!row.right.empty()) {
      right += ' ';
      right += row.right;
    }
    if (out.first == begin && !rows.empty() && out.end == begin) out.first = i;
    if (!rows.empty()) out.end = i + 1;
  }
  auto const grades = all_grades(fold(right));
  auto const found = rows.categories();
  if (found.empty() || std::find(found.begin(), found.end(), nullptr) != found.end() || grades.size() != found.size()) {
    out.matched = false;
    return out;
  }
  for (std::size_t k = 0; k < found.size(); ++k)
    out.judgements.push_back({std::string{found[k]->name}, grades[k], JudgedBody::local_authority});
  return out;
}

}  // namespace gt::inspections::reading
