#pragma once

#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "app/program.h"

namespace gt::app {

/// The installation in `folder`, begun there when there is none; its readers find nothing in any file. Null after a
/// failure of the test.
inline std::unique_ptr<Program> open_program(std::filesystem::path const& folder, int connections = 2) {
  auto opened = Program::open(
      {folder.string(), "", true}, [](FileContent const&) { return pdf::Text{}; },
      [](FileContent const&, std::string const&) { return sheet::Workbook{}; }, connections);
  EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
  return opened ? std::move(*opened) : nullptr;
}

}  // namespace gt::app
