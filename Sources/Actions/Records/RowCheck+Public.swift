import Kernel
import SQL
import Storage

// The row by which everyone finds a matter on maps: exactly while it stands in a public state.
extension RowCheck {
    /// - Parameter isFinished: false while the rows are still being worked out under a new profile.
    func publicProblems(
        _ matter: Matter, under procedure: Procedure, _ book: Rulebook, isFinished: Bool,
        _ db: any Reader
    ) throws -> [String] {
        let stored = try PublicMatters.find(matter.id, db)
        guard procedure.isOpenToAll(matter) else {
            // That not everyone may read it holds under any profile.
            return stored == nil
                ? [] : ["it stands on the map for everyone, but its state is not public"]
        }
        guard isFinished else { return [] }
        guard let stored else { return ["its state is public, but it stands on no map"] }
        let line = try Places.find(ids: matter.placePath.ids, in: matter.realm, db)
            .sorted { $0.path.depth < $1.path.depth }
        let wanted = try book.profile.publicRow(
            openedAt: matter.openedAt, at: line, under: procedure
        ) { try Positions.find($0, db) }
        guard let wanted else { return [] }
        var found: [String] = []
        if stored.place != wanted.place {
            found.append("everyone finds it at place \(stored.place), but may at \(wanted.place)")
        } else if stored.key != wanted.key {
            found.append("everyone finds it elsewhere than its place is")
        }
        if stored.openedAt != wanted.openedAt {
            found.append("everyone finds it as of another time than its opening")
        }
        return found
    }
}
