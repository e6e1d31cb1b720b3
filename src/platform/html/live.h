#pragma once

#include <string>
#include <string_view>

namespace gt::html {

/// Of a finished document (`document`): has its page follow the work that an element with `data-follow` names, by
/// script where there is one, and by loading it anew every `seconds` where there is none. The script is a file of ours,
/// allowed by the answer's nonce.
void follow_work(std::string& document, std::string_view nonce, int seconds);

/// The same without loading it anew: for who asked that the page stands still.
void follow_work_by_script(std::string& document, std::string_view nonce);

}  // namespace gt::html
