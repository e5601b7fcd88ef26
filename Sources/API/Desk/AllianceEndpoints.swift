import Actions
import HTTPTypes
import Kernel
import Storage

// Alliances: their members, the rota of their chairs, and the joint meetings.
extension DeskEndpoint {
    static let allianceEndpoints: [DeskEndpoint] = [
        .whole(
            "/alliances", "listAlliances",
            "The alliances of today, with their members and who chairs this month and the next",
            verb: nil, of: Shapes.allianceLine
        ) { call in try await call.installation.allianceBoard(for: call.visit).alliances },
        .one(
            "/own-alliances", "getOwnAlliances",
            "What the unit of the post has to do with alliances: since when, when it chairs, and "
                + "what it owes", verb: nil, shape: Shapes.ownAlliances
        ) { call in try await call.installation.allianceBoard(for: call.visit).own },
        .one(
            "/alliances/:id", "getAlliance",
            "One alliance, with all memberships, its chairs, its last meetings and decisions",
            verb: nil, shape: Shapes.alliance
        ) { call in try await call.allianceFile() },
        .act(
            "/alliances/:id/members", "joinAlliance",
            "A body joins an alliance that the post keeps",
            body: .named(
                "Joining",
                .object([
                    .text("member", .id),
                    .maybe("from", .day, "Today unless said."),
                ])), shape: Shapes.membership, status: .created, isRepeatable: true,
            location: { "/alliances/\($0.alliance)" }
        ) { call in
            try await JoinAlliance(
                realm: call.realm, holding: call.holding, alliance: call.id("id"),
                member: call.bodyID("member"), from: call.text("from")
            ).run(in: call.installation)
        },
        .act(
            "/memberships/:id/end", "leaveAlliance",
            "A member leaves; the months that it was to chair after that stand open again",
            body: .named(
                "Leaving",
                .object([
                    .maybe("until", .day, "Today unless said."),
                    .text("reason", .line(ChairTurn.reasonCharactersMax)),
                ])), shape: Shapes.alliance
        ) { call in
            let left = try await LeaveAlliance(
                realm: call.realm, holding: call.holding, membership: call.id("id"),
                until: call.text("until"), reason: call.typed("reason")
            ).run(in: call.installation)
            return try await call.allianceFile(left)
        },
        .one(
            "/alliances/:id/rota", "getRota",
            "The months of a year, with who chairs, who could, and who would be next; for posts "
                + "that keep the alliance", verb: nil,
            query: [Parameter("year", 2000...2100, "This one unless said.")], shape: Shapes.rota
        ) { call in
            let file = try await call.allianceFile()
            guard call.holding.keeps(file.alliance) else { throw ActionError.forbidden }
            let year = call.number("year") ?? call.today.year
            return RotaYear(rota: file.rota, year: year, now: Month(of: call.today))
        },
        changing(
            "rota", "setRota",
            "Sets down who chairs in some months; those that are over are left as they were",
            .named(
                "Chairs",
                .object([
                    .init(
                        "chairs",
                        .list(
                            .object([
                                .text("month", .month),
                                .init("body", .optional(.text(.id)), "Null for no chair."),
                            ]), most: 24))
                ])), setRota),
        changing(
            "swap", "swapTurns", "Two members change months",
            .named(
                "TurnSwap",
                .object([.text("one", .month), .text("other", .month)]))
        ) { call, id in
            try await SwapTurns(
                realm: call.realm, holding: call.holding, alliance: id, call.month("one"),
                with: call.month("other")
            ).run(in: call.installation)
        },
        changing(
            "passing", "passOverTurn",
            "The member whose month it is cannot chair, and the month goes to the next",
            .named(
                "TurnPassing",
                .object([
                    .text("month", .month),
                    .text("reason", .line(ChairTurn.reasonCharactersMax)),
                ]))
        ) { call, id in
            try await PassOverTurn(
                realm: call.realm, holding: call.holding, alliance: id,
                month: call.month("month"), reason: call.typed("reason")
            ).run(in: call.installation)
        },
        .act(
            "/alliances/:id/meetings", "callJointMeeting",
            "Calls a joint meeting: whoever convenes there, or speaks for the unit that chairs",
            body: .named(
                "JointCall",
                .object([
                    .text("rule", .word, "A rule whose roll is that of the members."),
                    .text("title", .line(Meeting.titleCharactersMax)),
                    .maybe("venue", .line(Meeting.venueCharactersMax), "Needed without a room."),
                    .text("day", .day), .text("time", .wallClock),
                    .init(
                        "agenda",
                        .list(
                            .text(.line(Meeting.agendaItemCharactersMax)),
                            most: Meeting.agendaItemsMax)),
                    .maybe("room", .id),
                ])), shape: Shapes.meeting, status: .created, isRepeatable: true,
            problems: [.conflict], location: { "/meetings/\($0.id)" },
            tag: { "\"\($0.version)\"" }
        ) { call in
            try await CallJointMeeting(
                realm: call.realm, holding: call.holding, alliance: call.id("id"),
                rule: call.typed("rule"),
                call: MeetingWish(
                    title: call.typed("title"), venue: call.typed("venue"),
                    day: call.typed("day"), time: call.typed("time"),
                    agenda: call.texts("agenda").joined(separator: "\n"),
                    room: call.typed("room"))
            ).run(in: call.installation)
        },
    ]

    /// A change of the alliance that the address names, answered with how it stands then.
    private static func changing(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema,
        _ work: @escaping @Sendable (DeskCall, Kernel.Body.ID) async throws -> Void
    ) -> DeskEndpoint {
        .act("/alliances/:id/" + noun, id, summary, body: body, shape: Shapes.alliance) { call in
            try await work(call, try call.id("id"))
            return try await call.allianceFile()
        }
    }

    private static func setRota(_ call: DeskCall, _ id: Kernel.Body.ID) async throws {
        guard case .list(let sent)? = call.body["chairs"] else { return }
        var chairs: [Month: Kernel.Body.ID?] = [:]
        var names: [String: String] = [:]
        for (place, item) in sent.enumerated() {
            guard case .text(let text)? = item["month"], let month = Month(asked: text) else {
                throw ActionError.invalid([
                    "chairs/\(place)/month": .init("answer.notAChoice")
                ])
            }
            let body: Kernel.Body.ID? =
                if case .text(let id)? = item["body"] { Kernel.Body.ID(id) } else { nil }
            chairs.updateValue(body, forKey: month)
            names[SetRota.field(of: month)] = "chairs/\(place)/body"
        }
        names["rota"] = "chairs"
        let asked = chairs
        try await call.naming(names) {
            try await SetRota(
                realm: call.realm, holding: call.holding, alliance: id, chairs: asked
            ).run(in: call.installation)
        }
    }
}

extension DeskCall {
    fileprivate func allianceFile(_ id: Kernel.Body.ID? = nil) async throws -> AllianceFile {
        guard let file = try await installation.allianceFile(id ?? self.id("id"), in: realm) else {
            throw Problem(.notFound)
        }
        return file
    }

    fileprivate func month(_ name: String) -> Month? { text(name).flatMap { Month(asked: $0) } }
}
