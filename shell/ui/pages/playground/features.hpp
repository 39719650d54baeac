// The inputs of a network on data of two columns: the columns, or formulas of them. No ImGui here.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/spec/spec.hpp"

namespace gradlab::ui {

/// An input offered by name: its formula in x and y, and how it is written.
struct UsualFeature {
  std::string_view formula, label, markup;
};
inline constexpr std::array<UsualFeature, 7> usual_features{{{"x", "x", "x"},
                                                             {"y", "y", "y"},
                                                             {"x^2", "x²", "x^{2}"},
                                                             {"y^2", "y²", "y^{2}"},
                                                             {"x*y", "xy", "xy"},
                                                             {"sin(x)", "sin x", "\\sin x"},
                                                             {"sin(y)", "sin y", "\\sin y"}}};
inline constexpr std::size_t most_own_features = 8;

/// Null: a formula of one's own.
const UsualFeature* find_usual_feature(std::string_view formula);

/// What the network takes: x and y where nothing is said.
std::vector<std::string> features_of(const DataSpec& data);
/// Those that are not offered by name.
std::vector<std::string> own_features_of(const DataSpec& data);
/// Other inputs, the usual ones first, in the order of their table. x and y alone are the columns themselves.
Spec with_features(const Spec& spec, const std::vector<std::string>& features);
/// The same without a feature, or with it; the last one stays.
Spec with_feature_switched(const Spec& spec, std::string_view formula);

/// A formula of one's own while it is typed.
struct OwnFeature {
  std::string text;
  std::string taken;             // what the network has of it; empty: nothing yet
  std::optional<Error> refused;  // why `text` is not taken
};

struct FeatureSheet {
  bool open = false;
  std::vector<OwnFeature> own;
};

/// Formulas in the sheet follow the spec where it was changed elsewhere; what is being typed stays.
void follow_spec(FeatureSheet& sheet, const DataSpec& data);

}  // namespace gradlab::ui
