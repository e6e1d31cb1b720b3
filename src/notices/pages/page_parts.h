#pragma once

#include <memory>
#include <string>

#include "notices/notices.h"
#include "platform/html/components.h"

// What the pages of this slice share.
namespace gt::notices {

struct PageContext {
  Sources sources;
  Installation installation;
};
using SharedContext = std::shared_ptr<PageContext const>;

void add_comment_pages(pages::Site& site, SharedContext const& context);
void add_digest_pages(pages::Site& site, SharedContext const& context);
void add_mail_pages(pages::Site& site, SharedContext const& context);
void add_feed_pages(pages::Site& site, web::Router& router, SharedContext const& context);

/// How a mail stands, as a status word with its colour.
html::Html mail_state(std::string const& state);

}  // namespace gt::notices
