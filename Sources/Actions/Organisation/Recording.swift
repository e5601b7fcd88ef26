package import Kernel
import SQL
import Storage

/// Who changes something of the organisation: a post at the desk, or the operator at the command
/// line, whom the machine itself admits.
package enum Changer: Sendable {
    case holding(Holding)
    case `operator`
    /// A provider of OpenID Connect, by what it claims of somebody who signs in.
    case provider(String)
    /// A person about their own registration: that they are in that register stands in no record.
    case unnamed

    var person: Person.ID? {
        if case .holding(let holding) = self { holding.post.person } else { nil }
    }

    var isOperator: Bool {
        if case .operator = self { true } else { false }
    }

    var post: Post.ID? {
        if case .holding(let holding) = self { holding.post.id } else { nil }
    }

    /// Whether the configuration stands behind it, which needs no verb.
    private var isHouse: Bool {
        switch self {
        case .operator, .provider: true
        case .holding, .unnamed: false
        }
    }

    /// - Throws: `.forbidden` without the verb in the realm; the operator needs none.
    func must(_ verb: Verb, in realm: Realm.ID) throws {
        if isHouse { return }
        guard case .holding(let holding) = self, holding.verbs.contains(verb),
            holding.post.realm == realm
        else {
            throw ActionError.forbidden
        }
    }

    /// - Throws: `.forbidden` without the verb over the place.
    func must(_ verb: Verb, at place: PlacePath, in realm: Realm.ID) throws {
        if isHouse { return }
        guard case .holding(let holding) = self, holding.grants(verb, at: place, in: realm) else {
            throw ActionError.forbidden
        }
    }
}

extension Installation {
    /// Writes down a change, openly: nothing in it is personal beyond what the desk shows.
    ///
    /// - Returns: the sequence of its record.
    @discardableResult
    func note(
        _ action: String, on kind: String, _ subject: Int64, in realm: Realm.ID,
        by changer: Changer, at now: Instant, _ payload: [String: Payload] = [:],
        _ db: any Writer
    ) throws -> Int64 {
        var payload = payload
        if case .provider(let name) = changer { payload["provider"] = .text(name) }
        if kind == "person" {
            try warn(Person.ID(subject), of: action, in: realm, by: changer, at: now, db)
        }
        return try Records.append(
            Records.Entry(
                realm: realm, at: now, person: changer.person, post: changer.post, action: action,
                subjectKind: kind, subject: subject, payload: .object(payload)),
            id: newID(), db)
    }

    /// The rules of a realm inside a transaction.
    func book(of realm: Realm, at now: Instant, _ db: any Reader) throws -> Rulebook {
        try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
    }
}

extension LocalName {
    /// How long the name of a place or body may be.
    package static let charactersMax = 60

    /// A name as a form sends it; an empty English one is none.
    ///
    /// - Throws: `ActionError.invalid` for `name` or `nameEnglish`.
    static func checked(_ zh: String, english: String?) throws -> LocalName {
        let zh = zh.trimmingCharacters()
        let english = english?.trimmingCharacters() ?? ""
        var complaints: [String: ActionError.Complaint] = [:]
        if zh.isEmpty { complaints["name"] = .init("answer.missing") }
        for (field, text) in [("name", zh), ("nameEnglish", english)] {
            if text.count > charactersMax {
                complaints[field] = .init(
                    "answer.tooLong",
                    ["max": String(charactersMax), "count": String(text.count)])
            }
            if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                complaints[field] = .init("org.name.signs")
            }
        }
        guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
        return LocalName(zh: zh, en: english.isEmpty ? nil : english)
    }

    var payload: Payload {
        var members: [String: Payload] = ["zh": .text(zh)]
        if let en { members["en"] = .text(en) }
        return .object(members)
    }
}

/// A day that a form gives for a beginning or an end.
enum ChangeDay {
    /// How far ahead a change may be set down: a year.
    static let daysAhead = 366
    /// How far back a beginning may lie, so that what a paper list holds can be entered.
    static let daysBack = 36_525

    /// - Throws: `ActionError.invalid` for `from`.
    static func beginning(_ text: String?, today: Day) throws -> Day {
        let day = try parsed(text, "from") ?? today
        guard day >= today.adding(days: -daysBack), day <= today.adding(days: daysAhead) else {
            throw ActionError.invalid(["from": .init("org.day.far")])
        }
        return day
    }

    /// The first day on which something no longer holds: today or later.
    ///
    /// - Throws: `ActionError.invalid` for `until`.
    static func end(_ text: String?, today: Day, from: Day?) throws -> Day {
        let day = try parsed(text, "until") ?? today
        guard day >= today else {
            throw ActionError.invalid(["until": .init("org.day.past", ["today": "\(today)"])])
        }
        guard day <= today.adding(days: daysAhead) else {
            throw ActionError.invalid(["until": .init("org.day.far")])
        }
        if let from, day <= from {
            throw ActionError.invalid([
                "until": .init("org.day.beforeStart", ["from": "\(from)"])
            ])
        }
        return day
    }

    private static func parsed(_ text: String?, _ field: String) throws -> Day? {
        guard let text, !text.isEmpty else { return nil }
        guard let day = try? Day(parsing: text) else {
            throw ActionError.invalid([field: .init("answer.notADay")])
        }
        return day
    }
}
