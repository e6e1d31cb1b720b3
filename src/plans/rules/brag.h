#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plans/rules/ratings.h"
#include "platform/core/result.h"

// The one coloured position (blue, red, amber, green) that boards read, derived from the two ratings, dates and risks
// by a rule held as data. There is no national standard, so a council chooses a variant and every page prints its key.
// Source: reference/brag_rules.tsv.
namespace gt::plans::rules {

enum class Colour { blue, green, amber, red, grey, purple };
enum class Shape { diamond, disc, triangle, square, ring, star };
/// "blue": the ending of the style class `gt-brag--blue`.
std::string_view word(Colour colour);
std::string_view word(Shape shape);

/// Where something stands. Days late are 0 when it is not late or has no date.
struct Position {
  Delivered delivered{Delivered::not_started};
  Rung difference{Rung::none};
  bool agreed{false};       ///< someone other than the owner agreed the difference made
  int days_late_first{0};   ///< past the first due date, which is never overwritten
  int days_late_agreed{0};  ///< past the date agreed last
  int worst_open_risk{0};   ///< likelihood x impact, 1 to 25; 0 when no risk is open
  bool has_recovery{false};
};

/// What is printed: never the colour alone.
struct Brag {
  Colour colour;
  std::string word;
  Shape shape;
  std::string why;  ///< one sentence, with the figures
  int row;          ///< the row of the variant that won, from 1
};

/// One line of the key.
struct KeyRow {
  Colour colour;
  std::string word;
  Shape shape;
  std::string meaning;
};

class BragRules {
 public:
  /// Errors: invalid, naming the line, for a cell that cannot be read; for a row that no position can reach because an
  /// earlier one takes all of its; for a variant whose last row asks something, so that a position may fall through;
  /// for a colour, word and shape that the variant's key does not explain, and a key row that no rule uses; for a
  /// variant that tells apart more than two lengths of lateness against one date.
  static Result<BragRules> read(std::string_view text);

  /// In the order of the data; the first is what a council has that chose none.
  std::vector<std::string> const& variants() const { return names_; }
  bool has_variant(std::string_view variant) const;
  /// `variant` must be one of `variants()`.
  Brag judge(std::string_view variant, Position const& position) const;
  /// The colour alone, for those who judge many.
  Colour colour(std::string_view variant, Position const& position) const;
  /// Which lengths of lateness a variant tells apart, in days, the shortest first: at most two against each date, so
  /// that a query can ask for a colour.
  struct Lateness {
    std::vector<int> first, agreed;
  };
  Lateness lateness(std::string_view variant) const;
  std::vector<KeyRow> const& key(std::string_view variant) const;
  std::size_t row_count(std::string_view variant) const;

 private:
  struct Row {
    int line;
    std::vector<Delivered> delivered;  ///< empty: any
    std::optional<Rung> difference;
    std::optional<bool> agreed, has_recovery;
    std::optional<int> late_first, late_agreed, risk;
    KeyRow shown;  ///< its meaning is the sentence of why

    bool holds(Position const& position) const;
    bool asks_nothing() const;
    /// True when every position that holds for `later` holds here.
    bool covers(Row const& later) const;
  };
  struct Variant {
    std::vector<Row> rows;
    std::vector<KeyRow> key;
    std::vector<int> key_lines;
    Lateness lateness() const;
    Row const& winner(Position const& position) const;
  };
  static Result<Row> read_row(std::vector<std::string> const& cells);
  Result<void> add(std::vector<std::string> const& cells, int line);
  Result<void> check() const;
  Variant const& find(std::string_view variant) const;

  std::vector<std::string> names_;
  std::vector<Variant> variants_;
};

/// The rules built into the program.
BragRules const& brag_rules();
/// The same as `brag_rules().judge` and `.key`.
Brag brag(std::string_view variant, Position const& position);
std::vector<KeyRow> const& key(std::string_view variant);

}  // namespace gt::plans::rules
