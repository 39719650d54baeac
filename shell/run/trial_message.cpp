#include "shell/run/trial_message.hpp"

#include <utility>

#include "shell/run/message_bytes.hpp"

namespace gradlab::ui {
namespace {

void write(MessageWriter& to, const BeginRace& begin) {
  to.text["race"] = begin.race;
  to.text["race_spec"] = write_network_race(begin.spec);
  to.text["files"] = nlohmann::json::array();
  for (const auto& [name, bytes] : begin.files) {
    to.text["files"].push_back(name);
    to.put(("file " + name).c_str(), bytes);
  }
}

void write(MessageWriter& to, const RunTrial& run) {
  to.text["race"] = run.race;
  to.text["trial"] = run.trial;
  to.text["contestant"] = run.what.contestant;
  to.text["seed"] = run.what.seed;
  to.text["rate"] = run.what.rate;
  to.text["tuning"] = run.what.tuning;
  to.text["keeps_path"] = run.keeps_path;
  to.text["diagnoses"] = run.diagnoses;
}

std::optional<ToTrialEngine> read_begin(MessageReader& from) {
  auto spec = parse_network_race(from.get<std::string>("race_spec"));
  if (!spec) return std::nullopt;
  BeginRace begin{from.get<std::uint64_t>("race"), *std::move(spec), {}};
  for (const std::string& name : from.get<std::vector<std::string>>("files")) {
    const std::vector<char> bytes = from.numbers<char>(("file " + name).c_str());
    begin.files[name].assign(bytes.begin(), bytes.end());
  }
  return from.good() ? std::optional<ToTrialEngine>(std::move(begin)) : std::nullopt;
}

}  // namespace

std::vector<std::byte> to_bytes(const ToTrialEngine& message) {
  MessageWriter writer;
  std::visit([&](const auto& one) { write(writer, one); }, message);
  return std::move(writer).bytes();
}

std::optional<ToTrialEngine> trial_message_from(std::span<const std::byte> bytes) {
  MessageReader reader(bytes);
  if (!reader.good() || !reader.text().contains("race")) return std::nullopt;
  if (reader.text().contains("race_spec")) return read_begin(reader);
  const RunTrial run{reader.get<std::uint64_t>("race"),
                     reader.get<std::size_t>("trial"),
                     {reader.get<std::size_t>("contestant"), reader.get<std::uint64_t>("seed"),
                      reader.get<double>("rate"), reader.get<bool>("tuning")},
                     reader.get<bool>("keeps_path"),
                     reader.get<bool>("diagnoses")};
  return reader.good() ? std::optional<ToTrialEngine>(run) : std::nullopt;
}

std::vector<std::byte> to_bytes(const TrialNews& news) {
  MessageWriter writer;
  writer.text["race"] = news.race;
  writer.text["trial"] = news.trial;
  writer.text["finished"] = news.finished;
  writer.text["claims"] = news.claims;
  writer.put("points", news.points);
  std::vector<float> parameters;
  for (const std::vector<float>& one : news.parameters) parameters.insert(parameters.end(), one.begin(), one.end());
  writer.put("parameters", parameters);
  writer.text["moments"] = news.parameters.size();
  if (news.diverged) writer.text["diverged"] = {news.diverged->step, news.diverged->cause};
  if (news.refused) writer.text["refused"] = {news.refused->id, news.refused->field, news.refused->arguments};
  return std::move(writer).bytes();
}

std::optional<TrialNews> trial_news_from(std::span<const std::byte> bytes) {
  MessageReader reader(bytes);
  TrialNews news;
  news.race = reader.get<std::uint64_t>("race");
  news.trial = reader.get<std::size_t>("trial");
  news.finished = reader.get<bool>("finished");
  news.claims = reader.get<std::vector<std::string>>("claims");
  news.points = reader.numbers<TrialPoint>("points");
  const std::vector<float> parameters = reader.numbers<float>("parameters");
  const auto moments = reader.get<std::size_t>("moments");
  if (!reader.good()) return std::nullopt;
  const std::size_t each = moments > 0 ? parameters.size() / moments : 0;
  for (std::size_t i = 0; i < moments && each > 0; ++i)
    news.parameters.emplace_back(parameters.begin() + static_cast<std::ptrdiff_t>(i * each),
                                 parameters.begin() + static_cast<std::ptrdiff_t>((i + 1) * each));
  if (const auto diverged = reader.text().find("diverged"); diverged != reader.text().end())
    news.diverged = Divergence{(*diverged)[0].get<std::uint64_t>(), (*diverged)[1].get<std::string>()};
  if (const auto refused = reader.text().find("refused"); refused != reader.text().end()) {
    news.refused = Error{(*refused)[0].get<std::string>(), (*refused)[1].get<std::string>(), {}};
    for (const auto& pair : (*refused)[2])
      news.refused->arguments.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
  }
  return news;
}

}  // namespace gradlab::ui
