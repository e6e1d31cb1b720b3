#pragma once

#include "governance/pages/board_parts.h"
#include "platform/office/writer.h"
#include "platform/pages/pages.h"

// The pages of this slice, for governance_pages.cpp.
namespace gt::governance {

/// List, page, forms, taking out and downloads of every kind; a body has a page of its own.
void add_register_pages(pages::Site& site);
/// The forms among them; called by add_register_pages.
void add_register_form_pages(pages::Site& site);
/// Answering, closing and reopening promises, answering recommendations, comparing claims, changing how often.
void add_register_step_pages(pages::Site& site);
void add_meeting_pages(pages::Site& site);
/// Adding, changing and taking on; called by add_meeting_pages.
void add_meeting_form_pages(pages::Site& site);
void add_agenda_pages(pages::Site& site);
void add_minutes_pages(pages::Site& site, office::Writer const& writer);
void add_document_pages(pages::Site& site, office::Writer const& writer);
void add_calendar_import_pages(pages::Site& site);
void add_paper_pages(pages::Site& site, std::size_t largest_upload);
void add_view_pages(pages::Site& site);

Result<pages::Answer> body_page(pages::PageCall& call, Entry const& body);
Result<pages::Answer> subject_page(pages::PageCall& call, Entry const& subject);

/// The links and buttons by which a record of this kind is taken on; empty when there are none.
html::Html steps_part(pages::PageCall const& call, Entry const& entry);
/// What a record's own page says above its facts: how late a promise is, what a claim lacks.
html::Html standing_part(pages::PageCall const& call, Entry const& entry);
/// Whether the person may change the record by its permission and body.
bool may_change(pages::PageCall const& call, Entry const& entry);

/// The table of a register, and the same rows to be downloaded.
html::Html entries_table(std::vector<Entry> const& entries, records::Kind const& kind, NamesById const& names,
                         Date today);
/// Looks up what that table prints of these records, of whatever kinds.
void read_shown(Names& names, std::vector<Entry> const& entries);

}  // namespace gt::governance
