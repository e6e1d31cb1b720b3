#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace gt::inspections {

/// `goldenthread inspection read FILE...`: prints what each report says, in the order of the arguments, reading as many
/// at one time as the machine has processors. With `json` one object a line; otherwise a summary for a person.
/// `confined` is false only when the person asked for it (`--unconfined`). Must be called before the program starts a
/// thread, since it starts the confined readers. Needs no database, configuration or network. Returns the exit status:
/// 0 when every file was read, 3 when some could not be (the others are still printed).
int read_reports(std::vector<std::string> const& files, bool json, bool confined, std::ostream& out, std::ostream& err);

}  // namespace gt::inspections
