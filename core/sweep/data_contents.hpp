#pragma once

#include <map>
#include <string>

#include "core/network/data_files.hpp"
#include "core/spec/spec.hpp"

namespace gradlab {

/// What a trial's files of data hold, so that trials of other contents are not taken for the same: by name, a hash of
/// all bytes (FNV-1a, 64 bits) as 16 hexadecimal digits.
using DataContents = std::map<std::string, std::string>;

/// Each file is read once, however many trials use it.
class DataContentsReader {
 public:
  explicit DataContentsReader(const DataFiles& files) : files_(&files) {}

  /// Of the files that the spec names; none for data that are generated or shipped. Refuses a file that cannot be read.
  Result<DataContents> of(const DataSpec& spec);

 private:
  const DataFiles* files_;
  DataContents known_;
};

}  // namespace gradlab
