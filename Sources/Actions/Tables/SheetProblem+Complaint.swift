package import Media

extension SheetRow.Problem {
    /// What it says under the field of the file.
    package var complaint: ActionError.Complaint {
        switch self {
        case .tooLarge(let most), .unpacksTooLarge(let most):
            .init("imports.problem.tooLarge", ["max": String(most / 1_048_576)])
        case .tooManyRows(let most): .init("imports.problem.rows", ["max": String(most)])
        case .tooManyColumns(let most): .init("imports.problem.columns", ["max": String(most)])
        case .tooManyCells(let most): .init("imports.problem.cells", ["max": String(most)])
        case .cellTooLong(let row): .init("imports.problem.longCell", ["row": String(row)])
        case .oldWorkbook: .init("imports.problem.old")
        case .notAWorkbook: .init("imports.problem.notAWorkbook")
        case .damaged(let part): .init("imports.problem.damaged", ["part": part])
        case .unknownEncoding: .init("imports.problem.encoding")
        case .openQuote(let line): .init("imports.problem.quote", ["row": String(line)])
        case .empty: .init("imports.problem.empty")
        }
    }
}
