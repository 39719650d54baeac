#include "shell/ui/app.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shell/i18n/message.hpp"
#include "shell/ui/link.hpp"
#include "shell/ui/pages/pages.hpp"
#include "shell/ui/pages/playground/claim_trials.hpp"
#include "shell/ui/pages/playground_run.hpp"
#include "shell/ui/pages/races/state.hpp"

namespace gradlab::ui {
namespace {

constexpr std::array<PageRow, 7> table{{
    {"neuron", neuron_page, true, neuron_view, open_neuron_view, nullptr, neuron_take_along},
    {"functions", functions_page, true, functions_view, open_functions_view},
    {"playground", playground_page, true, playground_view, open_playground_view, playground_memory,
     take_along_from_playground, playground_first_words},
    {"losses", losses_page, true, losses_view, open_losses_view, nullptr, losses_take_along},
    {"optimizers", optimizers_page, true, optimizers_view, open_optimizers_view, nullptr, take_along_from_optimizers},
    {"races", races_page, true, races_view, open_races_view, nullptr, take_along_from_races},
    {"components", components_page, false},
}};

// The whole window is one surface that everything is drawn on.
constexpr ImGuiWindowFlags root_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                        ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;

}  // namespace

std::span<const PageRow> page_table() { return table; }

App::App(Hooks hooks) : hooks_(std::move(hooks)) {
  translator_.activate();
  pages_.playground.make_runner = hooks_.make_runner;
  pages_.playground.trial_engines = hooks_.trial_engines;
  pages_.playground.request_asset = hooks_.request_asset;
  pages_.playground.ask_for_file = hooks_.ask_for_file;
  pages_.playground.read_file = hooks_.read_file;
}

App::~App() = default;

void App::set_font_source(FontSource source) {
  font_source_ = std::move(source);
  pages_.playground.assets = font_source_;
  asset_arrived();
}

void App::set_visible(bool visible) {
  if (!visible) {  // it may be for ever
    keep_view();
    keep_settings();
  }
  const bool held = !visible && !settings_.trains_unseen;
  if (held == held_) return;
  held_ = held;
  if (pages_.playground.run) pages_.playground.run->runner().send(Hold{held});
}

bool App::expects_news() const {
  const auto& run = pages_.playground.run;
  const auto& trials = pages_.playground.claim_trials;
  if (settings_.page == "playground") return (run && run->runner().expects_news()) || (trials && trials->running());
  return settings_.page == "races" && pages_.races && races_expect_news(*pages_.races);
}

bool App::wants_leisure() const { return pages_.playground.run && pages_.playground.run->wants_leisure(); }

void App::use_leisure(double seconds) {
  if (wants_leisure()) pages_.playground.run->use_leisure(seconds);
}

void App::asset_arrived() {
  if (font_source_) ui_.fonts.load(font_source_);
  ui_.request_frame();
}

bool App::open_page(std::string_view id) {
  const auto found = std::ranges::find(table, id, &PageRow::id);
  if (found == table.end()) return false;
  keep_view();
  settings_.page = std::string(id);
  ui_.request_frame();
  return true;
}

std::string App::link() {
  const PageRow& page = table[page_index()];
  if (!page.view) return {};
  const std::string address = hooks_.page_address ? hooks_.page_address() : std::string();
  return address + write_link({std::string(page.id), page.view(*this)});
}

bool App::open_link(std::string_view link) {
  const auto opened = [&]() -> Result<Done> {
    const auto target = read_link(link);
    if (!target) return target.error();
    const auto page = std::ranges::find(table, std::string_view(target->page), &PageRow::id);
    if (page == table.end() || !page->open_view) {
      std::string known;
      for (const PageRow& row : table)
        if (row.open_view) known += (known.empty() ? "" : ", ") + std::string(row.id);
      return Error{"link_page", "link", {{"value", target->page}, {"known", known}}};
    }
    if (auto ok = page->open_view(*this, target->view); !ok) return ok;
    opened_views_.insert(std::string(page->id));
    open_page(page->id);
    return Done{};
  }();
  translator_.activate();
  notice_ = opened ? std::string() : tr("app.link.refused", {{"reason", message(opened.error(), settings_.language)}});
  notice_until_ = -1;
  ui_.request_frame();
  return static_cast<bool>(opened);
}

void App::take_file(std::string name, std::string bytes) {
  open_page("playground");
  if (is_run_text(bytes)) {
    translator_.activate();
    const Result<Done> opened = open_run_text(pages_.playground, bytes);
    notice_ = opened ? tr("keep.opened", {{"file", name}})
                     : tr("keep.refused", {{"file", name}, {"reason", message(opened.error(), settings_.language)}});
    constexpr double seconds = 5;
    notice_until_ = opened ? ImGui::GetTime() + seconds : -1;
    ui_.request_frame();
    return;
  }
  ui::take_file(pages_.playground, std::move(name), std::move(bytes));
}

void App::say(std::string sentence) {
  constexpr double seconds = 5;
  notice_ = std::move(sentence);
  notice_until_ = ImGui::GetTime() + seconds;
  ui_.request_frame();
}

std::size_t App::page_index() const {
  const auto index_of = [](std::string_view id) {
    return static_cast<std::size_t>(std::ranges::find(table, id, &PageRow::id) - table.begin());
  };
  const std::size_t found = index_of(settings_.page);
  return found < table.size() ? found : index_of("functions");
}

void App::keep_settings() {
  if (settings_ == saved_) return;
  saved_ = settings_;
  if (hooks_.save_settings) hooks_.save_settings(settings_.json());
}

/// A page begins with what it showed at the last visit, unless a link said otherwise. What can no longer be read is
/// left out.
void App::restore_view() {
  const PageRow& page = table[page_index()];
  if (!page.open_view || !opened_views_.insert(std::string(page.id)).second) return;
  const auto kept = settings_.views.find(page.id);
  if (kept != settings_.views.end()) static_cast<void>(page.open_view(*this, kept->second));
}

/// A while after something was done, so that a drag is not written down at each of its places.
void App::keep_view_in_time() {
  constexpr double pause = 0.7;
  const auto is_down = [](const ImGuiKeyData& key) { return key.Down; };
  if (ui_.registry.operated() || std::ranges::any_of(ImGui::GetIO().KeysData, is_down))
    keep_view_at_ = ImGui::GetTime() + pause;
  if (keep_view_at_ < 0) return;
  const double left = keep_view_at_ - ImGui::GetTime();
  if (left > 0) return ui_.request_frame(left);
  keep_view();
}

void App::keep_view() {
  constexpr std::size_t most_bytes = 1 << 20;  // what a browser keeps for a page is not without end
  if (std::exchange(keep_view_at_, -1) < 0) return;
  const PageRow& page = table[page_index()];
  if (!page.view) return;
  std::string view = page.memory ? page.memory(*this) : page.view(*this);
  if (view.size() <= most_bytes) settings_.views.insert_or_assign(std::string(page.id), std::move(view));
}

void App::want_chinese() {
  // The switch to Chinese can be read without it: the fonts of the first view hold what English shows of Chinese.
  if (settings_.language != Language::zh || asked_for_chinese_ || !hooks_.request_asset) return;
  asked_for_chinese_ = true;
  if (!has_words(Language::zh)) hooks_.request_asset("strings/zh.json");
  if (!ui_.fonts.has_chinese()) hooks_.request_asset("fonts/cjk.otf");
}

void App::zoom_keys() {
  if (!hooks_.own_zoom_keys) return;
  constexpr std::array steps{1.0F, 1.25F, 1.5F};
  const auto pressed = [](ImGuiKey a, ImGuiKey b) {
    return ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | a) || ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | b) ||
           ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiMod_Shift | a);
  };
  auto at = std::ranges::find(steps, settings_.zoom) - steps.begin();
  const std::ptrdiff_t before = at;
  const auto last = static_cast<std::ptrdiff_t>(steps.size()) - 1;
  if (pressed(ImGuiKey_Equal, ImGuiKey_KeypadAdd)) at = std::min(at + 1, last);
  if (pressed(ImGuiKey_Minus, ImGuiKey_KeypadSubtract)) at = std::max<std::ptrdiff_t>(at - 1, 0);
  if (pressed(ImGuiKey_0, ImGuiKey_Keypad0)) at = 0;
  if (at == before) return;
  settings_.zoom = steps[static_cast<std::size_t>(at)];
  ui_.request_frame();
}

double App::frame() {
  return frame_of([this] {
    Rect whole{0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y};
    const Rect bar = whole.cut_top(bar_height());
    restore_view();
    table[page_index()].draw(*this, whole);
    top_bar(bar);
    notice_line();
    keep_view_in_time();
  });
}

double App::frame_of(const std::function<void()>& content) {
  ui_.activate();
  translator_.activate();
  translator_.set_language(settings_.language);
  ui_.theme_name = settings_.theme;
  ui_.zoom = settings_.zoom;
  const ImGuiIO& io = ImGui::GetIO();
  frame_seconds_ = std::min(io.DeltaTime, 0.1F);
  ui_.begin_frame();
  zoom_keys();
  apply_theme(theme(), ui_.scale());
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("##gradlab", nullptr, root_flags);
  ImGui::PopStyleVar();
  fill_rect(canvas(), {0, 0, io.DisplaySize.x, io.DisplaySize.y}, theme().bg);
  content();
  ImGui::End();
  want_chinese();
  keep_settings();
  ui_.end_frame();
  return ui_.next_frame_in();
}

}  // namespace gradlab::ui
