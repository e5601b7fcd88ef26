package import Actions
package import Kernel
import SQL
package import Storage

/// Someone with a post, doing things at the desk.
package struct Colleague: Sendable {
    package let town: Town
    package let signIn: String
    package let person: Person
    package let realm: Realm
    package let holding: Holding

    /// The same person in the same post, were it of another role.
    package func holding(_ role: Role.ID) async throws -> Colleague {
        let profile = try await town.installation.rulebook(of: realm).profile
        guard let role = profile.role(role) else { throw Town.Missing.post(signIn) }
        return Colleague(
            town: town, signIn: signIn, person: person, realm: realm,
            holding: Holding(post: holding.post, verbs: role.verbs))
    }

    package var acting: Acting { .holding(holding) }
    package var role: Role.ID { holding.post.role }
    package var body: Body.ID { holding.post.body }

    /// Does an action; required answers that are not given are made up.
    ///
    /// - Parameter seen: the version that the person saw; nil looks first.
    @discardableResult
    package func does(
        _ action: String, _ matter: Matter, _ answers: [String: [String]] = [:], seen: Int? = nil
    ) async throws -> Matter {
        let texts = try await town.answers(
            to: action, on: matter, body: body, in: realm, given: answers)
        let now = try await town.matter(matter.id)
        return try await ActOnMatter(
            realm: realm, matter: matter.id, action: action, acting: acting,
            seen: seen ?? now.version, form: AnswerForm(texts: texts)
        ).run(in: town.installation)
    }

    /// Enters a request on a resident's behalf.
    package func enters(
        _ account: String, category: String = "property.service", at place: String = Resident.home,
        answers: [String: [String]] = [:]
    ) async throws -> Matter {
        let texts = [
            "account": [account], "category": [category], "onBehalf": ["phone"],
            "place": [try town.place(place).id.description],
        ]
        let receipt = try await OpenMatter(
            realm: realm, procedure: "request", action: "enter", acting: acting, channel: .phone,
            form: AnswerForm(texts: texts.merging(answers) { _, given in given })
        ).run(in: town.installation)
        return try await town.matter(receipt.id)
    }

    /// What the page of a matter offers this person; nil when they may not see it.
    package func offered(_ matter: Matter) async throws -> Set<String>? {
        try await file(of: matter).map { Set($0.available.map(\.id)) }
    }

    package func file(of matter: Matter) async throws -> MatterFile? {
        try await town.installation.file(of: matter.reference, in: realm, for: acting)
    }

    /// One page of the inbox.
    package func inbox(_ query: InboxQuery) async throws -> Inbox.Page {
        try await town.installation.inbox(query, for: try await visit())
    }

    /// A visit in the post of this colleague, by a session of its own that no password opened.
    package func visit(confirmed: Bool = true) async throws -> Visit {
        let token = "\(signIn) \(town.installation.newID() as Post.ID)"
        let digest = town.installation.vault.keyedDigest(token, use: "session")
        let now = town.clock.now
        try await town.database.write { db in
            try Sessions.insert(
                Sessions.Opening(
                    digest: digest, person: person.id, post: holding.post.id,
                    confirmed: confirmed, at: now), db)
        }
        guard let visit = try await town.installation.visit(token: token) else {
            throw Town.Missing.person(signIn)
        }
        return visit
    }
}
