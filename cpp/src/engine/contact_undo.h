// Taking back what was changed of contacts (Q5).
#pragma once

#include <vector>

#include "engine/change_set_writer.h"
#include "onduty/change_set.h"
#include "store/session.h"

namespace onduty::engine {

// Each contact that nobody touched since goes back to what it was before the first of its entries; the others are
// skipped. What a contact had that was removed since it has no more, and a note says so. `entries` are by contact and
// seq. REQUIRES: in the writer's transaction.
void undo_contacts(store::Session& session, const std::vector<store::UndoContactEntry>& entries,
                   ChangeSetWriter& writer, ChangeSet& change_set);

}  // namespace onduty::engine
