package import Kernel
import Outgoing
import SQL
import Storage

/// An outlet with what its page shows.
package struct OutletFile: Sendable {
    package let outlet: Outlet
    /// The host to which it leads, or how many recipients it has; never the whole address.
    package let host: String?
    package let recipients: Int
    package let hasSecret: Bool
    package let oldSecretUntil: Instant?
    package let place: Place?
    /// Why nothing can be sent to it, as the configuration stands.
    package let trouble: Delivery.Answer?
    package let deliveries: [Delivery]
    /// Where the next page begins; nil at the end.
    package let next: Delivery.ID?
}

extension Installation {
    package static let deliveriesShown = 50

    package func outlets(of realm: Realm) async throws -> [Outlet] {
        try await database.glance { db in try Outlets.all(in: realm.id, db) }
    }

    /// - Throws: `.notFound`.
    package func outletFile(
        _ id: Outlet.ID, before: Delivery.ID? = nil, in realm: Realm
    ) async throws -> OutletFile {
        let now = now()
        return try await database.glance { db in
            guard let outlet = try Outlets.find(id, in: realm.id, db) else {
                throw ActionError.notFound
            }
            let target = try Outlets.target(of: id, db).map { try open($0, of: id) }
            let limit = Self.deliveriesShown
            let found = try Deliveries.page(of: id, before: before, limit: limit + 1, db)
            return OutletFile(
                outlet: outlet, host: target?.url.flatMap { Outgoing.host(of: $0) },
                recipients: target?.recipients.count ?? 0, hasSecret: target?.secret != nil,
                oldSecretUntil: target?.oldSecretUntil.flatMap { now < $0 ? $0 : nil },
                place: try outlet.place.flatMap {
                    try gazetteer.place($0, in: realm.id, at: now, db)
                },
                trouble: target.flatMap { trouble(of: outlet.kind, $0) },
                deliveries: Array(found.prefix(limit)),
                next: found.count > limit ? found[limit - 1].id : nil)
        }
    }

    private func trouble(of kind: Outlet.Kind, _ target: OutletTarget) -> Delivery.Answer? {
        switch kind {
        case .email: return means.mail == nil ? .init(word: "noMail") : nil
        case .sms: return means.messages == nil ? .init(word: "noMessages") : nil
        case .webhook, .wecom, .dingtalk, .feishu:
            do {
                try outgoing.admit(target.url ?? "")
                return nil
            } catch {
                return .init(word: error.word, detail: error.detail)
            }
        }
    }

    /// The usual sentence of an event, as it stands before its gaps are filled.
    package func usualSentence(
        of kind: Event.Kind, in language: Language, _ book: Rulebook
    ) -> String {
        Sentences(of: book.profile).text("outlet.text.\(kind.rawValue)", language) ?? ""
    }

    /// What an outlet would say of an invented event.
    package func sample(
        of kind: Event.Kind, saidBy outlet: Outlet, _ book: Rulebook
    ) -> String {
        book.sentence(of: .sample(kind, in: book, at: now(), site: means.site), to: outlet)
    }
}

extension Event {
    /// An invented event, to show how a sentence reads.
    static func sample(
        _ kind: Kind, in book: Rulebook, at now: Instant, site: String?
    ) -> Event {
        var facts = Facts(realm: book.realm.name)
        let words = Sentences(of: book.profile)
        if let procedure = book.profile.procedures.first, kind.isOfMatter {
            let name = procedure.key.name
            let state = procedure.states.first { ($0.ending == nil) == (kind != .matterEnded) }
            facts.what = words("\(name).name")
            facts.stateName = state.flatMap { words("\(name).state.\($0.id)") }
        } else if kind.gaps.contains(.title) {
            let isMeeting = kind.rawValue.hasPrefix("meeting")
            facts.what =
                isMeeting
                ? book.profile.meetingRules.first.flatMap { words("meeting.\($0.id)") }
                : book.profile.activityKinds.first.flatMap { words("activityKind.\($0)") }
        }
        facts.reference = Reference(year: 2026, serial: 42).description
        facts.title = words("outlet.sample.title")?.zh
        facts.placeName = book.realm.name
        facts.dueAt = now.adding(fullDays: 3)
        facts.startsAt = now.adding(fullDays: 3)
        facts.link = site.map { "\($0)/\(book.realm.slug)" }
        return Event(
            kind: kind, id: "sample", source: "urn:linli:\(book.realm.slug)", subject: "sample",
            at: now, facts: facts)
    }
}
