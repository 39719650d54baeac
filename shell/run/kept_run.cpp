#include "shell/run/kept_run.hpp"

#include <algorithm>
#include <utility>

namespace gradlab::ui {

void add_kept_run(std::vector<KeptRun>& kept, KeptRun run) {
  const std::string name = run.name;
  const auto is_taken = [&] { return std::ranges::find(kept, run.name, &KeptRun::name) != kept.end(); };
  for (std::size_t n = 2; is_taken(); ++n) run.name = name + " (" + std::to_string(n) + ")";
  if (kept.size() >= most_kept_runs) kept.erase(kept.begin());
  kept.push_back(std::move(run));
}

}  // namespace gradlab::ui
