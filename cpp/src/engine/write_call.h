// A write made of a function, for the requests that are not worth an operation of their own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "engine/write_operation.h"
#include "engine/writer.h"
#include "onduty/result.h"

namespace onduty::engine {

enum class WriteLength { kShort, kLong };

template <class T>
class WriteCall final : public WriteOperation {
 public:
  // Writes nothing when it gives an error, unless it uses the session's begin_part() and undo_part().
  using Work = std::function<Result<T>(store::Session&, Instant now)>;
  using Done = std::function<void(Result<T>)>;
  // Adds what the work changed of the present; an empty one stands for anything.
  using Publish = std::function<void(PresentChanges&)>;

  WriteCall(Work work, Done done, WriteLength length, Publish publish)
      : work_(std::move(work)), done_(std::move(done)), length_(length), publish_(std::move(publish)) {}

  void apply(store::Session& session, Instant now) override { result_ = work_(session, now); }
  void finish(const std::optional<Error>& failure) override {
    done_(failure ? Result<T>(*failure) : std::move(*result_));
  }
  void publish(PresentChanges& changes) const override {
    publish_ ? publish_(changes) : WriteOperation::publish(changes);
  }
  bool is_long() const override { return length_ == WriteLength::kLong; }

 private:
  const Work work_;
  const Done done_;
  const WriteLength length_;
  const Publish publish_;
  std::optional<Result<T>> result_;
};

// Of work that changes nobody's status, no key, and not what a status is called.
inline void publish_nothing(PresentChanges& /*changes*/) {}

// Queues the work; `done` is called once, with its result or with the failure that kept it from the disk.
template <class T>
void submit_call(Writer& writer, typename WriteCall<T>::Work work, typename WriteCall<T>::Done done,
                 WriteLength length = WriteLength::kShort, typename WriteCall<T>::Publish publish = {}) {
  writer.submit(std::make_unique<WriteCall<T>>(std::move(work), std::move(done), length, std::move(publish)));
}

}  // namespace onduty::engine
