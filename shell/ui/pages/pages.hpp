// The pages' entry points; each has its own files.
#pragma once

#include "shell/ui/geometry.hpp"

namespace gradlab::ui {

class App;

void functions_page(App& app, const Rect& area);
void playground_page(App& app, const Rect& area);
void components_page(App& app, const Rect& area);  // the component sheet: for tests and pictures, has no tab

}  // namespace gradlab::ui
