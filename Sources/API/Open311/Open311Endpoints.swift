import Actions
import HTTPTypes
import Kernel
import Logging
import Storage

// Open311 GeoReport v2, with mySociety's service request updates.
extension Doors {
    static let open311Endpoints: [Endpoint] = [
        .get("/api/open311/discovery", .everyone) { try await $0.open311 { try $0.discovery() } },
        .get("/api/open311/discovery.xml", .everyone) {
            try await $0.open311 { try $0.discovery() }
        },
        .get("/api/open311/discovery.json", .everyone) {
            try await $0.open311 { try $0.discovery() }
        },
        .get("/api/open311/v2/services", .everyone) {
            try await $0.open311 { try await $0.services() }
        },
        .get("/api/open311/v2/services.xml", .everyone) {
            try await $0.open311 { try await $0.services() }
        },
        .get("/api/open311/v2/services.json", .everyone) {
            try await $0.open311 { try await $0.services() }
        },
        .get("/api/open311/v2/services/:name", .everyone) {
            try await $0.open311 { try await $0.definition() }
        },
        .get("/api/open311/v2/requests", .everyone) {
            try await $0.open311 { try await $0.requests() }
        },
        .get("/api/open311/v2/requests.xml", .everyone) {
            try await $0.open311 { try await $0.requests() }
        },
        .get("/api/open311/v2/requests.json", .everyone) {
            try await $0.open311 { try await $0.requests() }
        },
        .post("/api/open311/v2/requests", .key(.report), takes: .formWithFiles) {
            try await $0.open311 { try await $0.report() }
        },
        .post("/api/open311/v2/requests.xml", .key(.report), takes: .formWithFiles) {
            try await $0.open311 { try await $0.report() }
        },
        .post("/api/open311/v2/requests.json", .key(.report), takes: .formWithFiles) {
            try await $0.open311 { try await $0.report() }
        },
        .get("/api/open311/v2/requests/:name", .everyone) {
            try await $0.open311 { try await $0.request() }
        },
        .get("/api/open311/v2/tokens/:name", .everyone) {
            try await $0.open311 { try await $0.token() }
        },
        .get("/api/open311/v2/servicerequestupdates", .everyone) {
            try await $0.open311 { try await $0.updates() }
        },
        .get("/api/open311/v2/servicerequestupdates.xml", .everyone) {
            try await $0.open311 { try await $0.updates() }
        },
        .get("/api/open311/v2/servicerequestupdates.json", .everyone) {
            try await $0.open311 { try await $0.updates() }
        },
        .post("/api/open311/v2/servicerequestupdates", .key(.report), takes: .formWithFiles) {
            try await $0.open311 { try await $0.update() }
        },
        .post(
            "/api/open311/v2/servicerequestupdates.xml", .key(.report), takes: .formWithFiles
        ) { try await $0.open311 { try await $0.update() } },
        .post(
            "/api/open311/v2/servicerequestupdates.json", .key(.report), takes: .formWithFiles
        ) { try await $0.open311 { try await $0.update() } },
    ]
}

extension Call {
    /// Answers in the format of the address, refusals among them: a list of errors, each with the
    /// code of the status and words.
    func open311(_ work: (Open311) async throws -> Answer) async throws -> Answer {
        let open = Open311(call: self)
        do {
            return try await work(open)
        } catch {
            let (status, words) = Complaint.told(error)
            if status.code >= 500 { log.error("Open311: \(error)") }
            return open.errors(status, words)
        }
    }
}

/// One call of GeoReport: its format and what it asks.
struct Open311 {
    enum Format { case xml, json }

    static let base = "/api/open311/"

    let call: Call
    let format: Format
    /// What the last part of the address names, without its format.
    let name: String

    init(call: Call) {
        self.call = call
        let named = call.parameters["name"] ?? ""
        format = call.path.hasSuffix(".json") ? .json : .xml
        name =
            [".json", ".xml"].first { named.hasSuffix($0) }
            .map { String(named.dropLast($0.count)) } ?? named
    }

    /// A field of the form, or else of the query.
    func field(_ name: String) -> String? { call.form[name] ?? call.query[name] }

    /// The realm that `jurisdiction_id` names; the only one where it is left out.
    func realm() async throws -> Realm {
        let realms = try await call.installation.publicRealms()
        guard let slug = field("jurisdiction_id") else {
            guard realms.count == 1 else {
                throw Complaint.bad(
                    "jurisdiction_id was not provided. It is one of: "
                        + realms.map(\.slug).joined(separator: ", "))
            }
            return realms[0]
        }
        guard let realm = realms.first(where: { $0.slug == slug }) else {
            throw Complaint.bad("jurisdiction_id provided was not found.", status: .notFound)
        }
        return realm
    }

    func place() async throws -> Open311Place {
        let realm = try await realm()
        let book = try await call.installation.rulebook(of: realm)
        return Open311Place(
            realm: realm, book: book, words: call.phrases.words(of: book, in: call.language))
    }

    // MARK: - Answers

    /// The same members as elements of XML, or as an object of JSON (the Spark convention: a list
    /// of objects without the element around it).
    func list(
        _ outer: String, _ inner: String, _ items: [[Member]], status: HTTPResponse.Status = .ok
    ) -> Answer {
        switch format {
        case .xml:
            .text(
                XMLTree(outer, items.map { XMLTree(inner, $0.map(\.xml)) }).bytes,
                type: "text/xml; charset=utf-8", status: status)
        case .json: .json(.list(items.map { .object($0.map(\.json)) }), status: status)
        }
    }

    func errors(_ status: HTTPResponse.Status, _ words: String) -> Answer {
        list(
            "errors", "error",
            [[.number("code", String(status.code)), .text("description", words)]], status: status)
    }

    /// A member of an answer in both formats.
    enum Member {
        case text(String, String?)
        /// Digits.
        case number(String, String?)
        case flag(String, Bool)
        /// A list: its name, the name of each, and the members of each.
        case list(String, String, [[Member]])

        var xml: XMLTree {
            switch self {
            case .text(let name, let value), .number(let name, let value): XMLTree(name, value)
            case .flag(let name, let value): XMLTree(name, value ? "true" : "false")
            case .list(let name, let inner, let items):
                XMLTree(name, items.map { XMLTree(inner, $0.map(\.xml)) })
            }
        }

        var json: (String, JSON) {
            switch self {
            case .text(let name, let value): (name, .optional(value))
            case .number(let name, let value): (name, value.map(JSON.number) ?? .null)
            case .flag(let name, let value): (name, .bool(value))
            case .list(let name, _, let items):
                (name, .list(items.map { .object($0.map(\.json)) }))
            }
        }
    }
}

/// The realm of a call, with its rules and words.
struct Open311Place {
    let realm: Realm
    let book: Rulebook
    let words: Wording

    /// A kind of matter that can be reported: a category, with how its matters are opened.
    struct Reportable {
        let category: Kernel.Category
        let procedure: Procedure
        let opening: Procedure.Action
    }

    /// What anyone may raise here, category by category.
    var services: [Reportable] {
        book.profile.procedures.flatMap { procedure -> [Reportable] in
            let opening = procedure.actions.first { action in
                action.opens && action.by.contains(.anyone) && isPlaced(action, procedure)
            }
            guard let opening else { return [] }
            return book.profile.categories(of: procedure.key.name).map {
                Reportable(category: $0, procedure: procedure, opening: opening)
            }
        }
    }

    /// An opening without a place or a category is for nobody outside.
    private func isPlaced(_ action: Procedure.Action, _ procedure: Procedure) -> Bool {
        let parts = action.asks.compactMap { procedure.field($0.field)?.sets }
        return parts.contains(.place) && parts.contains(.category) && parts.contains(.account)
    }

    func service(_ code: String) -> Reportable? { services.first { $0.category.id == code } }
}
