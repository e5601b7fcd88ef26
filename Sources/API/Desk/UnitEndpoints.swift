import Actions
import HTTPTypes
import Kernel
import Storage

// Units that register with a community, what the two write to each other, and letters of thanks.
extension DeskEndpoint {
    static let unitEndpoints: [DeskEndpoint] = [
        .one(
            "/units", "listUnits",
            "Units that are registered: those of the post's own, and those in its reach",
            verb: nil, shape: Shapes.unitList
        ) { call in
            guard call.visit.mayReadUnits else { throw ActionError.forbidden }
            return try await call.installation.unitList(in: call.realm, for: call.holding)
        },
        .act(
            "/units", "registerUnit", "Registers the unit of the post with a community",
            verb: .offer,
            body: .named(
                "UnitWish",
                .object([
                    .text("place", .id, "Of a community that keeps a register."),
                    .init("hands", .number(UnitRegistration.handsRange)),
                    .text("offers", .line(UnitRegistration.offersCharactersMax)),
                ])), shape: Shapes.unit, status: .created, isRepeatable: true,
            problems: [.conflict], location: { "/units/\($0.id)" },
            tag: { "\"\($0.version)\"" }
        ) { call in
            try await RegisterUnit(
                realm: call.realm, holding: call.holding, place: call.bodyID("place"),
                hands: call.typed("hands"), offers: call.typed("offers")
            ).run(in: call.installation)
        },
        .one(
            "/units/:id", "getUnit",
            "One unit, with notes and letters for the two sides", verb: nil,
            shape: Shapes.unitFile, tag: { "\"\($0.unit.version)\"" }
        ) { call in try await call.unitFile() },
        keeping(.confirmation, "confirmUnit", "The community confirms it", .keepRegister),
        keeping(
            .return, "returnUnit", "The community returns it with a reason", .keepRegister,
            most: Registration.reasonCharactersMax),
        keeping(.reaffirmation, "reaffirmUnit", "The unit says once more that it holds", .offer),
        keeping(.closure, "closeUnit", "Either side ends it", nil),
        keeping(
            .note, "writeUnitNote", "Either side writes to the other", nil,
            most: UnitRegistration.noteCharactersMax),
        .act(
            "/units/:id/letters", "writeHomeLetter",
            "Writes a letter of thanks to a unit: what its people did here, as facts alone",
            verb: .keepRegister,
            body: .named(
                "LetterWish",
                .object([.text("from", .day), .text("until", .day)])),
            shape: Shapes.homeLetter, status: .created, isRepeatable: true,
            location: { "/units/\($0.unit)/letters/\($0.code)" }
        ) { call in
            try await WriteHomeLetter(
                realm: call.realm, holding: call.holding, unit: call.id("id"),
                from: call.typed("from"), until: call.typed("until")
            ).run(in: call.installation)
        },
        .one(
            "/units/:id/letters/:letter", "getHomeLetter",
            "One letter, with those who agree today to be named", verb: nil,
            shape: Shapes.homeLetterFile
        ) { call in
            guard
                let file = try await call.installation.homeLetter(
                    try call.parameter("letter"), to: call.id("id"), in: call.realm,
                    for: call.holding)
            else { throw Problem(.notFound) }
            return file
        },
    ]

    private static func keeping(
        _ act: KeepUnit.Act, _ id: String, _ summary: String, _ verb: Verb?, most: Int? = nil
    ) -> DeskEndpoint {
        let words: [Schema.Property] =
            if let most { [.text("words", .line(most))] } else { [] }
        return .act(
            "/units/:id/" + act.rawValue, id, summary, verb: verb, body: .object(words),
            shape: Shapes.unit, isConditional: true, tag: { "\"\($0.version)\"" }
        ) { call in
            let before = try await call.unitFile().unit
            return try await KeepUnit(
                realm: call.realm, holding: call.holding, unit: before.id,
                seen: try call.seen(now: before.version), act: act, words: call.typed("words")
            ).run(in: call.installation)
        }
    }
}

extension DeskCall {
    fileprivate func unitFile() async throws -> UnitFile {
        guard let file = try await installation.unitFile(id("id"), in: realm, for: holding) else {
            throw Problem(.notFound)
        }
        return file
    }
}

extension Shapes {
    static let unit = Shape<UnitRegistration>(
        "Unit",
        [
            .id("id") { $0.id }, .number("version") { unit, _ in unit.version },
            .id("body") { $0.body }, .id("place") { $0.place },
            .number("hands") { unit, _ in unit.hands }, .text("offers") { unit, _ in unit.offers },
            .time("proposedAt") { $0.proposedAt },
            .one("registration", registration) { unit, _ in unit.registration },
        ])

    static let unitList = Shape<UnitList>(
        "Units",
        [.many("own", unit) { list, _ in list.own }, .many("kept", unit) { list, _ in list.kept }])

    static let unitFile = Shape<UnitFile>(
        "UnitFile",
        [
            .one("unit", unit) { file, _ in file.unit },
            .flag("isOwn") { file, _ in file.isOwn }, .flag("isKept") { file, _ in file.isKept },
            .many("notes", unitNote) { file, _ in file.notes },
            .many("letters", homeLetter) { file, _ in file.letters },
        ])

    static let unitNote = Shape<UnitNotes.Line>(
        "UnitNote",
        [
            .time("at") { $0.at }, .id("post") { $0.post }, .text("note") { line, _ in line.note },
        ])

    static let homeLetter = Shape<HomeLetter>(
        "HomeLetter",
        [
            .text("code", .word) { letter, _ in letter.code }, .id("unit") { $0.unit },
            .day("from") { $0.from }, .day("until") { $0.until },
            .number("people") { letter, _ in letter.facts.people },
            .number("times") { letter, _ in letter.facts.times },
            .number("activities") { letter, _ in letter.facts.activities },
            .number("minutes") { letter, _ in Int(letter.facts.minutes) },
            .time("issuedAt") { $0.issuedAt },
        ])

    static let homeLetterFile = Shape<HomeLetterFile>(
        "HomeLetterFile",
        [
            .one("letter", homeLetter) { file, _ in file.letter },
            .many("named", namedPerson) { file, _ in file.named },
        ])

    static let namedPerson = Shape<HomeLetters.Named>(
        "NamedPerson",
        [
            .text("name") { named, _ in named.name }, .number("times") { named, _ in named.times },
            .number("minutes") { named, _ in Int(named.minutes) },
        ])
}
