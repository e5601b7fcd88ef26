/// A report of a place for a period: drawn up by one person, checked figure by figure, frozen by
/// another. Once it is frozen nothing of it changes; what was wrong is put right by the next
/// version, which says why.
package struct Report: Hashable, Sendable {
    package typealias ID = Identifier<Report>

    package enum Refusal: Error, Hashable, Sendable {
        case isFrozen
        /// Nobody has looked at its figures, or they have changed since.
        case isNotChecked
        /// Whoever drew it up or checked it cannot freeze it as well.
        case samePerson
        /// Cells that no record tells and nobody has typed yet.
        case cellsMissing(Int)
    }

    /// Who did something to it, and when.
    package struct Hand: Hashable, Sendable {
        package let post: Post.ID
        package let person: Person.ID
        package let at: Instant

        package init(post: Post.ID, person: Person.ID, at: Instant) {
            self.post = post
            self.person = person
            self.at = at
        }
    }

    /// The end of it: who froze it, and the record that says so.
    package struct Freezing: Hashable, Sendable {
        /// Nil where the operator froze it at the command line.
        package let hand: Hand?
        package let at: Instant
        /// The sequence of the record that holds its digest.
        package let record: Int64

        package init(hand: Hand?, at: Instant, record: Int64) {
            self.hand = hand
            self.at = at
            self.record = record
        }
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case draft, checked, frozen
    }

    package let id: ID
    package let realm: Realm.ID
    package let layout: ReportLayout.ID
    package let place: Place.ID
    package let period: Period
    /// 1, then one more for each that replaces a frozen one.
    package let version: Int
    /// Why it replaces the version before; nil for the first.
    package let reason: String?
    package let drawn: Hand
    package var checked: Hand?
    package var frozen: Freezing?
    /// What was checked, and then frozen, as its canonical bytes; nil before that.
    package var content: [UInt8]?

    package static let reasonCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, layout: ReportLayout.ID, place: Place.ID, period: Period,
        version: Int, reason: String?, drawn: Hand, checked: Hand? = nil,
        frozen: Freezing? = nil, content: [UInt8]? = nil
    ) {
        self.id = id
        self.realm = realm
        self.layout = layout
        self.place = place
        self.period = period
        self.version = version
        self.reason = reason
        self.drawn = drawn
        self.checked = checked
        self.frozen = frozen
        self.content = content
    }

    package var state: State {
        frozen != nil ? .frozen : checked != nil ? .checked : .draft
    }

    /// - Throws: `.isFrozen`, or `.cellsMissing` where the form of an upper office has gaps.
    package func confirmed(
        _ content: ReportContent, by hand: Hand
    ) throws(Refusal) -> Report {
        guard frozen == nil else { throw .isFrozen }
        guard content.cellsMissing == 0 else { throw .cellsMissing(content.cellsMissing) }
        var confirmed = self
        confirmed.checked = hand
        confirmed.content = content.canonicalBytes
        return confirmed
    }

    /// Takes the check back: something of it was changed.
    package func unchecked() throws(Refusal) -> Report {
        guard frozen == nil else { throw .isFrozen }
        var open = self
        open.checked = nil
        open.content = nil
        return open
    }

    /// - Parameters:
    ///   - now: what it comes to at this moment: the same that was checked, or nobody has checked
    ///     it.
    ///   - person: nil for the operator.
    /// - Throws: `.isFrozen`, `.isNotChecked` or `.samePerson`.
    package func mayFreeze(
        _ now: ReportContent, by person: Person.ID?
    ) throws(Refusal) -> ReportContent {
        guard frozen == nil else { throw .isFrozen }
        guard let checked, let content, let seen = try? ReportContent(canonical: content),
            seen.says(theSameAs: now)
        else { throw .isNotChecked }
        guard person != drawn.person, person != checked.person else { throw .samePerson }
        return seen
    }
}
