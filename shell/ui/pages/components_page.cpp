#include "shell/ui/pages/pages.hpp"

#include "shell/ui/app.hpp"

namespace gradlab::ui {

void components_page(App&, const Rect& area) { panel(page_column(area).inset(0, page_margin()), "Components"); }

}  // namespace gradlab::ui
