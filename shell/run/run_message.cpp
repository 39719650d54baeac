#include "shell/run/run_message.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "core/spec/json_text.hpp"
#include "core/spec/limits.hpp"
#include "core/spec/spec.hpp"
#include "shell/run/answer_message.hpp"

namespace gradlab::ui {
namespace {

using Json = nlohmann::json;

using Writer = MessageWriter;
using Reader = MessageReader;

// ---------------------------------------------------------------- orders

template <class... Numbers>
std::size_t bytes_of(const Numbers&... numbers) {
  return (... + std::as_bytes(std::span(numbers)).size());
}

void write_dataset(Writer& to, const Dataset& data) {
  to.text["task"] = static_cast<unsigned>(data.task);
  to.text["samples"] = data.samples;
  to.text["input_names"] = data.input_names;
  to.text["class_names"] = data.class_names;
  to.text["target_count"] = data.target_count;
  to.put("inputs", data.inputs);
  to.put("targets", data.targets);
  to.put("train_rows", data.train_rows);
  to.put("test_rows", data.test_rows);
}

Dataset read_dataset(Reader& from) {
  Dataset data;
  data.task = static_cast<Task>(from.get<unsigned>("task"));
  data.samples = from.get<std::size_t>("samples");
  data.input_names = from.get<std::vector<std::string>>("input_names");
  data.class_names = from.get<std::vector<std::string>>("class_names");
  data.target_count = from.get<std::size_t>("target_count");
  data.inputs = from.numbers<double>("inputs");
  data.targets = from.numbers<double>("targets");
  data.train_rows = from.numbers<std::uint32_t>("train_rows");
  data.test_rows = from.numbers<std::uint32_t>("test_rows");
  return data;
}

constexpr std::array float_parts{
    std::pair{"saved parameters", &SavedMoment::parameters}, std::pair{"saved running", &SavedMoment::running},
    std::pair{"saved before", &SavedMoment::before}, std::pair{"saved optimizer_state", &SavedMoment::optimizer_state},
    std::pair{"saved optimizer_scalars", &SavedMoment::optimizer_scalars}};
constexpr std::array random_parts{std::pair{"saved order_rng", &SavedMoment::order_rng},
                                  std::pair{"saved dropout_rng", &SavedMoment::dropout_rng}};

void write_moment(Writer& to, const SavedMoment& saved) {
  to.text["saved_step"] = saved.step;
  to.text["saved_epoch"] = saved.epoch;
  to.text["saved_position"] = saved.position;
  to.text["saved_optimizer_steps"] = saved.optimizer_steps;
  if (saved.batch_loss) to.put("saved batch_loss", std::array{*saved.batch_loss});
  if (saved.diverged) to.text["saved_diverged"] = {saved.diverged->step, saved.diverged->cause};
  for (const auto& [name, part] : float_parts) to.put(name, saved.*part);
  to.put("saved order", saved.order);
  for (const auto& [name, part] : random_parts) to.put(name, saved.*part);
}

/// As write_moment has written it.
SavedMoment read_moment(Reader& from) {
  SavedMoment saved;
  saved.step = from.get<std::uint64_t>("saved_step");
  saved.epoch = from.get<std::uint64_t>("saved_epoch");
  saved.position = from.get<std::size_t>("saved_position");
  saved.optimizer_steps = from.get<std::uint64_t>("saved_optimizer_steps");
  if (from.text().contains("saved batch_loss")) {
    const std::vector<double> loss = from.numbers<double>("saved batch_loss");
    if (!loss.empty()) saved.batch_loss = loss[0];
  }
  if (const auto diverged = from.text().find("saved_diverged"); diverged != from.text().end())
    saved.diverged = Divergence{(*diverged)[0].get<std::uint64_t>(), (*diverged)[1].get<std::string>()};
  for (const auto& [name, part] : float_parts) saved.*part = from.numbers<float>(name);
  saved.order = from.numbers<std::uint32_t>("saved order");
  for (const auto& [name, part] : random_parts) {
    const std::vector<std::uint64_t> words = from.numbers<std::uint64_t>(name);
    if (words.size() == (saved.*part).size()) std::copy(words.begin(), words.end(), (saved.*part).begin());
  }
  return saved;
}

void write_command(Writer& to, const StartRun& start) {
  const Dataset& data = start.trainer.data();
  const SavedMoment moment = save_moment(start.trainer);
  to.expect(bytes_of(data.inputs, data.targets, data.train_rows, data.test_rows, moment.order, moment.parameters,
                     moment.running, moment.before, moment.optimizer_state, start.history.points()));
  to.text["spec"] = write_spec(start.trainer.spec());
  write_dataset(to, data);
  write_moment(to, moment);
  to.put("history", start.history.points());
}
void write_command(Writer& to, const Advance& advance) { to.text["steps"] = advance.steps; }
void write_command(Writer& to, const SetSpeed& set) {
  to.text["unit"] = static_cast<unsigned>(set.speed.unit);
  to.text["per_second"] = set.speed.per_second;
}
void write_command(Writer& to, const SeekTo& seek) { to.text["step"] = seek.step; }
void write_command(Writer& to, const TraceSample& wanted) {
  to.text["place"] = wanted.place;
  if (wanted.row) to.text["row"] = *wanted.row;
}
void write_command(Writer& to, const SliceLoss& wanted) { write_order(to, wanted); }
void write_command(Writer& to, const FindRate& wanted) { write_order(to, wanted); }
void write_command(Writer& to, const Hold& hold) { to.text["on"] = hold.on; }
/// What is set travels in the spec that it is set in; the place among the kinds of command says what of it is meant.
void write_command(Writer& to, const TrainerCommand& told) {
  to.text["told"] = told.index();
  Spec with;
  if (const auto* set = std::get_if<SetOptimizer>(&told)) with.optimizer = set->choice;
  if (const auto* set = std::get_if<SetSchedule>(&told)) with.schedule = set->choice;
  if (const auto* set = std::get_if<SetPenalties>(&told)) with.l1 = set->l1, with.l2 = set->l2;
  if (const auto* set = std::get_if<SetStop>(&told)) with.stop = set->choice;
  if (const auto* drawn = std::get_if<DrawPoints>(&told)) with.data.seed = drawn->seed;
  if (const auto* set = std::get_if<SetHand>(&told)) {
    with.frozen = set->frozen, with.edits = set->edits;
    with.layers.assign(limits::layers, LayerSpec(with.layers.front()));  // so that it has any layer
  }
  to.text["spec"] = write_spec(with);
}
template <class Plain>
void write_command(Writer&, const Plain&) {}

std::optional<RunCommand> read_start(Reader& from) {
  const auto spec = parse_spec(from.get<std::string>("spec"));
  Dataset data = read_dataset(from);
  const SavedMoment moment = read_moment(from);
  LossHistory history;
  history.append(from.numbers<LossPoint>("history"));
  if (!spec || !from.good()) return std::nullopt;
  auto trainer = Trainer<float>::create(*spec, std::move(data));
  if (!trainer || !restore_moment(*trainer, moment)) return std::nullopt;
  return StartRun{*std::move(trainer), std::move(history)};
}

std::optional<RunCommand> read_trainer_command(Reader& from) {
  static_assert(std::variant_size_v<TrainerCommand> == 7);
  const auto told = from.get<std::size_t>("told");
  const auto spec = parse_spec(from.get<std::string>("spec"));
  if (!spec) return std::nullopt;
  switch (told) {
    case 0: return TrainerCommand{Rewind{}};
    case 1: return TrainerCommand{SetOptimizer{spec->optimizer}};
    case 2: return TrainerCommand{SetSchedule{spec->schedule}};
    case 3: return TrainerCommand{SetPenalties{spec->l1, spec->l2}};
    case 4: return TrainerCommand{SetStop{spec->stop}};
    case 5: return TrainerCommand{SetHand{spec->frozen, spec->edits}};
    case 6: return TrainerCommand{DrawPoints{spec->data.seed}};
    default: return std::nullopt;
  }
}

/// The command at a place in the list of all kinds.
std::optional<RunCommand> read_command(Reader& from, std::size_t kind) {
  static_assert(std::variant_size_v<RunCommand> == 14);
  switch (kind) {
    case 0: return read_start(from);
    case 1: return Play{};
    case 2: return Pause{};
    case 3: return Advance{from.get<std::uint64_t>("steps")};
    case 4: return AdvanceEpoch{};
    case 5: {
      const auto unit = static_cast<Speed::Unit>(from.get<unsigned>("unit"));
      return SetSpeed{{unit, from.get<double>("per_second")}};
    }
    case 6: return Hold{from.get<bool>("on")};
    case 7: return Diagnose{};
    case 8: return read_trainer_command(from);
    case 9: return SeekTo{from.get<std::uint64_t>("step")};
    case 10: {
      TraceSample wanted{from.get<std::size_t>("place"), std::nullopt};
      if (from.text().contains("row")) wanted.row = from.get<std::uint32_t>("row");
      return wanted;
    }
    case 11: return SaveRun{};
    case 12: return read_slice_order(from);
    case 13: return read_rates_order(from);
    default: return std::nullopt;
  }
}

// ---------------------------------------------------------------- updates

/// Ids in findings are names that live as long as the program; those that arrive as text are kept here, one of each.
std::string_view lasting(const std::string& name) {
  static std::set<std::string, std::less<>> names;
  return *names.insert(name).first;
}

Json finding_json(Writer& numbers_to, const Finding& finding, const std::string& place) {
  Json json{{"id", finding.id},          {"severity", static_cast<unsigned>(finding.severity)},
            {"claim", finding.claim},    {"fix_of", finding.fix_of},
            {"names", Json::array()},    {"word_ids", Json::array()},
            {"own_words", Json::array()}};
  if (finding.layer) json["layer"] = *finding.layer;
  if (finding.proposal) json["proposal"] = write_spec(*finding.proposal);
  std::vector<double> numbers;  // not in the text, which has no words for what is not finite
  for (const auto& [name, number] : finding.numbers) {
    json["names"].push_back(name);
    numbers.push_back(number);
  }
  for (const auto& [name, id] : finding.word_ids) json["word_ids"].push_back({name, id});
  for (const auto& [name, words] : finding.own_words) json["own_words"].push_back({name, words});
  numbers_to.put(place.c_str(), numbers);
  return json;
}

/// As finding_json has written it.
Finding finding_from(Reader& numbers_from, const Json& json, const std::string& place) {
  const auto name = [](const Json& text) { return lasting(text.get_ref<const std::string&>()); };
  Finding finding;
  finding.id = name(json["id"]);
  finding.severity = static_cast<Severity>(json["severity"].get<unsigned>());
  finding.claim = name(json["claim"]);
  finding.fix_of = name(json["fix_of"]);
  if (const auto layer = json.find("layer"); layer != json.end()) finding.layer = layer->get<std::size_t>();
  if (const auto text = json.find("proposal"); text != json.end()) {
    if (auto spec = parse_spec(text->get_ref<const std::string&>())) finding.proposal = *std::move(spec);
  }
  const std::vector<double> numbers = numbers_from.numbers<double>(place.c_str());
  for (std::size_t i = 0; i < std::min(numbers.size(), json["names"].size()); ++i)
    finding.numbers.emplace_back(name(json["names"][i]), numbers[i]);
  for (const Json& pair : json["word_ids"]) finding.word_ids.emplace_back(name(pair[0]), pair[1].get<std::string>());
  for (const Json& pair : json["own_words"]) finding.own_words.emplace_back(name(pair[0]), pair[1].get<std::string>());
  return finding;
}

std::string findings_place(std::size_t index) { return "finding " + std::to_string(index); }

}  // namespace

std::vector<std::byte> to_bytes(const ToEngine& message) {
  Writer writer;
  if (const auto* order = std::get_if<Order>(&message)) {
    writer.text["order"] = order->number;
    writer.text["kind"] = order->command.index();
    std::visit([&](const auto& command) { write_command(writer, command); }, order->command);
  }
  return std::move(writer).bytes();
}

std::optional<ToEngine> engine_message_from(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  if (!reader.good()) return std::nullopt;
  if (!reader.text().contains("order")) return Seen{};
  const auto number = reader.get<std::uint64_t>("order");
  std::optional<RunCommand> command = read_command(reader, reader.get<std::size_t>("kind"));
  if (!command || !reader.good()) return std::nullopt;
  return Order{number, *std::move(command)};
}

std::vector<std::byte> to_bytes(const RunUpdate& update) {
  Writer writer;
  const RunState& state = update.state;
  writer.text = {{"heard", update.heard},
                 {"run", state.run},
                 {"version", state.version},
                 {"playing", state.playing},
                 {"step", state.step},
                 {"epoch", state.epoch},
                 {"samples_gone", state.samples_gone},
                 {"begin", state.begin},
                 {"end", state.end},
                 {"steps_per_epoch", state.steps_per_epoch},
                 {"history_before", update.history_before},
                 {"has_findings", update.has_findings},
                 {"rests", update.rests},
                 {"findings", Json::array()}};
  if (state.diverged) writer.text["diverged"] = {state.diverged->step, state.diverged->cause};
  if (const auto& stopped = state.stopped)
    writer.text["stopped"] = {stopped->rule, stopped->epoch, stopped->value, stopped->limit, stopped->on_test};
  writer.put("parameters", state.parameters);
  writer.put("running", state.running);
  writer.put("measured", std::span(&state.measured, 1));
  writer.put("history", state.history.points());
  for (const Finding& finding : state.findings) {
    Json json = finding_json(writer, finding, findings_place(writer.text["findings"].size()));
    writer.text["findings"].push_back(std::move(json));
  }
  if (state.look) {
    writer.text["look_step"] = state.look->step;
    writer.text["look_layers"] = state.look->layers;
    writer.put("unit_gradients", state.look->unit_gradients);
    writer.put("layer_moments", state.look->moments);
  }
  if (state.traced) write_trace(writer, *state.traced);
  if (state.saved) write_moment(writer, *state.saved);
  if (state.slice) write_slice(writer, *state.slice);
  if (state.rates) write_rates(writer, *state.rates);
  return std::move(writer).bytes();
}

std::optional<RunUpdate> update_from(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  RunUpdate update;
  RunState& state = update.state;
  update.heard = reader.get<std::uint64_t>("heard");
  state.run = reader.get<std::uint64_t>("run");
  state.version = reader.get<std::uint64_t>("version");
  state.playing = reader.get<bool>("playing");
  state.step = reader.get<std::uint64_t>("step");
  state.epoch = reader.get<std::uint64_t>("epoch");
  state.samples_gone = reader.get<std::size_t>("samples_gone");
  state.begin = reader.get<std::uint64_t>("begin");
  state.end = reader.get<std::uint64_t>("end");
  state.steps_per_epoch = reader.get<std::size_t>("steps_per_epoch");
  update.history_before = reader.get<std::uint64_t>("history_before");
  update.has_findings = reader.get<bool>("has_findings");
  update.rests = reader.get<bool>("rests");
  state.parameters = reader.numbers<float>("parameters");
  state.running = reader.numbers<float>("running");
  const std::vector<LossPoint> measured = reader.numbers<LossPoint>("measured");
  state.history.append(reader.numbers<LossPoint>("history"));
  if (!reader.good() || measured.size() != 1) return std::nullopt;
  state.measured = measured[0];
  if (const auto diverged = reader.text().find("diverged"); diverged != reader.text().end())
    state.diverged = Divergence{(*diverged)[0].get<std::uint64_t>(), (*diverged)[1].get<std::string>()};
  if (const auto stopped = reader.text().find("stopped"); stopped != reader.text().end())
    state.stopped = StopReason{(*stopped)[0].get<std::string>(), (*stopped)[1].get<std::uint64_t>(),
                               (*stopped)[2].get<double>(), (*stopped)[3].get<double>(), (*stopped)[4].get<bool>()};
  for (std::size_t i = 0; i < reader.text()["findings"].size(); ++i)
    state.findings.push_back(finding_from(reader, reader.text()["findings"][i], findings_place(i)));
  if (reader.text().contains("look_step"))
    state.look = std::make_shared<const RunLook>(
        RunLook{reader.get<std::uint64_t>("look_step"), reader.numbers<float>("unit_gradients"),
                reader.get<std::size_t>("look_layers"), reader.numbers<LayerMoment>("layer_moments")});
  if (reader.text().contains("traced")) state.traced = read_trace(reader);
  if (reader.text().contains("saved_step")) state.saved = std::make_shared<const SavedMoment>(read_moment(reader));
  if (reader.text().contains("slice_step")) state.slice = read_slice(reader);
  if (reader.text().contains("rates_step")) state.rates = read_rates(reader);
  return update;
}

}  // namespace gradlab::ui
