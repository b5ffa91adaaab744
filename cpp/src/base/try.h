// Leaving a function early with the error of a Result.
#pragma once

// Evaluates `expression`, a Result<void>, and returns its error if there is one.
#define ONDUTY_TRY(expression)                                  \
  do {                                                          \
    if (auto onduty_tried = (expression); !onduty_tried.ok()) { \
      return std::move(onduty_tried).error();                   \
    }                                                           \
  } while (false)
