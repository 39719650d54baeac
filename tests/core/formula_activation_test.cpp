#include <cstring>
#include <string>

#include "core/activations/properties.hpp"
#include "core/base/rng.hpp"
#include "core/base/width.hpp"
#include "core/formula/custom_row.hpp"
#include "core/network/gradient_check.hpp"
#include "core/network/row_check.hpp"
#include "core/network/trainer.hpp"
#include "tests/core/formula_testing.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

using namespace gradlab;

std::shared_ptr<const CustomRow<double>> row_of(std::string_view text, const ParamValues& initial = {}) {
  auto row = CustomRow<double>::create(text, initial);
  REQUIRE(row);
  return *row;
}

Spec spec_with(const LayerSpec& layer) {
  Spec spec;
  spec.layers = {layer, {0, "sigmoid"}};
  spec.layers[0].units = 6;
  spec.data.points = 100;
  spec.epochs = 2;
  return spec;
}
LayerSpec custom(std::string formula, std::vector<std::string> trained = {}, ParamValues params = {}) {
  LayerSpec layer;
  layer.activation = "custom";
  layer.formula = std::move(formula);
  layer.trained = std::move(trained);
  layer.params = std::move(params);
  return layer;
}

template <class T>
Trainer<T> trained(const Spec& spec, int steps) {
  auto data = load_data(spec.data, spec.seed, test::ShippedFiles{});
  REQUIRE(data);
  auto trainer = Trainer<T>::create(spec, *std::move(data));
  REQUIRE(trainer);
  for (int i = 0; i < steps; ++i) trainer->step();
  return *std::move(trainer);
}

}  // namespace

TEST_CASE("A typed activation is a row like any other: its facts are computed from it") {
  const auto custom_row = row_of("x > 0 ? x : alpha*x", {{"alpha", 0.25}});
  const Activation<double>& row = custom_row->row();
  const std::vector<double> params{0.25};
  CHECK(row.group == ActivationGroup::own);
  CHECK(value_at(row, -4, params) == -1);
  CHECK(slope_at(row, -4, params) == 0.25);
  CHECK(activation_facts(row, params).monotony == Monotony::rising);
  CHECK(activation_facts(row, params).kinks == std::vector<double>{0});
  CHECK(row.params[0].initial == 0.25);
}
TEST_CASE("A typed activation passes the check of rows") {
  for (const std::string_view text : {"x*tanh(log(1+exp(x)))", "a*x*sigmoid(b*x)", "x > 0 ? x : a*(exp(x)-1)"})
    CHECK(derivative_gap(row_of(text)->row()) < 1e-6);
}
TEST_CASE("A network of a typed activation has right gradients, of its trained parameters too") {
  Spec spec = gradient_check_spec("tanh", "mse", 1);
  for (std::size_t l = 0; l + 1 < spec.layers.size(); ++l) {
    const std::size_t units = spec.layers[l].units;
    spec.layers[l] = custom("a*x*sigmoid(b*x) + 0.1*x", {"a", "b"}, {{"a", 0.8}});
    spec.layers[l].units = units;
    spec.layers[l].per_unit = l == 0;
  }
  const auto gap = check_gradients(spec, 1);
  REQUIRE(gap);
  CHECK(gap->checked > 0);
  CHECK(gap->worst < 1e-6);
}
TEST_CASE("A typed relu, tanh or sigmoid trains to the same bits as the built-in one") {
  for (const std::string name : {"relu", "tanh", "sigmoid"}) {
    LayerSpec built_in;
    built_in.activation = name;
    const auto own = trained<float>(spec_with(custom(name + "(x)")), 50), row = trained<float>(spec_with(built_in), 50);
    const auto a = own.network().parameters(), b = row.network().parameters();
    CHECK_MESSAGE(std::equal(a.begin(), a.end(), b.begin(), b.end()), name);
  }
}
TEST_CASE("In double, what a typed row makes of f(x) is what the derivative alone makes of x") {
  for (const std::string_view text : {"tanh(x)", "sigmoid(2x)", "exp(x)", "exp(-x^2)", "sin(x)", "sqrt(1+x^2)",
                                      "x/(1+abs(x))", "x*sigmoid(x)", "tanh(x)*tanh(x)", "max(0, x)"}) {
    const auto row = row_of(text);
    const Formula slope = test::derivative_of(row->formula());
    const auto df = test::compiled(slope), d2f = test::compiled(test::derivative_of(slope));
    const UnitParams<double> none = row->row().with(nullptr);
    for (double x = -40; x <= 40; x += 0.37) {
      double y = 0, first = 0, second = 0;
      row->row().f({&x, 1, 1, 1}, none, {&y, 1, 1, 1});
      row->row().df({&x, 1, 1, 1}, {&y, 1, 1, 1}, none, {&first, 1, 1, 1});
      row->row().d2f({&x, 1, 1, 1}, {&y, 1, 1, 1}, none, {&second, 1, 1, 1});
      CHECK_MESSAGE(first == df.at(x), text, " at ", x);
      CHECK_MESSAGE(second == d2f.at(x), text, " at ", x);
    }
  }
}
TEST_CASE("A parameter that is trained moves, and another does not") {
  const auto trainer = trained<double>(spec_with(custom("a*tanh(b*x)", {"a"})), 50);
  const auto& layer = trainer.network().layers()[0];
  REQUIRE(layer.trained_count == 1);
  CHECK(trainer.network().parameters()[layer.trained_params] != 1);
}
TEST_CASE("A network keeps its typed activation alive, also as a copy") {
  auto kept = std::make_unique<Trainer<double>>(trained<double>(spec_with(custom("x*sigmoid(x)")), 5));
  Trainer<double> copy = *kept;
  kept.reset();
  copy.step();
  CHECK(copy.steps_done() == 6);
}

TEST_CASE("A spec with a formula reads back as it was written") {
  const Spec spec = spec_with(custom("x > 0 ? x : alpha*x", {"alpha"}, {{"alpha", 0.1}}));
  const auto again = parse_spec(write_spec(spec));
  REQUIRE(again);
  CHECK(*again == spec);
}
TEST_CASE("What is wrong with a layer's formula is said with its field") {
  const auto error_of = [](const LayerSpec& layer) { return check_spec(spec_with(layer)).error(); };
  CHECK(error_of(custom("x +")).field == "layers[0].formula");
  CHECK(error_of(custom("")).id == "formula_empty");
  CHECK(error_of(custom("x + y")).id == "formula_no_y");
  CHECK(error_of(custom("a*x", {"b"})).field == "layers[0].trained[0]");
  CHECK(error_of(custom("a*x", {}, {{"b", 1}})).field == "layers[0].params.b");
  CHECK(error_of(custom("a*x", {}, {{"a", 1e9}})).id == "out_of_range");
}
TEST_CASE("A formula where the activation is another is refused") {
  LayerSpec layer;
  layer.formula = "x";
  CHECK(check_spec(spec_with(layer)).error().id == "only_custom");
}

TEST_CASE("A typed formula has the same bits at every width of vectors, and back is its slope times what comes in") {
  constexpr std::size_t units = 3, samples = 37;  // no whole number of vectors
  std::vector<float> x(units * samples), dy(x.size());
  Rng rng(5);
  for (float& one : x) one = static_cast<float>(3 * rng.normal());
  for (float& one : dy) one = static_cast<float>(rng.normal());
  const Block<const float> in{x.data(), units, samples, samples}, slope{dy.data(), units, samples, samples};
  const auto all_of = [&](const char* text) {
    const auto own = CustomRow<float>::create(text, {{"a", 0.3}});
    REQUIRE(own);
    const Activation<float>& row = (*own)->row();
    const std::vector<float> params(row.params.size(), 0.3f);
    std::vector<std::vector<float>> all(4, std::vector<float>(x.size()));
    const auto block = [&](std::size_t i) { return Block<float>{all[i].data(), units, samples, samples}; };
    row.f(in, row.with(params.data()), block(0));
    row.df(in, block(0), row.with(params.data()), block(1));
    row.d2f(in, block(0), row.with(params.data()), block(2));
    row.back(in, block(0), slope, row.with(params.data()), block(3));
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(all[3][i] == all[1][i] * dy[i]);
    return all;
  };
  for (const char* text : {"x*tanh(log(1+exp(x)))", "x > a ? sin(x)^3 : a*expm1(x)/(2 - x)", "max(x, a, -x^2)*erf(x)",
                           "sqrt(abs(x)) + abs(x)^a*(x != 1) + cosh(x/9)", "2", "x", "a*step(x)"}) {
    REQUIRE(width::use(4));
    const auto narrow = all_of(text);
    for (const std::size_t lanes : {std::size_t{8}, std::size_t{16}}) {
      if (!width::use(lanes)) continue;
      const auto wide = all_of(text);
      for (std::size_t i = 0; i < narrow.size(); ++i)
        CHECK(std::memcmp(narrow[i].data(), wide[i].data(), x.size() * sizeof(float)) == 0);
    }
    REQUIRE(width::use(width::widest()));
  }
}
