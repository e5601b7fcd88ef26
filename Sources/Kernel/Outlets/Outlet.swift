/// A place outside to which a realm tells its events (对外通知): a program that takes webhooks, the
/// robot of a chat group, mailboxes, a duty phone.
package struct Outlet: Hashable, Sendable {
    package typealias ID = Identifier<Outlet>

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Standard Webhooks with CloudEvents inside.
        case webhook
        /// Robots of chat groups: 企业微信, 钉钉, 飞书.
        case wecom, dingtalk, feishu
        case email, sms

        package var isRobot: Bool { [.wecom, .dingtalk, .feishu].contains(self) }
        /// Whether people read it, so that it says sentences.
        package var speaks: Bool { self != .webhook }
        /// How far apart two messages are: robots take twenty a minute.
        package var spacingSeconds: Int64 { isRobot ? 4 : 0 }
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case active
        /// What happens meanwhile is not told later.
        case paused
        case ended
    }

    package let id: ID
    package let realm: Realm.ID
    package let kind: Kind
    package var name: String
    package var state: State
    /// In which language it speaks.
    package var language: Language
    package var events: Set<Event.Kind>
    /// Matters of which procedures; empty for all.
    package var procedures: Set<Procedure.Name>
    /// Only what happens at a place and below it; nil for the whole realm.
    package var place: Place.ID?
    package var placePath: PlacePath?
    /// Whether it hears of matters that not everyone may read: which, where and by when, no more.
    package var hearsAll: Bool
    /// Its own sentences, where it does not say the usual ones.
    package var texts: [Event.Kind: String]
    /// What was recorded up to here it is never told.
    package var since: Int64
    /// Counts changes.
    package var version: Int

    package static let nameCharactersMax = 60
    /// How many a realm may have that are not ended.
    package static let countMax = 20
    package static let recipientsMax = 20

    package init(
        id: ID, realm: Realm.ID, kind: Kind, name: String, state: State = .active,
        language: Language = .zh, events: Set<Event.Kind>, procedures: Set<Procedure.Name> = [],
        place: Place.ID? = nil, placePath: PlacePath? = nil, hearsAll: Bool = false,
        texts: [Event.Kind: String] = [:], since: Int64, version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.kind = kind
        self.name = name
        self.state = state
        self.language = language
        self.events = events
        self.procedures = procedures
        self.place = place
        self.placePath = placePath
        self.hearsAll = hearsAll
        self.texts = texts
        self.since = since
        self.version = version
    }

    /// Whether it is told of an event.
    ///
    /// - Parameter path: where the event is; nil for the whole realm.
    package func hears(_ event: Event, at path: PlacePath?) -> Bool {
        guard state == .active, events.contains(event.kind) else { return false }
        guard hearsAll || event.facts.isPublic else { return false }
        if event.kind.isOfMatter, !procedures.isEmpty,
            !procedures.contains(event.facts.procedure ?? "")
        {
            return false
        }
        guard let placePath else { return true }
        return path.map(placePath.contains) ?? false
    }
}

/// Where an outlet leads, and what proves that it is us; kept sealed.
package struct OutletTarget: Hashable, Sendable, Codable {
    /// Of a webhook or a robot; of a robot it holds its key.
    package var url: String?
    package var secret: String?
    /// What a webhook's signature was made with before; good until the instant.
    package var oldSecret: String?
    package var oldSecretUntil: Instant?
    /// Mail addresses, or the one number of a phone.
    package var recipients: [String]

    /// How long both secrets sign after a change.
    package static let oldSecretHours: Int64 = 24
    package static let urlCharactersMax = 1_000
    package static let secretCharactersMax = 200

    package init(
        url: String? = nil, secret: String? = nil, oldSecret: String? = nil,
        oldSecretUntil: Instant? = nil, recipients: [String] = []
    ) {
        self.url = url
        self.secret = secret
        self.oldSecret = oldSecret
        self.oldSecretUntil = oldSecretUntil
        self.recipients = recipients
    }

    /// The secrets that sign now, the newest first.
    package func secrets(at now: Instant) -> [String] {
        let old = oldSecretUntil.map { now < $0 } ?? false
        return [secret, old ? oldSecret : nil].compactMap(\.self)
    }
}
