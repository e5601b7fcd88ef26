import Actions
import Kernel

// OGC API – Features – Part 1: Core (OGC 17-069r4), one service for each realm.
extension Doors {
    static let featureEndpoints: [Endpoint] = [
        .get("/api/features/:realm", .everyone) { try await $0.features().landing() },
        .get("/api/features/:realm/api", .everyone) { try await $0.features().description() },
        .get("/api/features/:realm/conformance", .everyone) {
            try await $0.features().conformance()
        },
        .get("/api/features/:realm/collections", .everyone) {
            try await $0.features().collections()
        },
        .get("/api/features/:realm/collections/:collection", .everyone) {
            try await $0.features().collection()
        },
        .get("/api/features/:realm/collections/:collection/items", .everyone) {
            try await $0.features().items()
        },
        .get("/api/features/:realm/collections/:collection/items/:item", .everyone) {
            try await $0.features().item()
        },
    ]
}

/// The collections of a realm.
enum FeatureCollection: String, CaseIterable {
    case places, grids, facilities, organisations, matters

    var title: JSON {
        switch self {
        case .places: "Places: street, communities, estates 区域"
        case .grids: "Grids 网格"
        case .facilities: "Venues 场所设施"
        case .organisations: "Organisations 单位"
        case .matters: "Public matters 公共事项"
        }
    }

    var detail: JSON {
        switch self {
        case .places:
            "Places of the levels that everyone may know, with their boundary where it is known."
        case .grids: "Responsibility areas of the plan that holds today, as the places they hold."
        case .facilities: "Venues with their kind, telephone and spot."
        case .organisations:
            "Offices, committees, companies and teams, at the place that they are there for."
        case .matters:
            "What everyone may read, where everyone may know it to be; the time is its opening."
        }
    }
}

extension Call {
    /// The service of the realm that the address names.
    func features() async throws -> Features {
        let realm = try await realm(try parameter("realm"))
        let book = try await installation.rulebook(of: realm)
        return Features(
            call: self, realm: realm, book: book, words: phrases.words(of: book, in: language))
    }
}
