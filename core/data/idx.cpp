#include "core/data/idx.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/number_text.hpp"

namespace gradlab {
namespace {

constexpr std::size_t most_dimensions = 8;

std::uint64_t big_endian(const char* bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

/// Bytes of an element; 0: there is no such type.
std::size_t element_size(unsigned type) {
  switch (type) {
    case 0x08:
    case 0x09: return 1;
    case 0x0B: return 2;
    case 0x0C:
    case 0x0D: return 4;
    case 0x0E: return 8;
    default: return 0;
  }
}

double element(unsigned type, const char* bytes) {
  switch (type) {
    case 0x08: return static_cast<unsigned char>(bytes[0]);
    case 0x09: return static_cast<signed char>(bytes[0]);
    case 0x0B: return static_cast<std::int16_t>(big_endian(bytes, 2));
    case 0x0C: return static_cast<std::int32_t>(big_endian(bytes, 4));
    case 0x0D: return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(bytes, 4))));
    default: return std::bit_cast<double>(big_endian(bytes, 8));
  }
}

}  // namespace

Error IdxReader::refusal(std::string id, std::vector<std::pair<std::string, std::string>> arguments) const {
  return {std::move(id), options_.name, std::move(arguments)};
}

/// Once the head is there: types and sizes, and room for the numbers.
Result<Done> IdxReader::read_head() {
  constexpr std::size_t magic = 4;
  if (buffer_.starts_with("\x1F\x8B")) return refusal("file_compressed");
  if (buffer_.size() < magic) return Done{};
  type_ = static_cast<unsigned char>(buffer_[2]);
  element_ = element_size(type_);
  table_.dimensions = static_cast<unsigned char>(buffer_[3]);
  if (buffer_[0] != 0 || buffer_[1] != 0 || element_ == 0 || table_.dimensions == 0 ||
      table_.dimensions > most_dimensions)
    return refusal("idx_magic");
  const std::size_t head = magic + 4 * table_.dimensions;
  if (buffer_.size() < head) return Done{};
  std::uint64_t all = big_endian(&buffer_[magic], 4);
  const std::uint64_t samples = all;
  std::uint64_t values = 1;
  for (std::size_t d = 1; d < table_.dimensions; ++d) {
    values *= big_endian(&buffer_[magic + 4 * d], 4);
    if (values > options_.most_bytes / sizeof(double) || values > (std::uint64_t{1} << 40))
      return refusal("data_too_large", {{"row", "1"}, {"high", bytes_text(options_.most_bytes)}});
  }
  if (samples == 0 || values == 0) return refusal("no_rows");
  const std::uint64_t kept = options_.limit > 0 ? std::min<std::uint64_t>(samples, options_.limit) : samples;
  limited_ = kept < samples;
  length_ = head + samples * values * element_;
  if (options_.bytes > 0 && options_.bytes != length_)
    return refusal("idx_length", {{"value", std::to_string(options_.bytes)}, {"expected", std::to_string(length_)}});
  if (kept * values > options_.most_bytes / sizeof(double))
    return refusal("data_too_large", {{"row", std::to_string(options_.most_bytes / sizeof(double) / values + 1)},
                                      {"high", bytes_text(options_.most_bytes)}});
  table_.samples = static_cast<std::size_t>(kept);
  table_.values = static_cast<std::size_t>(values);
  table_.numbers.resize(table_.samples * table_.values);
  started_ = true;
  buffer_.erase(0, head);
  return Done{};
}

Result<Done> IdxReader::take(std::string_view elements) {
  for (std::size_t at = 0; at + element_ <= elements.size() && sample_ < table_.samples; at += element_) {
    const double value = element(type_, elements.data() + at);
    if (!std::isfinite(value)) return refusal("idx_not_finite", {{"row", std::to_string(sample_ + 1)}});
    table_.numbers[value_ * table_.samples + sample_] = value;
    if (++value_ < table_.values) continue;
    value_ = 0;
    ++sample_;
  }
  return Done{};
}

Result<Done> IdxReader::feed_checked(std::string_view bytes) {
  received_ += bytes.size();
  if (started_ && received_ > length_)
    return refusal("idx_length", {{"value", std::to_string(received_)}, {"expected", std::to_string(length_)}});
  buffer_.append(bytes);
  if (!started_)
    if (auto head = read_head(); !head || !started_) return head;
  if (received_ > length_)
    return refusal("idx_length", {{"value", std::to_string(received_)}, {"expected", std::to_string(length_)}});
  auto taken = take(buffer_);
  buffer_.erase(0, buffer_.size() / element_ * element_);
  return taken;
}

Result<Done> IdxReader::feed(std::string_view bytes) {
  if (!refused_.empty()) return refused_.front();
  if (full()) return Done{};
  auto fed = feed_checked(bytes);
  if (!fed) refused_.push_back(fed.error());
  return fed;
}

Result<IdxTable> IdxReader::finish() {
  if (!refused_.empty()) return refused_.front();
  if (received_ == 0) return refusal("idx_magic");
  if (!started_ || sample_ < table_.samples)
    return refusal("idx_length",
                   {{"value", std::to_string(received_)}, {"expected", started_ ? std::to_string(length_) : "8"}});
  return std::move(table_);
}

namespace {

/// Classes in the order of their numbers.
Result<Done> name_classes(Dataset& data, const std::string& name) {
  std::vector<double> classes;
  for (std::size_t s = 0; s < data.samples; ++s) {
    const double label = data.targets[s];
    const auto place = std::lower_bound(classes.begin(), classes.end(), label);
    if (place != classes.end() && *place == label) continue;
    if (label != std::floor(label))
      return Error{"idx_label", name, {{"row", std::to_string(s + 1)}, {"value", number_text(label)}}};
    if (classes.size() == most_classes)
      return Error{"too_many_classes", name, {{"column", "1"}, {"high", std::to_string(most_classes)}}};
    classes.insert(place, label);
  }
  if (classes.size() < 2) return Error{"one_class", name, {{"column", "1"}, {"value", number_text(classes.front())}}};
  for (double& target : data.targets)
    target = static_cast<double>(std::lower_bound(classes.begin(), classes.end(), target) - classes.begin());
  for (const double label : classes) data.class_names.push_back(number_text(label));
  data.task = classes.size() == 2 ? Task::binary : Task::classes;
  return Done{};
}

}  // namespace

Result<Dataset> join_idx(IdxTable images, const IdxTable& labels, const std::string& images_name,
                         const std::string& labels_name, bool regression) {
  if (labels.dimensions != 1)
    return Error{"idx_labels_shape", labels_name, {{"value", std::to_string(labels.dimensions)}}};
  if (labels.samples != images.samples)
    return Error{"idx_counts",
                 labels_name,
                 {{"value", std::to_string(labels.samples)},
                  {"expected", std::to_string(images.samples)},
                  {"name", images_name}}};
  Dataset data;
  data.task = Task::regression;
  data.samples = images.samples;
  for (std::size_t i = 0; i < images.values; ++i) data.input_names.push_back(plain_input_name(i));
  data.inputs = std::move(images.numbers);
  data.targets = labels.numbers;
  if (!regression)
    if (auto named = name_classes(data, labels_name); !named) return named.error();
  return data;
}

}  // namespace gradlab
