/// One month's appraisal of the buildings of a place (每月考评): drawn, entered, closed, appealed
/// against, awarded.
package struct AppraisalRound: Hashable, Sendable {
    package typealias ID = Identifier<AppraisalRound>

    package let id: ID
    package let realm: Realm.ID
    package let scheme: AppraisalScheme.ID
    package let place: Place.ID
    /// Such as `2026-11`; a place has one round a month.
    package let month: String
    /// What the draw was made from, kept so that anyone can draw again.
    package let seed: UInt64
    package let openedAt: Instant
    package var state: State
    package var closedAt: Instant?
    /// The last day on which a sheet may be appealed against; nil before the sheets are closed.
    package var appealsUntil: Day?
    package var awardedAt: Instant?
    /// Why it was called off; nil for one that was not.
    package var cancelledFor: String?
    /// Counts changes: whoever acts names the version that they saw.
    package var version: Int

    package enum State: String, CaseIterable, Sendable, Codable {
        /// Sheets are entered and corrected.
        case open
        /// Sheets stand; appeals are raised and decided.
        case closed
        /// Flags and points were given.
        case awarded
        /// Called off: nothing is awarded, and the month is not drawn again.
        case cancelled
    }

    package static let reasonCharactersMax = 300

    package init(
        id: ID, realm: Realm.ID, scheme: AppraisalScheme.ID, place: Place.ID, month: String,
        seed: UInt64, openedAt: Instant, state: State = .open, closedAt: Instant? = nil,
        appealsUntil: Day? = nil, awardedAt: Instant? = nil, cancelledFor: String? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.scheme = scheme
        self.place = place
        self.month = month
        self.seed = seed
        self.openedAt = openedAt
        self.state = state
        self.closedAt = closedAt
        self.appealsUntil = appealsUntil
        self.awardedAt = awardedAt
        self.cancelledFor = cancelledFor
        self.version = version
    }

    /// The month of a day, such as `2026-11`.
    package static func month(of day: Day) -> String { String(day.description.prefix(7)) }
}

/// Why something is not done in an appraisal, with the numbers that a message needs.
package enum AppraisalRefusal: Error, Hashable, Sendable {
    /// With fewer, two would have to judge each other.
    case tooFewBuildings(count: Int, min: Int)
    case tooManyBuildings(count: Int, max: Int)
    /// The round stands where this cannot be done.
    case stands(AppraisalRound.State)
    case marks(needed: Int)
    case pointsOutOfRange(criterion: Int, max: Int)
    case noEvidence(criterion: Int)
    /// Sheets are missing, and whoever closes has not said that they will not come.
    case sheetsMissing(count: Int)
    case notEntered
    case appealsOver(since: Day)
    case appealedAlready
    case noAppeal
    case decidedAlready
    /// Nobody decides about a sheet that they entered, or an appeal that they raised.
    case ownSheet
    /// Appeals may still be raised, through this day.
    case appealsRunning(through: Day)
    case appealsUndecided(count: Int)
}

/// What may be done with a round and its sheets: pure decisions over the facts and the day.
extension AppraisalRound {
    /// A sheet entered, or entered anew.
    ///
    /// - Throws: `.stands` once the sheets are closed, or what is wrong with the marks.
    package func entering(
        _ marks: [AppraisalMark], on sheet: AppraisalSheet, under rules: AppraisalRules,
        by person: Person.ID, at now: Instant
    ) throws(AppraisalRefusal) -> AppraisalSheet {
        guard state == .open else { throw .stands(state) }
        try rules.check(marks)
        var entered = sheet
        entered.marks = marks
        entered.entry = AppraisalSheet.Entry(person: person, at: now)
        entered.version += 1
        return entered
    }

    /// The round with its sheets closed.
    ///
    /// - Throws: `.stands`, or `.sheetsMissing` unless `endsIncomplete` says that they will not
    ///   come. A building that nobody looked at has no result then.
    package func closed(
        missing: Int, endsIncomplete: Bool, under rules: AppraisalRules, on day: Day,
        at now: Instant
    ) throws(AppraisalRefusal) -> AppraisalRound {
        guard state == .open else { throw .stands(state) }
        guard missing == 0 || endsIncomplete else { throw .sheetsMissing(count: missing) }
        var closed = self
        closed.state = .closed
        closed.closedAt = now
        closed.appealsUntil = day.adding(days: rules.appealDays)
        closed.version += 1
        return closed
    }

    /// Whether a sheet may be appealed against on a day: through the last day, not after it.
    package func takesAppeals(on day: Day) -> Bool {
        state == .closed && (appealsUntil.map { day <= $0 } ?? false)
    }

    /// A sheet with an appeal against it; each sheet takes one.
    package func appealing(
        against sheet: AppraisalSheet, _ reason: String, by person: Person.ID, on day: Day,
        at now: Instant
    ) throws(AppraisalRefusal) -> AppraisalSheet {
        guard state == .closed, let appealsUntil else { throw .stands(state) }
        guard sheet.isEntered else { throw .notEntered }
        guard sheet.appeal == nil else { throw .appealedAlready }
        guard takesAppeals(on: day) else { throw .appealsOver(since: appealsUntil) }
        var appealed = sheet
        appealed.appeal = AppraisalAppeal(reason: reason, person: person, at: now)
        return appealed
    }

    /// A sheet whose appeal is decided. `points` take the place of the sheet's where it is upheld,
    /// and are nil where it is not.
    package func deciding(
        _ sheet: AppraisalSheet, points: [Int]?, words: String, under rules: AppraisalRules,
        by person: Person.ID, at now: Instant
    ) throws(AppraisalRefusal) -> AppraisalSheet {
        guard state == .closed else { throw .stands(state) }
        guard let appeal = sheet.appeal else { throw .noAppeal }
        guard appeal.decision == nil else { throw .decidedAlready }
        guard sheet.entry?.person != person, appeal.person != person else { throw .ownSheet }
        if let points {
            try rules.check(points.map { AppraisalMark(points: $0, evidence: words) })
        }
        var decided = sheet
        decided.appeal?.decision = AppraisalAppeal.Decision(
            isUpheld: points != nil, words: words, person: person, at: now, points: points ?? [])
        return decided
    }

    /// The round called off, before anything is awarded.
    package func cancelled(for reason: String) throws(AppraisalRefusal) -> AppraisalRound {
        guard state == .open || state == .closed else { throw .stands(state) }
        var cancelled = self
        cancelled.state = .cancelled
        cancelled.cancelledFor = reason
        cancelled.version += 1
        return cancelled
    }

    /// The round awarded, once nobody can appeal any more and every appeal is decided.
    package func awarded(
        undecided: Int, on day: Day, at now: Instant
    ) throws(AppraisalRefusal) -> AppraisalRound {
        guard state == .closed, let appealsUntil else { throw .stands(state) }
        guard undecided == 0 else { throw .appealsUndecided(count: undecided) }
        guard day > appealsUntil else { throw .appealsRunning(through: appealsUntil) }
        var awarded = self
        awarded.state = .awarded
        awarded.awardedAt = now
        awarded.version += 1
        return awarded
    }
}
