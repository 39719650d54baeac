// Where a desktop keeps the settings: one small file, $XDG_CONFIG_HOME/gradlab/settings.json.
#pragma once

#include <string>
#include <string_view>

namespace gradlab {

std::string read_settings_file();

/// Quietly does nothing where it may not write.
void write_settings_file(std::string_view json);

}  // namespace gradlab
