import Actions
import HTTPTypes
import Kernel
import Storage

// Double registration. What is about a person is theirs, and of those who keep the register that
// they chose; what is sealed is read by a logged act alone.
extension DeskEndpoint {
    private static let pageMax = 50
    private static let kinds = TextForm.choice(Enrolment.Kind.allCases.map(\.rawValue))

    static let registerEndpoints: [DeskEndpoint] = [
        .list(
            "/register", "listRegister", "The register that the post keeps, in one of its views",
            verb: .keepRegister,
            query: [
                Parameter(
                    "view", .choice(Enrolments.View.allCases.map(\.rawValue)),
                    "`proposed` unless said.")
            ], most: pageMax, of: Shapes.registerLine
        ) { call in
            let page = try await call.installation.registerPage(
                call.query["view"].flatMap(Enrolments.View.init) ?? .proposed, in: call.realm,
                for: call.holding, after: try call.afterID(), limit: call.limit(pageMax))
            return Listing(page.lines, next: page.next?.description)
        },
        .act(
            "/register/invitations", "inviteToEnrol",
            "Asks somebody whether they register; whether they are elsewhere is not told",
            verb: .keepRegister,
            body: .named(
                "EnrolmentInvitation",
                .object([
                    .text("signIn", .line(80), "The name that they sign in with."),
                    .text("kind", kinds),
                ])), shape: Shapes.taken, isRepeatable: true, problems: [.conflict]
        ) { call in
            try await InviteToEnrol(
                realm: call.realm, holding: call.holding, signIn: call.typed("signIn"),
                kind: call.typed("kind")
            ).run(in: call.installation)
            return true
        },
        .one(
            "/enrolments/:id", "getEnrolment",
            "One registration of the register, with what waits in its handbook",
            verb: .keepRegister, shape: Shapes.enrolmentFile,
            tag: { "\"\($0.enrolment.version)\"" }
        ) { call in try await call.enrolmentFile() },
        .act(
            "/enrolments/:id/answer", "answerEnrolment",
            "Confirms a registration, returns it with a reason, or ends one that held",
            verb: .keepRegister,
            body: .named(
                "EnrolmentAnswer",
                .object([
                    .text("answer", .choice(AnswerEnrolment.Answer.allCases.map(\.rawValue))),
                    .maybe(
                        "reason", .line(Registration.reasonCharactersMax),
                        "Of a return; the person reads it."),
                ])), shape: Shapes.enrolment, isConditional: true,
            tag: { "\"\($0.version)\"" }
        ) { call in
            guard let answer = AnswerEnrolment.Answer(rawValue: call.typed("answer")) else {
                throw ActionError.invalid(["answer": .init("answer.notAChoice")])
            }
            let before = try await call.enrolmentFile().enrolment
            return try await AnswerEnrolment(
                realm: call.realm, holding: call.holding, enrolment: before.id,
                seen: try call.seen(now: before.version), answer: answer,
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
        .act(
            "/enrolments/:id/readings", "readEnrolment",
            "Reads what a person said and wrote this year; each reading is logged and told",
            verb: .keepRegister,
            body: .named(
                "EnrolmentReading",
                .object([.text("reason", .line(Pairing.reasonCharactersMax))])),
            shape: Shapes.enrolmentTold
        ) { call in
            try await ReadEnrolment(
                realm: call.realm, holding: call.holding, enrolment: call.id("id"),
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
        .act(
            "/handbook-entries/:id/answer", "answerHandbookEntry",
            "Confirms an entry of a handbook, or returns it with a reason", verb: .keepRegister,
            body: .named(
                "EntryAnswer",
                .object([
                    .text("answer", .choice(["confirm", "return"])),
                    .maybe("reason", .line(Registration.reasonCharactersMax), "Of a return."),
                ])), shape: Shapes.enrolment, problems: [.conflict]
        ) { call in
            try await AnswerHandbookEntry(
                realm: call.realm, holding: call.holding, entry: call.id("id"),
                isConfirmed: call.text("answer") == "confirm", reason: call.typed("reason")
            ).run(in: call.installation)
        },
    ]
}

extension DeskCall {
    fileprivate func enrolmentFile() async throws -> EnrolmentFile {
        guard
            let file = try await installation.enrolmentFile(id("id"), in: realm, for: holding)
        else { throw Problem(.notFound) }
        return file
    }
}

extension Shapes {
    static let enrolment = Shape<Enrolment>(
        "Enrolment",
        [
            .id("id") { $0.id }, .number("version") { enrolment, _ in enrolment.version },
            .text("kind", .choice(Enrolment.Kind.allCases.map(\.rawValue))) { enrolment, _ in
                enrolment.kind.rawValue
            },
            .id("place") { $0.place },
            .maybeID("unit", about: "The registered unit that they named.") { $0.unit },
            .flag("isNamed", about: "Whether they agree to be named to it.") { enrolment, _ in
                enrolment.isNamed
            },
            .one("registration", registration) { enrolment, _ in enrolment.registration },
        ])

    static let registration = Shape<Registration>(
        "Registration",
        [
            .text("state", .choice(Registration.State.allCases.map(\.rawValue))) { one, _ in
                one.state.rawValue
            },
            .maybe("reason", about: "Why it was returned.") { one, _ in one.reason },
            .maybeDay("confirmedOn") { $0.confirmedOn },
            .maybeDay("reaffirmBy") { $0.reaffirmBy }, .maybeDay("endedOn") { $0.endedOn },
        ])

    static let registerLine = Shape<Enrolments.Line>(
        "RegisterLine",
        [
            .one("enrolment", enrolment) { line, _ in line.enrolment },
            .text("name") { line, _ in line.name },
            .number("waiting", about: "Entries of the handbook.") { line, _ in line.waiting },
        ])

    static let enrolmentFile = Shape<EnrolmentFile>(
        "EnrolmentFile",
        [
            .one("enrolment", enrolment) { file, _ in file.enrolment },
            .text("name") { file, _ in file.name },
            .many("waiting", handbookEntry) { file, _ in file.waiting },
        ])

    static let handbookEntry = Shape<HandbookEntries.Line>(
        "HandbookEntry",
        [
            .id("id") { $0.entry.id }, .day("day") { $0.entry.day },
            .text("state", .choice(HandbookEntry.State.allCases.map(\.rawValue))) { line, _ in
                line.entry.state.rawValue
            },
            .text("kind", .word) { line, _ in line.content.kind },
            .number("minutes") { line, _ in line.content.minutes },
            .text("words") { line, _ in line.content.words },
            Member("isPaid", .optional(.flag), about: "Of dues.") { line, _ in
                line.content.isPaid.map(JSON.bool) ?? .null
            },
            .maybeID("corrects") { $0.entry.corrects },
            .maybe("reason", about: "Why it was returned.") { line, _ in line.reason },
        ])

    static let enrolmentTold = Shape<ReadEnrolment.Told>(
        "EnrolmentTold",
        [
            .text("unit", about: "The home unit in their words.") { told, _ in
                told.details.unit
            },
            .text("offers") { told, _ in told.details.offers },
            .time("consentedAt") { $0.consentedAt },
            .many("entries", handbookEntry, about: "Of this year.") { told, _ in told.entries },
        ])
}
