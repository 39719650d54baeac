#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "core/export/activation_source.hpp"
#include "core/export/function_table.hpp"
#include "core/export/mixing_source.hpp"
#include "core/export/program.hpp"
#include "core/formula/program.hpp"
#include "core/network/trainer.hpp"
#include "tests/core/shipped_files.hpp"

using namespace gradlab;
using namespace gradlab::test;

namespace {

constexpr double grid_step = 0.0625;  // the kinks of the table lie on it

std::vector<double> initial_of(const Activation<double>& row) {
  std::vector<double> values;
  for (const ParamSpec& param : row.params) values.push_back(param.initial);
  return values;
}

void check_close(double given, double expected, double x) {
  CAPTURE(x);
  CHECK(std::abs(given - expected) <= 1e-12 * std::abs(expected) + 1e-15 * std::max(1.0, std::abs(x)));
}

}  // namespace

TEST_CASE("the expression of every activation is its function, and its derivative its slope, kinks included") {
  for (const Activation<double>& row : activations<double>()) {
    CAPTURE(row.id);
    CHECK(row.expression.empty() == row.mixes());
    if (row.mixes()) continue;
    const auto formula = parse_formula(row.expression);
    REQUIRE(formula);
    REQUIRE(formula->parameters().size() == row.params.size());
    const auto slope = formula->derivative("x");
    REQUIRE(slope);
    const auto f = Program<double>::compile(*formula), df = Program<double>::compile(*slope);
    REQUIRE((f && df));
    const std::vector<double> params = initial_of(row);
    for (double x = -12; x <= 12; x += grid_step) {
      check_close(f->at(x, params), value_at(row, x, params), x);
      check_close(df->at(x, params), slope_at(row, x, params), x);
    }
  }
}

TEST_CASE("every function of the formulas, and every activation that mixes, has a text in every language") {
  std::vector<formula::Operation> operations{formula::Operation::power, formula::Operation::sigmoid_slope,
                                             formula::Operation::tanh_slope};
  for (const formula::Function& function : formula::functions()) operations.push_back(function.operation);
  for (const formula::Operation operation : operations) {
    CAPTURE(static_cast<int>(operation));
    const FunctionInLanguages* row = find_function_in_languages(operation);
    REQUIRE(row);
    for (const FunctionInLanguage& one : row->in) {
      CHECK(!one.call.empty());
      if (!one.definition.empty()) CHECK(one.definition.find(one.call) != std::string_view::npos);
    }
  }
  for (const Activation<double>& row : activations<double>()) {
    if (!row.mixes()) continue;
    CAPTURE(row.id);
    const auto rows = mixing_rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const MixingRow& one) { return one.id == row.id; });
    REQUIRE(found != rows.end());
    for (const MixingText& text : found->in) CHECK((!text.value.empty() && !text.derivative.empty()));
  }
}

TEST_CASE("a function's own definitions have no activation's name") {
  for (const FunctionInLanguages& row : functions_in_languages())
    for (const FunctionInLanguage& one : row.in)
      if (!one.definition.empty()) CHECK_MESSAGE(find_activation<double>(one.call) == nullptr, std::string(one.call));
}

TEST_CASE("literals read back as the same number and are never whole numbers to a language") {
  for (const double value : {0.0, 1.0, -3.0, 0.1, 1e300, 5e-324, 1.0 / 3, 123456789012345678.0}) {
    const std::string text = literal(value, SourceLanguage::cpp);
    CHECK(std::strtod(text.c_str(), nullptr) == value);
    CHECK(text.find_first_of(".e") != std::string::npos);
  }
  CHECK(quoted("a\"b\\c\nd") == "\"a\\\"b\\\\c d\"");
}

TEST_CASE("a network's answers are those of its training, from columns in their own units") {
  Spec spec;
  spec.data.kind = "iris";
  spec.data.scaling = "standardise";
  spec.layers = {{5, "tanh"}, {0, "softmax"}};
  spec.layers[0].batch_norm = true;
  spec.loss = {"cross_entropy", {}};
  spec.epochs = 30;
  auto data = load_data(spec.data, spec.seed, ShippedFiles{});
  REQUIRE(data);
  auto trainer = Trainer<double>::create(spec, *data);
  REQUIRE(trainer);
  while (trainer->epochs_done() < spec.epochs) trainer->step();
  spec.initial_parameters = trainer->network().describe();
  const auto trained = trained_network(spec, ShippedFiles{});
  REQUIRE(trained);

  DataSpec plain = spec.data;
  plain.scaling = "none";
  const auto raw = load_data(plain, spec.seed, ShippedFiles{});
  REQUIRE(raw);
  std::vector<std::vector<double>> rows(raw->samples);
  for (std::size_t s = 0; s < raw->samples; ++s)
    for (std::size_t i = 0; i < raw->input_count(); ++i) rows[s].push_back(raw->input(i, s));
  const auto answers = trained->answer(rows);
  Batch<double> batch;
  const Block<double> inputs = batch.resize(4, data->samples);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t s = 0; s < data->samples; ++s) inputs.at(i, s) = data->input(i, s);
  Pass<double> pass;
  trainer->network().forward(batch.block(), pass);
  double largest_gap = 0;
  std::size_t right = 0;
  for (std::size_t s = 0; s < data->samples; ++s) {
    for (std::size_t u = 0; u < 3; ++u)
      largest_gap = std::max(largest_gap, std::abs(answers[s][u] - pass.output(1).at(u, s)));
    right += static_cast<double>(trained->class_of(answers[s])) == data->target(s) ? 1 : 0;
  }
  CHECK(largest_gap < 1e-13);
  CHECK(right > data->samples / 2);
}

TEST_CASE("without trained numbers there is nothing to write") {
  const auto refused = trained_network(Spec{}, ShippedFiles{});
  REQUIRE(!refused);
  CHECK(refused.error().id == "parameters_needed");
}
