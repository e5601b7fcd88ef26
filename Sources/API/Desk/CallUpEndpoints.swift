import Actions
import HTTPTypes
import Kernel
import Storage

// Call-ups: shifts that need hands, answered by units with a number and by people in person.
extension DeskEndpoint {
    private static let pageMax = 50

    static let callUpEndpoints: [DeskEndpoint] = [
        .list(
            "/call-ups", "listCallUps",
            "Call-ups: on the first page all that are open, then those closed, newest first",
            verb: nil, most: pageMax, of: Shapes.callUpLine
        ) { call in
            let lists = try await call.installation.callUpLists(
                in: call.realm, before: try call.afterID(), limit: call.limit(pageMax))
            return Listing(lists.open + lists.closed, next: lists.older?.description)
        },
        .act(
            "/call-ups", "openCallUp", "Opens a call-up at a place", verb: .organise,
            body: .named(
                "CallUpWish",
                .object([
                    .text("place", .id),
                    .text("kind", .word, "One of the kinds of activities."),
                    .text("title", .line(CallUp.titleCharactersMax)),
                    .text("about", .line(CallUp.aboutCharactersMax)),
                    .text("venue", .line(Activity.venueCharactersMax)),
                ])), shape: Shapes.callUp, status: .created, isRepeatable: true,
            location: { "/call-ups/\($0.id)" }, tag: { "\"\($0.version)\"" }
        ) { call in
            try await OpenCallUp(
                realm: call.realm, holding: call.holding, place: call.bodyID("place"),
                kind: call.typed("kind"), title: call.typed("title"), about: call.typed("about"),
                venue: call.typed("venue")
            ).run(in: call.installation)
        },
        .one(
            "/call-ups/:id", "getCallUp", "One call-up, with its shifts and what units answered",
            verb: nil, shape: Shapes.callUpFile, tag: { "\"\($0.callUp.version)\"" }
        ) { call in try await call.callUpFile() },
        .act(
            "/call-ups/:id/shifts", "addShift",
            "Adds a shift: an activity, for which people sign up themselves", verb: .organise,
            body: .named(
                "ShiftWish",
                .object([
                    .text("post", .line(AddShift.postCharactersMax), "What there is to do."),
                    .text("day", .day), .text("time", .wallClock),
                    .text("until", .wallClock),
                    .init("places", .number(Activity.placesRange)),
                ])), shape: Shapes.activity, status: .created, isRepeatable: true,
            problems: [.conflict], location: { "/activities/\($0.0.id)" },
            tag: { "\"\($0.0.version)\"" }
        ) { call in
            let activity = try await AddShift(
                realm: call.realm, holding: call.holding, callUp: call.id("id"),
                post: call.typed("post"), day: call.typed("day"), time: call.typed("time"),
                until: call.typed("until"), places: call.typed("places")
            ).run(in: call.installation)
            return (activity, 0)
        },
        .act(
            "/call-ups/:id/answer", "answerCallUp",
            "Answers for the unit of the post with a number; the last answer counts",
            verb: .offer,
            body: .named(
                "CallUpAnswer",
                .object([
                    .init("hands", .number(CallUp.handsRange)),
                    .maybe("words", .line(CallUp.wordsCharactersMax)),
                ])), shape: Shapes.callUpFile
        ) { call in
            try await AnswerCallUp(
                realm: call.realm, holding: call.holding, callUp: call.id("id"),
                hands: call.typed("hands"), words: call.typed("words")
            ).run(in: call.installation)
            return try await call.callUpFile()
        },
        .act(
            "/call-ups/:id/closure", "closeCallUp",
            "Closes a call-up; shifts that people took go on", verb: .organise, body: .object([]),
            shape: Shapes.callUpFile, isConditional: true,
            tag: { "\"\($0.callUp.version)\"" }
        ) { call in
            let before = try await call.callUpFile().callUp
            try await CloseCallUp(
                realm: call.realm, holding: call.holding, callUp: before.id,
                seen: try call.seen(now: before.version)
            ).run(in: call.installation)
            return try await call.callUpFile()
        },
    ]
}

extension DeskCall {
    fileprivate func callUpFile() async throws -> CallUpFile {
        guard
            let file = try await installation.callUpFile(
                id("id"), in: realm, for: visit.person.id)
        else { throw Problem(.notFound) }
        return file
    }
}

extension Shapes {
    static let callUp = Shape<CallUp>(
        "CallUp",
        [
            .id("id") { $0.id }, .number("version") { callUp, _ in callUp.version },
            .text("state", .choice(CallUp.State.allCases.map(\.rawValue))) { callUp, _ in
                callUp.state.rawValue
            },
            .id("body") { $0.body }, .id("place") { $0.place },
            .text("kind", .word) { callUp, _ in callUp.kind },
            .text("title") { callUp, _ in callUp.title },
            .text("about") { callUp, _ in callUp.about },
            .text("venue") { callUp, _ in callUp.venue }, .time("openedAt") { $0.openedAt },
        ])

    static let callUpLine = Shape<CallUpLine>(
        "CallUpLine",
        [
            .one("callUp", callUp) { line, _ in line.callUp },
            .number("shifts") { line, _ in line.shifts },
            .number("needed") { line, _ in line.needed },
            .number("taken") { line, _ in line.taken },
        ])

    static let callUpFile = Shape<CallUpFile>(
        "CallUpFile",
        [
            .one("callUp", callUp) { file, _ in file.callUp },
            .many("shifts", activity) { file, _ in
                file.shifts.map { ($0.activity, $0.placed) }
            },
            .many("answers", unitAnswer) { file, _ in file.answers },
        ])

    static let unitAnswer = Shape<UnitAnswer>(
        "UnitAnswer",
        [
            .id("body") { $0.body }, .number("hands") { answer, _ in answer.hands },
            .text("words") { answer, _ in answer.words }, .time("at") { $0.at },
        ])
}
