import Actions
import HTTPTypes
import Kernel
import Storage

// The record of everything: searched, opened, checked and proved, and its seals.
extension DeskEndpoint {
    private static let sealsMax = 50

    static let recordEndpoints: [DeskEndpoint] = [
        .list(
            "/records", "listRecords",
            "The record, the newest first. One page looks at \(Records.searchedMax) records at "
                + "most, so that it may be short and still have a next one",
            verb: .readRecords,
            query: [
                Parameter("reference", .reference, "About one matter."),
                Parameter("person", .line(60), "By whoever has this name or sign-in."),
                Parameter("body", .id, "By posts of a body."),
                Parameter("post", .id, "By one post."),
                Parameter("action", .word, "Of one action."),
                Parameter("kind", .word, "On one kind of subject."),
                Parameter("from", .day, "From this day on."),
                Parameter("until", .day, "Up to this day."),
            ], most: RecordQuery.limitMax, of: Shapes.recordLine
        ) { call in
            let reading = try await call.installation.records(try call.recordSearch, in: call.realm)
            return Listing(
                reading.found.headers.map { ($0, reading) },
                next: reading.found.next.map {
                    DeskCall.cursor($0.at.milliseconds, $0.sequence)
                })
        },
        .one(
            "/records/:id", "getRecord",
            "One record, with what it says where that lies open; of a matter its own page tells it",
            verb: .readRecords, shape: Shapes.record
        ) { call in
            let sequence = try call.sequence
            guard let found = try await call.installation.record(sequence, in: call.realm),
                let header = found.reading.found.headers.first
            else { throw Problem(.notFound) }
            return RecordShown(
                header: header, reading: found.reading, payload: found.payload, seal: found.seal)
        },
        .one(
            "/records/:id/check", "checkRecord",
            "Checks a record against itself and against the seal that closes it",
            verb: .readRecords, shape: Shapes.verdict
        ) { call in
            try await CheckRecord(realm: call.realm, sequence: try call.sequence)
                .run(in: call.installation.database)
        },
        DeskEndpoint(
            method: .get, path: "/records/:id/proof", id: "getRecordProof",
            summary: "The proof of a record, to be checked without Linli", scope: .read,
            verb: .readRecords, result: .json(.named("ProofFile", .map(.anything)), .ok)
        ) { call in
            let file = try await ProveRecord(realm: call.realm, sequence: try call.sequence)
                .run(in: call.installation.database)
            return Answer(
                headers: [.contentType: "application/json; charset=utf-8"],
                bytes: Array(try file.json))
        },
        .list(
            "/seals", "listSeals", "Every seal with what it closes, the latest first",
            verb: .readRecords, most: sealsMax, of: Shapes.seal
        ) { call in
            let limit = call.limit(sealsMax)
            let before: Identifier<Never>? = try call.afterID()
            let seals = try await call.installation.seals(
                before: before?.rawValue, limit: limit + 1)
            let shown = Array(seals.prefix(limit))
            return Listing(
                shown, next: seals.count > limit ? shown.last.map { String($0.number) } : nil)
        },
    ]
}

/// One record with what was read beside it.
struct RecordShown: Sendable {
    let header: RecordHeader
    let reading: RecordReading
    let payload: Payload?
    let seal: Seal?
}

extension DeskCall {
    fileprivate var sequence: Int64 {
        get throws {
            let id: Identifier<Never> = try id("id")
            return id.rawValue
        }
    }

    fileprivate var recordSearch: RecordSearch {
        get throws {
            var search = RecordSearch(query: RecordQuery(limit: limit(RecordQuery.limitMax)))
            search.reference = query["reference"].flatMap { try? Reference(parsing: $0) }
            search.person = query["person"]
            search.query.body = queryID("body")
            search.query.post = queryID("post")
            search.query.action = query["action"]
            search.query.kind = query["kind"]
            let zone = book.profile.zone
            search.query.from = day("from")?.start(in: zone)
            search.query.until = day("until")?.adding(days: 1).start(in: zone)
            search.query.after = try cursor().map {
                RecordQuery.Cursor(at: Instant(milliseconds: $0.first), sequence: $0.second)
            }
            return search
        }
    }
}

extension Shapes {
    static let recordLine = Shape<(RecordHeader, RecordReading)>(
        "RecordLine",
        [
            .text("id", .id, about: "Its number in the record.") { line, _ in
                String(line.0.sequence)
            },
            .time("at") { $0.0.at },
            .maybeID("person") { $0.0.person.map(Person.ID.init) },
            .maybe("personName", about: "Null for nobody, and for who is no longer here.") {
                line, _ in line.0.person.flatMap { line.1.people[Person.ID($0)] }
            },
            .maybeID("post") { $0.0.post.map(Post.ID.init) },
            .maybe("role", .word) { line, _ in
                line.0.post.flatMap { line.1.posts[Post.ID($0)] }?.role
            },
            .maybeID("body") { line in line.0.post.flatMap { line.1.posts[Post.ID($0)] }?.body },
            .text("action", .word) { line, _ in line.0.action },
            .text("kind", .word, about: "Of what it was done to.") { line, _ in
                line.0.subjectKind
            },
            .text("subject") { line, _ in String(line.0.subject) },
            .maybe("reference", .reference, about: "Of a matter.") { line, _ in
                Records.matterKinds.contains(line.0.subjectKind)
                    ? line.1.matters[Matter.ID(line.0.subject)]?.reference.description : nil
            },
            .text("digest") { line, _ in line.0.digest.hex },
        ])

    static let record = Shape<RecordShown>(
        "Record",
        recordLine.members { ($0.header, $0.reading) } + [
            Member("said", .optional(.map(.anything)), about: "Null where it does not lie open.") {
                shown, _ in
                if case .object? = shown.payload { shown.payload?.json ?? .null } else { .null }
            },
            .maybeOne("seal", seal, about: "Null until one closes it.") { shown, _ in shown.seal },
        ])

    static let verdict = Shape<CheckRecord.Verdict>(
        "RecordVerdict",
        [
            .text("verdict", .choice(["sealed", "unsealed", "altered"])) { verdict, _ in
                switch verdict {
                case .sealed: "sealed"
                case .unsealed: "unsealed"
                case .altered: "altered"
                }
            },
            .maybe("altered", .choice(CheckRecord.Part.allCases.map(\.rawValue))) { verdict, _ in
                if case .altered(let part) = verdict { part.rawValue } else { nil }
            },
            .maybeOne("seal", seal) { verdict, _ in
                if case .sealed(let seal) = verdict { seal } else { nil }
            },
        ])

    static let seal = Shape<Seal>(
        "Seal",
        [
            .number("number") { seal, _ in Int(seal.number) },
            .number("first", about: "The record with which it begins.") { seal, _ in
                Int(seal.first)
            },
            .number("last") { seal, _ in Int(seal.last) }, .time("sealedAt") { $0.sealedAt },
            .text("root") { seal, _ in seal.root.hex },
            .text("previous", about: "The digest of the seal before.") { seal, _ in
                seal.previous.hex
            },
            .text("digest") { seal, _ in seal.digest.hex },
        ])
}
