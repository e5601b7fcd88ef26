/// A volunteer whom a community would like to thank in public (表扬). Only the person says whether,
/// under what name and in what words; nobody is compared with anybody.
package struct Commendation: Hashable, Sendable {
    package typealias ID = Identifier<Commendation>

    /// What the person agreed to, and may take back.
    package struct Consent: Hashable, Sendable {
        /// How they want to be called.
        package let called: String
        /// Their own words; nil for none.
        package let words: String?

        package init(called: String, words: String?) {
            self.called = called
            self.words = words
        }
    }

    package enum State: String, CaseIterable, Sendable {
        case asked, declined, published, withdrawn
    }

    package enum Refusal: Error, Hashable, Sendable {
        case stands(State)
    }

    package let id: ID
    package let realm: Realm.ID
    package let person: Person.ID
    /// The post that asked.
    package let post: Post.ID
    /// What for, without a name.
    package let deed: String
    package let askedAt: Instant
    package var state: State
    /// Nil unless it stands.
    package var consent: Consent?
    package var answeredAt: Instant?

    package static let deedCharactersMax = 200
    package static let calledCharactersMax = 20
    package static let wordsCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, person: Person.ID, post: Post.ID, deed: String,
        askedAt: Instant, state: State = .asked, consent: Consent? = nil,
        answeredAt: Instant? = nil
    ) {
        self.id = id
        self.realm = realm
        self.person = person
        self.post = post
        self.deed = deed
        self.askedAt = askedAt
        self.state = state
        self.consent = consent
        self.answeredAt = answeredAt
    }

    /// Published under the name and in the words that the person gives.
    ///
    /// - Throws: `.stands` once it was answered.
    package func consented(
        _ consent: Consent, at now: Instant
    ) throws(Refusal) -> Commendation {
        guard state == .asked else { throw .stands(state) }
        return answered(.published, consent, at: now)
    }

    package func declined(at now: Instant) throws(Refusal) -> Commendation {
        guard state == .asked else { throw .stands(state) }
        return answered(.declined, nil, at: now)
    }

    /// Taken back by the person, at any time (个人信息保护法第十五条): it is gone at once.
    package func withdrawn(at now: Instant) throws(Refusal) -> Commendation {
        guard state == .published else { throw .stands(state) }
        return answered(.withdrawn, nil, at: now)
    }

    private func answered(_ state: State, _ consent: Consent?, at now: Instant) -> Commendation {
        var answered = self
        answered.state = state
        answered.consent = consent
        answered.answeredAt = now
        return answered
    }
}
