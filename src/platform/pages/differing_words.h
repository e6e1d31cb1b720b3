#pragma once

#include <string_view>

#include "platform/html/html.h"

/// Two texts beside each other, with the words marked that only one of them has. Pure.
namespace gt::pages {

struct MarkedTexts {
  html::Html first;
  html::Html second;
};

/// Both texts whole, the words that the other does not have, in the order of the longest common run of words, in
/// `<mark>`. Texts of many thousand words, or without a word in common, are marked whole.
MarkedTexts mark_differing_words(std::string_view first, std::string_view second);

}  // namespace gt::pages
