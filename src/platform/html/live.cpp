#include "platform/html/live.h"

#include "platform/core/result.h"
#include "platform/html/assets.h"

namespace gt::html {

namespace {

void add_to_head(std::string& document, std::string const& elements) {
  auto const end = document.find("</head>");
  ENSURE(end != std::string::npos);
  document.insert(end, elements);
}

// The one place where a script enters a page. A nonce is base64, an asset's address ours: nothing has to be escaped.
std::string script(std::string_view nonce) {
  return "<script src=\"" + asset_url("follow.js").text() + "\" nonce=\"" + std::string(nonce) + "\" defer></script>\n";
}

}  // namespace

void follow_work(std::string& document, std::string_view nonce, int seconds) {
  add_to_head(document, "<noscript><meta http-equiv=\"refresh\" content=\"" + std::to_string(seconds) +
                            "\"></noscript>\n" + script(nonce));
}

void follow_work_by_script(std::string& document, std::string_view nonce) { add_to_head(document, script(nonce)); }

}  // namespace gt::html
