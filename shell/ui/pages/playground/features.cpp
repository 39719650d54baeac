#include "shell/ui/pages/playground/features.hpp"

#include <algorithm>

#include "shell/ui/pages/playground_edit.hpp"

namespace gradlab::ui {

const UsualFeature* find_usual_feature(std::string_view formula) {
  const auto found = std::ranges::find(usual_features, formula, &UsualFeature::formula);
  return found == usual_features.end() ? nullptr : &*found;
}

std::vector<std::string> features_of(const DataSpec& data) {
  return data.features.empty() ? std::vector<std::string>{"x", "y"} : data.features;
}

std::vector<std::string> own_features_of(const DataSpec& data) {
  std::vector<std::string> own = features_of(data);
  std::erase_if(own, [](const std::string& formula) { return find_usual_feature(formula) != nullptr; });
  return own;
}

Spec with_features(const Spec& spec, const std::vector<std::string>& features) {
  std::vector<std::string> ordered;
  for (const UsualFeature& usual : usual_features) {
    if (std::ranges::find(features, usual.formula) != features.end()) ordered.emplace_back(usual.formula);
  }
  std::ranges::copy_if(features, std::back_inserter(ordered),
                       [](const std::string& formula) { return find_usual_feature(formula) == nullptr; });
  Spec changed = spec;
  changed.data.features = ordered == std::vector<std::string>{"x", "y"} ? std::vector<std::string>() : ordered;
  if (changed.data.features != spec.data.features) changed = reshaped(changed);
  return changed;
}

Spec with_feature_switched(const Spec& spec, std::string_view formula) {
  std::vector<std::string> features = features_of(spec.data);
  const auto found = std::ranges::find(features, formula);
  if (found == features.end()) {
    features.emplace_back(formula);
  } else if (features.size() > 1) {
    features.erase(found);
  }
  return with_features(spec, features);
}

void follow_spec(FeatureSheet& sheet, const DataSpec& data) {
  std::vector<std::string> taken;
  for (const OwnFeature& own : sheet.own) {
    if (!own.taken.empty()) taken.push_back(own.taken);
  }
  const std::vector<std::string> wanted = own_features_of(data);
  if (taken == wanted) return;
  sheet.own.clear();
  for (const std::string& formula : wanted) sheet.own.push_back({formula, formula, {}});
}

}  // namespace gradlab::ui
