#include "plans/rules/brag.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <stdexcept>

#include "plans/rules/reference_text.h"
#include "platform/core/text.h"

namespace gt::plans::rules {

namespace {

constexpr std::array<std::string_view, 6> kColours{"blue", "green", "amber", "red", "grey", "purple"};
constexpr std::array<std::string_view, 6> kShapes{"diamond", "disc", "triangle", "square", "ring", "star"};
constexpr std::string_view kAny = "any";

template <class Value, std::size_t N>
Result<Value> named(std::array<std::string_view, N> const& names, std::string const& text, std::string const& what) {
  auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return refuse(ErrorKind::invalid, "there is no " + what + " \"" + text + "\".");
  return static_cast<Value>(found - names.begin());
}

Result<std::optional<bool>> yes_or_no(std::string const& text) {
  if (text == kAny) return std::optional<bool>();
  if (text == "yes" || text == "no") return std::optional<bool>(text == "yes");
  return refuse(ErrorKind::invalid, "write yes, no or any, not \"" + text + "\".");
}

Result<std::optional<int>> at_least(std::string const& text) {
  if (text == kAny) return std::optional<int>();
  int number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1)
    return refuse(ErrorKind::invalid, "write a whole number from 1, or any, not \"" + text + "\".");
  return std::optional<int>(number);
}

Result<std::optional<Rung>> rung_at_least(std::string const& text) {
  if (text == kAny) return std::optional<Rung>();
  auto rung = rung_from_code(text);
  if (!rung || *rung == Rung::none) return refuse(ErrorKind::invalid, "there is no rung \"" + text + "\".");
  return rung;
}

Result<std::vector<Delivered>> delivered_set(std::string const& text) {
  std::vector<Delivered> set;
  if (text == kAny) return set;
  for (auto const& code : split(text, '|')) {
    auto delivered = delivered_from_code(code);
    if (!delivered) return refuse(ErrorKind::invalid, "there is no delivered rating \"" + code + "\".");
    set.push_back(*delivered);
  }
  return set;
}

Result<KeyRow> read_shown(std::vector<std::string> const& cells) {
  auto colour = TRY(named<Colour>(kColours, cells[9], "colour"));
  auto shape = TRY(named<Shape>(kShapes, cells[11], "shape"));
  if (cells[10].empty() || cells[12].empty())
    return refuse(ErrorKind::invalid, "a row needs a word and a sentence: colour alone says nothing.");
  return KeyRow{colour, cells[10], shape, cells[12]};
}

bool is_same_sign(KeyRow const& a, KeyRow const& b) {
  return a.colour == b.colour && a.word == b.word && a.shape == b.shape;
}

std::string at_line(int line) { return "Line " + std::to_string(line) + " of the BRAG rules: "; }

void put_figure(std::string& sentence, std::string_view name, std::string const& figure) {
  for (auto at = sentence.find(name); at != std::string::npos; at = sentence.find(name, at + figure.size()))
    sentence.replace(at, name.size(), figure);
}

std::string days(int count) { return std::to_string(count) + (count == 1 ? " day" : " days"); }

template <class Value>
bool asks_no_more(std::optional<Value> const& earlier, std::optional<Value> const& later) {
  return !earlier || (later && *later >= *earlier);
}

bool is_same_or_any(std::optional<bool> const& earlier, std::optional<bool> const& later) {
  return !earlier || earlier == later;
}

}  // namespace

std::string_view word(Colour colour) { return kColours[static_cast<std::size_t>(colour)]; }
std::string_view word(Shape shape) { return kShapes[static_cast<std::size_t>(shape)]; }

bool BragRules::Row::holds(Position const& position) const {
  return (delivered.empty() || std::find(delivered.begin(), delivered.end(), position.delivered) != delivered.end()) &&
         (!difference || position.difference >= *difference) && (!agreed || position.agreed == *agreed) &&
         (!late_first || position.days_late_first >= *late_first) &&
         (!late_agreed || position.days_late_agreed >= *late_agreed) && (!risk || position.worst_open_risk >= *risk) &&
         (!has_recovery || position.has_recovery == *has_recovery);
}

bool BragRules::Row::asks_nothing() const {
  return delivered.empty() && !difference && !agreed && !late_first && !late_agreed && !risk && !has_recovery;
}

bool BragRules::Row::covers(Row const& later) const {
  auto has = [&](Delivered value) { return std::find(delivered.begin(), delivered.end(), value) != delivered.end(); };
  bool covers_delivered = delivered.empty() || (!later.delivered.empty() &&
                                                std::all_of(later.delivered.begin(), later.delivered.end(), has));
  return covers_delivered && asks_no_more(difference, later.difference) && is_same_or_any(agreed, later.agreed) &&
         asks_no_more(late_first, later.late_first) && asks_no_more(late_agreed, later.late_agreed) &&
         asks_no_more(risk, later.risk) && is_same_or_any(has_recovery, later.has_recovery);
}

Result<BragRules::Row> BragRules::read_row(std::vector<std::string> const& cells) {
  auto delivered = TRY(delivered_set(cells[2]));
  auto difference = TRY(rung_at_least(cells[3]));
  auto agreed = TRY(yes_or_no(cells[4]));
  auto late_first = TRY(at_least(cells[5]));
  auto late_agreed = TRY(at_least(cells[6]));
  auto risk = TRY(at_least(cells[7]));
  auto has_recovery = TRY(yes_or_no(cells[8]));
  auto shown = TRY(read_shown(cells));
  return Row{0, delivered, difference, agreed, has_recovery, late_first, late_agreed, risk, shown};
}

Result<void> BragRules::add(std::vector<std::string> const& cells, int line) {
  if (cells.size() != 13) return refuse(ErrorKind::invalid, "write thirteen cells, parted by tabs.");
  if (cells[1].empty()) return refuse(ErrorKind::invalid, "name the variant.");
  if (!has_variant(cells[1])) {
    names_.push_back(cells[1]);
    variants_.emplace_back();
  }
  if (names_.back() != cells[1]) return refuse(ErrorKind::invalid, "keep the rows of a variant together.");
  auto& variant = variants_.back();
  if (cells[0] == "rule") {
    auto row = TRY(read_row(cells));
    row.line = line;
    variant.rows.push_back(row);
    return {};
  }
  if (cells[0] != "key") return refuse(ErrorKind::invalid, "a row is a rule or a key, not \"" + cells[0] + "\".");
  for (std::size_t i = 2; i < 9; ++i)
    if (!cells[i].empty()) return refuse(ErrorKind::invalid, "a key row has no conditions.");
  auto row = TRY(read_shown(cells));
  for (auto const& known : variant.key)
    if (known.word == row.word) return refuse(ErrorKind::invalid, "the key already explains \"" + row.word + "\".");
  variant.key.push_back(row);
  variant.key_lines.push_back(line);
  return {};
}

Result<void> BragRules::check() const {
  if (variants_.empty()) return refuse(ErrorKind::invalid, "The BRAG rules have no variant.");
  for (auto const& variant : variants_) {
    if (variant.rows.empty())
      return refuse(ErrorKind::invalid, at_line(variant.key_lines.front()) + "this variant has no rule.");
    for (std::size_t later = 0; later < variant.rows.size(); ++later) {
      auto const& row = variant.rows[later];
      for (std::size_t earlier = 0; earlier < later; ++earlier)
        if (variant.rows[earlier].covers(row))
          return refuse(ErrorKind::invalid, at_line(row.line) + "no position reaches this row; line " +
                                                std::to_string(variant.rows[earlier].line) + " takes them all.");
      if (std::none_of(variant.key.begin(), variant.key.end(),
                       [&](auto const& k) { return is_same_sign(k, row.shown); }))
        return refuse(ErrorKind::invalid, at_line(row.line) + "the key does not explain \"" + row.shown.word + "\".");
    }
    constexpr std::size_t lengths_at_most = 2;
    if (auto late = variant.lateness(); late.first.size() > lengths_at_most || late.agreed.size() > lengths_at_most)
      return refuse(ErrorKind::invalid, at_line(variant.rows.front().line) +
                                            "this variant tells apart more than two lengths of lateness against one "
                                            "date. Use at most two.");
    if (!variant.rows.back().asks_nothing())
      return refuse(ErrorKind::invalid, at_line(variant.rows.back().line) +
                                            "the last row of a variant asks nothing, so that every position has one.");
    for (std::size_t i = 0; i < variant.key.size(); ++i)
      if (std::none_of(variant.rows.begin(), variant.rows.end(),
                       [&](auto const& row) { return is_same_sign(row.shown, variant.key[i]); }))
        return refuse(ErrorKind::invalid,
                      at_line(variant.key_lines[i]) + "no rule gives \"" + variant.key[i].word + "\".");
  }
  return {};
}

Result<BragRules> BragRules::read(std::string_view text) {
  BragRules rules;
  int number = 0;
  for (auto const& line : split_lines(text)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (auto added = rules.add(split(line, '\t'), number); !added)
      return refuse(ErrorKind::invalid, at_line(number) + added.error().message);
  }
  TRY(rules.check());
  return rules;
}

bool BragRules::has_variant(std::string_view variant) const {
  return std::find(names_.begin(), names_.end(), variant) != names_.end();
}

BragRules::Variant const& BragRules::find(std::string_view variant) const {
  auto found = std::find(names_.begin(), names_.end(), variant);
  ENSURE(found != names_.end());
  return variants_[static_cast<std::size_t>(found - names_.begin())];
}

BragRules::Lateness BragRules::Variant::lateness() const {
  std::set<int> first, agreed;
  for (auto const& row : rows) {
    if (row.late_first) first.insert(*row.late_first);
    if (row.late_agreed) agreed.insert(*row.late_agreed);
  }
  return {{first.begin(), first.end()}, {agreed.begin(), agreed.end()}};
}

BragRules::Row const& BragRules::Variant::winner(Position const& position) const {
  auto row = std::find_if(rows.begin(), rows.end(), [&](Row const& each) { return each.holds(position); });
  ENSURE(row != rows.end());  // the last row asks nothing
  return *row;
}

BragRules::Lateness BragRules::lateness(std::string_view variant) const { return find(variant).lateness(); }

Colour BragRules::colour(std::string_view variant, Position const& position) const {
  return find(variant).winner(position).shown.colour;
}

Brag BragRules::judge(std::string_view variant, Position const& position) const {
  auto const& rows = find(variant).rows;
  auto const* row = &find(variant).winner(position);
  auto why = row->shown.meaning;
  put_figure(why, "{first}", days(position.days_late_first));
  put_figure(why, "{agreed}", days(position.days_late_agreed));
  put_figure(why, "{risk}", std::to_string(position.worst_open_risk));
  return {row->shown.colour, row->shown.word, row->shown.shape, why, static_cast<int>(row - rows.data()) + 1};
}

std::vector<KeyRow> const& BragRules::key(std::string_view variant) const { return find(variant).key; }
std::size_t BragRules::row_count(std::string_view variant) const { return find(variant).rows.size(); }

BragRules const& brag_rules() {
  static BragRules const loaded = [] {
    auto read = BragRules::read(embedded::brag_rules);
    if (!read) throw std::runtime_error(read.error().message);
    return *std::move(read);
  }();
  return loaded;
}

Brag brag(std::string_view variant, Position const& position) { return brag_rules().judge(variant, position); }
std::vector<KeyRow> const& key(std::string_view variant) { return brag_rules().key(variant); }

}  // namespace gt::plans::rules
