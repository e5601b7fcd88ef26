import Actions
import HTTPTypes
import Kernel
import Storage

// Pairings: proposed and kept by workers, answered and visited by whoever helps. Whoever has
// nothing to do with one does not find it. Who is helped is read by a logged act alone.
extension DeskEndpoint {
    static let pairingEndpoints: [DeskEndpoint] = [
        .whole(
            "/pairings", "listPairings", "The pairings that the post answers for", verb: .enter,
            query: [
                Parameter(
                    "view", .choice(Pairings.View.allCases.map(\.rawValue)),
                    "`running` unless said.")
            ], of: Shapes.keptPairing
        ) { call in
            let list = try await call.keptList()
            return list.pairings.map { ($0, list) }
        },
        .one(
            "/pairing-numbers", "getPairingNumbers",
            "How many pairings there are within the reach of the post, whoever answers for them",
            verb: .enter, shape: Shapes.pairingNumbers
        ) { call in try await call.keptList().numbers },
        .one(
            "/pairing-matrix", "getPairingMatrix",
            "By place: which bodies have it, and how many pairings of each kind there are",
            shape: Shapes.pairingMatrix
        ) { call in
            try await call.installation.pairingMatrix(
                under: call.holding.post.reach, in: call.realm)
        },
        .one(
            "/own-pairings", "getOwnPairings",
            "What the person of the key is asked to help in, helps in, and has pledged; and what "
                + "the body of the post has", verb: nil, shape: Shapes.helpedList
        ) { call in try await call.installation.helpedList(in: call.realm, for: call.holding) },
        .whole(
            "/pledges", "listPledges",
            "Who declared that they help, near the post or a place below it, and has room",
            verb: .enter, query: [Parameter("place", .id, "Within those of the post.")],
            of: Shapes.pledgeLine
        ) { call in
            let found = try await call.installation.pledges(
                near: try await call.reach(), in: call.realm)
            return found.lines.filter { $0.room > 0 }.map { ($0, found.people) }
        },
        .act(
            "/pledges", "keepPledge",
            "Declares for how many, and for which kinds of help, one helps: the person of the key, "
                + "or the body of the post",
            body: .named(
                "PledgeWish",
                .object([
                    .init("forBody", .flag, isRequired: false),
                    .init("most", .number(0...Pledge.mostRange.upperBound), "0 takes it back."),
                    .init(
                        "needs",
                        .list(.text(needs), most: Pairing.Need.allCases.count),
                        isRequired: false),
                ])), shape: Shapes.helpedList
        ) { call in
            try await KeepPledge(
                realm: call.realm, holding: call.holding, forBody: call.flag("forBody"),
                most: call.typed("most"),
                needs: Set(call.texts("needs").compactMap(Pairing.Need.init))
            ).run(in: call.installation)
            return try await call.installation.helpedList(in: call.realm, for: call.holding)
        },
        .act(
            "/pairings", "proposePairing",
            "Proposes a pairing: enters who is helped, sealed, and asks the first supporter",
            verb: .enter, body: .named("PairingWish", wish), shape: Shapes.pairing,
            status: .created, isRepeatable: true, location: { "/pairings/\($0.id)" },
            tag: { "\"\($0.version)\"" }
        ) { call in
            try await ProposePairing(
                realm: call.realm, holding: call.holding,
                wish: PairingWish(
                    kind: call.typed("kind"), place: call.bodyID("place"),
                    supporter: call.supporter, everyDays: call.typed("everyDays"),
                    until: call.typed("until"), name: call.typed("name"),
                    door: call.typed("door"), phone: call.typed("phone"),
                    need: call.typed("need"), sentence: call.typed("sentence"))
            ).run(in: call.installation)
        },
        .one(
            "/pairings/:id", "getPairing",
            "One pairing, as far as the post answers for it, is asked, or helps", verb: nil,
            shape: Shapes.pairingFile, tag: { "\"\($0.pairing.version)\"" }
        ) { call in try await call.pairingFile() },
        .whole(
            "/pairings/:id/witnesses", "listWitnesses",
            "Posts before whom a consent may be given by word of mouth", verb: .enter,
            of: Shapes.postLine
        ) { call in
            let file = try await call.pairingFile()
            guard file.isKeeper else { throw Problem(.notFound) }
            return try await call.installation.witnesses(
                over: file.pairing.placePath, in: call.realm, without: call.visit.person.id)
        },
    ]

    private static let needs = TextForm.choice(Pairing.Need.allCases.map(\.rawValue))

    private static let wish = Schema.object([
        .text("kind", .choice(Pairing.Kind.allCases.map(\.rawValue))),
        .text("place", .id), .init("supporter", supporterSchema),
        .init(
            "everyDays", .number(Pairing.everyDaysRange), isRequired: false,
            "For a household or a person."),
        .maybe("until", .day, "The last day of a card."),
        .maybe("need", needs, "For all but an area, as what follows."),
        .maybe("name", .line(HelpedDetails.nameCharactersMax)),
        .maybe("door", .line(HelpedDetails.doorCharactersMax)),
        .maybe("phone", .line(30)),
        .maybe(
            "sentence", .line(Pairing.sentenceCharactersMax),
            "Needed for a card, which shows it; it gives nobody away."),
    ])

    static let supporterSchema = Schema.named(
        "SupporterName",
        .object([
            .text("kind", .choice(["person", "body"])), .text("id", .id),
        ]))
}

extension DeskCall {
    /// Who is to be asked to help, or to leave.
    var supporter: Supporter.Who? {
        guard let sent = body["supporter"], case .text(let id)? = sent["id"] else { return nil }
        if sent["kind"] == .text("body") { return Kernel.Body.ID(id).map { .body($0) } }
        return Person.ID(id).map { .person($0) }
    }

    func pairingFile() async throws -> PairingFile {
        guard
            let file = try await installation.pairingFile(id("id"), in: realm, for: holding)
        else { throw Problem(.notFound) }
        return file
    }

    fileprivate func keptList() async throws -> KeptList {
        try await installation.keptList(
            query["view"].flatMap(Pairings.View.init) ?? .running, in: realm, for: holding)
    }
}
