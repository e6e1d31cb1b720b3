#include <memory>

#include <fmt/format.h>

#include "plans/document/plan_document.h"
#include "platform/office/at_documents.h"
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

/// What is read of the plan goes before the document is written: it is as large again.
office::Document document_of(PlanPaper paper) { return plan_document(paper); }

/// Writing takes seconds, so the plan is read first and let go.
Result<json> write_plan(operations::Environment const& environment, operations::Actor const& actor,
                        office::Writer const& writer, PlanFile const& input) {
  office::MemoryGivenBack const at_the_end;
  auto const format = *office::format_from(input.format);
  auto read = TRY(operations::read(environment, actor, "plan.view", [&](db::Transaction& transaction) {
    return read_plan_paper(transaction, input.since, environment.clock.today(), most_actions_on_paper(format));
  }));
  auto paper = TRY(std::move(read));
  auto const name = fmt::format("{}.{}", file_name(paper), office::ending(format));
  auto const document = document_of(std::move(paper));
  auto const bytes = TRY(writer.write(document, format));
  return json{{"name", name}, {"type", office::media_type(format)}, {"base64", operations::encode_base64(bytes)}};
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
  office::MemoryGivenBack const at_the_end;
  auto const today = call.environment().clock.today();
  auto read = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    return read_plan_paper(transaction, std::string(call.query().value("since")), today, most_actions_on_paper(format));
  }));
  auto paper = TRY(std::move(read));
  auto const name = file_name(paper);
  auto const document = document_of(std::move(paper));
  return pages::document_answer(TRY(writer.write(document, format)), format, name);
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
