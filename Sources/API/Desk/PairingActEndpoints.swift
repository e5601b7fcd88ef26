import Actions
import HTTPTypes
import Kernel
import Storage

// What is done to a pairing: by its keeper, and by whoever helps.
extension DeskEndpoint {
    static let pairingActEndpoints: [DeskEndpoint] = [
        changing(
            "answer", "answerPairing", "Accepts or declines what was asked, or leaves later", nil,
            [
                .text("answer", .choice(AnswerPairing.Answer.allCases.map(\.rawValue)))
            ]
        ) { call, id, seen in
            guard let answer = AnswerPairing.Answer(rawValue: call.typed("answer")) else {
                throw ActionError.invalid(["answer": .init("answer.notAChoice")])
            }
            return try await AnswerPairing(
                realm: call.realm, holding: call.holding, pairing: id, seen: seen, answer: answer
            ).run(in: call.installation)
        },
        changing(
            "supporters", "askSupporter", "Asks one more to help", .enter,
            [.init("supporter", supporterSchema)]
        ) { call, id, seen in
            try await AskSupporter(
                realm: call.realm, holding: call.holding, pairing: id, seen: seen,
                supporter: call.supporter
            ).run(in: call.installation)
        },
        changing(
            "removal", "removeSupporter", "Takes a supporter who is gone out of a pairing", .enter,
            [
                .init("supporter", supporterSchema),
                .text("reason", .choice(Supporter.Parting.allCases.map(\.rawValue))),
                .init(
                    "isTold", .flag, isRequired: false,
                    "That the one who is helped was told: needed once they have consented."),
            ], names: ["leaving": "supporter", "parting": "reason", "told": "isTold"]
        ) { call, id, seen in
            try await RemoveSupporter(
                realm: call.realm, holding: call.holding, pairing: id, seen: seen,
                supporter: call.supporter, reason: call.typed("reason"),
                isTold: call.flag("isTold")
            ).run(in: call.installation)
        },
        changing(
            "consent", "giveConsent",
            "Enters the consent of the one who is helped: in writing, or said before a witness",
            .enter,
            [
                .text("way", .choice(["written", "oral"])),
                .maybe("witness", .id, "A post; for `oral`."),
                .text("givenOn", .day),
                .init(
                    "covers",
                    .list(
                        .text(.choice(HelpedDetails.Part.allCases.map(\.rawValue))),
                        most: HelpedDetails.Part.allCases.count),
                    isRequired: false, "What whoever helps may be told; the need always."),
            ]
        ) { call, id, seen in
            try await GiveConsent(
                realm: call.realm, holding: call.holding, pairing: id, seen: seen,
                way: call.typed("way"), witness: call.bodyID("witness"),
                givenOn: call.typed("givenOn"),
                covers: Set(call.texts("covers").compactMap(HelpedDetails.Part.init))
            ).run(in: call.installation)
        },
        changing(
            "withdrawal", "withdrawConsent",
            "Withdraws the consent: the pairing ends, and what is personal is erased for good",
            .enter, []
        ) { call, id, seen in
            try await WithdrawConsent(
                realm: call.realm, holding: call.holding, pairing: id, seen: seen
            ).run(in: call.installation)
        },
        changing(
            "closure", "endPairing", "Ends a pairing", .enter,
            [.text("ending", .choice(["finished", "dropped"]))]
        ) { call, id, seen in
            try await EndPairing(
                realm: call.realm, holding: call.holding, pairing: id, seen: seen,
                ending: call.typed("ending")
            ).run(in: call.installation)
        },
        .act(
            "/pairings/:id/visits", "logVisit",
            "Logs a light visit at the time of the call; the same within a minute is the same one",
            body: .named(
                "VisitTap",
                .object([
                    .text("visit", .choice(LightVisit.Kind.allCases.map(\.rawValue))),
                    .maybe("sentence", .line(Pairing.sentenceCharactersMax), "Kept sealed."),
                ])), shape: Shapes.pairing, status: .created, isRepeatable: true,
            problems: [.conflict], tag: { "\"\($0.version)\"" }
        ) { call in
            guard let kind = LightVisit.Kind(rawValue: call.typed("visit")) else {
                throw ActionError.invalid(["visit": .init("answer.notAChoice")])
            }
            return try await LogVisit(
                realm: call.realm, holding: call.holding, pairing: call.id("id"), kind: kind,
                sentence: call.typed("sentence")
            ).run(in: call.installation)
        },
        .act(
            "/pairings/:id/follow-ups", "followUpVisit",
            "Puts what a visit found onto the list of needs; where open ones of the same place and "
                + "kind stand there, they are answered and nothing is written",
            body: .named(
                "FollowUp",
                .object([
                    .text("category", .word, "One of the list of needs."),
                    .text("words", .line(FollowUpVisit.wordsCharactersMax)),
                    .maybe("joining", .reference, "One of the same."),
                    .init("isDifferent", .flag, isRequired: false, "From the same."),
                ])), shape: Shapes.followUp, isRepeatable: true
        ) { call in
            try await FollowUpVisit(
                realm: call.realm, holding: call.holding, pairing: call.id("id"),
                category: call.typed("category"), words: call.typed("words"),
                joining: call.text("joining").flatMap { try? Reference(parsing: $0) },
                isDifferent: call.flag("isDifferent")
            ).run(in: call.installation)
        },
        .act(
            "/pairings/:id/helped-readings", "readHelped",
            "Reads who is helped, as far as the consent covers it; each reading is logged",
            body: .named(
                "HelpedReading",
                .object([.text("reason", .line(Pairing.reasonCharactersMax))])),
            shape: Shapes.told
        ) { call in
            try await ReadHelped(
                realm: call.realm, holding: call.holding, pairing: call.id("id"),
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
    ]

    /// A change of the pairing that the address names, under the version that was read.
    private static func changing(
        _ noun: String, _ id: String, _ summary: String, _ verb: Verb?,
        _ properties: [Schema.Property], names: [String: String] = [:],
        _ work: @escaping @Sendable (DeskCall, Pairing.ID, Int) async throws -> Pairing
    ) -> DeskEndpoint {
        .act(
            "/pairings/:id/" + noun, id, summary, verb: verb, body: .object(properties),
            shape: Shapes.pairing, isConditional: true, tag: { "\"\($0.version)\"" }
        ) { call in
            let seen = try call.seen(now: try await call.pairingFile().pairing.version)
            return try await call.naming(names) { try await work(call, try call.id("id"), seen) }
        }
    }
}
