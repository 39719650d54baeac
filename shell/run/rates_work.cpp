#include "shell/run/rates_work.hpp"

#include <utility>

namespace gradlab::ui {

RatesWork::RatesWork(const FindRate& wanted, const Trainer<float>& trainer) {
  found_.wanted = wanted;
  auto rates = NetworkRates<float>::create(trainer, {.from_start = wanted.from_start, .most_samples = slice_samples});
  if (!rates) {
    found_.refused = rates.error().id;
    return;
  }
  found_.step = rates->step();
  found_.samples = rates->samples();
  rates_.emplace(*std::move(rates));
}

std::shared_ptr<const SweptRates> RatesWork::found() const {
  SweptRates now = found_;
  if (rates_) now.sweep = rates_->sweep();
  now.finished = finished();
  return std::make_shared<const SweptRates>(std::move(now));
}

}  // namespace gradlab::ui
