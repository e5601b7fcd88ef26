import Actions
import Kernel
import Storage

// Pairings as far as a post has to do with them. Who is helped stands in none of these but `told`.
extension Shapes {
    private static let pairingMembers: [Member<Pairing>] = [
        .id("id") { $0.id }, .text("number") { pairing, _ in pairing.number.description },
        .number("version") { pairing, _ in pairing.version },
        .text("kind", .choice(Pairing.Kind.allCases.map(\.rawValue))) { pairing, _ in
            pairing.kind.rawValue
        },
        .text("state", .choice(Pairing.State.allCases.map(\.rawValue))) { pairing, _ in
            pairing.state.rawValue
        },
        .maybeNumber("everyDays") { pairing, _ in pairing.everyDays },
        .maybeDay("until", about: "The last day of a card.") { $0.until },
        .maybeDay("startedOn") { $0.startedOn },
        .maybeDay("dueOn", about: "By when the next visit is due.") { $0.dueOn },
        .maybe("ending", .choice(Pairing.Ending.allCases.map(\.rawValue))) { pairing, _ in
            pairing.ending?.rawValue
        },
    ]

    static let pairing = Shape<Pairing>("Pairing", pairingMembers)

    static let supporterLine = Shape<(Supporter, SupporterNames)>(
        "Supporter",
        [
            .text("kind", .choice(["person", "body"])) { line, _ in
                line.0.who.person == nil ? "body" : "person"
            },
            .text("id", .id) { line, _ in
                switch line.0.who {
                case .person(let id): id.description
                case .body(let id): id.description
                }
            },
            .maybe("name", about: "Null once they are gone.") { line, pen in
                switch line.0.who {
                case .person(let id): line.1.people[id]
                case .body(let id): line.1.bodies[id].map { pen.words.name($0.name) }
                }
            },
            .text("state", .choice(Supporter.State.allCases.map(\.rawValue))) { line, _ in
                line.0.state.rawValue
            },
        ])

    static let keptPairing = Shape<(Pairing, KeptList)>(
        "KeptPairing",
        [
            .one("pairing", pairing) { line, _ in line.0 }, .id("place") { $0.0.place },
            .many("supporters", supporterLine) { line, _ in
                line.0.supporters.map { ($0, line.1.names) }
            },
            .flag("hasConsent") { line, _ in line.0.consent != nil },
            .number("visits") { line, _ in line.1.visits[line.0.id]?.count ?? 0 },
            .maybeTime("lastVisitAt") { $0.1.visits[$0.0.id]?.last },
        ])

    static let pairingNumbers = Shape<Pairings.Numbers>(
        "PairingNumbers",
        Pairings.View.allCases.map { view in
            .number(view.rawValue) { numbers, _ in numbers[view] }
        })

    static let pairingMatrix = Shape<PairingMatrix>(
        "PairingMatrix",
        [
            .many("places", matrixLine) { matrix, _ in
                matrix.places.filter { matrix.counts[$0.id] != nil }.map { ($0, matrix) }
            }
        ])

    static let matrixLine = Shape<(Place, PairingMatrix)>(
        "MatrixLine",
        [
            .id("place") { $0.0.id }, .name("placeName") { $0.0.name },
            .texts("bodies", about: "That have the place as an area.") { line, pen in
                (line.1.bodies[line.0.id] ?? []).map(pen.words.name)
            },
            .number("household") { line, _ in line.1.count(.household, at: line.0) },
            .number("person") { line, _ in line.1.count(.person, at: line.0) },
            .number("card") { line, _ in line.1.count(.card, at: line.0) },
        ])

    static let pledge = Shape<Pledge>(
        "Pledge",
        [
            .number("most") { pledge, _ in pledge.most },
            .texts("needs", .choice(Pairing.Need.allCases.map(\.rawValue))) { pledge, _ in
                pledge.needs.map(\.rawValue).sorted()
            },
        ])

    static let pledgeLine = Shape<(PledgeLine, [Person.ID: String])>(
        "PledgeLine",
        [
            .text("kind", .choice(["person", "body"])) { line, _ in
                line.0.pledge.who.person == nil ? "body" : "person"
            },
            .text("id", .id) { line, _ in
                switch line.0.pledge.who {
                case .person(let id): id.description
                case .body(let id): id.description
                }
            },
            .maybe("name", about: "Of a person; bodies have theirs under /bodies.") { line, _ in
                line.0.pledge.who.person.flatMap { line.1[$0] }
            },
            .one("pledge", pledge) { line, _ in line.0.pledge },
            .number("room", about: "How many more they take on.") { line, _ in line.0.room },
        ])

    static let helpedList = Shape<HelpedList>(
        "OwnPairings",
        [
            .many("asked", helpedPairing) { list, _ in list.asked.map { ($0, list) } },
            .many("accepted", helpedPairing) { list, _ in list.accepted.map { ($0, list) } },
            .maybeOne("pledge", pledge, about: "Of the person.") { list, _ in list.pledge },
            .maybeOne("bodyPledge", pledge) { list, _ in list.bodyPledge },
        ])

    static let helpedPairing = Shape<(Pairing, HelpedList)>(
        "HelpedPairing",
        [
            .one("pairing", pairing) { line, _ in line.0 },
            .maybeID("place", about: "Null for a card, which says no door.") {
                (line: (Pairing, HelpedList)) -> Place.ID? in
                line.0.kind == .card ? nil : line.0.place
            },
            .maybe("sentence", about: "Of a card.") { line, _ in line.1.cards[line.0.id] },
            .number("visits") { line, _ in line.1.visits[line.0.id]?.count ?? 0 },
            .maybeTime("lastVisitAt") { $0.1.visits[$0.0.id]?.last },
        ])

    static let pairingFile = Shape<PairingFile>(
        "PairingFile",
        [
            .one("pairing", pairing) { file, _ in file.pairing },
            .flag("isKeeper", about: "Whether the post answers for it.") { file, _ in
                file.isKeeper
            },
            .maybe("ownState", .choice(Supporter.State.allCases.map(\.rawValue))) { file, _ in
                file.supporter?.state.rawValue
            },
            .maybeID("place", about: "Null of a card for whoever does not answer for it.") {
                (file: PairingFile) -> Place.ID? in
                file.isKeeper || file.pairing.kind != .card ? file.pairing.place : nil
            },
            .many("supporters", supporterLine) { file, _ in
                guard file.isKeeper || file.pairing.kind != .card else { return [] }
                return file.pairing.supporters
                    .filter { file.isKeeper || $0.state == .accepted }
                    .map { ($0, file.names) }
            },
            .maybeOne("consent", consent, about: "For the keeper.") { file, _ in
                file.isKeeper ? file.pairing.consent : nil
            },
            .many("visits", lightVisit) { file, _ in file.visits.map { ($0, file) } },
            .many("readings", reading, about: "For the keeper.") { file, _ in file.readings },
            .many("followUps", followUpLine) { file, _ in file.followUps },
            .maybe("sentence", about: "Of a card.") { file, _ in file.card },
            .flag("isHeld", about: "Whether something personal is still kept.") { file, _ in
                file.isHeld
            },
        ])

    static let consent = Shape<Consent>(
        "Consent",
        [
            .text("way", .choice(["written", "oral"])) { consent, _ in
                consent.way == .written ? "written" : "oral"
            },
            .maybeID("witness") { (consent: Consent) -> Post.ID? in
                if case .oral(let witness) = consent.way { witness } else { nil }
            },
            .day("givenOn") { $0.givenOn },
            .texts("covers", .choice(HelpedDetails.Part.allCases.map(\.rawValue))) { consent, _ in
                consent.covers.map(\.rawValue).sorted()
            },
        ])

    static let lightVisit = Shape<(LightVisits.Line, PairingFile)>(
        "LightVisit",
        [
            .id("id") { $0.0.id },
            .text("visit", .choice(LightVisit.Kind.allCases.map(\.rawValue))) { line, _ in
                line.0.kind.rawValue
            },
            .time("at") { $0.0.at }, .id("post") { $0.0.post },
            .maybe("personName") { line, _ in line.1.posts[line.0.post]?.personName },
            .flag("hasSentence", about: "That `helped-readings` tells.") { line, _ in
                line.0.hasSentence
            },
        ])

    static let followUpLine = Shape<MatterLine>(
        "FollowUpLine",
        [
            .text("reference", .reference) { line, _ in line.reference.description },
            .text("category", .word) { line, _ in line.category },
            .text("state", .word) { line, _ in line.state },
        ])

    static let followUp = Shape<FollowUpVisit.Outcome>(
        "FollowUpOutcome",
        [
            .maybe("reference", .reference, about: "Of the need; null where nothing was written.") {
                outcome, _ in
                if case .asked(let reference) = outcome { reference.description } else { nil }
            },
            .many("same", sameNeed, about: "Join one of them, or say that it is different.") {
                outcome, _ in
                if case .same(let matters) = outcome { matters } else { [] }
            },
        ])

    static let sameNeed = Shape<Matter>(
        "SameNeed",
        [
            .text("reference", .reference) { matter, _ in matter.reference.description },
            .text("title") { matter, _ in matter.title },
            .text("state", .word) { matter, _ in matter.state },
        ])

    static let told = Shape<ReadHelped.Told?>(
        "Helped",
        [
            Member(
                "parts", .map(.text(.any)),
                about: "By name, as far as the reader may know; empty once erased."
            ) { told, _ in
                .object(
                    (told?.parts ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
                        .map { ($0.key.rawValue, .text($0.value)) })
            },
            .maybe("sentence") { told, _ in told?.sentence },
            Member("visits", .map(.text(.any)), about: "What was written, by visit.") { told, _ in
                .object(
                    (told?.visits ?? [:]).sorted { $0.key < $1.key }
                        .map { ($0.key.description, .text($0.value)) })
            },
        ])
}

extension PairingMatrix {
    fileprivate func count(_ kind: Pairing.Kind, at place: Place) -> Int {
        counts[place.id]?[kind] ?? 0
    }
}
