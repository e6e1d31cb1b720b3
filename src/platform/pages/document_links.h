#pragma once

#include <string>

#include "platform/office/writer.h"
#include "platform/pages/pages.h"

// Documents that leave the program, on pages: where they are offered, and the answer that carries one.
namespace gt::pages {

/// "Download as OpenDocument, Word and PDF.", each a link to `address` with the format's ending, under a heading when
/// there is one. A format that this server does not write is no link; beside the others stands why. Not printed.
html::Html document_links(office::Writer const& writer, std::string const& address, std::string_view heading = {});

/// The file as a download named `name` with the format's ending.
Answer document_answer(std::string bytes, office::Format format, std::string const& name);

}  // namespace gt::pages
