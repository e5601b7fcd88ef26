import Actions
import HTTPTypes
import Kernel
import Storage

// Who might be asked for what waits, and public thanks to those who helped.
extension DeskEndpoint {
    private static let pageMax = 50

    static let helpEndpoints: [DeskEndpoint] = [
        .one(
            "/matching", "proposeHelpers",
            "Who might be asked for what waits, of those who said that they help", verb: .invite,
            shape: Shapes.proposal
        ) { call in
            try await call.installation.matching(
                for: call.holding, in: call.realm, MatchingWish())
        },
        .act(
            "/matching/proposals", "proposeAnew",
            "The same, with what is settled already: pairs that stay, and pairs that may not be",
            verb: .invite,
            body: .named(
                "MatchingWish",
                .object([
                    .init("pins", pairs, isRequired: false),
                    .init("bars", pairs, isRequired: false),
                ])), shape: Shapes.proposal
        ) { call in
            var wish = MatchingWish()
            wish.pins = call.pairs("pins")
            wish.bars = Set(call.pairs("bars"))
            return try await call.installation.matching(
                for: call.holding, in: call.realm, wish)
        },
        .act(
            "/matching/invitations", "inviteToHelp",
            "Asks people whether they take something on; whoever was asked is not asked again",
            verb: .invite, body: .named("Invitations", .object([.init("pairs", pairs)])),
            shape: Shapes.invited, isRepeatable: true
        ) { call in
            try await InviteToHelp(
                realm: call.realm, holding: call.holding, pairs: call.pairs("pairs")
            ).run(in: call.installation)
        },
        .list(
            "/thanks", "listThanks", "Public thanks that were asked for, newest first",
            verb: .publish, most: pageMax, of: Shapes.thanks
        ) { call in
            let page = try await call.installation.commendations(
                published: false, in: call.realm, before: try call.afterID(),
                limit: call.limit(pageMax))
            return Listing(
                page.lines.map { ($0, page.names[$0.person]) }, next: page.next?.description)
        },
        .act(
            "/thanks", "askToThank",
            "Asks a volunteer whether they may be thanked in public; only they say whether",
            verb: .publish,
            body: .named(
                "ThanksWish",
                .object([
                    .text("volunteer", .line(80), "The sign-in of the person."),
                    .text("deed", .line(Commendation.deedCharactersMax), "Without a name."),
                ])), shape: Shapes.asking, status: .created, isRepeatable: true
        ) { call in
            try await CommendVolunteer(
                realm: call.realm, holding: call.holding,
                volunteer: call.typed("volunteer"), deed: call.typed("deed")
            ).run(in: call.installation)
        },
    ]

    private static let pairs = Schema.list(
        .object([.text("matter", .id, "Of `/matching`."), .text("person", .id)]),
        most: Invitation.atOnceMax)
}

extension DeskCall {
    fileprivate func pairs(_ name: String) -> [Matching.Bar] {
        objects(name).compactMap { pair in
            guard let matter = pair.text("matter").flatMap({ Matter.ID($0) }),
                let person = pair.text("person").flatMap({ Person.ID($0) })
            else { return nil }
            return Matching.Bar(matter: matter, person: person)
        }
    }
}

extension MatchingProposal.Gap {
    static let all: [MatchingProposal.Gap] = [.nobodyOffers, .nobodyIsFree, .tooFew]
}

extension Shapes {
    static let proposal = Shape<MatchingProposal>(
        "Proposal",
        [
            .number("helpers", about: "How many say that they help.") { proposal, _ in
                proposal.helpers
            },
            .many("matches", match) { proposal, _ in proposal.matches },
            .many("gaps", matchingGap, about: "For whom nobody is proposed, and why.") {
                proposal, _ in proposal.gaps.map { ($0.line, $0.gap) }
            },
            .many("asked", question, about: "Who was asked and has not answered.") {
                proposal, _ in proposal.asked.map { ($0.line, $0.name, $0.at) }
            },
        ])

    static let match = Shape<MatchingProposal.Match>(
        "Match",
        [
            .id("matter") { $0.line.id },
            .text("reference", .reference) { match, _ in match.line.reference.description },
            .text("title") { match, _ in match.line.title },
            .text("category", .word) { match, _ in match.line.category },
            .id("person") { $0.person }, .text("name") { match, _ in match.name },
            .many("times", freeTime) { match, _ in match.times.parts.map { ($0.weekday, $0.part) }
            },
            .maybe("nearName", about: "The place that both have in common.") { match, pen in
                match.near.map { pen.words.name($0.name) }
            },
            .maybeNumber("metres", about: "As the crow flies, to fifty.") { match, _ in
                match.metres.map(MatchingProposal.coarse)
            },
            .maybe("language", .word, about: "That is asked for, and that they speak.") {
                match, _ in match.language
            },
            .number("load", about: "How much they took on or were asked for lately.") {
                match, _ in match.load.sum
            },
            .flag("isPinned") { match, _ in match.isPinned },
        ])

    static let matchingGap = Shape<(MatterLine, MatchingProposal.Gap)>(
        "MatchingGap",
        [
            .id("matter") { $0.0.id },
            .text("reference", .reference) { gap, _ in gap.0.reference.description },
            .text("title") { gap, _ in gap.0.title },
            .text("reason", .choice(MatchingProposal.Gap.all.map { "\($0)" })) { gap, _ in
                "\(gap.1)"
            },
        ])

    static let question = Shape<(MatterLine, String, Instant)>(
        "Question",
        [
            .text("reference", .reference) { question, _ in question.0.reference.description },
            .text("title") { question, _ in question.0.title },
            .text("name") { question, _ in question.1 }, .time("at") { $0.2 },
        ])

    static let invited = Shape<Int>(
        "Invited", [.number("asked", about: "How many were asked.") { count, _ in count }])

    static let asking = Shape<Commendation>(
        "ThanksAsked",
        [
            .id("id") { $0.id }, .text("deed") { thanks, _ in thanks.deed },
            .text("state", .choice(Commendation.State.allCases.map(\.rawValue))) { thanks, _ in
                thanks.state.rawValue
            },
            .time("askedAt") { $0.askedAt },
        ])

    static let thanks = Shape<(Commendation, String?)>(
        "Thanks",
        asking.members { $0.0 } + [
            .maybe("name") { pair, _ in pair.1 },
            .maybeTime("answeredAt") { $0.0.answeredAt },
            .maybe("called", about: "How they want to be called.") { pair, _ in
                pair.0.consent?.called
            },
            .maybe("words", about: "Their own.") { pair, _ in pair.0.consent?.words },
        ])
}
