// A function that a person typed: its formula, and what is said to be its derivative. No ImGui here.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/activations/activation.hpp"
#include "core/formula/check.hpp"

namespace gradlab {
template <class T>
class CustomRow;
}

namespace gradlab::ui {

/// Never changed once it is made: an edit makes another one, so that whatever was computed from it knows when it is
/// out of date.
struct OwnFunction {
  std::string text;                              // as typed, perhaps not a formula yet
  std::string claim;                             // what is said to be its derivative; empty: nothing
  std::shared_ptr<const CustomRow<double>> row;  // of the latest text that was a formula; never null
  std::shared_ptr<const CustomRow<double>> claimed;
  std::optional<Error> refused, claim_refused;  // why a text is no formula
};
using OwnFunctionPtr = std::shared_ptr<const OwnFunction>;

/// `before` lends its row while `text` is no formula; without it, such a text gives null. `values`: where the
/// parameters start, by name.
OwnFunctionPtr make_own_function(const std::string& text, const std::string& claim, const ParamValues& values,
                                 const OwnFunctionPtr& before);

/// A row's values by the names of its parameters.
ParamValues values_by_name(const Activation<double>& row, std::span<const double> params);

/// The claim's values where the function's parameters have these.
std::vector<double> claim_values(const OwnFunction& own, std::span<const double> params);

/// Where the claim and the exact derivative differ within [-10, 10]; nothing where there is no claim that can be read.
std::optional<DerivativeCheck> check_claim(const OwnFunction& own, std::span<const double> params);

/// A mistake that study notes make, to open and find.
struct ExampleMistake {
  std::string_view id;  // the words' id: "functions.mistake.<id>"
  std::string_view text, claim;
};
std::span<const ExampleMistake> example_mistakes();

inline constexpr std::size_t most_own_functions = 6;
std::string own_id(std::size_t number);
/// The number of an id such as "own2"; 0 where it is none.
std::size_t own_number(std::string_view id);

}  // namespace gradlab::ui
