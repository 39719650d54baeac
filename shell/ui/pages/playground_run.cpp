#include "shell/ui/pages/playground_run.hpp"

#include <algorithm>
#include <cmath>

#include "assets/assets.hpp"
#include "core/data/input_map.hpp"
#include "core/network/load_data.hpp"
#include "shell/ui/pages/playground/own_data.hpp"
#include "shell/ui/theme.hpp"
#include "shell/ui/widgets/network_diagram.hpp"

namespace gradlab::ui {
namespace {

constexpr double maps_every = 1.0 / 30, figures_every = 1.0 / 10, findings_every = 1;  // seconds
// Of a frame, seconds. Figures that somebody waits for may take half of one.
constexpr double maps_share = 0.003, figures_share = 0.008;

/// A text that others hold as well.
class SharedText final : public ByteSource {
 public:
  explicit SharedText(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}
  std::uint64_t size() const override { return text_->size(); }
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = text_->copy(into.data(), into.size(), at_);
    at_ += count;
    return count;
  }

 private:
  std::shared_ptr<const std::string> text_;
  std::size_t at_ = 0;
};

double mean_of(const Dataset& data, std::size_t input) {
  double sum = 0;
  for (const std::uint32_t row : data.train_rows) sum += data.input(input, row);
  return sum / static_cast<double>(std::max<std::size_t>(data.train_rows.size(), 1));
}

/// The plot's window of a generator, or what the numbers to predict span.
PlotSpan target_span(const Dataset& data, const DataSource* generator) {
  if (data.task != Task::regression) return {0, 1};
  const auto [low, high] = std::minmax_element(data.targets.begin(), data.targets.end());
  PlotSpan span{*low, *high};
  if (generator) span = {std::min(generator->target_low, span.low), std::max(generator->target_high, span.high)};
  return span.size() > 0 ? span : PlotSpan{span.low - 1, span.high + 1};
}

}  // namespace

PlaygroundFiles::PlaygroundFiles(std::string_view kind, const DataPlaces& places)
    : own_(is_own_file(kind)), places_(places) {}

Result<std::string> PlaygroundFiles::read(std::string_view name) const {
  if (own_) {
    const auto text = text_of(name);
    return text ? Result<std::string>(*text) : Error{"own_file_missing", std::string(name), {}};
  }
  const std::string file = data_file(name);
  if (const std::string_view text = assets::find(file); !text.empty()) return std::string(text);
  const auto bytes = places_.beside ? places_.beside(file) : std::nullopt;
  if (!bytes) return Error{"file_missing", std::string(name), {}};
  return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

Result<std::unique_ptr<ByteSource>> PlaygroundFiles::open(std::string_view name) const {
  if (const auto text = text_of(name)) return std::unique_ptr<ByteSource>(std::make_unique<SharedText>(text));
  return DataFiles::open(name);
}

/// A person's file; null: there is none of this name.
std::shared_ptr<const std::string> PlaygroundFiles::text_of(std::string_view name) const {
  if (!own_ || !places_.own) return nullptr;
  const auto found = places_.own->texts.find(name);
  return found == places_.own->texts.end() ? nullptr : found->second;
}

Result<SharedData> load_playground_data(const Spec& spec, const DataPlaces& places) {
  const DataSpec plain = plain_data(spec.data);
  if (auto kept = places.own ? places.own->find_rows(plain, spec.seed) : nullptr) return kept;
  auto loaded = load_data(plain, spec.seed, PlaygroundFiles(plain.kind, places));
  if (!loaded) return loaded.error();
  return std::make_shared<const Dataset>(*std::move(loaded));
}

namespace {

/// The data as the network takes them. rows: of the same spec, in their own units.
Result<Dataset> load_inputs(const Spec& spec, const DataPlaces& places, const Dataset& rows) {
  if (const auto kept = places.own ? places.own->find_inputs(spec.data, spec.seed) : nullptr) return Dataset(*kept);
  Dataset inputs = rows;
  const Scaling& scaling = *find_scaling(spec.data.scaling);
  if (const auto made = prepare_inputs(inputs, spec.data.features, scaling); !made) return made.error();
  return inputs;
}

}  // namespace

Result<PreparedRun> prepare_run(const Spec& spec, const DataPlaces& places) {
  if (const auto checked = check_spec(spec); !checked) return checked.error();
  Result<SharedData> own = load_playground_data(spec, places);
  if (!own) return own.error();
  Result<Dataset> inputs = load_inputs(spec, places, **own);
  if (!inputs) return inputs.error();
  Result<Trainer<float>> trainer = Trainer<float>::create(spec, *std::move(inputs));
  if (!trainer) return trainer.error();
  return PreparedRun{*std::move(own), *std::move(trainer)};
}

PlaygroundRun::PlaygroundRun(const std::function<std::unique_ptr<Runner>()>& make_runner)
    : runner_(make_runner ? make_runner() : nullptr) {
  if (!runner_) runner_ = std::make_unique<FrameRunner>();
}

bool PlaygroundRun::replace_lost_runner() {
  if (!runner_->lost()) return false;
  runner_ = std::make_unique<FrameRunner>();
  version_ = diagnosed_version_ = 0;
  return true;
}

void PlaygroundRun::take_data(SharedData data, const Trainer<float>& trainer) {
  data_ = std::move(data);
  generator_ = find_data_source(trainer.spec().data.kind);
  source_ = {.train = first_samples(trainer.inputs(), data_->train_rows),
             .test = first_samples(trainer.inputs(), data_->test_rows),
             .map = trainer.data().map,
             .means = {},
             .target = target_span(*data_, generator_),
             .reading = trainer.reading()};
  for (std::size_t i = 0; i < inputs(); ++i) source_.means.push_back(mean_of(*data_, i));
  figures_ = {};
  figure_work_.forget();
  ask_for_pictures();
  diagnosed_at_ = -1;
}

void PlaygroundRun::take_points(PreparedRun prepared) { take_data(std::move(prepared.data), prepared.trainer); }

void PlaygroundRun::begin(PreparedRun prepared) {
  const Trainer<float>& trainer = prepared.trainer;
  take_data(std::move(prepared.data), trainer);
  // While a person drags a slider, the last pictures stay until the next are there; of another shape they would lie.
  const auto outputs = [](const Network<float>& network) { return network.layers().empty() ? 0 : network.outputs(); };
  const bool same_kind = kind_ == trainer.spec().data.kind && outputs(network_) == trainer.network().outputs();
  kind_ = trainer.spec().data.kind;
  network_ = trainer.network();
  if (!same_kind) maps_.forget();
  runner_->send(StartRun{std::move(prepared.trainer), std::move(prepared.history)});
}

void PlaygroundRun::update(const View& view, float frame_seconds) {
  if (!atlas_) atlas_ = std::make_unique<TileAtlas>();
  budget_.frame_took(static_cast<double>(frame_seconds));
  runner_->pump(budget_.seconds());
  if (state().version != version_ && state().parameters.size() == network_.parameters().size() &&
      state().running.size() == network_.running().size()) {
    version_ = state().version;
    std::copy(state().parameters.begin(), state().parameters.end(), network_.parameters().begin());
    std::copy(state().running.begin(), state().running.end(), network_.running().begin());
    ++shown_change_;
  }
  if (view != view_) ask_for_pictures();
  if (view.map_x != view_.map_x || view.map_y != view_.map_y)
    place_points(*data_, view.map_x, view.map_y, figures_.points);
  view_ = view;
  const double now = Runner::steady_seconds();
  renew_maps(now);
  renew_figures(now);
  ask_for_findings(now);
}

/// Points drawn by hand keep the window that they were drawn in.
MapWindow PlaygroundRun::window() const {
  constexpr double edge = 6;
  const auto is_inside = [](double value) { return std::abs(value) <= edge; };
  if (kind_ == "inline" && inputs() == 2 && std::ranges::all_of(data_->inputs, is_inside))
    return {view_.map_x, view_.map_y, {-edge, edge}, {-edge, edge}};
  return map_window(*data_, generator_, view_.map_x, view_.map_y);
}

void PlaygroundRun::renew_maps(double now) {
  const bool due = now - mapped_at_ >= maps_every;
  if (!maps_.working() && due && mapped_change_ != shown_change_ && has_maps()) {
    maps_.begin(network_, source_, window(), view_.in_place);
    mapped_change_ = shown_change_;
    mapped_at_ = now;
  }
  const bool other_theme = dark_ != theme().dark();
  dark_ = theme().dark();
  if (image_side() > 0 && (other_theme || (due && mapped_change_ != shown_change_))) {
    paint_weights(network_, image_side(), *atlas_);
    mapped_change_ = shown_change_;
    mapped_at_ = now;
  }
  if (maps_.advance(Runner::steady_seconds, now + maps_share) || (other_theme && maps_.ready()))
    paint_maps(maps_, view_.discrete && !source_.predicts_number(), *atlas_);
}

void PlaygroundRun::renew_figures(double now) {
  const FigureRequest request{view_.map_x, view_.map_y, view_.layer, view_.unit};
  const bool due = figured_change_ != shown_change_ && now - figured_at_ >= figures_every;
  if (due && (!figure_work_.working() || figure_work_.request() != request)) {
    figure_work_.begin(network_, request);
    figured_change_ = shown_change_;
    figured_at_ = now;
  }
  if (!wants_leisure()) advance_figures(now + figures_share);
}

void PlaygroundRun::advance_figures(double deadline) {
  if (figure_work_.advance(source_, *data_, Runner::steady_seconds, deadline, figures_)) figures_awaited_ = false;
}

/// At once, not when they are due.
void PlaygroundRun::ask_for_pictures() {
  ++shown_change_;
  mapped_at_ = figured_at_ = -1;
  figures_awaited_ = true;
}

/// At once where the run stands.
void PlaygroundRun::ask_for_findings(double now) {
  if (diagnosed_version_ == version_ || (now - diagnosed_at_ < findings_every && state().playing)) return;
  diagnosed_version_ = version_;
  diagnosed_at_ = now;
  runner_->send(Diagnose{});
}

double PlaygroundRun::next_frame_in() const {
  if (runner_->busy() || maps_.working() || figure_work_.working()) return 0;
  const double now = Runner::steady_seconds();
  double next = -1;
  const auto wait = [&](double until) {
    next = next < 0 ? std::max(until - now, 0.0) : std::min(next, std::max(until - now, 0.0));
  };
  if (mapped_change_ != shown_change_ && (has_maps() || image_side() > 0)) wait(mapped_at_ + maps_every);
  if (figured_change_ != shown_change_) wait(figured_at_ + figures_every);
  if (diagnosed_version_ != version_) wait(diagnosed_at_ + findings_every);
  return next;
}

std::size_t PlaygroundRun::image_side() const {
  if (kind_ != "digits" && kind_ != "idx") return 0;
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(inputs()))));
  return side * side == inputs() && network_.inputs() == inputs() ? side : 0;
}

void paint_weights(const Network<float>& network, std::size_t side, TileAtlas& atlas) {
  constexpr std::size_t texels = TileAtlas::small_side;
  const Layer<float>& layer = network.layers().front();
  const RampTable ramp(theme());
  std::vector<std::size_t> pixel(texels * texels);
  for (std::size_t p = 0; p < pixel.size(); ++p)
    pixel[p] = p / texels * side / texels * side + p % texels * side / texels;
  std::vector<Color> of_weights(layer.inputs), colors(pixel.size());
  for (std::size_t u = 0; u < std::min(layer.outputs, PlaygroundMaps::units_drawn); ++u) {
    const std::span<const float> weights = network.parameters().subspan(layer.weights + u * layer.inputs, layer.inputs);
    float largest = 1e-6F;
    for (const float weight : weights) largest = std::max(largest, std::abs(weight));
    std::ranges::transform(weights, of_weights.begin(), [&](float weight) { return ramp(weight / largest); });
    std::ranges::transform(pixel, colors.begin(), [&](std::size_t place) { return of_weights[place]; });
    atlas.write_small(tile_of(1, u), colors);
  }
}

int tile_of(std::size_t column, std::size_t unit) {
  const auto tile = static_cast<int>(column * PlaygroundMaps::units_drawn + unit);
  return unit < PlaygroundMaps::units_drawn && tile < TileAtlas::small_count ? tile : no_tile;
}

void make_discrete(std::span<float> shares) {
  if (shares.size() == 1) {
    shares[0] = shares[0] > 0.5F ? 1.0F : 0.0F;
    return;
  }
  const auto likeliest = std::ranges::max_element(shares);
  for (float& share : shares) share = &share == &*likeliest ? 1.0F : 0.0F;
}

namespace {

void paint_large(const PlaygroundMaps& maps, bool discrete, const RampTable& ramp, TileAtlas& atlas) {
  constexpr auto side = static_cast<std::size_t>(TileAtlas::large_side);
  constexpr std::size_t texels = side * side;
  std::vector<Color> colors(texels);
  if (const auto& unit = maps.large_unit()) {
    std::ranges::transform(unit->values, colors.begin(), [&](float value) { return ramp.soft(value); });
  } else if (maps.share_count() == 1) {
    std::ranges::transform(maps.shares(0), colors.begin(), [&](float share) {
      if (discrete) make_discrete({&share, 1});
      return ramp.soft(2 * share - 1);
    });
  } else {
    std::vector<float> shares(maps.share_count());
    for (std::size_t p = 0; p < texels; ++p) {
      for (std::size_t c = 0; c < shares.size(); ++c) shares[c] = maps.shares(c)[p];
      if (discrete) make_discrete(shares);
      colors[p] = share_color(shares);
    }
  }
  atlas.write_large(colors);
}

}  // namespace

void paint_maps(const PlaygroundMaps& maps, bool discrete, TileAtlas& atlas) {
  const RampTable ramp(theme());
  paint_large(maps, discrete, ramp, atlas);
  constexpr auto small = static_cast<std::size_t>(TileAtlas::small_side);
  std::vector<Color> colors(small * small);
  for (std::size_t column = 0; column < maps.columns(); ++column) {
    for (std::size_t unit = 0; unit < maps.units(column) && tile_of(column, unit) != no_tile; ++unit) {
      const std::span<const float> values = maps.unit(column, unit);
      const bool whole = discrete && column > 0;
      std::ranges::transform(values, colors.begin(),
                             [&](float value) { return ramp(whole ? (value > 0 ? 1.0F : -1.0F) : value); });
      atlas.write_small(tile_of(column, unit), colors);
    }
  }
}

}  // namespace gradlab::ui
