#include "platform/registers/sheet_fields.h"

namespace gt::registers {

using records::FieldType;

namespace {

sheet::ColumnKind column_kind(FieldType type) {
  if (type == FieldType::date) return sheet::ColumnKind::date;
  if (type == FieldType::number) return sheet::ColumnKind::number;
  return type == FieldType::money ? sheet::ColumnKind::money : sheet::ColumnKind::text;
}

}  // namespace

sheet::Column column_of(records::Field const& field) {
  constexpr double wide = 50, narrow = 18;
  return {field.label, column_kind(field.type), field.type == FieldType::text ? wide : narrow};
}

sheet::Value sheet_value(nlohmann::json const& fields, records::Field const& field,
                         std::function<std::string(std::string const& id)> const& name) {
  auto text = records::text_of(fields, field.name);
  if (text.empty()) return std::monostate{};
  if (field.type == FieldType::date) {
    if (auto const day = records::date_of(fields, field.name)) return *day;
  } else if (field.type == FieldType::money) {
    if (auto const amount = records::money_of(fields, field.name)) return sheet::Pence{amount->pence()};
  } else if (field.type == FieldType::number) {
    if (auto const number = records::number_of(fields, field.name)) return static_cast<double>(*number);
  } else if (field.type == FieldType::record || field.type == FieldType::account) {
    return name(text);
  }
  return text;
}

}  // namespace gt::registers
