#pragma once

#include <exception>
#include <string>
#include <utility>

#include "platform/sheet/sheet_reader.h"

namespace gt::sheet {

/// Thrown inside this folder when a file cannot be taken; `read_contents` turns it into a value. `sentence` is what was
/// found and what to do, without the file's name and the place.
class Refused : public std::exception {
 public:
  Refused(Fault fault, Place place, std::string sentence)
      : fault_(fault), place_(std::move(place)), sentence_(std::move(sentence)) {}
  char const* what() const noexcept override { return sentence_.c_str(); }
  Fault fault() const { return fault_; }
  Place const& place() const { return place_; }
  std::string const& sentence() const { return sentence_; }

 private:
  Fault fault_;
  Place place_;
  std::string sentence_;
};

/// A file or a part of it whose bytes make no sense: `found` ends the sentence's first half, without full stop.
Refused damaged(Place place, std::string const& found);

/// A file of more than Limits::input_bytes.
Refused larger_than_taken(Limits const& limits);

/// The start of a text, for a sentence about it: at most 40 characters, and `…` for the rest.
std::string excerpt(std::string_view text);

/// The reader proper, without names of files: throws Refused.
Workbook read_contents(std::string_view bytes, Limits const& limits);

/// The failure in words.
Failure failure(std::string_view filename, Fault fault, Place place, std::string const& sentence);

}  // namespace gt::sheet
