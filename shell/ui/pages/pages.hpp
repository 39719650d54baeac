// The pages' entry points; each has its own files.
#pragma once

#include <span>
#include <string>

#include "core/base/result.hpp"
#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

class App;
struct FirstWord;

void functions_page(App& app, const Rect& area);
void playground_page(App& app, const Rect& area);
/// What a link holds of a page, and the way back.
std::string functions_view(App& app);
Result<Done> open_functions_view(App& app, const std::string& json);
std::string playground_view(App& app);
/// The same with what is not for others: for the next visit.
std::string playground_memory(App& app);
Result<Done> open_playground_view(App& app, const std::string& json);
/// Opens the sheet of what can be taken along.
void take_along_from_playground(App& app);
std::span<const FirstWord> playground_first_words();

void neuron_page(App& app, const Rect& area);
std::string neuron_view(App& app);
Result<Done> open_neuron_view(App& app, const std::string& json);
void neuron_take_along(App& app);

void losses_page(App& app, const Rect& area);
std::string losses_view(App& app);
Result<Done> open_losses_view(App& app, const std::string& json);
void losses_take_along(App& app);
void optimizers_page(App& app, const Rect& area);
std::string optimizers_view(App& app);
Result<Done> open_optimizers_view(App& app, const std::string& json);
void take_along_from_optimizers(App& app);

void races_page(App& app, const Rect& area);
std::string races_view(App& app);
Result<Done> open_races_view(App& app, const std::string& json);
void take_along_from_races(App& app);

void components_page(App& app, const Rect& area);  // the component sheet: for tests and pictures, has no tab

}  // namespace gradlab::ui
