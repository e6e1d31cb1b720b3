#pragma once

#include <string>
#include <variant>

#include "governance/rota/rota_plan.h"
#include "platform/html/components.h"
#include "platform/pages/pages.h"

// The pages of the rota, and what they share. For this folder.
namespace gt::governance::rota {

Result<pages::Answer> rota_page(pages::PageCall& call);
Result<pages::Answer> rota_csv(pages::PageCall& call);
Result<pages::Answer> rota_ods(pages::PageCall& call);
Result<pages::Answer> mark_theme(pages::PageCall& call);
Result<pages::Answer> take_mark_back(pages::PageCall& call);
Result<pages::Answer> accept_rota(pages::PageCall& call);
Result<pages::Answer> rules_page(pages::PageCall& call);
Result<pages::Answer> set_rules(pages::PageCall& call);
Result<pages::Answer> absence_page(pages::PageCall& call);
Result<pages::Answer> add_absence(pages::PageCall& call);

struct LoadedRota {
  Situation situation;
  Outcome outcome;
  bool may_edit;

  std::string address() const { return situation.body.address() + "/rota"; }
};
/// Of the body in the address, for the days in the query; or the job that plans it, begun here if need be, where that
/// takes long. Errors: not_found, and invalid for days that cannot be read.
Result<std::variant<LoadedRota, std::string>> load_rota_or_job(pages::PageCall const& call);
/// For what follows a page that showed the rota. Errors: as above; conflict while a job plans it.
Result<LoadedRota> load_rota(pages::PageCall const& call);

/// "Held", or the label of a coming meeting's cell; empty for nothing.
std::string past_label(LoadedRota const& rota, std::size_t theme, std::size_t past);

/// "six months", "5 weeks", "3 days": how people say a gap.
std::string gap_in_words(int days);
/// The matrix of themes by meetings, for wide screens and paper.
html::Html matrix(LoadedRota const& rota);
/// The same as lists: by meeting with the reasons, for everybody; by theme for narrow screens.
html::Html by_meeting(LoadedRota const& rota);
html::Html by_theme(LoadedRota const& rota);
/// What its colours, shapes and words mean.
html::Html rota_key();

}  // namespace gt::governance::rota
