/// Leaves one matter out of a rate (剔除): with a reason from a closed list, asked for by one
/// person and signed by another, and shown beside the rate as a number that opens.
package struct Exclusion: Hashable, Sendable {
    package typealias ID = Identifier<Exclusion>

    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Nobody could be reached in spite of what the rules ask.
        case unreachable
        /// The duty list does not hold it.
        case beyondDuties
        /// Told again by the same person, and open elsewhere.
        case repeated
        /// Looked into, and it was not so.
        case notSo
        /// Weather or another force that nobody could bend.
        case force
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case asked, signed, refused
    }

    package enum Refusal: Error, Hashable, Sendable {
        case isAnswered
        case samePerson
    }

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

    package let id: ID
    package let realm: Realm.ID
    package let figure: Figure.ID
    package let matter: Matter.ID
    package let reason: Reason
    package let words: String
    package let asked: Hand
    package var answered: Hand?
    package var state: State

    package static let wordsCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, figure: Figure.ID, matter: Matter.ID, reason: Reason,
        words: String, asked: Hand, answered: Hand? = nil, state: State = .asked
    ) {
        self.id = id
        self.realm = realm
        self.figure = figure
        self.matter = matter
        self.reason = reason
        self.words = words
        self.asked = asked
        self.answered = answered
        self.state = state
    }

    /// - Throws: `.isAnswered`, or `.samePerson` for whoever asked.
    package func answered(
        signing: Bool, by hand: Hand
    ) throws(Refusal) -> Exclusion {
        guard state == .asked else { throw .isAnswered }
        guard hand.person != asked.person else { throw .samePerson }
        var answered = self
        answered.state = signing ? .signed : .refused
        answered.answered = hand
        return answered
    }
}
