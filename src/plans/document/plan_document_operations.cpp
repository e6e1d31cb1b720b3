#include <fmt/format.h>

#include "plans/document/plan_document.h"
#include "platform/operations/base64.h"
#include "platform/operations/declare.h"
#include "platform/pages/document_links.h"

namespace gt::plans {

using nlohmann::json;
using operations::declare;
using operations::field;

namespace {

struct PlanFile {
  std::string format, since;
  office::Writer writer{{}};
};

Result<json> run_plan_document(operations::Call& call, PlanFile const& input) {
  auto const paper = TRY(read_plan_paper(call.db(), input.since, call.today()));
  auto const format = *office::format_from(input.format);
  auto const bytes = TRY(input.writer.write(plan_document(paper), format));
  return json{{"name", fmt::format("{}.{}", file_name(paper), office::ending(format))},
              {"type", office::media_type(format)},
              {"base64", operations::encode_base64(bytes)}};
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
  using T = PlanFile;
  registry.add(declare<T>(
      "plan document", "Fetch the improvement plan as an OpenDocument, Word or PDF file", operations::Kind::read,
      "plan.view",
      {field("format", &T::format, "Which kind of file", "odt").required().choices({"odt", "docx", "pdf"}),
       field("since", &T::since,
             "Tell what has changed since this version (its id) or the end of this day; the last version when left out",
             "2026-06-30")
           .max_length(40)},
      {{"name", "improvement-plan-2026-11-22.odt"},
       {"type", "application/vnd.oasis.opendocument.text"},
       {"base64", "UEsDBBQAAAgA…"}},
      &run_plan_document, [writer](T& input) -> Result<void> {
        input.writer = writer;
        return {};
      }));
}

void add_document_pages(pages::Site& site, office::Writer const& writer) {
  for (auto const format : office::all_formats)
    site.get(fmt::format("/plan/paper.{}", office::ending(format)),
             [writer, format](pages::PageCall& call) { return download_plan(call, writer, format); });
}

}  // namespace gt::plans
