#pragma once

#include <string>

#include "platform/office/document.h"

namespace gt::office {

/// The document as one page that a browser prints: headings, lists and tables as what they are, title and language, its
/// own style and fonts within it, and nothing from anywhere else. Text is text. A shape of a position at the start of a
/// cell (◆ ● ▲ ■ ○ ★) is drawn, in the colour that goes with it.
std::string printed_page(Document const& document);

}  // namespace gt::office
