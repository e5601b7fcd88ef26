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
        let what = "field “\(field.id)”"
        if Self.refused.contains(field.id.lowercased()) {
            place.problem("\(what) must not be collected: take it away", found: field.id)
        }
        if field.personal != nil, field.visibility.contains(.everyone) {
            place.problem(
                "\(what) is personal and seen by everyone: name those who need it in visible:",
                found: "everyone", expected: "reporter, or a verb")
        }
    }

    /// Who agrees and who releases must be two: the author, and someone with a post.
    private func checkPublication(_ field: Procedure.Field) {
        guard let publication = field.publication else { return }
        let place = landmarks[.field(field.id)]
        for id in [publication.consent, publication.withdrawal] {
            guard let action = procedure.action(id), action.by != [.reporter] else { continue }
            place.problem(
                "field “\(field.id)” may be published only when its author agrees: “\(id)” must be "
                    + "by: [reporter]",
                found: id, expected: "by: [reporter]")
        }
        if let release = procedure.action(publication.release),
            !release.guards.contains(.consented(field.id))
        {
            place.problem(
                "“\(release.id)” would publish the field “\(field.id)” without its author's "
                    + "agreement: add guards: [{ consented: \(field.id) }]",
                found: release.id, expected: "{ consented: \(field.id) }")
        }
    }

    private func checkPart(_ field: Procedure.Field) {
        guard let part = field.sets else { return }
        let place = landmarks[.field(field.id)]
        guard field.type.fits(part) else {
            place.problem(
                "field “\(field.id)” cannot set the \(part.rawValue): "
                    + "it needs \(part.fittingTypes)",
                found: part.rawValue, expected: part.fittingTypes)
            return
        }
        switch part {
        case .urgency: check(field, among: urgencies, "an urgency")
        case .language: check(field, among: languages, "a language of the profile")
        case .parent: checkOpenings(ask: field, at: place)
        default: break
        }
    }

    private func check(_ field: Procedure.Field, among known: [String], _ kind: String) {
        for option in field.type.options where !known.contains(option) {
            landmarks[.field(field.id)].problem(
                "“\(option)” is not \(kind): " + Suggestion.sentence(for: option, among: known),
                found: option, expected: Suggestion.choice(of: known))
        }
    }

    // MARK: - Actions

    private func checkActors(_ action: Procedure.Action) {
        let place = landmarks[.action(action.id)]
        let what = "action “\(action.id)”"
        guard action.by.contains(.anyone), !action.opens else { return }
        let closed = action.from.filter { procedure.state($0)?.isPublic == false }.sorted()
        if let first = closed.first {
            place.problem(
                "\(what) may be done by anyone, but nobody sees a matter that is “\(first)”: "
                    + "use reporter, or make the state public",
                found: "anyone", expected: "reporter or VERB")
        }
        if action.atMost == nil || action.to != nil {
            place.problem(
                "\(what) may be done by anyone: it must leave the matter where it is, and "
                    + "atMost must bound it",
                found: "anyone", expected: "atMost: NUMBER, and no to:")
        }
    }

    private func checkTimer(_ action: Procedure.Action) {
        guard action.by.contains(.clock), !action.opens else { return }
        let place = landmarks[.action(action.id)]
        let what = "action “\(action.id)”"
        let waits = action.guards.contains { if case .elapsed = $0 { true } else { false } }
        if !waits {
            place.problem(
                "\(what) is done by the clock, but nothing says when: "
                    + "add guards: [{ elapsed: CLOCK }]",
                expected: "{ elapsed: CLOCK }")
        }
        if action.asks.contains(where: \.required) {
            place.problem("\(what) is done by the clock, which cannot answer: take asks: away")
        }
    }

    /// What is stopped must be able to run on, what is asked for must be answered, and so on.
    private func checkPairs(_ action: Procedure.Action) {
        let place = landmarks[.action(action.id)]
        let what = "action “\(action.id)”"
        let all = Set(procedure.actions.flatMap(\.effects))
        for effect in action.effects {
            switch effect {
            case .suspend where !all.contains(.resume):
                place.problem("\(what) stops the clocks, but no action has the effect resume")
            case .ask(let kind) where !all.contains(.grant(kind)):
                place.problem(
                    "\(what) asks for \(kind.rawValue), but no action has the effect "
                        + "{ grant: \(kind.rawValue) }")
            case .grant(let kind) where !all.contains(.ask(kind)),
                .refuse(let kind) where !all.contains(.ask(kind)):
                place.problem(
                    "\(what) answers a request for \(kind.rawValue), but no action has the effect "
                        + "{ ask: \(kind.rawValue) }")
            case .unlink(let kind) where !all.contains(.link(kind)):
                place.problem(
                    "\(what) undoes a link that nothing makes: no action has the effect "
                        + "{ link: \(kind) }")
            case .link where action.opens:
                place.problem(
                    "\(what) opens a matter, which can be linked only once it stands somewhere")
            case .giveBack where !all.contains(.take):
                place.problem(
                    "\(what) gives back what nobody can take: no action has the effect take")
            default: break
            }
        }
        checkGuards(action, all)
    }

    private func checkGuards(_ action: Procedure.Action, _ all: Set<Procedure.Effect>) {
        let place = landmarks[.action(action.id)]
        let what = "action “\(action.id)”"
        for rule in action.guards {
            switch rule {
            case .suspended where !all.contains(.suspend):
                place.problem("\(what) can never be done: no action has the effect suspend")
            case .asked(let kind) where !all.contains(.ask(kind)):
                place.problem(
                    "\(what) can never be done: no action has the effect { ask: \(kind.rawValue) }")
            default: break
            }
        }
        if action.guards.contains(where: \.asksForMeetings) { checkMeetings(action, at: place) }
        if action.by.contains(where: \.isTaker), !all.contains(.take) {
            place.problem(
                "\(what) is for whoever took the matter on, but no action has the effect take")
        }
    }

    /// A rule about meetings needs a state in which one may be called.
    private func checkMeetings(_ action: Procedure.Action, at place: Passage) {
        for state in action.from.sorted() where procedure.state(state)?.meets.isEmpty == true {
            place.problem(
                "action “\(action.id)” waits for a meeting, but none may be called in the state "
                    + "“\(state)”: add meets: [MEETING] there",
                found: state, expected: "meets:")
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
            place.problem(
                "action “\(action.id)” needs another matter: ask for a field of type matter",
                expected: "a field of type matter")
        }
        for case .dueOn(let id) in action.effects { checkAgreedDay(action, of: id, asked) }
        for case .lasts(let id) in action.effects { checkLastingDays(action, of: id, asked) }
        let extends = action.effects.contains { if case .extend = $0 { true } else { false } }
        let asksForDays = procedure.actions.filter {
            $0.id == action.id || $0.effects.contains(.ask(.extension))
        }.contains { $0.asks.contains { procedure.field($0.field)?.sets == .days } }
        if extends, !asksForDays {
            place.problem(
                "action “\(action.id)” extends a clock, but nobody says by how many days: "
                    + "ask for a field that sets days",
                expected: "a field that sets days")
        }
    }

    // MARK: - Things that nothing uses

    private func checkUse() {
        for clock in procedure.clocks where clock.starts.isEmpty {
            landmarks[.clock(clock.id)].problem(
                "clock “\(clock.id)” is never started: name an action in starts:",
                expected: "starts:")
        }
        for stage in procedure.stages where !procedure.states.contains(where: { $0.stage == stage })
        {
            landmarks[.stage(stage)].problem(
                "no state stands in the stage “\(stage)”", found: stage)
        }
        let asked = Set(procedure.actions.flatMap(\.asks).map(\.field))
        // A field that sets a part also says who sees that part, whoever filled it in.
        for field in procedure.fields where !asked.contains(field.id) && field.sets == nil {
            landmarks[.field(field.id)].problem(
                "no action asks for the field “\(field.id)”", found: field.id, severity: .warning)
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
    fileprivate var fittingTypes: String {
        switch self {
        case .title, .spot: "type: line"
        case .account: "type: paragraphs"
        case .reason: "type: paragraphs, line or choice"
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
