#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace gradlab {

/// The bytes of one file, in their order.
struct ByteSource {
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;  ///< 0: not known
  /// Some of the next bytes; 0 at the end.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
};

/// A text in memory as a source.
std::unique_ptr<ByteSource> source_of(std::string text);

/// Where the bytes of data sets come from: the program's own assets, a file, a browser's upload.
struct DataFiles {
  virtual ~DataFiles() = default;
  /// name: a shipped set's, or what the spec gives as its file.
  virtual Result<std::string> read(std::string_view name) const = 0;
  /// The same in pieces; whoever can give them without having the whole in memory overrides this.
  /// (In the header, so that a program with type information can derive from the core's class, which has none.)
  virtual Result<std::unique_ptr<ByteSource>> open(std::string_view name) const {
    Result<std::string> text = read(name);
    return text ? Result<std::unique_ptr<ByteSource>>(source_of(*std::move(text))) : text.error();
  }
};

/// For data that need none.
struct NoFiles final : DataFiles {
  Result<std::string> read(std::string_view name) const override {
    return Error{"file_missing", std::string(name), {}};
  }
};

}  // namespace gradlab
