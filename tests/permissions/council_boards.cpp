#include "governance/governance.h"
#include "platform/operations/base64.h"
#include "tests/permissions/council.h"
#include "tests/permissions/sample_fields.h"

namespace gt::permissions {

using nlohmann::json;

void add_board_records(Installation& installation, Council& council) {
  auto must = [&](std::string const& operation, json const& input) {
    return installation.must(council.manager, operation, input);
  };
  council.more["other_body"] =
      must("body add", {{"title", "Other body of " + council.word}, {"body_kind", "cabinet"}}).at("id");
  for (auto const& kind : governance::board_kinds()) {
    json input{{"title", kind.word + " of " + council.word}};
    for (auto const& field : kind.fields)
      if (field.required)
        input[field.name] = field.of == "body" ? json(council.more.at("body"))
                                               : sample_value(field, field.label + " of " + council.word);
    if (kind.word == "recommendation") input["to_body"] = council.more.at("other_body");
    if (!kind.inside.empty()) input["inside"] = council.more.at(governance::board_kind(kind.inside.front()).key());
    council.more[kind.key()] = must(kind.command() + " add", input).at("id");
  }
  // What operations and forms call them.
  council.more["reports_to"] = council.more["to_body"] = council.more.at("other_body");
  council.more["substitute_for"] = council.more.at("membership");
  constexpr int days_to_come = 120;
  auto const day = installation.program().clock().today().plus_days(days_to_come).iso();
  auto const meeting =
      must("meeting add", {{"body", council.more.at("body")}, {"on", day}, {"title", "Meeting of " + council.word}})
          .at("meeting");
  council.more["meeting"] = council.more["agreed_at"] = council.more["to"] = meeting;
  council.more["item"] =
      must("item add", {{"meeting", meeting}, {"title", "Item of " + council.word}, {"themes", {council.theme_a}}})
          .at("item");
  council.more["paper"] =
      must("paper add",
           {{"meeting", meeting},
            {"title", "Paper of " + council.word},
            {"file", {{"filename", "paper.txt"}, {"base64", operations::encode_base64("Words of " + council.word)}}}})
          .at("paper");
  council.more["mark"] = must("rota request", {{"meeting", meeting}, {"theme", council.theme_a}}).at("mark");
  council.more["decision"] = must("decision plan", {{"title", "Decision of " + council.word},
                                                    {"body", council.more.at("body")},
                                                    {"day", day},
                                                    {"is_key", "no"},
                                                    {"is_private", "no"},
                                                    {"decision_maker", "The body of " + council.word},
                                                    {"contact", "Clerk"}})
                                 .at("decision");
  council.more["answers"] = council.more.at("recommendation");
  council.more["step"] = "agenda_published";  // of an address, not an id
}

}  // namespace gt::permissions
