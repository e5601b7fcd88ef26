import Kernel

/// Declarations that are well formed and still cannot do what they say.
struct ProcedureSense {
    let procedure: Procedure
    let landmarks: Landmarks
    let urgencies: [String]
    let languages: [String]
    /// Whether everything could be read; if not, some of what seems to be missing is only misspelt.
    let isWhole: Bool

    init(_ read: ReadProcedure, urgencies: [String], languages: [String]) {
        procedure = read.procedure
        landmarks = read.landmarks
        self.urgencies = urgencies
        self.languages = languages
        isWhole = read.isWhole
    }

    func report() {
        procedure.fields.forEach(checkPrivacy)
        procedure.fields.forEach(checkPart)
        procedure.actions.forEach(checkActors)
        guard isWhole else { return }
        procedure.actions.forEach(checkTimer)
        procedure.actions.forEach(checkPairs)
        procedure.actions.forEach(checkAnswers)
        procedure.fields.forEach(checkPublication)
        checkUse()
    }

    // MARK: - Fields

    /// Words that must never name a field: ethnicity, belief and the history of petitions are not
    /// collected (PIPL article 28; the red lines of the field).
    static let refused: Set<String> = [
        "ethnicity", "ethnic", "nationality", "race", "belief", "religion", "faith",
        "petitionhistory",
        "petitioner", "score", "tag", "tags", "risklevel", "fingerprint", "face", "idnumber",
    ]

    private func checkPrivacy(_ field: Procedure.Field) {
        let place = landmarks[.field(field.id)]
        let what = Phrase.named("field", field.id)
        if Self.refused.contains(field.id.lowercased()) {
            place.problem("redLine", ["what": what])
        }
        if field.personal != nil, field.visibility.contains(.everyone) {
            place.problem("personalSeen", ["what": what])
        }
    }

    /// Who agrees and who releases must be two: the author, and someone with a post.
    private func checkPublication(_ field: Procedure.Field) {
        guard let publication = field.publication else { return }
        let place = landmarks[.field(field.id)]
        for id in [publication.consent, publication.withdrawal] {
            guard let action = procedure.action(id), action.by != [.reporter] else { continue }
            place.problem(
                "publishedUnasked", ["what": .named("field", field.id), "action": .said(id)])
        }
        if let release = procedure.action(publication.release),
            !release.guards.contains(.consented(field.id))
        {
            place.problem(
                "releasedUnasked",
                [
                    "action": .said(release.id), "field": .said(field.id),
                    "guard": .said("{ consented: \(field.id) }"),
                ])
        }
    }

    private func checkPart(_ field: Procedure.Field) {
        guard let part = field.sets else { return }
        let place = landmarks[.field(field.id)]
        guard field.type.fits(part) else {
            place.problem(
                "cannotSet",
                [
                    "what": .named("field", field.id), "part": .said(part.rawValue),
                    "types": part.fittingTypes,
                ])
            return
        }
        switch part {
        case .urgency: check(field, among: urgencies, .thing("urgency"))
        case .language: check(field, among: languages, .thing("languageOfTheProfile"))
        case .parent: checkOpenings(ask: field, at: place)
        default: break
        }
    }

    private func check(_ field: Procedure.Field, among known: [String], _ kind: Phrase) {
        for option in field.type.options where !known.contains(option) {
            landmarks[.field(field.id)].problem(
                "notOneOf",
                ["text": .said(option), "what": kind, "hint": .hint(for: option, among: known)])
        }
    }

    // MARK: - Actions

    private func checkActors(_ action: Procedure.Action) {
        let place = landmarks[.action(action.id)]
        let what = Phrase.named("action", action.id)
        guard action.by.contains(.anyone), !action.opens else { return }
        let closed = action.from.filter { procedure.state($0)?.isPublic == false }.sorted()
        if let first = closed.first {
            place.problem("anyoneUnseen", ["what": what, "state": .said(first)])
        }
        if action.atMost == nil || action.to != nil {
            place.problem("anyoneUnbounded", ["what": what])
        }
    }

    private func checkTimer(_ action: Procedure.Action) {
        guard action.by.contains(.clock), !action.opens else { return }
        let place = landmarks[.action(action.id)]
        let what = Phrase.named("action", action.id)
        let waits = action.guards.contains { if case .elapsed = $0 { true } else { false } }
        if !waits {
            place.problem("clockUntimed", ["what": what])
        }
        if action.asks.contains(where: \.required) {
            place.problem("clockAsked", ["what": what])
        }
    }

    /// What is stopped must be able to run on, what is asked for must be answered, and so on.
    private func checkPairs(_ action: Procedure.Action) {
        let place = landmarks[.action(action.id)]
        let what = Phrase.named("action", action.id)
        let all = Set(procedure.actions.flatMap(\.effects))
        for effect in action.effects {
            switch effect {
            case .suspend where !all.contains(.resume):
                place.problem("neverResumed", ["what": what])
            case .ask(let kind) where !all.contains(.grant(kind)):
                place.problem(
                    "neverGranted",
                    [
                        "what": what, "kind": .said(kind.rawValue),
                        "effect": .said("{ grant: \(kind.rawValue) }"),
                    ])
            case .grant(let kind) where !all.contains(.ask(kind)),
                .refuse(let kind) where !all.contains(.ask(kind)):
                place.problem(
                    "neverAsked",
                    [
                        "what": what, "kind": .said(kind.rawValue),
                        "effect": .said("{ ask: \(kind.rawValue) }"),
                    ])
            case .unlink(let kind) where !all.contains(.link(kind)):
                place.problem("neverLinked", ["what": what, "effect": .said("{ link: \(kind) }")])
            case .link where action.opens:
                place.problem("linkedTooEarly", ["what": what])
            case .giveBack where !all.contains(.take):
                place.problem("neverTaken", ["what": what])
            default: break
            }
        }
        checkGuards(action, all)
    }

    private func checkGuards(_ action: Procedure.Action, _ all: Set<Procedure.Effect>) {
        let place = landmarks[.action(action.id)]
        let what = Phrase.named("action", action.id)
        for rule in action.guards {
            switch rule {
            case .suspended where !all.contains(.suspend):
                place.problem("neverSuspended", ["what": what])
            case .asked(let kind) where !all.contains(.ask(kind)):
                place.problem(
                    "neverDoneUnasked",
                    ["what": what, "effect": .said("{ ask: \(kind.rawValue) }")])
            default: break
            }
        }
        if action.guards.contains(where: \.asksForMeetings) { checkMeetings(action, at: place) }
        if action.by.contains(where: \.isTaker), !all.contains(.take) {
            place.problem("takerUnknown", ["what": what])
        }
    }

    /// A rule about meetings needs a state in which one may be called.
    private func checkMeetings(_ action: Procedure.Action, at place: Passage) {
        for state in action.from.sorted() where procedure.state(state)?.meets.isEmpty == true {
            place.problem(
                "meetingUncalled", ["what": .named("action", action.id), "state": .said(state)])
        }
    }

    /// Some rules read an answer; the action must ask for it.
    private func checkAnswers(_ action: Procedure.Action) {
        let place = landmarks[.action(action.id)]
        let asked = action.asks.compactMap { procedure.field($0.field) }
        let namesMatter =
            action.effects.contains(.merge) || action.guards.contains(.otherMatterOpen)
            || action.effects.contains(where: \.namesMatter)
        if namesMatter, !asked.contains(where: { $0.type == .matter }) {
            place.problem("otherUnnamed", ["what": .named("action", action.id)])
        }
        for case .dueOn(let id) in action.effects { checkAgreedDay(action, of: id, asked) }
        for case .lasts(let id) in action.effects { checkLastingDays(action, of: id, asked) }
        let extends = action.effects.contains { if case .extend = $0 { true } else { false } }
        let asksForDays = procedure.actions.filter {
            $0.id == action.id || $0.effects.contains(.ask(.extension))
        }.contains { $0.asks.contains { procedure.field($0.field)?.sets == .days } }
        if extends, !asksForDays {
            place.problem("extendsUnsaid", ["what": .named("action", action.id)])
        }
    }

    // MARK: - Things that nothing uses

    private func checkUse() {
        for clock in procedure.clocks where clock.starts.isEmpty {
            landmarks[.clock(clock.id)].problem(
                "clockUnstarted", ["what": .named("clock", clock.id)])
        }
        for stage in procedure.stages where !procedure.states.contains(where: { $0.stage == stage })
        {
            landmarks[.stage(stage)].problem("stageEmpty", ["name": .said(stage)])
        }
        let asked = Set(procedure.actions.flatMap(\.asks).map(\.field))
        // A field that sets a part also says who sees that part, whoever filled it in.
        for field in procedure.fields where !asked.contains(field.id) && field.sets == nil {
            landmarks[.field(field.id)].problem(
                "neverFilled", ["name": .said(field.id)], severity: .warning)
        }
    }
}

extension Procedure.Effect {
    fileprivate var namesMatter: Bool {
        switch self {
        case .link, .unlink: true
        default: false
        }
    }
}

extension Procedure.Actor {
    fileprivate var isTaker: Bool { if case .taker = self { true } else { false } }
}

extension Procedure.FieldType {
    /// Whether answers of this type can become that part of a matter.
    fileprivate func fits(_ part: Procedure.Part) -> Bool {
        switch (part, self) {
        case (.title, .line), (.spot, .line), (.account, .paragraphs), (.account, .line): true
        case (.reason, .line), (.reason, .paragraphs), (.category, .category), (.place, .place):
            true
        case (.urgency, .choice), (.triage, .choice), (.supervision, .choice): true
        case (.language, .choice), (.parent, .matter): true
        case (.reason, .choice), (.lead, .body), (.assists, .bodies), (.days, .number): true
        default: false
        }
    }
}

extension Procedure.Part {
    fileprivate var fittingTypes: Phrase {
        switch self {
        case .title, .spot: "type: line"
        case .account: "type: paragraphs"
        case .reason: .worded("types.reason", [:])
        case .category: "type: category"
        case .place: "type: place"
        case .urgency, .triage, .supervision, .language: "type: choice"
        case .lead: "type: body"
        case .assists: "type: bodies"
        case .days: "type: number"
        case .parent: "type: matter"
        }
    }
}
