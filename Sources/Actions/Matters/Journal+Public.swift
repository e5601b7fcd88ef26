import Kernel
import SQL
import Storage

extension Journal {
    /// Keeps the row by which everyone finds a matter on maps and other systems ask for it: it
    /// stands only while the matter is in a state that everyone may read.
    func publish(_ matter: Matter, before: Matter?, under procedure: Procedure) throws {
        let isOpen = procedure.isOpenToAll(matter)
        let wasOpen = before.map(procedure.isOpenToAll) ?? false
        if isOpen {
            guard !wasOpen || before?.placePath != matter.placePath else { return }
            let line = try installation.gazetteer.places(
                matter.placePath.ids, in: matter.realm, at: now, db)
            let row = try book.profile.publicRow(
                openedAt: matter.openedAt, at: line, under: procedure
            ) { try Positions.find($0, db) }
            if let row { try PublicMatters.keep(matter.id, row, db) }
        } else if wasOpen {
            try PublicMatters.remove(matter.id, db)
        }
    }
}

extension Profile {
    /// The row by which everyone finds a matter that everyone may read; nil at no place.
    ///
    /// - Parameter line: the places from the root down.
    /// - Parameter position: where a place is on the map.
    func publicRow(
        openedAt: Instant, at line: [Place], under procedure: Procedure,
        position: (Place.ID) throws -> Position?
    ) rethrows -> PublicMatters.Row? {
        guard let place = shownPlace(of: line, under: procedure) else { return nil }
        return PublicMatters.Row(
            place: place.id, openedAt: openedAt, key: try position(place.id).map(MapKey.point))
    }

    /// Where everyone may know a matter to be: its own place where the procedure shows it, else the
    /// nearest one above that holds hundreds of households.
    ///
    /// - Parameter line: the places from the root down.
    func shownPlace(of line: [Place], under procedure: Procedure) -> Place? {
        procedure.isOpenToAll(.place)
            ? line.last : line.last { isPublic(level: $0.level) } ?? line.first
    }
}
