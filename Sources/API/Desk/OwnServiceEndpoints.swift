import Actions
import HTTPTypes
import Kernel
import Storage

// What somebody does for others of their own will: their hours, certificates, thanks, and what
// they say that they can help with. Nobody else reads any of it here.
extension DeskEndpoint {
    private static let pageMax = 50
    private static let sheetMax = 20

    static let ownServiceEndpoints: [DeskEndpoint] = [
        .one(
            "/service", "getOwnService",
            "One's own confirmed minutes, certificates, thanks and invitations", verb: nil,
            shape: Shapes.ownService
        ) { call in
            let (visit, realm) = (call.visit, call.realm)
            return OwnVolunteering(
                hours: try await call.installation.ownService(
                    of: visit.person.id, in: realm, before: nil, limit: 1),
                help: try await call.installation.helper(visit.person.id),
                invitations: try await call.installation.invitations(
                    of: visit.person.id, in: realm
                ).map { Asked(invitation: $0.invitation, line: $0.line) },
                thanks: try await call.installation.commendations(
                    of: visit.person.id, in: realm))
        },
        .list(
            "/service/activities", "listOwnService",
            "What one signed up for oneself, newest first, with the minutes that were confirmed",
            verb: nil, most: pageMax, of: Shapes.ownServiceLine
        ) { call in
            let own = try await call.installation.ownService(
                of: call.visit.person.id, in: call.realm, before: try call.afterID(),
                limit: call.limit(pageMax))
            return Listing(own.lines.map { ($0.signUp, $0.activity) }, next: own.older?.description)
        },
        .act(
            "/service/certificates", "issueCertificate",
            "Gives out a certificate of one's own confirmed service",
            body: .named(
                "CertificateWish",
                .object([.text("from", .day), .text("until", .day, "The last day.")])),
            shape: Shapes.certificate, status: .created, isRepeatable: true,
            location: { "/service/certificates/\($0.code)" }
        ) { call in
            guard let from = call.sentDay("from"), let until = call.sentDay("until") else {
                throw Problem(.invalid)
            }
            return try await IssueCertificate(
                realm: call.realm, holding: call.holding, from: from, until: until
            ).run(in: call.installation)
        },
        .one(
            "/service/certificates/:code", "getCertificate",
            "One's own certificate, with the first \(sheetMax) of what it sums up", verb: nil,
            shape: Shapes.certificateFile
        ) { call in
            guard
                let found = try await call.installation.certificate(
                    try call.parameter("code"), in: call.realm),
                found.certificate.person == call.visit.person.id
            else { throw Problem(.notFound) }
            let service = try await call.installation.service(
                of: call.visit.person.id, from: found.certificate.from,
                before: found.certificate.until.adding(days: 1), in: call.realm, limit: sheetMax)
            return (found.certificate, found.name, service)
        },
        .act(
            "/service/thanks/:id/answer", "answerThanks",
            "Agrees to being thanked in public, declines, or takes the agreement back",
            body: .named(
                "ThanksAnswer",
                .object([
                    .text(
                        "answer",
                        .choice(AnswerCommendation.Answer.allCases.map(\.rawValue))),
                    .maybe(
                        "called", .line(Commendation.calledCharactersMax),
                        "How one wants to be called; needed to agree."),
                    .maybe("words", .line(Commendation.wordsCharactersMax)),
                ])), shape: Shapes.ownThanks, isRepeatable: true
        ) { call in
            guard let answer = call.text("answer").flatMap(AnswerCommendation.Answer.init) else {
                throw Problem(.invalid)
            }
            return try await AnswerCommendation(
                realm: call.realm, holding: call.holding, commendation: call.id("id"),
                answer: answer, called: call.typed("called"), words: call.typed("words")
            ).run(in: call.installation)
        },
        .act(
            "/service/help", "declareHelp",
            "Says what one can help with oneself, in place of what one said before",
            body: .named(
                "HelpOffer",
                .object([
                    .init(
                        "kinds", .list(.text(.word), most: 100),
                        "Categories of what the post may take on."),
                    .text("place", .id, "From where one starts out."),
                    .init("times", .list(freeTime, most: 21), "When one is free."),
                    .init(
                        "most", .number(AidOffer.mostRange),
                        "How many one takes on in \(AidOffer.loadDays) days."),
                    .init("languages", .list(.text(.word), most: 40), isRequired: false),
                ])), shape: Shapes.helpOffer, isRepeatable: true, declareHelp),
        .act(
            "/service/help/withdrawal", "takeHelpBack",
            "Takes back what one said one can help with", body: .nothingSaid,
            shape: Shapes.taken, isRepeatable: true
        ) { call in
            try await TakeHelpBack(realm: call.realm, holding: call.holding)
                .run(in: call.installation)
            return try await call.installation.helper(call.visit.person.id) == nil
        },
        .act(
            "/service/invitations/:id/refusal", "declineInvitation",
            "Declines to take something on, without a reason", body: .nothingSaid,
            shape: Shapes.taken, isRepeatable: true
        ) { call in
            try await DeclineInvitation(
                realm: call.realm, holding: call.holding, invitation: call.id("id")
            ).run(in: call.installation)
            return true
        },
    ]

    private static let freeTime = Schema.object([
        .init("weekday", .number(1...7), "1 is Monday."),
        .text("part", .choice(FreeTimes.Part.allCases.map { "\($0)" })),
    ])

    private static func declareHelp(_ call: DeskCall) async throws -> AidOffer {
        guard let place: Place.ID = call.bodyID("place") else { throw Problem(.notFound) }
        let times = call.objects("times").reduce(into: FreeTimes()) { times, free in
            guard case .int(let weekday)? = free["weekday"],
                let part = FreeTimes.Part.allCases.first(where: {
                    "\($0)" == free.text("part")
                })
            else { return }
            times.formUnion(.on(Int(weekday), part))
        }
        return try await DeclareHelp(
            realm: call.realm, holding: call.holding, place: place,
            kinds: Set(call.texts("kinds")), times: times, most: call.int("most") ?? 0,
            languages: Set(call.texts("languages"))
        ).run(in: call.installation)
    }
}

/// Somebody's own service, as they alone read it.
struct OwnVolunteering: Sendable {
    let hours: OwnHours
    let help: AidOffer?
    let invitations: [Asked]
    let thanks: [Commendation]
}

/// What somebody is asked to help with.
struct Asked: Sendable {
    let invitation: Invitation
    let line: MatterLine
}

extension DeskCall {
    func sentDay(_ name: String) -> Day? { text(name).flatMap { try? Day(parsing: $0) } }
}

extension Shapes {
    static let ownService = Shape<OwnVolunteering>(
        "OwnVolunteering",
        [
            .number("minutes", about: "Confirmed, in all.") { own, _ in Int(own.hours.minutes) },
            .many("certificates", certificate) { own, _ in own.hours.certificates },
            .maybeOne("help", helpOffer, about: "What one said one can help with.") { own, _ in
                own.help
            },
            .many("invitations", asked) { own, _ in own.invitations },
            .many("thanks", ownThanks) { own, _ in own.thanks },
        ])

    static let ownServiceLine = Shape<(SignUp, Activity)>(
        "OwnServiceLine",
        [
            .id("activity") { $0.1.id }, .text("title") { pair, _ in pair.1.title },
            .time("startsAt") { $0.1.startsAt }, .time("endsAt") { $0.1.endsAt },
            .one("signUp", signUp) { pair, _ in pair.0 },
        ])

    static let certificateFile = Shape<(Certificate, String, [Certificates.Served])>(
        "CertificateFile",
        certificate.members { $0.0 } + [
            .text("name") { file, _ in file.1 },
            .many("service", served) { file, _ in file.2 },
        ])

    static let ownThanks = Shape<Commendation>(
        "OwnThanks",
        [
            .id("id") { $0.id }, .text("deed") { thanks, _ in thanks.deed },
            .text("state", .choice(Commendation.State.allCases.map(\.rawValue))) { thanks, _ in
                thanks.state.rawValue
            },
            .time("askedAt") { $0.askedAt }, .maybeTime("answeredAt") { $0.answeredAt },
            .maybe("called") { thanks, _ in thanks.consent?.called },
            .maybe("words") { thanks, _ in thanks.consent?.words },
        ])

    static let helpOffer = Shape<AidOffer>(
        "Help",
        [
            .texts("kinds", .word) { offer, _ in offer.kinds.sorted() },
            .id("place") { $0.place },
            .many("times", freeTime) { offer, _ in offer.times.parts.map { ($0.weekday, $0.part) }
            },
            .number("most") { offer, _ in offer.most },
            .texts("languages", .word) { offer, _ in offer.languages.sorted() },
        ])

    static let freeTime = Shape<(Int, FreeTimes.Part)>(
        "FreeTime",
        [
            .number("weekday", about: "1 is Monday.") { free, _ in free.0 },
            .text("part", .choice(FreeTimes.Part.allCases.map { "\($0)" })) { free, _ in
                "\(free.1)"
            },
        ])

    static let asked = Shape<Asked>(
        "Asked",
        [
            .id("id") { $0.invitation.id }, .time("at") { $0.invitation.at },
            .text("reference", .reference) { asked, _ in asked.line.reference.description },
            .text("title") { asked, _ in asked.line.title },
            .text("category", .word) { asked, _ in asked.line.category },
        ])

    static let taken = Shape<Bool>("Done", [.flag("isDone") { isDone, _ in isDone }])
}
