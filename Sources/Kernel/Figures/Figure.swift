/// A named number (指标): defined once, worked out from facts, opened down to what it counts.
package struct Figure: Hashable, Sendable {
    package typealias ID = String

    package let id: ID
    /// The heading that it stands under.
    package let section: String
    package let formula: Formula
    /// Whether everyone may read it on the public page; its evidence stays with the desk.
    package let isPublic: Bool

    /// How a figure is worked out: a closed list.
    package enum Formula: Hashable, Sendable {
        /// How often something happened.
        case count(Tally)
        /// How much came together: person-times, minutes.
        case sum(Tally)
        /// How many different bodies it happened with.
        case bodies(Tally)
        /// What is on the register at the end of the period.
        case register(Register)
        /// How many matters of a procedure stand open at the end of the period.
        case open(Procedure.Name)
        /// One figure over another.
        case share(ID, of: ID)
    }

    /// Which facts are counted.
    package struct Tally: Hashable, Sendable {
        package let names: [Fact.Name]
        /// Categories, rules or kinds that they must be of, each with all below it; empty for any.
        package let kinds: [String]
        /// Of which kinds the body must be that led it or held it; empty for any, and for none.
        package let ledBy: [String]

        package init(_ names: [Fact.Name], kinds: [String] = [], ledBy: [String] = []) {
            self.names = names
            self.kinds = kinds
            self.ledBy = ledBy
        }
    }

    /// A register and what of it is counted.
    package enum Register: Hashable, Sendable {
        case places(level: String)
        case bodies(kind: String)
        case posts(role: Role.ID)
        /// Grids of the plan that holds on the day.
        case grids(kind: GridKind.ID)
        /// People who belong here or reported in, as they registered by themselves.
        case enrolments(kind: Enrolment.Kind)
    }

    package init(id: ID, section: String, formula: Formula, isPublic: Bool) {
        self.id = id
        self.section = section
        self.formula = formula
        self.isPublic = isPublic
    }

    /// The facts behind it; none where it is a share or read from a register.
    package var tally: Tally? {
        switch formula {
        case .count(let tally), .sum(let tally), .bodies(let tally): tally
        case .register, .open, .share: nil
        }
    }

    /// How many figures a profile may have.
    package static let countMax = 200
    /// A share of fewer is shown with a warning: a single case moves it by more than 3 %.
    package static let smallWhole: Int64 = 30
}

/// What a figure comes to.
package enum FigureValue: Hashable, Sendable {
    case number(Int64)
    /// A part of a whole; the whole may be 0, and then there is no share.
    case share(part: Int64, whole: Int64)

    /// Per cent with one decimal, as tenths of a per cent, rounded half up; nil without a whole.
    package var tenthsOfPercent: Int64? {
        guard case .share(let part, let whole) = self, whole > 0 else { return nil }
        return (part * 2_000 + whole) / (whole * 2)
    }

    /// Whether it is a share of so few that it says little.
    package var isSmall: Bool {
        guard case .share(_, let whole) = self else { return false }
        return whole < Figure.smallWhole
    }

    /// Whether there was nothing to count: none, or a share of none.
    package var isNothing: Bool {
        switch self {
        case .number(let number): number == 0
        case .share(_, let whole): whole == 0
        }
    }
}
