import Kernel
import Profiles
import SQL
import Storage

/// Reads events off a realm's records: what happened, as far as everyone may know it.
struct RecordedEvents {
    let book: Rulebook
    let installation: Installation
    let now: Instant
    let db: any Reader

    /// An event and where in the tree it is.
    struct Found {
        let event: Event
        let path: PlacePath
        let sequence: Int64
    }

    private static let ofMeetings: [String: Event.Kind] = [
        "callMeeting": .meetingConvened, "changeMeeting": .meetingChanged,
        "cancelMeeting": .meetingCancelled,
    ]
    private static let ofActivities: [String: Event.Kind] = [
        "announceActivity": .activityAnnounced, "changeActivity": .activityChanged,
        "cancelActivity": .activityCancelled,
    ]

    func found(in header: RecordHeader) throws -> Found? {
        switch header.subjectKind {
        case "matter": try matter(header)
        case "meeting": try Self.ofMeetings[header.action].flatMap { try meeting(header, $0) }
        case "activity": try Self.ofActivities[header.action].flatMap { try activity(header, $0) }
        default: nil
        }
    }

    // MARK: - Matters

    private func matter(_ header: RecordHeader) throws -> Found? {
        let id = Matter.ID(header.subject)
        guard let stored = try Matters.stored(id, in: book.realm.id, db),
            // What cannot be read any more is told to nobody.
            let key = try? stored.keys.key(.story, of: id, vault: installation.vault),
            let told = try Records.payload(of: header, key: key, vault: installation.vault, db)
        else { return nil }
        let matter = stored.matter
        let rules = try installation.rulebooks.find(
            book.realm, version: stored.profileVersion, at: now, db)
        guard let procedure = rules.profile.procedure(matter.procedure.name),
            let (kind, state) = Self.kind(of: header.action, told, under: procedure)
        else { return nil }
        let place = try shownPlace(of: matter, isPublic: state.isPublic, rules, procedure)
        let words = Sentences(of: rules.profile)
        var facts = Event.Facts(realm: book.realm.name)
        facts.isPublic = state.isPublic
        facts.reference = matter.reference.description
        facts.procedure = procedure.key.name
        facts.what = words("\(procedure.key.name).name")
        facts.state = state.id
        facts.stateName = words("\(procedure.key.name).state.\(state.id)")
        facts.place = place?.id.description
        facts.placeName = place?.name
        if let dueAt = TurnedLight.dueAt(in: told) {
            facts.dueAt = dueAt
        } else if matter.state == state.id {
            facts.dueAt = Standing(of: matter, under: procedure, by: rules.keeper).dueAt
        }
        facts.link = link(state.isPublic ? "" : "/desk", "matters/\(matter.reference)")
        return Found(
            event: event(kind, header, about: matter.reference.description, facts),
            path: matter.placePath, sequence: header.sequence)
    }

    /// What a record of a matter is to those outside, and in which state the matter was then; nil
    /// where it is nothing.
    private static func kind(
        of action: String, _ told: Payload, under procedure: Procedure
    ) -> (Event.Kind, Procedure.State)? {
        if let light = TurnedLight(action: action) {
            guard case .text(let id)? = told["state"], let state = procedure.state(id) else {
                return nil
            }
            return (light.event, state)
        }
        guard case .text(let to)? = told["to"], let from = told["from"],
            let state = procedure.state(to),
            let kind = kind(from: from, to: state, under: procedure)
        else { return nil }
        return (kind, state)
    }

    /// What a move is to those outside; nil where it moved nothing.
    static func kind(
        from: Payload, to state: Procedure.State, under procedure: Procedure
    ) -> Event.Kind? {
        let before: Procedure.State.ID? = if case .text(let id) = from { id } else { nil }
        let wasPublic = before.flatMap(procedure.state)?.isPublic ?? false
        if procedure.door == .notices, state.isPublic, !wasPublic { return .noticePublished }
        guard let before else { return .matterOpened }
        guard before != state.id else { return nil }
        return state.ending == nil ? .matterMoved : .matterEnded
    }

    private func shownPlace(
        of matter: Matter, isPublic: Bool, _ rules: Rulebook, _ procedure: Procedure
    ) throws -> Place? {
        let line = try installation.gazetteer.places(
            matter.placePath.ids, in: matter.realm, at: now, db)
        return isPublic
            ? rules.profile.shownPlace(of: line, under: procedure)
            : line.last { rules.profile.isPublic(level: $0.level) } ?? line.first
    }

    // MARK: - Meetings and activities

    private func meeting(_ header: RecordHeader, _ kind: Event.Kind) throws -> Found? {
        let id = Meeting.ID(header.subject)
        guard let meeting = try Meetings.find(id, in: book.realm.id, db) else { return nil }
        var facts = try facts(at: meeting.placePath)
        facts.what = Sentences(of: book.profile)("meeting.\(meeting.rule)")
        facts.title = meeting.title
        facts.startsAt = meeting.startsAt
        facts.link = link("", "meetings/\(id)")
        return Found(
            event: event(kind, header, about: "meeting-\(id)", facts), path: meeting.placePath,
            sequence: header.sequence)
    }

    private func activity(_ header: RecordHeader, _ kind: Event.Kind) throws -> Found? {
        let id = Activity.ID(header.subject)
        guard let activity = try Activities.find(id, in: book.realm.id, db) else { return nil }
        var facts = try facts(at: activity.placePath)
        facts.what = Sentences(of: book.profile)("activityKind.\(activity.kind)")
        facts.title = activity.title
        facts.startsAt = activity.startsAt
        facts.link = link("", "activities/\(id)")
        return Found(
            event: event(kind, header, about: "activity-\(id)", facts), path: activity.placePath,
            sequence: header.sequence)
    }

    private func facts(at path: PlacePath) throws -> Event.Facts {
        var facts = Event.Facts(realm: book.realm.name)
        let line = try installation.gazetteer.places(path.ids, in: book.realm.id, at: now, db)
        let place = line.last { book.profile.isPublic(level: $0.level) } ?? line.first
        facts.place = place?.id.description
        facts.placeName = place?.name
        return facts
    }

    private func event(
        _ kind: Event.Kind, _ header: RecordHeader, about subject: String, _ facts: Event.Facts
    ) -> Event {
        Event(
            kind: kind, id: String(header.id), source: installation.source(of: book.realm),
            subject: subject, at: header.at, facts: facts)
    }

    /// - Parameter start: empty for pages of the realm.
    private func link(_ start: String, _ path: String) -> String? {
        installation.means.site.map { site in
            site + (start.isEmpty ? "/\(book.realm.slug)" : start) + "/" + path
        }
    }
}

extension Installation {
    /// Whose events a realm's are: its address, where the configuration says where pages are.
    func source(of realm: Realm) -> String {
        means.site.map { "\($0)/\(realm.slug)" } ?? "urn:linli:\(realm.slug)"
    }
}

/// The words of a profile over those that all share, in every language at once.
struct Sentences {
    private let own: Texts

    init(of profile: Profile) {
        own = profile.texts
    }

    func callAsFunction(_ key: String) -> LocalName? {
        text(key, .zh).map { LocalName(zh: $0, en: text(key, .en)) }
    }

    func text(_ key: String, _ language: Language) -> String? {
        own.sentence(key, in: language) ?? (try? TextsFile.common(language))?[key]
    }
}
