import Actions
import Kernel
import Storage

// Matters as lists show them, and whole, as far as a post may read them.
extension Shapes {
    static let matterLine = Shape<MatterLine>(
        "MatterLine",
        [
            .text("reference", .reference) { line, _ in line.reference.description },
            .text("procedure", .word) { line, _ in line.procedure },
            .text("state", .word) { line, _ in line.state },
            .text("stateTitle") { line, pen in
                pen.words("\(line.procedure).state.\(line.state)")
            },
            .text("title", about: "Empty where it has none, or no longer.") { line, _ in
                line.title
            },
            .text("category", .word) { line, _ in line.category },
            .text("categoryTitle") { line, pen in pen.words("category.\(line.category)") },
            .text("urgency", .word) { line, _ in line.urgency },
            .maybe("placeName") { line, pen in pen.shownPlace(of: line) },
            .maybe("leadName") { line, pen in line.leadName.map(pen.words.name) },
            .text("light", .choice(Light.allCases.map(\.rawValue))) { line, pen in
                line.light(at: pen.now).rawValue
            },
            .time("openedAt") { $0.openedAt }, .maybeTime("dueAt") { $0.dueAt },
            .maybeTime("endedAt") { $0.endedAt },
            .maybe("ending", .choice(Procedure.Ending.allCases.map(\.rawValue))) { line, _ in
                line.ending?.rawValue
            },
            .time("touchedAt") { $0.touchedAt },
            .flag("isSupervised") { line, _ in line.supervised },
        ])

    static let matter = Shape<MatterFile>(
        "Matter",
        [
            .text("reference", .reference) { file, _ in file.matter.reference.description },
            .number("version", about: "What the ETag holds.") { file, _ in file.matter.version },
            .text("procedure", .word) { file, _ in file.procedure.key.name },
            .number("procedureVersion") { file, _ in file.procedure.key.version },
            .text("state", .word) { file, _ in file.matter.state },
            .text("stateTitle") { file, pen in
                pen.words("\(file.procedure.key.name).state.\(file.matter.state)")
            },
            .maybe("title", about: "Null where the post may not read it.") { file, _ in
                file.shows(.title) ? file.matter.title : nil
            },
            .maybe("account") { file, _ in file.shows(.account) ? file.matter.account : nil },
            .maybe("spot") { file, _ in file.shows(.spot) ? file.matter.spot : nil },
            .many("places", placeLine, about: "From the root down, as near as may be known.") {
                file, _ in file.shownPlaces
            },
            .text("category", .word) { file, _ in file.matter.category },
            .text("categoryTitle") { file, pen in
                pen.words("category.\(file.matter.category)")
            },
            .text("urgency", .word) { file, _ in file.matter.urgency },
            .text("channel", .word) { file, _ in file.matter.channel.rawValue },
            .maybeOne("lead", bodyName) { file, _ in file.matter.lead.flatMap { file.bodies[$0] } },
            .maybeOne("firstReceiver", bodyName) { file, _ in
                file.matter.firstReceiver.flatMap { file.bodies[$0] }
            },
            .many("assists", bodyName) { file, _ in
                file.matter.assists.compactMap { file.bodies[$0] }
            },
            .maybe("triage", .word) { file, _ in file.matter.triage },
            .maybe("supervision") { file, _ in file.matter.supervision },
            .time("openedAt") { $0.matter.openedAt }, .maybeTime("endedAt") { $0.matter.endedAt },
            .maybe("ending", .choice(Procedure.Ending.allCases.map(\.rawValue))) { file, _ in
                file.matter.ending?.rawValue
            },
            .many("clocks", clock) { file, _ in
                file.matter.clocks.sorted { $0.startedAt < $1.startedAt }.map { ($0, file) }
            },
            .many("related", matterLine) { file, _ in file.related },
            .many("linked", matterLine) { file, _ in file.linked },
            .many("personal", held, about: "What is held, without what it says.") { file, _ in
                file.held
            },
            .many("story", storyLine, about: "As far as the post may read it.") { file, _ in
                file.told
            },
            .many("actions", action, about: "What the post may do now.") { file, _ in
                file.available.map { ($0, file.procedure) }
            },
            .many("waiting", waiting, about: "Usual next steps that a rule holds up.") {
                file, _ in file.waiting.map { ($0.action.id, "\($0.rule)") }
            },
        ])

    static let placeLine = Shape<Place>(
        "PlaceLine",
        [
            .id("id") { $0.id }, .name("name") { $0.name },
            .text("level", .word) { place, _ in place.level },
        ])

    static let bodyName = Shape<Body>(
        "BodyName",
        [
            .id("id") { $0.id }, .name("name") { $0.name },
            .maybe("phone", about: "Of the office.") { body, _ in body.phone },
        ])

    static let clock = Shape<(Clock, MatterFile)>(
        "Clock",
        [
            .text("name", .word) { pair, _ in pair.0.name },
            .time("startedAt") { $0.0.startedAt },
            .time("deadline") { $0.0.deadline(by: $0.1.book.keeper).at },
            .flag("isProvisional", about: "Whether a calendar is missing yet.") { pair, _ in
                pair.0.deadline(by: pair.1.book.keeper).provisional
            },
            .flag("isSuspended") { pair, _ in pair.0.isSuspended },
            .maybeTime("stoppedAt") { $0.0.stoppedAt },
        ])

    static let held = Shape<MatterFile.HeldField>(
        "HeldField",
        [
            .text("field", .word) { held, _ in held.field },
            .text("purpose") { held, _ in held.purpose },
            .text("basis") { held, _ in held.basis },
            .number("keepDays") { held, _ in held.keepDays },
            .flag("isReadable", about: "By `contact-readings`, which is logged.") { held, _ in
                held.isReadable
            },
        ])

    static let waiting = Shape<(String, String)>(
        "Waiting",
        [
            .text("action", .word) { pair, _ in pair.0 }, .text("rule") { pair, _ in pair.1 },
        ])

    static let storyLine = Shape<ToldLine>(
        "StoryLine",
        [
            .text("action") { told, _ in told.line.action },
            .text("title") { told, pen in
                told.title(in: pen.words)
            },
            .time("at") { $0.line.at },
            .maybe("bodyName") { told, pen in told.line.bodyName.map(pen.words.name) },
            .maybe("personName") { told, _ in told.person },
            Member(
                "answers", SentAnswers.told,
                about: "Places, bodies and other matters by number, choices by word.",
                { told, _ in
                    .object(told.answers.map { ($0.0.id, $0.1.json) })
                }),
        ])
}

extension SentAnswers {
    /// Answers as a story tells them.
    static let told = Schema.map(
        .oneOf([.text(.any), .anyNumber, .flag, .list(.text(.any), most: nil)]))
}

/// A line of a story as one post reads it.
struct ToldLine: Sendable {
    let line: Stories.Line
    let procedure: Procedure
    let person: String?
    let answers: [(Procedure.Field, Payload)]

    func title(in words: Wording) -> String {
        procedure.action(line.action) == nil
            ? line.action : words("\(procedure.key.name).action.\(line.action)")
    }
}

extension MatterFile {
    /// The story as far as the viewer may read it. What the program itself wrote into it about
    /// deadlines and links is told by its name alone.
    var told: [ToldLine] {
        story.compactMap { line in
            if let action = procedure.action(line.action) {
                guard tells(of: action) else { return nil }
            } else {
                guard showsPeople else { return nil }
            }
            return ToldLine(
                line: line, procedure: procedure, person: showsPeople ? line.personName : nil,
                answers: answers(of: line).compactMap { shown($0, $1) })
        }
    }

    /// An answer; of one that names another matter, its number, where the viewer may read it.
    private func shown(
        _ field: Procedure.Field, _ answer: Payload
    ) -> (Procedure.Field, Payload)? {
        guard field.type == .matter else { return (field, answer) }
        return reference(answer).map { (field, $0) }
    }

    private func reference(_ answer: Payload) -> Payload? {
        guard case .text(let id) = answer else { return nil }
        return (related + linked).first { $0.id.description == id }
            .map { .text($0.reference.description) }
    }
}

extension Pen {
    /// Where a matter of a list is, no nearer than the post may know.
    func shownPlace(of line: MatterLine) -> String? {
        let profile = book.profile
        if readsPlaces || profile.isPublic(level: line.level) { return words.name(line.place) }
        guard let wider = line.wider, line.widerLevel.map(profile.isPublic) ?? false else {
            return nil
        }
        return words.name(wider)
    }
}

extension Payload {
    /// The same value as it stands in an answer.
    var json: JSON {
        switch self {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .int(let number): .number(String(number))
        case .text(let text): .text(text)
        case .list(let values): .list(values.map(\.json))
        case .object(let members):
            .object(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
        }
    }
}
