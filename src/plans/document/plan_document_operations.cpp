#include <memory>

#include <fmt/format.h>

#include "plans/document/plan_document.h"
#include "platform/operations/base64.h"
#include "platform/operations/declare.h"
#include "platform/operations/staged.h"
#include "platform/pages/document_links.h"

namespace gt::plans {

using nlohmann::json;
using operations::declare;
using operations::field;

namespace {

struct PlanFile {
  std::string format, since;
};

operations::Fields<PlanFile> plan_file_fields() {
  using T = PlanFile;
  return {
      field("format", &T::format, "Which kind of file", "odt").required().choices({"odt", "docx", "pdf"}),
      field("since", &T::since,
            "Tell what has changed since this version (its id) or the end of this day; the last version when left out",
            "2026-06-30")
          .max_length(40)};
}

/// Writing takes seconds, so the plan is read first and let go.
Result<json> write_plan(operations::Environment const& environment, operations::Actor const& actor,
                        office::Writer const& writer, PlanFile const& input) {
  auto read = TRY(operations::read(environment, actor, "plan.view", [&](db::Transaction& transaction) {
    return read_plan_paper(transaction, input.since, environment.clock.today());
  }));
  auto const paper = TRY(std::move(read));
  auto const format = *office::format_from(input.format);
  auto const bytes = TRY(writer.write(plan_document(paper), format));
  return json{{"name", fmt::format("{}.{}", file_name(paper), office::ending(format))},
              {"type", office::media_type(format)},
              {"base64", operations::encode_base64(bytes)}};
}

operations::Operation document_operation(office::Writer const& writer) {
  auto operation = declare<PlanFile>("plan document", "Fetch the improvement plan as an OpenDocument, Word or PDF file",
                                     operations::Kind::read, "plan.view", plan_file_fields(),
                                     {{"name", "improvement-plan-2026-11-22.odt"},
                                      {"type", "application/vnd.oasis.opendocument.text"},
                                      {"base64", "UEsDBBQAAAgA…"}},
                                     nullptr);
  operation.prepare = [fields = plan_file_fields(), writer](json const& given) -> Result<operations::Prepared> {
    auto const input = TRY(operations::read_fields(fields, given));
    auto const file = std::make_shared<json>();
    return operations::Prepared{
        operations::Staged{[input, writer, file](operations::Environment const& environment,
                                                 operations::Actor const& actor) -> Result<void> {
                             *file = TRY(write_plan(environment, actor, writer, input));
                             return {};
                           },
                           [file](operations::Call&) -> Result<json> { return std::move(*file); }}};
  };
  return operation;
}

Result<pages::Answer> download_plan(pages::PageCall const& call, office::Writer const& writer, office::Format format) {
  auto const today = call.environment().clock.today();
  auto read = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    return read_plan_paper(transaction, std::string(call.query().value("since")), today);
  }));
  auto const paper = TRY(std::move(read));
  return pages::document_answer(TRY(writer.write(plan_document(paper), format)), format, file_name(paper));
}

}  // namespace

void add_document_operations(operations::Registry& registry, office::Writer const& writer) {
  registry.add(document_operation(writer));
}

void add_document_pages(pages::Site& site, office::Writer const& writer) {
  for (auto const format : office::all_formats)
    site.get(fmt::format("/plan/paper.{}", office::ending(format)),
             [writer, format](pages::PageCall& call) { return download_plan(call, writer, format); });
}

}  // namespace gt::plans
