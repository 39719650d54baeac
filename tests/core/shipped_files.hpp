#pragma once

#include "assets/assets.hpp"
#include "core/network/load_data.hpp"
#include "core/network/trainer.hpp"

namespace gradlab::test {

/// The data sets inside the program.
struct ShippedFiles : DataFiles {
  Result<std::string> read(std::string_view name) const override {
    const std::string path = "data/" + std::string(name) + ".csv";
    const std::string_view text = assets::find(path).empty() ? assets::find_data(path) : assets::find(path);
    if (text.empty()) return Error{"file_missing", std::string(name), {}};
    return std::string(text);
  }
};

/// A training from a spec's text that is known to be right.
template <class T>
Trainer<T> trainer_of(std::string_view json) {
  const Spec spec = *parse_spec(json);
  return *Trainer<T>::create(spec, *load_data(spec.data, spec.seed, ShippedFiles{}));
}

template <class T>
void run_epochs(Trainer<T>& trainer, std::size_t epochs) {
  for (std::size_t step = 0; step < epochs * trainer.steps_per_epoch(); ++step) trainer.step();
}

template <class T>
std::vector<T> parameters_of(const Trainer<T>& trainer) {
  const auto parameters = trainer.network().parameters();
  return {parameters.begin(), parameters.end()};
}

}  // namespace gradlab::test
