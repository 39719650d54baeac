#include "shell/ui/pages/playground/claim_trials.hpp"

namespace gradlab::ui {

Result<Done> ClaimTrials::start(const Preset& claim, const DataPlaces& places) {
  const std::string& kind = claim.spec.data.kind;
  RaceFiles files;
  if (!find_data_source(kind)) {
    auto text = PlaygroundFiles(kind, places).read(kind);
    if (!text) return text.error();
    files[kind] = *std::move(text);
  }
  claim_ = claim.id;
  return runner_.start(race_of_one(claim.spec, seeds), std::move(files), true);
}

void ClaimTrials::pump() {
  constexpr double share_of_frame = 0.008;  // seconds, where no engine works elsewhere
  runner_.pump(share_of_frame);
}

}  // namespace gradlab::ui
