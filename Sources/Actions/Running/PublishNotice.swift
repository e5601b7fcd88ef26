package import Kernel
import SQL
package import Storage

/// Hangs a notice on the public board for a time.
///
/// Personal data has no place there: a text with an identity, bank or mobile number is refused
/// (PIPL article 25 asks separate consent to publish; published lists with such numbers have ended
/// in court).
package struct PublishNotice: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let title: String
    package let text: String
    package let days: Int

    package init(realm: Realm, holding: Holding, title: String, text: String, days: Int) {
        self.realm = realm
        self.holding = holding
        self.title = title.trimmingCharacters()
        self.text = text.trimmingCharacters()
        self.days = days
    }

    package static let titleCharactersMax = 60
    package static let textCharactersMax = 2_000
    package static let daysMax = 365

    package func run(in installation: Installation) async throws {
        guard holding.verbs.contains(.publish), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        let complaints = complaints()
        guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
        let now = installation.now()
        let today = try await installation.rulebook(of: realm).day(of: now)
        let notice = Notice(
            id: installation.newID(), title: LocalName(zh: title), text: LocalName(zh: text),
            from: today, until: today.adding(days: days))
        try await installation.database.write { db in
            try Notices.insert(notice, realm: realm.id, by: holding.post.person, db)
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                    action: "publishNotice", subjectKind: "notice", subject: notice.id.rawValue,
                    payload: .object(["title": .text(title), "until": .text("\(notice.until)")])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
    }

    private func complaints() -> [String: ActionError.Complaint] {
        var found: [String: ActionError.Complaint] = [:]
        for (field, value, most) in [
            ("title", title, Self.titleCharactersMax), ("text", text, Self.textCharactersMax),
        ] {
            if value.isEmpty { found[field] = .init("answer.missing") }
            if value.count > most {
                found[field] = .init(
                    "answer.tooLong", ["max": String(most), "count": String(value.count)])
            }
            if Self.holdsPersonalNumber(value) { found[field] = .init("notice.personal") }
        }
        if !(1...Self.daysMax).contains(days) {
            found["days"] = .init(
                "answer.outOfRange", ["min": "1", "max": String(Self.daysMax)])
        }
        return found
    }

    /// Whether a text holds what looks like a mobile (11), bank (16 to 19) or identity number (18),
    /// also where spaces or dashes stand between the digits.
    static func holdsPersonalNumber(_ text: String) -> Bool {
        var run = ""
        for character in text.halfWidth + "." {
            if character.isNumber || (run.count == 17 && "Xx".contains(character)) {
                run.append(character)
            } else if !" -".contains(character) {
                if isPersonal(run) { return true }
                run = ""
            }
        }
        return false
    }

    private static func isPersonal(_ digits: String) -> Bool {
        let isMobile = digits.count == 11 && digits.hasPrefix("1")
        return isMobile || (16...19).contains(digits.count)
    }
}

/// Takes a notice down before its time.
package struct EndNotice: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let notice: Notice.ID

    package init(realm: Realm, holding: Holding, notice: Notice.ID) {
        self.realm = realm
        self.holding = holding
        self.notice = notice
    }

    package func run(in installation: Installation) async throws {
        guard holding.verbs.contains(.publish), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        let now = installation.now()
        let today = try await installation.rulebook(of: realm).day(of: now)
        try await installation.database.write { db in
            guard try Notices.end(notice, in: realm.id, on: today, db) else {
                throw ActionError.notFound
            }
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                    action: "endNotice", subjectKind: "notice", subject: notice.rawValue,
                    payload: .object([:])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
    }
}
