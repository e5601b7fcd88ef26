package import Kernel
import SQL
import Storage

/// Says where a place is, in degrees (WGS 84), or takes that away.
package struct LocatePlace: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let place: Place.ID
    /// Both empty for none.
    package let latitude: String
    package let longitude: String

    package init(
        realm: Realm, by changer: Changer, place: Place.ID, latitude: String, longitude: String
    ) {
        self.realm = realm
        self.changer = changer
        self.place = place
        self.latitude = latitude
        self.longitude = longitude
    }

    /// - Throws: `.notFound`, `.forbidden`, `.invalid` for `latitude`.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            let place = try changer.changeable(place, in: realm.id, db)
            let position = try Self.read(latitude, longitude)
            let before = try Positions.find(place.id, db)
            guard position != before else {
                throw ActionError.invalid(["latitude": .init("place.position.same")])
            }
            try Positions.keep(position, of: place.id, db)
            try installation.note(
                "locatePlace", on: "place", place.id.rawValue, in: realm.id, by: changer, at: now,
                ["before": Self.payload(before), "after": Self.payload(position)], db)
        }
    }

    private static func read(
        _ latitude: String, _ longitude: String
    ) throws(ActionError) -> Position? {
        let (north, east) = (latitude.trimmingCharacters(), longitude.trimmingCharacters())
        if north.isEmpty, east.isEmpty { return nil }
        do {
            return try Position(latitude: north, longitude: east)
        } catch {
            switch error {
            case .unreadable:
                throw .invalid(["latitude": .init("place.position.unreadable")])
            case .outside: throw .invalid(["latitude": .init("place.position.outside")])
            }
        }
    }

    private static func payload(_ position: Position?) -> Payload {
        position.map { .text("\($0.degrees.latitude), \($0.degrees.longitude)") } ?? .null
    }
}
