#pragma once

namespace gradlab {

/// What points into its owner: a copy of the owner has one that is as new, and so has what the owner is moved to.
template <class Value>
class Unshared {
 public:
  Unshared() = default;
  Unshared(const Unshared&) {}
  Unshared& operator=(const Unshared& other) {
    if (this != &other) value_ = Value();
    return *this;
  }
  ~Unshared() = default;

  Value& operator*() { return value_; }
  Value* operator->() { return &value_; }

 private:
  Value value_;
};

}  // namespace gradlab
