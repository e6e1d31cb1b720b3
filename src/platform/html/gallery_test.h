#pragma once

// Whole pages made of every component, held to the files in testdata/. After an intended change:
//   GOLDENTHREAD_REBASELINE=1 gt_html_test    writes the files again; read the difference before committing it
//   GOLDENTHREAD_GALLERY=folder gt_html_test  also writes pages and assets, to look at over any file server
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "platform/html/assets.h"
#include "platform/html/components.h"
#include "platform/html/layout.h"
#include "tests/support/day.h"

namespace gt::html {

inline Frame gallery_frame() {
  return {.council = "Northmere Council",
          .sections = {{"My work", "/"},
                       {"Inspections", "/inspections"},
                       {"Plan", "/plan"},
                       {"Administration", "/administration"}},
          .signed_in = "Programme manager",
          .csrf_token = "token-of-this-session",
          .footer_links = {{{"Accessibility statement"}, "/accessibility"}, {{"How ratings work"}, "/ratings"}},
          .footer_note{"A figure underlined in gold leads to its source. Words in serif are someone else\u2019s."},
          .search = "/search"};
}

inline std::string without_hash(std::string text) {
  std::string const hash{all_assets().front().hash};
  for (auto at = text.find(hash); at != std::string::npos; at = text.find(hash)) text.replace(at, hash.size(), "HASH");
  return text;
}

inline void write_file(std::filesystem::path const& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << bytes;
}

inline void expect_golden(std::string const& name, Frame const& frame, Page const& page) {
  char const* const source = std::getenv("GOLDENTHREAD_SOURCE");
  ASSERT_NE(source, nullptr) << "Set GOLDENTHREAD_SOURCE to the repository's root.";
  std::string const text = document(frame, page);
  auto const golden = std::filesystem::path(source) / "src/platform/html/testdata" / (name + ".html");
  if (std::getenv("GOLDENTHREAD_REBASELINE") != nullptr) write_file(golden, without_hash(text));
  if (char const* const gallery = std::getenv("GOLDENTHREAD_GALLERY")) {
    write_file(std::filesystem::path(gallery) / (name + ".html"), text);
    for (Asset const& asset : all_assets()) {
      write_file(std::filesystem::path(gallery) / asset_url(asset.path).text().substr(1), asset.bytes);
    }
  }
  std::ostringstream expected;
  expected << std::ifstream{golden, std::ios::binary}.rdbuf();
  EXPECT_EQ(without_hash(text), expected.str());
}

}  // namespace gt::html
