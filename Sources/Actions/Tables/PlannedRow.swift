package import Kernel

/// What one row of a table comes to, before anything is written.
package struct PlannedRow: Sendable {
    package enum Verdict: Hashable, Sendable {
        case creates, changes, same, leftOut
    }

    /// Something wrong, and in which cell; the whole row where it names none.
    package struct Problem: Hashable, Sendable {
        package let row: Int
        package let column: Int?
        package let field: String?
        package let complaint: ActionError.Complaint
    }

    package let row: Int
    package let verdict: Verdict
    /// What the row is called: a name, or the beginning of what it says.
    package let name: String
    package let problems: [Problem]
    let wish: Wish?

    /// The same, left out for a reason.
    func leftOut(_ complaint: ActionError.Complaint) -> PlannedRow {
        PlannedRow(
            row: row, verdict: .leftOut, name: name,
            problems: [Problem(row: row, column: nil, field: nil, complaint: complaint)],
            wish: nil)
    }

    /// What is done when it is accepted.
    enum Wish: Sendable {
        case person(name: String, signIn: String, post: PostWish?)
        case post(Person, PostWish)
        case place(AddPlace, Position?)
        case placeCode(Place, String)
        case body(AddBody)
        case bodyPhone(Body, String)
        case facts([KeepPlaceFact])
        case matter(AnswerForm)
    }
}

/// What all rows come to.
package struct TablePlan: Sendable {
    /// Problems that are told one by one; all are counted.
    package static let problemsMax = 500
    /// Rows of each kind that the page shows.
    package static let rowsShownMax = 20

    package private(set) var counts = SheetImport.Counts()
    package private(set) var problems: [PlannedRow.Problem] = []
    package private(set) var problemCount = 0
    /// The first of those that create or change something.
    package private(set) var shown: [PlannedRow] = []

    mutating func take(_ row: PlannedRow) {
        switch row.verdict {
        case .creates: counts.created += 1
        case .changes: counts.changed += 1
        case .same: counts.same += 1
        case .leftOut: counts.leftOut += 1
        }
        problemCount += row.problems.count
        problems += row.problems.prefix(max(0, Self.problemsMax - problems.count))
        if row.verdict == .creates || row.verdict == .changes, shown.count < Self.rowsShownMax {
            shown.append(row)
        }
    }
}
