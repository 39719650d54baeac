// gradlab: the laboratory's core on the command line.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "shell/cli/command.hpp"

namespace gradlab::cli {
namespace {

Outcome run(int argc, char** argv) {
  CLI::App app("Gradlab: activation functions, losses, optimizers and small networks, exactly.", "gradlab");
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 a check or a training failed, 2 bad input.");
  app.get_formatter()->column_width(36);
  Outcome outcome = done;
  add_list(app, outcome);
  add_eval(app, outcome);
  add_loss(app, outcome);
  add_descend(app, outcome);
  add_train(app, outcome);
  add_predict(app, outcome);
  add_export(app, outcome);
  add_inspect(app, outcome);
  add_sweep(app, outcome);
  add_merge(app, outcome);
  add_check(app, outcome);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : bad_input;
  }
  return outcome;
}

}  // namespace
}  // namespace gradlab::cli

int main(int argc, char** argv) {
  try {
    return gradlab::cli::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "gradlab: %s\n", error.what());
  } catch (...) {
    std::fputs("gradlab: something unknown went wrong\n", stderr);
  }
  return gradlab::cli::failed;
}
