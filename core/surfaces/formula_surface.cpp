#include "core/surfaces/formula_surface.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/spec/nearest.hpp"

namespace gradlab {
namespace {

Result<Done> compile(const Result<Formula>& formula, Program<double>& into) {
  if (!formula) return formula.error();
  auto program = Program<double>::compile(*formula);
  if (!program) return program.error();
  into = *std::move(program);
  return Done{};
}

Result<Done> check_params(const Formula& formula, const ParamValues& params) {
  std::vector<std::string_view> known;
  for (const FormulaParameter& one : formula.parameters()) known.push_back(one.name);
  for (const auto& [name, value] : params) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      return unknown("unknown_key", "formula_params." + name, name, known);
    if (!std::isfinite(value)) return Error{"not_finite", "formula_params." + name, {}};
  }
  return Done{};
}

}  // namespace

Result<std::shared_ptr<const FormulaSurface>> FormulaSurface::create(std::string_view text, const ParamValues& params) {
  const auto formula = parse_formula(text, {true, params, "formula"});
  if (!formula) return formula.error();
  if (auto ok = check_params(*formula, params); !ok) return ok.error();
  auto made = std::make_shared<FormulaSurface>();
  made->params_ = formula->initial_values();
  const auto x = formula->derivative("x"), y = formula->derivative("y");
  if (!x) return x.error();
  if (!y) return y.error();
  for (const auto& [source, into] : {std::pair{formula, &made->f_},
                                     {x, &made->fx_},
                                     {y, &made->fy_},
                                     {x->derivative("x"), &made->fxx_},
                                     {x->derivative("y"), &made->fxy_},
                                     {y->derivative("y"), &made->fyy_}})
    if (auto ok = compile(source, *into); !ok) return Error{ok.error().id, "formula", ok.error().arguments};
  return std::shared_ptr<const FormulaSurface>(std::move(made));
}

}  // namespace gradlab
