#include "core/formula/custom_row.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "core/formula/kinks.hpp"
#include "core/spec/nearest.hpp"

namespace gradlab {
namespace {

template <class T>
const CustomRow<T>& self(UnitParams<T> p) {
  return *static_cast<const CustomRow<T>*>(p.row_data);
}

template <class T>
Result<Done> compile_into(const Result<Formula>& source, Program<T>& into,
                          const std::optional<formula::Known>& known = {}) {
  if (!source) return source.error();
  auto program = Program<T>::compile(*source, known);
  if (!program) return program.error();
  into = *std::move(program);
  return Done{};
}

}  // namespace

template <class T>
Result<std::shared_ptr<const CustomRow<T>>> CustomRow<T>::create(std::string_view text, const ParamValues& initial,
                                                                 std::span<const std::string> trained,
                                                                 const std::string& layer) {
  const std::string field = layer.empty() ? "" : layer + ".";
  auto parsed = parse_formula(text, {false, initial, field + "formula"});
  if (!parsed) return parsed.error();
  const std::shared_ptr<CustomRow> made(new CustomRow);
  made->formula_ = *std::move(parsed);
  made->text_ = text;
  if (auto ok = made->describe_params(trained, field); !ok) return ok.error();
  if (auto ok = made->compile(); !ok) {
    Error error = ok.error();
    error.field = field + "formula";
    return error;
  }
  made->fill_row();
  return std::shared_ptr<const CustomRow>(made);
}

template <class T>
Result<Done> CustomRow<T>::describe_params(std::span<const std::string> trained, const std::string& field) {
  std::vector<std::string_view> names;
  for (const FormulaParameter& one : formula_.parameters()) {
    names.push_back(one.name);
    const bool is_trained = std::find(trained.begin(), trained.end(), one.name) != trained.end();
    params_.push_back({one.name, one.initial, lowest, highest, ParamKind::real, is_trained});
  }
  for (std::size_t i = 0; i < trained.size(); ++i)
    if (std::find(names.begin(), names.end(), trained[i]) == names.end())
      return unknown("unknown_id", field + "trained[" + std::to_string(i) + "]", trained[i], names);
  return Done{};
}

template <class T>
Result<Done> CustomRow<T>::compile() {
  const auto slope = formula_.derivative("x");
  if (!slope) return slope.error();
  derivative_markup_ = to_markup(*slope);
  if (auto ok = compile_into<T>(formula_, f_); !ok) return ok;
  constexpr bool fast_slope = std::is_same_v<T, float>;  // as the table's rows in float
  if (auto ok = compile_into<T>(slope, df_, formula::Known{formula_.root(), fast_slope}); !ok) return ok;
  if (auto ok = compile_into<T>(slope->derivative("x"), d2f_, formula::Known{formula_.root()}); !ok) return ok;
  for (const FormulaParameter& one : formula_.parameters())
    if (auto ok = compile_into<T>(formula_.derivative(one.name), dfdp_.emplace_back()); !ok) return ok;
  return Done{};
}

template <class T>
void CustomRow<T>::fill_row() {
  constexpr double kinks_within = 100;
  markup_ = to_markup(formula_);
  kinks_ = kinks_of(formula_, formula_.initial_values(), -kinks_within, kinks_within);
  row_.id = "custom";
  row_.group = ActivationGroup::own;
  row_.formula = markup_;
  row_.derivative = derivative_markup_;
  row_.expression = text_;
  row_.params = params_;
  row_.kinks = kinks_;
  row_.data = this;
  row_.f = [](Block<const T> x, UnitParams<T> p, Block<T> y) { self(p).f_.evaluate(x, p, y); };
  row_.df = [](Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) { self(p).df_.evaluate(x, y, p, d); };
  if constexpr (std::is_same_v<T, float>)
    row_.back = [](Block<const T> x, Block<const T> y, Block<const T> dy, UnitParams<T> p, Block<T> dx) {
      self(p).df_.evaluate(x, y, dy, p, dx);
    };
  row_.d2f = [](Block<const T> x, Block<const T> y, UnitParams<T> p, Block<T> d) { self(p).d2f_.evaluate(x, y, p, d); };
  row_.dfdp = [](Block<const T> x, std::size_t param, UnitParams<T> p, Block<T> d) {
    self(p).dfdp_[param].evaluate(x, p, d);
  };
}

template class CustomRow<float>;
template class CustomRow<double>;

}  // namespace gradlab
