/// What came of an import of matters, row by row where it matters.
package struct ImportedMatters: Sendable {
    /// How one row was judged by its clock and by its file.
    package struct Judgement: Hashable, Sendable {
        package let line: Int
        package let id: String
        /// Nil without a deadline.
        package let kernelInTime: Bool?
        /// Nil where the file says nothing.
        package let saidInTime: Bool?

        /// A matter without a deadline cannot be late, so only a file that calls it late differs.
        package var differs: Bool {
            saidInTime.map { $0 != (kernelInTime ?? true) } ?? false
        }
    }

    enum Taken: Sendable {
        case known
        case added(isOpen: Bool, Judgement)
    }

    package let rows: Int
    package internal(set) var bad = BadRows()
    package private(set) var added = 0
    package private(set) var known = 0
    package private(set) var open = 0
    package private(set) var ended = 0
    package private(set) var inTime = 0
    package private(set) var late = 0
    package private(set) var withoutDeadline = 0
    package private(set) var saidInTime = 0
    package private(set) var saidLate = 0
    /// Rows on which the file is silent.
    package private(set) var silent: [Judgement] = []
    package private(set) var differences: [Judgement] = []

    init(rows: Int) {
        self.rows = rows
    }

    mutating func add(_ taken: [Taken]) {
        for item in taken {
            guard case .added(let isOpen, let judgement) = item else {
                known += 1
                continue
            }
            added += 1
            if isOpen { open += 1 } else { ended += 1 }
            count(judgement)
        }
    }

    private mutating func count(_ judgement: Judgement) {
        switch judgement.kernelInTime {
        case true?: inTime += 1
        case false?: late += 1
        case nil: withoutDeadline += 1
        }
        switch judgement.saidInTime {
        case true?: saidInTime += 1
        case false?: saidLate += 1
        case nil: silent.append(judgement)
        }
        if judgement.differs { differences.append(judgement) }
    }
}
