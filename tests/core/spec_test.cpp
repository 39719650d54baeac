#include "core/spec/spec.hpp"

#include <doctest/doctest.h>

#include <string>

#include "core/data/dataset.hpp"

namespace {

using namespace gradlab;

/// A spec in which no member has its usual value.
Spec unusual_spec() {
  Spec spec;
  spec.data = {.kind = "inline", .points = 7, .noise = 0.1 + 0.2, .test_share = 1.0 / 3, .scaling = "standardise"};
  spec.data.curve = {{-1, 0.1}, {2, 3}};
  spec.data.features = {"x", "sin(3x + y)"};
  spec.data.file = "a \"quoted\" name.csv";
  spec.data.label_file = "labels.idx";
  spec.data.limit = 12345;
  spec.data.label = "类别";
  spec.data.header = "no";
  spec.data.separator = "space";
  spec.data.decimal = "comma";
  spec.data.missing = "mean";
  spec.data.words = "refuse";
  spec.data.regression = true;
  spec.data.inputs = {{0.1, 1e-300}, {2.0 / 3, -5}};
  spec.data.target_rows = {{1, 0.25}, {0, 1e17}};
  spec.data.train_rows = {1};
  spec.data.test_rows = {0};
  spec.data.columns = {"2", "x1"};
  spec.layers = {{3, "prelu", {{"alpha", 0.1}}, true}, {2, "softmax", {{"temperature", 2.5}}, false}};
  spec.layers[0].dropout = 0.2;
  spec.layers[0].batch_norm = true;
  spec.loss = {"cross_entropy", {}};
  spec.optimizer = {"adam", {{"lr", 0.0123456789012345678}, {"beta1", 0.5}}};
  spec.schedule = {"step", {{"every", 7}}};
  spec.stop = {"loss", {{"loss", 0.0123}}};
  spec.initializer = {"he_normal", {}};
  spec.l1 = 0.001;
  spec.l2 = 1e-5;
  spec.batch = 0;
  spec.shuffle = false;
  spec.seed = (std::uint64_t{1} << 53) - 1;
  spec.epochs = 3;
  spec.initial_parameters = {{{{0.1, 0.2}, {0.3, -0.0}, {1, 2}}, {0, 1, 2}, {0.5}}, {{{1, 2, 3}, {4, 5, 6}}, {}, {}}};
  spec.initial_parameters[0].scale = {1, 2, 3};
  spec.initial_parameters[0].running_variance = {0.5, 1, 1};
  spec.frozen = {{0, 2, 1}, {1, 0, {}}};
  spec.edits = {{0, {1, 1, {}}, -0.25}, {40, {0, 0, 1}, 0.1}};
  return spec;
}

/// What is wrong with a spec's text: "id field".
std::string spec_refusal(std::string_view json) {
  const Result<Spec> spec = parse_spec(json);
  return spec ? "taken" : spec.error().id + " " + spec.error().field;
}

std::string argument(std::string_view json, std::string_view name) {
  const Error error = parse_spec(json).error();
  for (const auto& [key, value] : error.arguments)
    if (key == name) return value;
  return "";
}

/// The text of a spec with its layers replaced.
std::string with_layers(const std::string& layers) { return R"({"layers": )" + layers + "}"; }

}  // namespace

TEST_CASE("A spec round-trips exactly, whatever is set") {
  Spec rings;
  rings.data = {.kind = "rings", .params = {{"rings", 3}}};
  std::vector<Spec> all{Spec{}, unusual_spec(), rings};
  for (const DataSource& source : data_sources()) {
    all.emplace_back().data = usual_data(source.id);  // nothing but the kind
    all.emplace_back().data.kind = source.id;         // what is usual elsewhere
    if (source.id == "curve") all.back().data.curve = {{0, 1}, {1, 0}};
  }
  for (const Spec& spec : all) {
    const Result<Spec> again = parse_spec(write_spec(spec));
    REQUIRE(again);
    CHECK(*again == spec);
    CHECK(write_spec(*again) == write_spec(spec));
  }
}

TEST_CASE("An empty object is the usual spec") { CHECK(*parse_spec("{}") == Spec{}); }

TEST_CASE("Inline targets are classes where they can be, else values") {
  const auto regression = [](const std::string& targets, const std::string& loss, const std::string& units) {
    return parse_spec(R"({"data": {"kind": "inline", "inputs": [[1], [2], [3]], "targets": )" + targets +
                      R"(}, "loss": ")" + loss + R"(", "layers": [{)" + units + R"("activation": "identity"}]})")
        ->data.regression;
  };
  CHECK(!regression("[0, 1, 1]", "bce", ""));
  CHECK(!regression("[-1, 1, 1]", "mse", ""));
  CHECK(!regression("[0, 2, 1]", "cross_entropy", ""));
  CHECK(regression("[0, 2, 1]", "mse", R"("units": 1, )"));
  CHECK(regression("[0.5, 0, 1]", "bce", ""));
  CHECK(regression("[[1, 2], [3, 4], [5, 6]]", "mse", ""));
}

TEST_CASE("Text that is not JSON is refused with line, column and what was expected") {
  const auto place = [](std::string_view text) {
    return spec_refusal(text) + " " + argument(text, "row") + ":" + argument(text, "column");
  };
  CHECK(place("") == "not_json_value JSON 1:1");
  CHECK(place("{\"seed\": 1,\n \"batch\": x}") == "not_json_value JSON 2:11");
  CHECK(place("{\"seed\": 1,\n}") == "not_json_key JSON 2:1");
  CHECK(place("{seed: 1}") == "not_json_key JSON 1:2");
  CHECK(place("{\"损失\": \"bce\", \"seed\" 1}") == "not_json_colon JSON 1:22");
  CHECK(place("{\"seed\": 1 \"batch\": 2}") == "not_json_object JSON 1:12");
  CHECK(place("{\"seed\": 1") == "not_json_object JSON 1:11");
  CHECK(place("{\"layers\": [1 2]}") == "not_json_list JSON 1:15");
  CHECK(place("{\"layers\": [1,]}") == "not_json_value JSON 1:15");
  CHECK(place("{\"seed\": 1} x") == "not_json_end JSON 1:13");
  CHECK(place("{\"loss\": \"bce}\n") == "not_json_text JSON 1:10");
  CHECK(place("{\"loss\": \"b\tc\"}") == "not_json_text JSON 1:10");
  CHECK(place("{\"seed\": tru}") == "not_json_value JSON 1:10");
  CHECK(spec_refusal("[1]") == "expects_object JSON");
}

TEST_CASE("A label's column may be a number, counted from 1") {
  const auto label = [](const std::string& value) {
    const auto spec = parse_spec(R"({"data": {"kind": "csv", "file": "a.csv", "label": )" + value + "}}");
    return spec ? spec->data.label : spec.error().id + " " + spec.error().field;
  };
  CHECK(label("3") == label("\"3\""));
  CHECK(label("3") == "3");
  CHECK(label("\"kind\"") == "kind");
  CHECK(label("0") == "label_number data.label");
  CHECK(label("1.5") == "label_number data.label");
  CHECK(label("true") == "expects_text data.label");
  const auto columns = [](const std::string& value) {
    const auto spec = parse_spec(R"({"data": {"kind": "csv", "file": "a.csv", "columns": )" + value + "}}");
    std::string all = spec ? "" : spec.error().id + " " + spec.error().field;
    for (const std::string& column : spec ? spec->data.columns : std::vector<std::string>()) all += column + ";";
    return all;
  };
  CHECK(columns(R"([3, "kind", "1"])") == "3;kind;1;");
  CHECK(columns("[1, 0]") == "label_number data.columns[1]");
  CHECK(columns("[1, true]") == "expects_text data.columns[1]");
  CHECK(columns("\"1\"") == "expects_list data.columns");
  CHECK(columns(R"([1, 2, "1"])") == "column_twice data.columns[2]");
}

TEST_CASE("A key that stands twice in one object is refused by name") {
  CHECK(spec_refusal(R"({"seed": 1, "loss": "bce", "seed": 1})") == "repeated_key seed");
  CHECK(spec_refusal(
            with_layers(R"([{"units": 3, "activation": "tanh"}, {"activation": "tanh", "activation": "relu"}])")) ==
        "repeated_key layers[1].activation");
  CHECK(spec_refusal(R"({"optimizer": {"id": "sgd", "lr": 1, "lr": 2}})") == "repeated_key optimizer.lr");
  CHECK(spec_refusal(R"({"data": {"kind": "inline", "inputs": [[0, 1], [1, 0]], "inputs": [], "targets": [0, 1]}})") ==
        "repeated_key data.inputs");
}

TEST_CASE("Unknown keys are refused by name, with the nearest known one") {
  CHECK(spec_refusal(R"({"optmizer": "adam"})") == "unknown_key_near optmizer");
  CHECK(argument(R"({"optmizer": "adam"})", "nearest") == "optimizer");
  CHECK(spec_refusal(R"({"data": {"kind": "xor", "colour": 1}})") == "unknown_key data.colour");
  CHECK(spec_refusal(with_layers(R"([{"units": 1, "activation": "relu", "bais": 1}])")) ==
        "unknown_key layers[0].bais");
}

TEST_CASE("Unknown ids are refused with the field and what is known") {
  CHECK(spec_refusal(R"({"data": {"kind": "spirla"}})") == "unknown_id_near data.kind");
  CHECK(spec_refusal(R"({"loss": "quux"})") == "unknown_id loss");
  CHECK(spec_refusal(R"({"optimizer": {"id": "addam"}})") == "unknown_id_near optimizer");
  CHECK(spec_refusal(R"({"initializer": "he_norml"})") == "unknown_id_near initializer");
  CHECK(spec_refusal(with_layers(R"([{"units": 3, "activation": "tanhh"}, {"activation": "sigmoid"}])")) ==
        "unknown_id_near layers[0].activation");
  CHECK(argument(R"({"loss": "quux"})", "known").starts_with("mse, "));
}

TEST_CASE("Wrong types are refused with the field") {
  CHECK(spec_refusal(R"({"seed": "one"})") == "expects_number seed");
  CHECK(spec_refusal(R"({"shuffle": 1})") == "expects_toggle shuffle");
  CHECK(spec_refusal(R"({"layers": {}})") == "expects_list layers");
  CHECK(spec_refusal(R"({"layers": [3]})") == "expects_object layers[0]");
  CHECK(spec_refusal(R"({"data": {"kind": 1}})") == "expects_text data.kind");
  CHECK(spec_refusal(R"({"data": {"kind": "inline", "inputs": [[1, "x"]], "targets": [1]}})") ==
        "expects_number data.inputs[0][1]");
}

TEST_CASE("Numbers out of range are refused with the field, the value and the range") {
  const std::string text =
      with_layers(R"([{"units": 3, "activation": "tanh"}, {"units": 5000, "activation": "tanh"}])");
  CHECK(spec_refusal(text) == "out_of_range layers[1].units");
  CHECK(argument(text, "value") == "5000");
  CHECK(argument(text, "low") == "1");
  CHECK(argument(text, "high") == "4096");
  CHECK(spec_refusal(with_layers(R"([{"units": -1, "activation": "tanh"}])")) == "out_of_range layers[0].units");
  CHECK(spec_refusal(with_layers(R"([{"units": 1.5, "activation": "tanh"}])")) == "not_whole layers[0].units");
  CHECK(spec_refusal(with_layers("[]")) == "out_of_range layers");
  CHECK(spec_refusal(R"({"data": {"kind": "xor", "test_share": 0.95}})") == "out_of_range data.test_share");
  CHECK(spec_refusal(R"({"data": {"kind": "xor", "noise": -1}})") == "out_of_range data.noise");
  CHECK(spec_refusal(R"({"seed": 9007199254740992})") == "out_of_range seed");
  CHECK(spec_refusal(R"({"optimizer": {"id": "adam", "lr": -1}})") == "out_of_range optimizer.lr");
}

TEST_CASE("Parameters that a row does not have are refused with the field") {
  CHECK(spec_refusal(R"({"optimizer": {"id": "adam", "gamma": 1}})") == "unknown_param optimizer.gamma");
  CHECK(spec_refusal(with_layers(R"([{"units": 1, "activation": "relu", "params": {"alpha": 1}}])")) ==
        "no_params layers[0].params.alpha");
}

TEST_CASE("Nesterov's look ahead is refused without momentum, or with dampening") {
  const auto sgd = [](std::string_view params) {
    return R"({"optimizer": {"id": "sgd", "nesterov": 1)" + std::string(params) + "}}";
  };
  CHECK(spec_refusal(sgd("")) == "nesterov_needs optimizer.nesterov");
  CHECK(spec_refusal(sgd(R"(, "momentum": 0.9, "dampening": 0.1)")) == "nesterov_needs optimizer.nesterov");
  CHECK(parse_spec(sgd(R"(, "momentum": 0.9)")));
}

TEST_CASE("Dropout is refused in the output layer, and the perceptron's rule without one layer of steps") {
  CHECK(spec_refusal(with_layers(R"([{"activation": "sigmoid", "dropout": 0.1}])")) ==
        "out_of_range layers[0].dropout");
  CHECK(spec_refusal(R"({"rule": "perceptron"})") == "perceptron_layers layers");
  CHECK(spec_refusal(R"({"rule": "perceptron", "layers": [{"activation": "relu"}]})") ==
        "perceptron_activation layers[0].activation");
  CHECK(spec_refusal(R"({"rule": "hebb"})") == "unknown_id rule");
}

TEST_CASE("What a kind of data does not have is refused, as are crooked curves and features") {
  CHECK(spec_refusal(R"({"data": {"kind": "rings", "params": {"rings": 9}}})") == "out_of_range data.params.rings");
  CHECK(spec_refusal(R"({"data": {"kind": "rings", "params": {"rings": 2.5}}})") == "not_whole data.params.rings");
  CHECK(spec_refusal(R"({"data": {"kind": "moons", "params": {"rings": 3}}})") == "no_params data.params.rings");
  CHECK(spec_refusal(R"({"data": {"kind": "curve", "curve": [[0, 1]]}})") == "curve_length data.curve");
  CHECK(spec_refusal(R"({"data": {"kind": "curve", "curve": [[0, 1], [1]]}})") == "wrong_length data.curve[1]");
  CHECK(spec_refusal(R"({"data": {"kind": "curve", "curve": [[0, 1], [1, 2], [1, 3]]}})") ==
        "curve_order data.curve[2]");
  CHECK(spec_refusal(R"({"data": {"features": ["x", "sin(x"]}})").starts_with("formula_"));
  CHECK(spec_refusal(R"({"data": {"features": ["x", "sin(x"]}})").ends_with("data.features[1]"));
  CHECK(spec_refusal(R"({"data": {"features": ["a x"]}})").ends_with("data.features[0]"));
  CHECK(spec_refusal(R"({"data": {"features": ["a*x"]}})") == "feature_unknown_name data.features[0]");
  CHECK(argument(R"({"data": {"features": ["x", "x + 2ab"]}})", "column") == "6");
  CHECK(spec_refusal(R"({"data": {"kind": "idx", "file": "images"}})") == "required data.label_file");
  CHECK(spec_refusal(R"({"data": {"separator": ";"}})") == "unknown_id data.separator");
  CHECK(spec_refusal(R"({"data": {"missing": "means"}})") == "unknown_id_near data.missing");
  CHECK(spec_refusal(R"({"data": {"words": "one-hot"}})") == "unknown_id_near data.words");
  CHECK(spec_refusal(R"({"data": {"limit": -1}})") == "out_of_range data.limit");
  CHECK(spec_refusal(R"({"data": {"scaling": "unit_interwal"}})") == "unknown_id_near data.scaling");
}

TEST_CASE("A truth table alone has four points, no noise and no test") {
  const DataSpec data = parse_spec(R"({"data": {"kind": "xor_table"}})")->data;
  CHECK(data.points == 4);
  CHECK(data.noise == 0);
  CHECK(data.test_share == 0);
}

TEST_CASE("What is missing is named") {
  CHECK(spec_refusal(with_layers(R"([{"activation": "relu"}, {"activation": "sigmoid"}])")) ==
        "required layers[0].units");
  CHECK(spec_refusal(with_layers(R"([{"units": 3}])")) == "required layers[0].activation");
  CHECK(spec_refusal(R"({"data": {"kind": "csv"}})") == "required data.file");
  CHECK(spec_refusal(R"({"loss": {"delta": 1}})") == "required loss.id");
}

TEST_CASE("Inline data of unequal lengths are refused") {
  CHECK(spec_refusal(R"({"data": {"kind": "inline"}})") == "empty_list data.inputs");
  CHECK(spec_refusal(R"({"data": {"kind": "inline", "inputs": [[1], [2]], "targets": [1]}})") ==
        "wrong_length data.targets");
  CHECK(spec_refusal(R"({"data": {"kind": "inline", "inputs": [[1], [2, 3]], "targets": [1, 0]}})") ==
        "wrong_length data.inputs[1]");
}
