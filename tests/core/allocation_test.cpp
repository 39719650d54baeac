#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "tests/core/shipped_files.hpp"

namespace {

std::size_t allocations = 0;

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  std::abort();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("After the first epoch a step allocates nothing") {
  for (const char* optimizer : {"sgd", "adam", "nadam", "rprop"}) {
    auto trainer = gradlab::test::trainer_of<float>(
        R"({"data": {"kind": "iris"}, "layers": [{"units": 9, "activation": "prelu", "dropout": 0.1, "batch_norm": true},
        {"units": 6, "activation": "maxout"}, {"activation": "softmax"}], "loss": "cross_entropy", "l2": 0.01,
        "schedule": "cosine", "optimizer": ")" +
        std::string(optimizer) + "\"}");
    gradlab::test::run_epochs(trainer, 1);
    const std::size_t before = allocations;
    gradlab::test::run_epochs(trainer, 3);
    CHECK(allocations == before);
  }
}

TEST_CASE("After the first epoch a step of a plain network allocates nothing, whatever its shape") {
  for (const char* layers : {R"({"units": 4, "activation": "tanh"}, {"units": 2, "activation": "tanh"})",
                             R"({"units": 40, "activation": "relu"}, {"units": 5, "activation": "elu"})"}) {
    for (const char* data : {"iris", "digits"}) {
      auto trainer = gradlab::test::trainer_of<float>(R"({"data": {"kind": ")" + std::string(data) +
                                                      R"("}, "batch": 32, "layers": [)" + layers +
                                                      R"(, {"activation": "softmax"}], "loss": "cross_entropy"})");
      gradlab::test::run_epochs(trainer, 1);
      const std::size_t before = allocations;
      gradlab::test::run_epochs(trainer, 2);
      CHECK(allocations == before);
    }
  }
}
