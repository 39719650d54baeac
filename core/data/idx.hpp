#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/dataset.hpp"

namespace gradlab {

struct IdxOptions {
  std::string name = "data";         ///< the file's name, for messages
  std::size_t limit = 0;             ///< samples at most, from the beginning; 0: all
  std::uint64_t bytes = 0;           ///< how long the file is, if known
  std::uint64_t most_bytes = ~0ULL;  ///< of numbers to keep
};

/// Numbers of an IDX file: `samples` of its first dimension, `values` of all others multiplied.
struct IdxTable {
  std::size_t dimensions = 0;
  std::size_t samples = 0;
  std::size_t values = 1;
  std::vector<double> numbers;  ///< value v of sample s at [v * samples + s]
};

/// Reads an IDX file (LeCun, Cortes & Burges, "The MNIST database") bit by bit: two zero bytes, the type of its
/// elements (unsigned or signed bytes, 16 or 32 bits, float, double), the number of dimensions, the dimensions, and
/// the elements; all big-endian. Refuses anything else, a length that does not fit the dimensions, compressed files,
/// numbers that are not finite, and more numbers than allowed.
class IdxReader {
 public:
  explicit IdxReader(IdxOptions options) : options_(std::move(options)) {}

  Result<Done> feed(std::string_view bytes);
  Result<IdxTable> finish();
  bool full() const { return limited_ && sample_ == table_.samples; }

 private:
  Error refusal(std::string id, std::vector<std::pair<std::string, std::string>> arguments = {}) const;
  Result<Done> read_head();
  Result<Done> take(std::string_view elements);
  Result<Done> feed_checked(std::string_view bytes);

  IdxOptions options_;
  std::vector<Error> refused_;  ///< none or one
  std::string buffer_;          ///< head, or part of an element
  std::uint64_t received_ = 0;
  std::uint64_t length_ = 0;  ///< of the whole file, by its head
  bool started_ = false;
  bool limited_ = false;  ///< fewer samples are taken than there are
  unsigned type_ = 0;
  std::size_t element_ = 1;             ///< bytes
  std::size_t sample_ = 0, value_ = 0;  ///< where the next number belongs
  IdxTable table_;
};

/// Images with their labels. Classes are the labels that occur, by value. Refuses tables of unequal length, labels
/// that are not one number for each sample, and those that are not whole numbers (or more than 1000 classes) unless
/// they are numbers to predict.
Result<Dataset> join_idx(IdxTable images, const IdxTable& labels, const std::string& images_name,
                         const std::string& labels_name, bool regression);

}  // namespace gradlab
