#pragma once

#include <string>

#include "core/export/program.hpp"

namespace gradlab::source {

// What NumPy's and PyTorch's programs have in common.

/// "feature_1(x[..., 0], x[..., 1]), feature_2(…)"
std::string python_features(const Parts& parts);
/// The head's imports, and the functions that follow.
std::string python_head(const Parts& parts, SourceLanguage language);
/// An argument of an activation as a literal.
std::string python_number(const Call& call, double value, SourceLanguage language);
/// CLASSES = […]; empty where numbers are predicted.
std::string python_classes(const TrainedNetwork& trained);
/// def class_of(y); likewise.
std::string python_class_of(const TrainedNetwork& trained, SourceLanguage language);
/// def main(), which reads rows and writes answers, and its call.
std::string python_main(const TrainedNetwork& trained);

}  // namespace gradlab::source
