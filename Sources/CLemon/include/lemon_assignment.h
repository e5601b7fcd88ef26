#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A helper who could serve a need, both counted from 0, at a cost of 0 to 1,000,000.
typedef struct {
    int32_t need;
    int32_t helper;
    int32_t cost;
} linli_candidate;

/// How the search for an assignment ended.
typedef enum {
    linli_assigned = 0,
    /// A negative number, an index or a cost out of range, or over 100,000,000 of anything.
    linli_bad_input = 1,
    linli_out_of_memory = 2,
    /// LEMON gave up. It never should: to send nobody is always a solution.
    linli_unsolved = 3,
} linli_assignment_end;

/// Marks in `taken` the candidates who meet most wants and, among all such choices, cost the least.
///
/// The same input gives the same marks. `taken` has a place for every candidate and is written only
/// when the answer is `linli_assigned`.
linli_assignment_end linli_assign(
    const int32_t *wanted, int32_t needs, const int32_t *capacity, int32_t helpers,
    const linli_candidate *candidates, int32_t count, bool *taken);

#ifdef __cplusplus
}
#endif
