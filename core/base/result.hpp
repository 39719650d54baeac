#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace gradlab {

/// What is wrong with something a person gave. The words stand in assets/strings under "error.<id>", with the
/// arguments as named placeholders; the core itself holds no prose.
struct Error {
  std::string id;     ///< e.g. "out_of_range"
  std::string field;  ///< where: "optimizer.lr", "layers[2].units", "iris.csv" …; the placeholder {field}
  std::vector<std::pair<std::string, std::string>> arguments;  ///< e.g. {"value","-3"}, {"low","0"}, {"high","10"}
};

/// A value, or the reason why there is none. (std::expected is missing from the oldest compilers served.)
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}
  Result(Error error) : held_(std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  T& operator*() & { return *std::get_if<0>(&held_); }
  const T& operator*() const& { return *std::get_if<0>(&held_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() { return std::get_if<0>(&held_); }
  const T* operator->() const { return std::get_if<0>(&held_); }
  const Error& error() const { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, Error> held_;
};

struct Done {};  ///< the value of a step that gives nothing back: Result<Done>

}  // namespace gradlab
