import Kernel
import Storage

/// Compares what is derived from a matter and kept beside it with what it must be.
struct DerivedCheck {
    let matter: Matter
    let row: StoredRow
    let procedure: Procedure
    let keeper: Timekeeper
    /// Days were changed since: clocks that stopped before keep the deadline that they had then.
    let changedCalendar: Bool

    var problems: [String] {
        var found: [String] = []
        let standing = Standing(of: matter, under: procedure, by: keeper)
        if row.stage != standing.stage {
            found.append("its stage is \(row.stage), but its state belongs to \(standing.stage)")
        }
        if row.dueClock != standing.dueClock {
            found.append(
                "it waits for the clock \(row.dueClock ?? "of none"), but its state is bounded by "
                    + (standing.dueClock ?? "none"))
        }
        if row.dueAt != standing.dueAt {
            found.append(
                "it is due \(told(row.dueAt)), but its clocks say \(told(standing.dueAt))")
        }
        if row.amberAt != standing.amberAt {
            found.append(
                "its light turns amber \(told(row.amberAt)), but its clocks say "
                    + told(standing.amberAt))
        }
        if row.isSuspended != matter.isSuspended {
            found.append(
                "it is kept as \(row.isSuspended ? "suspended" : "running"), but its clocks are "
                    + "not")
        }
        // A clock that begins anew forgets that it was late; the matter does not.
        if standing.isLate, !row.isLate, !changedCalendar {
            found.append("a clock of it was late, but it is kept as never late")
        }
        if matter.isOpen, procedure.asksForLinks,
            row.isMatched != (row.hasOpenLink || procedure.isTaken(matter))
        {
            found.append(
                "it is kept as \(row.isMatched ? "answered" : "unanswered"), but it is not")
        }
        if row.hasUntoldParts {
            found.append("something of it lies in a table that it does not name")
        }
        return found + clockProblems + searchProblems
    }

    private var clockProblems: [String] {
        matter.clocks.compactMap { clock in
            if clock.stoppedAt != nil, changedCalendar { return nil }
            let due = clock.deadline(by: keeper).at
            guard let kept = row.deadlines[clock.name], kept != due else { return nil }
            return "its clock \(clock.name) is kept as due \(told(kept)), but ends \(told(due))"
        }
    }

    private var searchProblems: [String] {
        if row.isErased {
            return row.searched.isEmpty
                ? [] : ["its words are erased, but search still holds them"]
        }
        guard let held = row.searched.first else { return ["search does not find it"] }
        guard row.searched.count == 1, held.isOpen == matter.isOpen else {
            return ["search holds it among the \(matter.isOpen ? "ended" : "open") ones"]
        }
        // An index that keeps no text shows only that there is a row.
        let expected = StoredRows.grams(of: matter).split(separator: " ").sorted()
        let same = held.grams.map { $0.split(separator: " ").sorted() == expected } ?? true
        return same ? [] : ["search holds other words of it"]
    }

    private func told(_ instant: Instant?) -> String { instant?.iso8601 ?? "never" }
}
