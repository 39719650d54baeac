#include "shell/ui/pages/playground/slow_formulas.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "shell/i18n/i18n.hpp"
#include "shell/ui/format.hpp"
#include "shell/ui/pages/playground_words.hpp"

namespace gradlab::ui {
namespace {

constexpr std::size_t most_terms = 12, most_weights = 16;

double wide(float value) { return static_cast<double>(value); }
std::string number(float value) { return slow_number(wide(value)); }

/// In a product or behind a sign, what is below zero stands in brackets.
std::string factor(double value) { return value < 0 ? "(" + slow_number(value) + ")" : slow_number(value); }
std::string factor(float value) { return factor(wide(value)); }

std::string indexed(std::string_view name, std::size_t index) {
  return std::string(name) + "_{" + std::to_string(index + 1) + "}";
}

std::string equals(double value) { return "= " + slow_number(value); }
std::string equals(float value) { return equals(wide(value)); }

/// Whether a formula of the textbook gives the trainer's number: other losses and settings have other formulas.
bool gives(double formula, double number) {
  return std::abs(formula - number) <= 1e-4 * std::max(1.0, std::abs(number));
}

/// Products side by side; where there are too many, the first of them and how many more.
struct Products {
  SlowFormula pieces;
  std::size_t count = 0;

  void add(double a, double b) {
    if (++count > most_terms) return;
    pieces.push_back((count > 1 ? "+ " : "") + factor(a) + " \\cdot " + factor(b));
  }
  void append_to(SlowFormula& formula) const {
    formula.insert(formula.end(), pieces.begin(), pieces.end());
    if (count > most_terms)
      formula.push_back("+ \\text{" + tr("playground.slow.more_terms", {{"n", std::to_string(count - most_terms)}}) +
                        "}");
  }
};

std::string function_name(const Spec& spec, std::size_t layer) {
  const std::string& formula = spec.layers[layer].formula;
  return "\\text{" + (formula.empty() ? short_name("activation", spec.layers[layer].activation) : "f") + "}";
}

std::string list_of(std::span<const float> values) {
  std::string words;
  for (std::size_t i = 0; i < std::min(values.size(), most_terms); ++i) words += (i ? ", " : "") + number(values[i]);
  return values.size() > most_terms ? words + ", \\cdots" : words;
}

/// A unit within its layer.
struct Unit {
  const SlowSubject& subject;
  std::size_t layer, unit;

  const Layer<float>& row() const { return subject.network.layers()[layer]; }
  const LayerTrace<float>& seen() const { return subject.trace.layers[layer]; }
  const std::vector<float>& weights() const { return subject.trace.before; }
  std::size_t pieces() const { return row().sums / row().outputs; }
  std::span<const float> sums() const { return std::span(seen().sums).subspan(unit * pieces(), pieces()); }
  bool is_output() const { return layer + 1 == subject.trace.layers.size(); }
  bool fused() const { return is_output() && subject.trace.fused; }
  std::string name() const { return layer_name(subject.spec, layer); }
  std::string number_words() const { return std::to_string(unit + 1); }
};

/// z = w₁x₁ + … + b, of one weighted sum.
SlowFormula sum_formula(const Unit& at, std::size_t sum, const std::string& name, std::optional<double> result) {
  const Layer<float>& row = at.row();
  SlowFormula formula{name + " ="};
  Products products;
  double total = wide(at.weights()[row.bias + sum]);
  for (std::size_t i = 0; i < row.inputs; ++i) {
    const float weight = at.weights()[row.weights + sum * row.inputs + i];
    products.add(wide(weight), wide(at.seen().inputs[i]));
    total += wide(weight) * wide(at.seen().inputs[i]);
  }
  products.append_to(formula);
  const double bias = wide(at.weights()[row.bias + sum]);
  formula.push_back((bias < 0 ? "- " : "+ ") + slow_number(std::abs(bias)));
  formula.push_back(equals(result.value_or(total)));
  return formula;
}

SlowText forward_text(const Unit& at) {
  SlowText text;
  const Layer<float>& row = at.row();
  const std::string f = function_name(at.subject.spec, at.layer), y = indexed("a", at.unit);
  text.words = tr("playground.slow.forward", {{"name", at.name()}, {"n", at.number_words()}});
  for (std::size_t k = 0; k < std::min<std::size_t>(at.pieces(), 4); ++k) {
    const std::size_t sum = at.unit * at.pieces() + k;
    const std::string z = indexed("z", sum);
    const float value = at.seen().sums[sum];
    if (!row.batch_norm) {
      text.formulas.push_back(sum_formula(at, sum, z, wide(value)));
      continue;
    }
    text.formulas.push_back(sum_formula(at, sum, indexed("s", sum), std::nullopt));
    text.formulas.push_back({z + " = \\gamma \\cdot 0 + \\beta", equals(value)});
    text.note = tr("playground.slow.batch_norm");
  }
  const float output = at.seen().outputs[at.unit];
  if (at.pieces() > 1) {
    text.formulas.push_back({y + " = " + f + "(" + list_of(at.sums()) + ")", equals(output)});
  } else if (row.activation->mixes()) {
    text.formulas.push_back(
        {y + " = " + f + "(" + list_of(at.seen().sums) + ")_{" + at.number_words() + "}", equals(output)});
  } else {
    text.formulas.push_back({y + " = " + f + "(" + number(at.sums()[0]) + ")", equals(output)});
  }
  if (!at.seen().kept.empty()) {
    const float kept = at.seen().kept[at.unit];
    text.formulas.push_back({y + " \\leftarrow " + number(kept) + " \\cdot " + factor(output), equals(kept * output)});
    text.note = tr(kept == 0 ? "playground.slow.dropped" : "playground.slow.kept");
  }
  return text;
}

/// The textbook's formula of the loss, where it gives the loss.
std::optional<std::string> loss_formula(const SlowSubject& subject) {
  const std::vector<float>&a = subject.trace.layers.back().outputs, &t = subject.trace.target;
  const double loss = subject.trace.loss;
  const std::string& id = subject.spec.loss.id;
  if (id == "mse" && a.size() == 1 && gives(std::pow(wide(a[0]) - wide(t[0]), 2), loss))
    return "(" + number(a[0]) + " - " + factor(t[0]) + ")^{2}";
  if (id == "bce" && a.size() == 1 && t[0] == 1 && gives(-std::log(wide(a[0])), loss)) return "-\\ln " + number(a[0]);
  if (id == "bce" && a.size() == 1 && t[0] == 0 && gives(-std::log(1 - wide(a[0])), loss))
    return "-\\ln(1 - " + number(a[0]) + ")";
  const auto one = std::ranges::find(t, 1.0F);
  if (id == "cross_entropy" && one != t.end()) {
    const float share = a[static_cast<std::size_t>(one - t.begin())];
    if (gives(-std::log(wide(share)), loss)) return "-\\ln " + number(share);
  }
  return std::nullopt;
}

SlowText loss_text(const SlowSubject& subject) {
  SlowText text;
  const std::string name = short_name("loss", subject.spec.loss.id);
  text.words = tr("playground.slow.loss", {{"loss", name}});
  const std::string a = list_of(subject.trace.layers.back().outputs), t = list_of(subject.trace.target);
  text.formulas.push_back(
      {"a = " + a + " ,", "\\text{" + std::string(tr("playground.slow.wanted")) + "} \\, t = " + t});
  const auto formula = loss_formula(subject);
  text.formulas.push_back({"L = " + formula.value_or("\\text{" + name + "}(a, t)"), equals(subject.trace.loss)});
  return text;
}

/// δ of the output layer, where it comes from the loss.
SlowFormula fused_delta(const Unit& at, std::size_t sum, const std::string& name) {
  const float delta = at.seen().deltas[sum];
  const std::string left = name + " = \\partial L / \\partial " + indexed("z", sum);
  if (at.pieces() == 1 && sum < at.subject.trace.target.size()) {
    const float a = at.seen().outputs[sum], t = at.subject.trace.target[sum];
    if (gives(wide(a) - wide(t), wide(delta)))
      return {left, "= " + indexed("a", sum) + " - " + indexed("t", sum), "= " + number(a) + " - " + factor(t),
              equals(delta)};
  }
  return {left, equals(delta)};
}

/// ∂L/∂a = Σ w δ over the units that this one feeds.
SlowFormula error_formula(const Unit& at) {
  const std::string left = "\\partial L / \\partial " + indexed("a", at.unit);
  const float error = at.seen().errors[at.unit];
  if (at.is_output()) return {left, equals(error)};
  SlowFormula formula{left + " ="};
  const Layer<float>& next = at.subject.network.layers()[at.layer + 1];
  const std::vector<float>& deltas = at.subject.trace.layers[at.layer + 1].deltas;
  Products products;
  for (std::size_t s = 0; s < next.sums; ++s)
    products.add(wide(at.weights()[next.weights + s * next.inputs + at.unit]), wide(deltas[s]));
  const bool dropout = !at.seen().kept.empty();
  if (dropout) formula.push_back(number(at.seen().kept[at.unit]) + " \\cdot (");
  products.append_to(formula);
  if (dropout) formula.push_back(")");
  formula.push_back(equals(error));
  return formula;
}

SlowText back_text(const Unit& at) {
  SlowText text;
  text.words = tr(at.fused()       ? "playground.slow.back_loss"
                  : at.is_output() ? "playground.slow.back_output"
                                   : "playground.slow.back",
                  {{"name", at.name()}, {"n", at.number_words()}});
  if (!at.fused()) text.formulas.push_back(error_formula(at));
  for (std::size_t k = 0; k < std::min<std::size_t>(at.pieces(), 4); ++k) {
    const std::size_t sum = at.unit * at.pieces() + k;
    const std::string name = indexed("\\delta", sum);
    const float delta = at.seen().deltas[sum];
    if (at.fused()) {
      text.formulas.push_back(fused_delta(at, sum, name));
    } else if (at.seen().slopes.empty() || at.row().batch_norm) {
      text.formulas.push_back(
          {name + " = \\partial L / \\partial " + indexed(at.row().batch_norm ? "s" : "z", sum), equals(delta)});
    } else {
      const float error = at.seen().errors[at.unit], slope = at.seen().slopes[sum];
      text.formulas.push_back({name + " = \\partial L / \\partial " + indexed("a", at.unit),
                               "\\cdot \\, f'(" + number(at.seen().sums[sum]) + ")",
                               "= " + factor(error) + " \\cdot " + factor(slope), equals(delta)});
      if (slope == 0) text.note = tr("playground.slow.no_slope");
    }
  }
  if (at.row().batch_norm) text.note = tr("playground.slow.batch_norm");
  return text;
}

/// How the rule moves one parameter, after its gradient.
class Rule {
 public:
  explicit Rule(const SampleTrace<float>& trace) : trace_(trace) {
    const auto is_zero = [&](std::size_t first, std::size_t last) {
      return std::all_of(trace.settings.begin() + static_cast<std::ptrdiff_t>(first),
                         trace.settings.begin() + static_cast<std::ptrdiff_t>(last), [](double v) { return v == 0; });
    };
    const bool sgd = trace.optimizer == "sgd" && is_zero(2, 5);
    plain_ = sgd && trace.settings[1] == 0;
    momentum_ = sgd && !plain_;
    adam_ = trace.optimizer == "adam" && trace.settings[4] == 0;
  }

  void add_lines(std::size_t index, const std::string& name, std::vector<SlowFormula>& to) const {
    const float before = trace_.before[index], after = trace_.after[index];
    const double rate = trace_.settings[0];
    const std::string left = name + " \\leftarrow " + number(before);
    if (plain_) {
      to.push_back({left, "- " + slow_number(rate) + " \\cdot " + factor(trace_.gradient[index]), equals(after)});
    } else if (momentum_) {
      const float v = trace_.state_after[index];
      to.push_back(
          {"v \\leftarrow " + slow_number(trace_.settings[1]) + " \\cdot " + factor(trace_.state_before[index]),
           plus(trace_.gradient[index]), equals(v)});
      to.push_back({left, "- " + slow_number(rate) + " \\cdot " + factor(v), equals(after)});
    } else if (adam_) {
      add_adam(index, left, to);
    } else {
      to.push_back(
          {left, plus(after - before), "\\text{(" + short_name("optimizer", trace_.optimizer) + ")}", equals(after)});
    }
  }

 private:
  static std::string plus(float value) { return (value < 0 ? "- " : "+ ") + slow_number(std::abs(wide(value))); }

  void add_adam(std::size_t index, const std::string& left, std::vector<SlowFormula>& to) const {
    const std::size_t n = trace_.before.size();
    const double b1 = trace_.settings[1], b2 = trace_.settings[2], g = wide(trace_.gradient[index]);
    const double m = wide(trace_.state_after[index]), v = wide(trace_.state_after[n + index]);
    const auto t = static_cast<double>(trace_.optimizer_step);
    const std::string power = "^{" + std::to_string(trace_.optimizer_step) + "}";
    const double mean = m / (1 - std::pow(b1, t)), square = v / (1 - std::pow(b2, t));
    to.push_back({"m \\leftarrow " + slow_number(b1) + " \\cdot " + factor(trace_.state_before[index]),
                  "+ " + slow_number(1 - b1) + " \\cdot " + factor(g), equals(m) + " ,",
                  "m / (1 - " + slow_number(b1) + power + ")", equals(mean)});
    to.push_back({"v \\leftarrow " + slow_number(b2) + " \\cdot " + factor(trace_.state_before[n + index]),
                  "+ " + slow_number(1 - b2) + " \\cdot " + factor(g) + "^{2}", equals(v) + " ,",
                  "v / (1 - " + slow_number(b2) + power + ")", equals(square)});
    to.push_back({left, "- " + slow_number(trace_.settings[0]) + " \\cdot " + factor(mean),
                  "/ (\\sqrt{" + slow_number(square) + "} + " + slow_number(trace_.settings[3]) + ")",
                  equals(trace_.after[index])});
  }

  const SampleTrace<float>& trace_;
  bool plain_ = false, momentum_ = false, adam_ = false;
};

/// ∂L/∂w = δ x, with the penalties' part.
SlowFormula gradient_formula(const Unit& at, std::size_t index, const std::string& name, float delta, float input) {
  const double l2 = at.subject.spec.l2, l1 = at.subject.spec.l1;
  const float weight = at.weights()[index];
  SlowFormula formula{"\\partial L / \\partial " + name + " = " + factor(delta) + " \\cdot " + factor(input)};
  if (l2 > 0) formula.push_back("+ " + slow_number(l2) + " \\cdot " + factor(weight));
  if (l1 > 0 && weight != 0) formula.push_back((weight > 0 ? "+ " : "- ") + slow_number(l1));
  formula.push_back(equals(at.subject.trace.gradient[index]));
  return formula;
}

SlowText update_text(const Unit& at) {
  SlowText text;
  const SlowSubject& subject = at.subject;
  const Layer<float>& row = at.row();
  const Rule rule(subject.trace);
  text.words = tr(
      "playground.slow.update",
      {{"name", at.name()}, {"n", at.number_words()}, {"optimizer", short_name("optimizer", subject.trace.optimizer)}});
  const std::size_t shown = std::min(row.inputs, most_weights);
  for (std::size_t k = 0; k < std::min<std::size_t>(at.pieces(), 4); ++k) {
    const std::size_t sum = at.unit * at.pieces() + k;
    const float delta = at.seen().deltas[sum];
    const std::string piece = at.pieces() > 1 ? std::to_string(k + 1) + "," : "";
    for (std::size_t i = 0; i < shown; ++i) {
      const std::string name = "w_{" + piece + std::to_string(i + 1) + "}";
      const std::size_t index = row.weights + sum * row.inputs + i;
      text.formulas.push_back(gradient_formula(at, index, name, delta, at.seen().inputs[i]));
      rule.add_lines(index, name, text.formulas);
    }
    if (shown < row.inputs)
      text.formulas.push_back(
          {"\\text{" + tr("playground.slow.more_weights", {{"n", std::to_string(row.inputs - shown)}}) + "}"});
    const std::string bias = at.pieces() > 1 ? indexed("b", k) : "b";
    text.formulas.push_back({"\\partial L / \\partial " + bias + " = " + indexed("\\delta", sum),
                             equals(subject.trace.gradient[row.bias + sum])});
    rule.add_lines(row.bias + sum, bias, text.formulas);
  }
  if (row.batch_norm) {
    rule.add_lines(row.norm_scale + at.unit, "\\gamma", text.formulas);
    rule.add_lines(row.norm_scale + row.sums + at.unit, "\\beta", text.formulas);
  }
  const std::size_t set = row.trained_count > 0 ? row.trained_in_set() : 0;
  if (row.per_unit || at.unit == 0)
    for (std::size_t i = 0; i < set; ++i)
      rule.add_lines(row.trained_params + (row.per_unit ? at.unit * set : 0) + i, indexed("p", i), text.formulas);
  if (subject.batch != 1) text.note = tr("playground.slow.batch", {{"n", std::to_string(subject.batch)}});
  return text;
}

}  // namespace

std::string slow_number(double value) {
  std::string text = compact(value, 4);
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return text;
  const std::string front = text.substr(0, e);
  return (front == "1" ? "" : front + " \\cdot ") + "10^{" + text.substr(e + 1) + "}";
}

std::string plain_formula(const SlowFormula& formula) {
  std::string text;
  for (const std::string& piece : formula) text += (text.empty() ? "" : " ") + piece;
  constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {" \\cdot ", "·"}, {"\\cdot ", "·"}, {"\\partial ", "∂"},  {" / ", "/"},     {"\\delta", "δ"},
      {"\\gamma", "γ"},  {"\\beta", "β"},  {"\\leftarrow", "←"}, {"\\ln ", "ln "}, {"\\ln", "ln"},
      {"\\sqrt", "√"},   {"\\text", ""},   {"\\cdots", "…"},     {"\\, ", ""},     {" ,", ","}};
  for (const auto& [from, to] : signs)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  std::erase_if(text, [](char c) { return c == '{' || c == '}' || c == '_'; });
  return text;
}

SlowText slow_text(const SlowSubject& subject, const SlowStop& stop) {
  const Unit at{subject, stop.layer, stop.unit};
  switch (stop.part) {
    case SlowPart::forward: return forward_text(at);
    case SlowPart::loss: return loss_text(subject);
    case SlowPart::back: return back_text(at);
    case SlowPart::update: break;
  }
  return update_text(at);
}

}  // namespace gradlab::ui
