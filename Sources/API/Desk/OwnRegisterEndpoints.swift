import Actions
import HTTPTypes
import Kernel
import Storage

// What the person of the key has in registers, and their handbook: theirs alone.
extension DeskEndpoint {
    static let ownRegisterEndpoints: [DeskEndpoint] = [
        .whole(
            "/own-enrolments", "listOwnEnrolments",
            "The registrations of the person of the key, and communities that asked", verb: nil,
            of: Shapes.enrolment
        ) { call in try await call.ownEnrolments() },
        .act(
            "/own-enrolments", "enrol", "Registers the person of the key with a community",
            body: .named(
                "EnrolmentWish",
                .object([
                    .text("kind", .choice(Enrolment.Kind.allCases.map(\.rawValue))),
                    .text("place", .id, "Of a community that keeps a register."),
                    .maybe("unit", .id, "A registered one."),
                    .maybe(
                        "unitWords", .line(Enrolment.unitCharactersMax),
                        "Where it is none of these; kept sealed."),
                    .maybe("offers", .line(Enrolment.offersCharactersMax), "Kept sealed."),
                    .init("isNamed", .flag, isRequired: false),
                    .init("consents", .flag, "That the community keeps this: it must be true."),
                ])), shape: Shapes.enrolment, status: .created, isRepeatable: true,
            problems: [.conflict], tag: { "\"\($0.version)\"" }
        ) { call in
            try await Enrol(
                realm: call.realm, holding: call.holding, kind: call.typed("kind"),
                place: call.bodyID("place"), unit: call.bodyID("unit"),
                unitWords: call.typed("unitWords"), offers: call.typed("offers"),
                isNamed: call.flag("isNamed"), consents: call.flag("consents")
            ).run(in: call.installation)
        },
        keeping(.reaffirmation, "reaffirmEnrolment", "Says once more that it holds"),
        keeping(
            .naming, "changeNaming", "Agrees to be named in letters to the unit, or takes it back"),
        keeping(.closure, "closeEnrolment", "Ends it; what was written stays to read for a year"),
        keeping(.withdrawal, "withdrawEnrolment", "Takes the consent back: everything goes"),
        keeping(.refusal, "refuseEnrolment", "Says no to a community that asked"),
        .one(
            "/own-handbook", "getOwnHandbook", "A year of the handbook of the person of the key",
            verb: nil,
            query: [
                Parameter("enrolment", .id, "The one that holds unless said."),
                Parameter("year", 2_000...2_100, "This one unless said."),
            ], shape: Shapes.handbook
        ) { call in
            guard
                let own = try await call.installation.ownHandbook(
                    of: call.visit.person.id, call.queryID("enrolment"),
                    year: call.number("year") ?? call.today.year, in: call.realm)
            else { throw Problem(.notFound) }
            return own
        },
        .act(
            "/own-handbook/entries", "enterInHandbook",
            "Enters what the person did, or whether dues are paid, for the community to confirm",
            body: .named(
                "NewHandbookEntry",
                .object([
                    .text("enrolment", .id),
                    .text("kind", .word, "One of the profile's, or `dues`."),
                    .text("day", .day),
                    .init("minutes", .number(HandbookEntry.minutesRange), isRequired: false),
                    .maybe("words", .line(HandbookEntry.wordsCharactersMax)),
                    .init("isPaid", .flag, isRequired: false, "Of dues."),
                    .maybe("corrects", .id, "An earlier entry."),
                ])), shape: Shapes.newEntry, status: .created, isRepeatable: true,
            problems: [.conflict]
        ) { call in
            guard let enrolment: Enrolment.ID = call.bodyID("enrolment") else {
                throw Problem(.notFound)
            }
            let paid = call.body["isPaid"] == nil ? "" : call.flag("isPaid") ? "yes" : "no"
            return try await call.naming(["paid": "isPaid"]) {
                try await EnterInHandbook(
                    realm: call.realm, holding: call.holding, enrolment: enrolment,
                    kind: call.typed("kind"), day: call.typed("day"),
                    minutes: call.typed("minutes"), words: call.typed("words"), paid: paid,
                    corrects: call.bodyID("corrects")
                ).run(in: call.installation)
            }
        },
    ]

    /// What a person does about their own registration; answered with those that are left.
    private static func keeping(
        _ act: KeepEnrolment.Act, _ id: String, _ summary: String
    ) -> DeskEndpoint {
        .act(
            "/own-enrolments/:id/" + act.rawValue, id, summary, body: .object([]),
            shape: Shapes.ownEnrolments, isConditional: true
        ) { call in
            let id: Enrolment.ID = try call.id("id")
            guard let own = try await call.ownEnrolments().first(where: { $0.id == id }) else {
                throw Problem(.notFound)
            }
            try await KeepEnrolment(
                realm: call.realm, holding: call.holding, enrolment: id,
                seen: try call.seen(now: own.version), act: act
            ).run(in: call.installation)
            return try await call.ownEnrolments()
        }
    }
}

extension DeskCall {
    fileprivate func ownEnrolments() async throws -> [Enrolment] {
        try await installation.ownRegistrations(of: visit.person.id, in: realm).all
            .map(\.enrolment)
    }
}

extension Shapes {
    static let ownEnrolments = Shape<[Enrolment]>(
        "OwnEnrolments", [.many("enrolments", enrolment) { all, _ in all }])

    static let newEntry = Shape<HandbookEntry>(
        "NewEntry",
        [
            .id("id") { $0.id }, .id("enrolment") { $0.enrolment }, .day("day") { $0.day },
            .text("state", .choice(HandbookEntry.State.allCases.map(\.rawValue))) { entry, _ in
                entry.state.rawValue
            },
        ])

    static let handbook = Shape<OwnHandbook>(
        "Handbook",
        [
            .one("enrolment", enrolment) { own, _ in own.enrolment },
            .many("entries", handbookEntry) { own, _ in own.entries },
            .many("service", served, about: "Hours of activities, of their own accord here.") {
                own, _ in own.service
            },
            .many("sums", handbookSum, about: "Of what was confirmed, each kind for itself.") {
                own, _ in own.sums.sums
            },
            .number("waiting") { own, _ in own.sums.waiting },
        ])

    static let handbookSum = Shape<HandbookYear.Sum>(
        "HandbookSum",
        [
            .text("kind", .word) { sum, _ in sum.kind },
            .number("times") { sum, _ in sum.times },
            .number("minutes") { sum, _ in sum.minutes },
        ])
}
