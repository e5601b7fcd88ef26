/// Something that happened and that other systems may be told of (对外事件).
///
/// It says what, which, where and by when; never what anybody wrote, and of nobody who they are.
package struct Event: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case matterOpened = "matter.opened"
        case matterMoved = "matter.moved"
        case matterEnded = "matter.ended"
        /// Its light turned amber: little is left of the time.
        case matterDueSoon = "matter.dueSoon"
        /// Its light turned red.
        case matterOverdue = "matter.overdue"
        case noticePublished = "notice.published"
        case meetingConvened = "meeting.convened"
        case meetingChanged = "meeting.changed"
        case meetingCancelled = "meeting.cancelled"
        case activityAnnounced = "activity.announced"
        case activityChanged = "activity.changed"
        case activityCancelled = "activity.cancelled"
        /// Nothing happened: somebody tries whether an outlet works.
        case test = "outlet.test"

        /// Those that an outlet may be asked to tell.
        package static let told = allCases.filter { $0 != .test }

        /// The type of the CloudEvent, which names whose word it is.
        package var type: String { "cn.linli." + rawValue }

        /// Whether it is about a matter, of which only some are public.
        package var isOfMatter: Bool {
            switch self {
            case .matterOpened, .matterMoved, .matterEnded, .matterDueSoon, .matterOverdue,
                .noticePublished:
                true
            default: false
            }
        }

        /// What a text about it may name.
        package var gaps: [Gap] {
            switch self {
            case .matterOpened, .matterMoved, .matterDueSoon, .matterOverdue:
                [.realm, .what, .reference, .state, .place, .due, .link]
            case .matterEnded: [.realm, .what, .reference, .state, .place, .link]
            case .noticePublished: [.realm, .what, .reference, .place, .link]
            case .test: [.realm]
            default: [.realm, .what, .title, .place, .start, .link]
            }
        }
    }

    /// What a text may name of an event: a closed list, so that no text can ask for more.
    package enum Gap: String, Hashable, Sendable, CaseIterable {
        case realm, reference, state, place, due, title, start, link
        /// The name of the procedure, or the kind of the activity or meeting.
        case what
    }

    package let kind: Kind
    /// The same for whoever is told of it, however often.
    package let id: String
    /// Whose event it is: the address of the realm.
    package let source: String
    /// Which of the source's things: the reference of a matter, the number of a meeting.
    package let subject: String
    package let at: Instant
    package let facts: Facts

    package init(
        kind: Kind, id: String, source: String, subject: String, at: Instant, facts: Facts
    ) {
        self.kind = kind
        self.id = id
        self.source = source
        self.subject = subject
        self.at = at
        self.facts = facts
    }

    /// All that is ever told: names that everyone may know, and when.
    package struct Facts: Hashable, Sendable {
        package var realm: LocalName
        package var isPublic = true
        package var reference: String?
        /// The procedure's name as other systems know it, and in words.
        package var procedure: String?
        package var what: LocalName?
        package var state: String?
        package var stateName: LocalName?
        /// Of a meeting or an activity; what everyone reads on its page.
        package var title: String?
        /// As near as everyone may know it.
        package var place: String?
        package var placeName: LocalName?
        package var dueAt: Instant?
        package var startsAt: Instant?
        /// The page of it, where the configuration says where pages are.
        package var link: String?

        package init(realm: LocalName) { self.realm = realm }
    }
}

extension Event {
    /// The event in the JSON format of CloudEvents 1.0.
    package var cloudEvent: Payload {
        .object([
            "specversion": .text("1.0"), "id": .text(id), "source": .text(source),
            "type": .text(kind.type), "subject": .text(subject), "time": .text(at.iso8601),
            "datacontenttype": .text("application/json"), "data": facts.payload,
        ])
    }

    /// Reads what `cloudEvent` wrote; nil for anything else.
    package init?(cloudEvent: Payload) {
        guard let type = cloudEvent["type"]?.told, type.hasPrefix("cn.linli."),
            let kind = Kind(rawValue: String(type.dropFirst("cn.linli.".count))),
            let id = cloudEvent["id"]?.told, let source = cloudEvent["source"]?.told,
            let subject = cloudEvent["subject"]?.told,
            let at = cloudEvent["time"]?.told.flatMap({ try? Instant(iso8601: $0) }),
            let data = cloudEvent["data"], let facts = Facts(data)
        else { return nil }
        self.init(kind: kind, id: id, source: source, subject: subject, at: at, facts: facts)
    }
}

extension Event.Facts {
    var payload: Payload {
        var members: [String: Payload] = ["realm": realm.told, "isPublic": .bool(isPublic)]
        members["reference"] = reference.map { .text($0) }
        members["procedure"] = procedure.map { .text($0) }
        members["what"] = what?.told
        members["state"] = state.map { .text($0) }
        members["stateName"] = stateName?.told
        members["title"] = title.map { .text($0) }
        members["place"] = place.map { .text($0) }
        members["placeName"] = placeName?.told
        members["dueAt"] = dueAt.map { .text($0.iso8601) }
        members["startsAt"] = startsAt.map { .text($0.iso8601) }
        members["link"] = link.map { .text($0) }
        return .object(members)
    }

    init?(_ data: Payload) {
        guard let realm = data["realm"].flatMap(LocalName.init(told:)) else { return nil }
        self.init(realm: realm)
        isPublic = data["isPublic"] == .bool(true)
        reference = data["reference"]?.told
        procedure = data["procedure"]?.told
        what = data["what"].flatMap(LocalName.init(told:))
        state = data["state"]?.told
        stateName = data["stateName"].flatMap(LocalName.init(told:))
        title = data["title"]?.told
        place = data["place"]?.told
        placeName = data["placeName"].flatMap(LocalName.init(told:))
        dueAt = data["dueAt"]?.told.flatMap { try? Instant(iso8601: $0) }
        startsAt = data["startsAt"]?.told.flatMap { try? Instant(iso8601: $0) }
        link = data["link"]?.told
    }
}

extension Payload {
    fileprivate var told: String? { if case .text(let text) = self { text } else { nil } }
}

extension LocalName {
    fileprivate var told: Payload { .object(["zh": .text(zh), "en": .text(en ?? zh)]) }

    fileprivate init?(told: Payload) {
        guard let zh = told["zh"]?.told else { return nil }
        self.init(zh: zh, en: told["en"]?.told)
    }
}
