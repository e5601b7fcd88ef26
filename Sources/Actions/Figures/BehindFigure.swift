import Kernel
import SQL
import Storage

/// What stands behind a figure at a place, as far as a post may read it: each query is made once,
/// to be expected and then asked.
struct BehindFigure {
    private enum Listing {
        case read(SQL)
        case withheld(FigureFile.Evidence)
    }

    private let facts: Listing
    /// Nil where the post does not reach the place.
    private let exclusions: SQL?
    private let baselines: SQL

    init(
        _ figure: Figure, at place: Place, for period: Period, after cursor: FactCursor?,
        under book: Rulebook, for holding: Holding, on dialect: Dialect
    ) {
        let realm = book.realm.id
        let reaches = holding.grants(.read, at: place.path, in: realm)
        if let tally = figure.tally {
            if !reaches {
                facts = .withheld(.outOfReach)
            } else if !tally.names.allSatisfy({ book.profile.tells($0, to: holding) }) {
                facts = .withheld(.told)
            } else {
                facts = .read(
                    Facts.pageQuery(
                        of: tally, under: place.path, on: period.days, after: cursor,
                        limit: Installation.evidenceMax + 1, in: realm, dialect))
            }
        } else {
            facts = .withheld(.none)
        }
        exclusions =
            reaches
            ? Exclusions.pageQuery(
                of: figure.id, under: place.path, limit: Installation.exclusionsMax, in: realm)
            : nil
        baselines = Baselines.pageQuery(of: figure.id, at: place.id, in: realm)
    }

    /// What the rest asks.
    var expected: [SQL] {
        var queries = [baselines]
        if let exclusions { queries.append(exclusions) }
        if case .read(let facts) = facts { queries.append(facts) }
        return queries
    }

    /// The facts that the figure counts, or why they are not shown.
    func evidence(
        named name: ([Fact]) throws -> [EvidenceLine], _ db: any Reader
    ) throws -> FigureFile.Evidence {
        switch facts {
        case .withheld(let reason): return reason
        case .read(let query):
            let found = try Facts.page(query, db)
            let page = Array(found.prefix(Installation.evidenceMax))
            return .lines(
                try name(page),
                next: found.count > page.count ? page.last.map(FactCursor.init(after:)) : nil)
        }
    }

    /// The matters that a rate leaves out, or that somebody asks to leave out, the newest first.
    func exclusions(_ db: any Reader) throws -> [Exclusion] {
        try exclusions.map { try Exclusions.page($0, db) } ?? []
    }

    /// What was reported of other times, the newest first.
    func baselines(_ db: any Reader) throws -> [Baseline] {
        try Baselines.page(baselines, db)
    }
}

extension Profile {
    /// Whether a post may read the answer that a fact counts; what counts no answer is told to all
    /// who read matters.
    fileprivate func tells(_ name: Fact.Name, to holding: Holding) -> Bool {
        let parts = name.event.split(separator: ".").map(String.init)
        guard parts.count == 3, let procedure = procedure(name.noun),
            let field = procedure.field(parts[1])
        else { return true }
        return field.visibility.contains { audience in
            switch audience {
            case .everyone, .staff: true
            case .office(let verb): holding.verbs.contains(verb)
            case .reporter, .parties, .taker: false
            }
        }
    }
}
