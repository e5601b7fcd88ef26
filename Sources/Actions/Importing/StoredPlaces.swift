import Kernel
import SQL
import Storage

/// What a realm holds of the places that a sheet names, in some thirty bytes each.
struct StoredPlaces: Sendable {
    struct Found {
        let id: Place.ID
        let parent: Place.ID?
        /// 1 to 5; nil where the place lies at a level that files of divisions do not have.
        let level: UInt8?
        let isNamedAlike: Bool
    }

    enum Change { case new, none, renamed, moved }

    /// By the position of the entry with the same code.
    private var named: [Int32: Found] = [:]
    /// Parents that only the realm has.
    private var outside: [OfficialCode: Found] = [:]

    /// What a realm holds that is not there yet.
    static let none = StoredPlaces()

    private init() {}

    init(_ sheet: PlaceSheet, in realm: Realm.ID, _ db: any Reader) throws {
        let parents = sheet.parentsOutside
        try Places.forEachCoded(in: realm, db) { place in
            guard let code = OfficialCode(place.code) else { return }
            if let position = sheet.position(of: code) {
                let name = sheet.name(of: sheet.entries[position])
                named[Int32(position)] = Found(place, isNamedAlike: place.name == name)
            } else if parents.contains(code) {
                outside[code] = Found(place, isNamedAlike: true)
            }
        }
    }

    func place(of code: OfficialCode, in sheet: PlaceSheet) -> Found? {
        sheet.position(of: code).map { named[Int32($0)] } ?? outside[code]
    }

    func level(of code: OfficialCode, in sheet: PlaceSheet) -> UInt8? {
        place(of: code, in: sheet)?.level
    }

    /// What one entry would change.
    func change(by entry: PlaceSheet.Entry, at position: Int, in sheet: PlaceSheet) -> Change {
        guard let found = named[Int32(position)] else { return .new }
        let parent = entry.parent.flatMap { place(of: $0, in: sheet)?.id }
        guard parent == found.parent, entry.level == found.level else { return .moved }
        return found.isNamedAlike ? .none : .renamed
    }
}

extension StoredPlaces.Found {
    init(_ place: Places.Coded, isNamedAlike: Bool) {
        self.init(
            id: place.id, parent: place.parent,
            level: ImportPlaces.levels.firstIndex(of: place.level).map { UInt8($0 + 1) },
            isNamedAlike: isNamedAlike)
    }
}
