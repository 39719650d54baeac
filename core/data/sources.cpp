#include <array>
#include <string>

#include "core/data/class_rows.hpp"
#include "core/data/dataset.hpp"
#include "core/data/logic_rows.hpp"
#include "core/data/value_rows.hpp"

namespace gradlab {
namespace {

constexpr DataSource classes_row(std::string_view id, std::size_t classes,
                                 void (*generate)(const SampleRequest&, Dataset&),
                                 std::span<const ParamSpec> params = {}) {
  return {.id = id,
          .task = classes == 2 ? Task::binary : Task::classes,
          .classes = classes,
          .params = params,
          .generate = generate};
}

/// A set that is small enough to be known by heart: four points, no noise, and none to spare for a test.
constexpr DataSource table_row(std::string_view id, void (*generate)(const SampleRequest&, Dataset&)) {
  return {.id = id, .low = -0.5, .high = 1.5, .points = 4, .noise = 0, .test_share = 0, .generate = generate};
}

constexpr DataSource plane_row(std::string_view id, void (*generate)(const SampleRequest&, Dataset&)) {
  return {.id = id, .task = Task::regression, .classes = 0, .target_low = -1, .generate = generate};
}

constexpr DataSource line_row(std::string_view id, double target_low, double target_high,
                              void (*generate)(const SampleRequest&, Dataset&)) {
  return {.id = id,
          .task = Task::regression,
          .inputs = 1,
          .classes = 0,
          .low = -3.5,
          .high = 3.5,
          .target_low = target_low,
          .target_high = target_high,
          .points = 200,
          .generate = generate};
}

constexpr std::array rows{
    classes_row("circle", 2, generated::circle),
    classes_row("xor", 2, generated::exclusive_or),
    classes_row("gauss", 2, generated::gauss),
    classes_row("spiral", 2, generated::spiral),
    classes_row("moons", 2, generated::moons),
    classes_row("rings", 2, generated::rings, generated::rings_params),
    classes_row("checkerboard", 2, generated::checkerboard, generated::checkerboard_params),
    classes_row("blobs", 3, generated::blobs),
    classes_row("three_arms", 3, generated::three_arms),
    plane_row("plane", generated::plane),
    plane_row("hills", generated::hills),
    line_row("sin", -1, 1, generated::sine),
    line_row("step", 0, 1, generated::step),
    line_row("abs", 0, 3, generated::absolute),
    line_row("square", 0, 9, generated::square),
    line_row("curve", -1, 1, generated::curve),
    table_row("and_table", generated::and_table),
    table_row("or_table", generated::or_table),
    table_row("xor_table", generated::xor_table),
    DataSource{.id = "sparse",
               .task = Task::classes,
               .inputs = 100,
               .classes = generated::sparse_classes,
               .low = -0.5,
               .high = 1.5,
               .params = generated::sparse_params,
               .generate = generated::sparse},
};

constexpr std::array given_rows{
    GivenData{.id = "iris", .shipped = true, .inputs = 4, .classes = 3},
    GivenData{.id = "digits", .shipped = true, .inputs = 64, .classes = 10},
    GivenData{.id = "csv"},
    GivenData{.id = "idx"},
    GivenData{.id = "inline"},
};

}  // namespace

std::string plain_input_name(std::size_t index) {
  std::string name("x");
  name += std::to_string(index + 1);
  return name;
}

std::span<const DataSource> data_sources() { return rows; }

const DataSource* find_data_source(std::string_view id) {
  for (const DataSource& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

std::span<const GivenData> given_data() { return given_rows; }

}  // namespace gradlab
