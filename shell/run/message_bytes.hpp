// A message as bytes: the length of a JSON text, the numbers that are many one after the other, each kind at a multiple
// of its alignment, and the text, which is known last: so the numbers are written once. Bytes mean the same to programs
// of one build only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace gradlab::ui {

/// How many bytes there are from a place to where numbers of a kind may begin.
template <class Number>
std::size_t bytes_to_place(std::size_t place) {
  return (alignof(Number) - place % alignof(Number)) % alignof(Number);
}

/// Writes the numbers, and into the text how many they are.
class MessageWriter {
 public:
  nlohmann::json text = nlohmann::json::object();

  /// About so many bytes of numbers will come.
  void expect(std::size_t bytes) { bytes_.reserve(bytes_.size() + bytes + usual_text); }

  template <class Numbers>
  void put(const char* name, const Numbers& numbers) {
    using Number = std::remove_cvref_t<decltype(numbers[0])>;
    static_assert(std::is_trivially_copyable_v<Number>);
    text[name] = numbers.size();
    const auto bytes = std::as_bytes(std::span(numbers));
    bytes_.resize(bytes_.size() + bytes_to_place<Number>(bytes_.size()));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }

  std::vector<std::byte> bytes() && {
    const std::string words = text.dump();
    const auto length = static_cast<std::uint32_t>(words.size());
    std::memcpy(bytes_.data(), &length, sizeof length);
    const auto end = std::as_bytes(std::span(words));
    bytes_.insert(bytes_.end(), end.begin(), end.end());
    return std::move(bytes_);
  }

 private:
  static constexpr std::size_t usual_text = 4096;

  std::vector<std::byte> bytes_ = std::vector<std::byte>(sizeof(std::uint32_t));
};

/// Numbers are asked for in the order in which they were written.
class MessageReader {
 public:
  explicit MessageReader(std::span<const std::byte> bytes) {
    std::uint32_t length = 0;
    if (bytes.size() < sizeof length) return;
    std::memcpy(&length, bytes.data(), sizeof length);
    rest_ = bytes.subspan(sizeof length);
    place_ = sizeof length;
    if (rest_.size() < length) return;
    const auto* words = reinterpret_cast<const char*>(rest_.last(length).data());
    text_ = nlohmann::json::parse(words, words + length, nullptr, false);
    rest_ = rest_.first(rest_.size() - length);
    good_ = text_.is_object();
  }

  bool good() const { return good_; }
  const nlohmann::json& text() const { return text_; }

  template <class T>
  T get(const char* name) {
    const auto found = good_ ? text_.find(name) : text_.end();
    T value{};
    if (!good_ || found == text_.end() || !fits(value, *found)) {
      good_ = false;
      return value;
    }
    return found->template get<T>();
  }

  template <class Number>
  std::vector<Number> numbers(const char* name) {
    const auto count = get<std::size_t>(name);
    const std::size_t before = bytes_to_place<Number>(place_);
    if (!good_ || before > rest_.size() || count > (rest_.size() - before) / sizeof(Number)) {
      good_ = false;
      return {};
    }
    const std::span<const std::byte> bytes = rest_.subspan(before, count * sizeof(Number));
    rest_ = rest_.subspan(before + bytes.size());
    place_ += before + bytes.size();
    if (count == 0) return {};
    // A vector that is filled later fills itself with zeros first. Memory for messages begins where any number may.
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Number) == 0) {
      const auto* first = reinterpret_cast<const Number*>(bytes.data());
      return {first, first + count};
    }
    std::vector<Number> values(count);
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }

 private:
  static bool fits(const std::string&, const nlohmann::json& json) { return json.is_string(); }
  static bool fits(bool, const nlohmann::json& json) { return json.is_boolean(); }
  static bool fits(double, const nlohmann::json& json) { return json.is_number(); }
  template <class Whole>
    requires std::is_integral_v<Whole>
  static bool fits(Whole, const nlohmann::json& json) {
    return json.is_number_unsigned();
  }
  static bool fits(const std::vector<std::string>&, const nlohmann::json& json) {
    return json.is_array() &&
           std::all_of(json.begin(), json.end(), [](const nlohmann::json& one) { return one.is_string(); });
  }

  nlohmann::json text_;
  std::span<const std::byte> rest_;
  std::size_t place_ = 0;  // of rest_ in the message
  bool good_ = false;
};

}  // namespace gradlab::ui
