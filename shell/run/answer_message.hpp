// What a run was asked about itself, and its answers, in messages: one sample's numbers, a slice of the loss, the rate
// finder. Each is written and read in one order.
#pragma once

#include <memory>

#include "shell/run/message_bytes.hpp"
#include "shell/run/run.hpp"

namespace gradlab::ui {

void write_order(MessageWriter& to, const SliceLoss& wanted);
SliceLoss read_slice_order(MessageReader& from);
void write_order(MessageWriter& to, const FindRate& wanted);
FindRate read_rates_order(MessageReader& from);

// Read: null where it is not what was written.
void write_trace(MessageWriter& to, const TracedSample& traced);
std::shared_ptr<const TracedSample> read_trace(MessageReader& from);
void write_slice(MessageWriter& to, const SlicedLoss& slice);
std::shared_ptr<const SlicedLoss> read_slice(MessageReader& from);
void write_rates(MessageWriter& to, const SweptRates& rates);
std::shared_ptr<const SweptRates> read_rates(MessageReader& from);

}  // namespace gradlab::ui
