import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The record of everything: searched, opened, checked and proved.
    static let recordRoutes: [Route] = [
        .get("/desk/records", .post(.readRecords), recordsPage),
        .get("/desk/records/seals", .post(.readRecords), deskSealsPage),
        .get("/desk/records/:id", .post(.readRecords), recordPage),
        .get("/desk/records/:id/proof", .post(.readRecords), recordProof),
    ]

    private static func recordProof(_ ask: Ask) async throws -> Reply {
        guard let sequence = Int64(try ask.parameter("id")) else { throw ActionError.notFound }
        let file = try await ProveRecord(realm: try ask.visit.realm, sequence: sequence)
            .run(in: ask.installation.database)
        return .file(
            try file.json, type: "application/json; charset=utf-8",
            name: "proof-record-\(sequence).json")
    }
}

extension Link {
    static let records = Link("desk", "records")
    static func record(_ sequence: Int64, check: Bool = false) -> Link {
        Link(
            ["desk", "records", String(sequence)], query: ["check": check ? "now" : nil],
            fragment: check ? "check" : nil)
    }
    static func recordProof(_ sequence: Int64) -> Link {
        Link("desk", "records", String(sequence), "proof")
    }
    static func deskSeals(before: Int64? = nil) -> Link {
        Link("desk", "records", "seals", query: ["before": before.map(String.init)])
    }
}

/// The address of a search of the record.
struct RecordLink {
    var reference = ""
    var person = ""
    var body: Body.ID?
    var post: Post.ID?
    var action: String?
    var kind: String?
    var from = ""
    var until = ""
    var after: RecordQuery.Cursor?

    init() {}

    /// Reads the filters of an address; what it does not understand it leaves out.
    init(_ query: SentForm) {
        reference = query["reference"].map { String($0.prefix(20)).trimmingCharacters() } ?? ""
        person = query["person"].map { String($0.prefix(60)).trimmingCharacters() } ?? ""
        body = query["body"].flatMap { Body.ID($0) }
        post = query["post"].flatMap { Post.ID($0) }
        action = query["action"].map { String($0.prefix(60)) }
        kind = query["kind"].map { String($0.prefix(60)) }
        from = query["from"].map { String($0.prefix(10)) } ?? ""
        until = query["until"].map { String($0.prefix(10)) } ?? ""
        if let parts = query["after"]?.split(separator: "."), parts.count == 2,
            let at = Int64(parts[0]), let sequence = Int64(parts[1])
        {
            after = RecordQuery.Cursor(at: Instant(milliseconds: at), sequence: sequence)
        }
    }

    var link: Link {
        Link(
            "desk", "records",
            query: [
                "reference": Self.given(reference), "person": Self.given(person),
                "body": body?.description, "post": post?.description, "action": action,
                "kind": kind, "from": Self.given(from), "until": Self.given(until),
                "after": after.map { "\($0.at.milliseconds).\($0.sequence)" },
            ])
    }

    private static func given(_ text: String) -> String? { text.isEmpty ? nil : text }

    func with(_ change: (inout RecordLink) -> Void) -> RecordLink {
        var link = self
        link.after = nil
        change(&link)
        return link
    }

    var isFiltered: Bool {
        let texts = [reference, person, from, until]
        return texts.contains { !$0.isEmpty } || body != nil || post != nil || action != nil
            || kind != nil
    }

    /// The search, or which field cannot be read.
    func search(in book: Rulebook) throws(Unreadable) -> RecordSearch {
        var search = RecordSearch()
        search.query.body = body
        search.query.post = post
        search.query.action = action
        search.query.kind = kind
        search.query.after = after
        search.person = Self.given(person)
        if !reference.isEmpty {
            guard let parsed = try? Reference(parsing: reference) else { throw .reference }
            search.reference = parsed
        }
        let zone = book.profile.zone
        if !from.isEmpty {
            guard let day = try? Day(parsing: from) else { throw .day }
            search.query.from = day.start(in: zone)
        }
        if !until.isEmpty {
            guard let day = try? Day(parsing: until) else { throw .day }
            search.query.until = day.adding(days: 1).start(in: zone)
        }
        return search
    }

    enum Unreadable: String, Error {
        case reference, day
    }
}
