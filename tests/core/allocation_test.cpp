#include <doctest/doctest.h>

#ifdef __APPLE__
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

#include <cstdlib>
#include <new>
#include <string>

#include "core/network/memory.hpp"
#include "tests/core/shipped_files.hpp"

namespace {

std::size_t allocations = 0;
std::size_t held = 0;  // bytes

std::size_t size_of(void* memory) {
#ifdef __APPLE__
  return malloc_size(memory);
#else
  return malloc_usable_size(memory);
#endif
}

void* counted(void* memory) {
  if (!memory) std::abort();
  ++allocations;
  held += size_of(memory);
  return memory;
}

void give_back(void* memory) {
  if (memory) held -= size_of(memory);
  std::free(memory);
}

void* aligned(std::size_t size, std::align_val_t alignment) {
  const auto line = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(line, (size + line - 1) / line * line));
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size > 0 ? size : 1)); }
void* operator new[](std::size_t size) { return counted(std::malloc(size > 0 ? size : 1)); }
void* operator new(std::size_t size, std::align_val_t alignment) { return aligned(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return aligned(size, alignment); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

TEST_CASE("After the first step no other allocates anything, with dropout, batch norm and a smaller last batch") {
  for (const char* optimizer : {"sgd", "adam", "nadam", "rprop"}) {
    auto trainer = gradlab::test::trainer_of<float>(
        R"({"data": {"kind": "iris"}, "layers": [{"units": 9, "activation": "prelu", "dropout": 0.1, "batch_norm": true},
        {"units": 6, "activation": "maxout"}, {"activation": "softmax"}], "loss": "cross_entropy", "l2": 0.01,
        "schedule": "cosine", "optimizer": ")" +
        std::string(optimizer) + "\"}");
    trainer.step();
    const std::size_t before = allocations;
    gradlab::test::run_epochs(trainer, 3);
    CHECK(allocations == before);
  }
}

TEST_CASE("After the first step of a plain network no other allocates anything, whatever its shape") {
  for (const char* layers : {R"({"units": 4, "activation": "tanh"}, {"units": 2, "activation": "tanh"})",
                             R"({"units": 40, "activation": "relu"}, {"units": 5, "activation": "elu"})"}) {
    for (const char* data : {"iris", "digits"}) {
      auto trainer = gradlab::test::trainer_of<float>(R"({"data": {"kind": ")" + std::string(data) +
                                                      R"("}, "batch": 32, "layers": [)" + layers +
                                                      R"(, {"activation": "softmax"}], "loss": "cross_entropy"})");
      trainer.step();
      const std::size_t before = allocations;
      gradlab::test::run_epochs(trainer, 2);
      CHECK(allocations == before);
    }
  }
}

TEST_CASE("A training holds at most what was estimated, not much less, and grows as its depth and its batch do") {
  const auto bytes_held = [](std::size_t hidden, std::size_t units, std::size_t batch) {
    std::string layers;
    for (std::size_t i = 0; i < hidden; ++i)
      layers += R"({"units": )" + std::to_string(units) + R"(, "activation": "tanh"}, )";
    const std::size_t before = held;
    auto trainer = gradlab::test::trainer_of<float>(
        R"({"data": {"kind": "digits"}, "loss": "cross_entropy", "optimizer": "adam", "batch": )" +
        std::to_string(batch) + R"(, "layers": [)" + layers + R"({"activation": "softmax"}]})");
    gradlab::test::run_epochs(trainer, 1);
    trainer.snapshot();
    const std::size_t now = held - before;
    const std::uint64_t estimated = gradlab::estimated_bytes(
        trainer.spec(), {.inputs = 64, .outputs = 10, .samples = 1797, .train_samples = 1258, .scalar_bytes = 4});
    CAPTURE(hidden);
    CAPTURE(units);
    CAPTURE(batch);
    CHECK(now <= estimated);
    CHECK(estimated <= 4 * now);
    return static_cast<double>(now);
  };
  for (const std::size_t units : {2, 8, 32, 128, 512, 1024}) bytes_held(1, units, 32);
  const double at_8 = bytes_held(8, 64, 32), at_16 = bytes_held(16, 64, 32), at_32 = bytes_held(32, 64, 32);
  CHECK((at_32 - at_16) / (at_16 - at_8) == doctest::Approx(2).epsilon(0.05));
  const double of_64 = bytes_held(1, 64, 64), of_256 = bytes_held(1, 64, 256), of_1024 = bytes_held(1, 64, 1024);
  CHECK((of_1024 - of_256) / (of_256 - of_64) == doctest::Approx(4).epsilon(0.05));
}
