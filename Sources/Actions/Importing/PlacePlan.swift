import Kernel
import Storage

/// What the files of a sheet change in what a realm holds.
struct PlacePlan: Sendable {
    let sheet: PlaceSheet
    /// Distinct places in the files, bad ones left out.
    private(set) var places = 0
    /// Positions in the sheet of what is new, parents before their children.
    private(set) var added: [Int32] = []
    private(set) var renamed: [Int32] = []
    private(set) var bad: BadRows
    private let stored: StoredPlaces

    init(_ sheet: PlaceSheet, stored: StoredPlaces) {
        self.sheet = sheet
        self.stored = stored
        bad = sheet.bad
        var isLeftOut = [Bool](repeating: false, count: sheet.entries.count)
        var moved = BadRows()
        // From the top down, so that what hangs under a refused row is refused with it.
        for position in sheet.ordered {
            let entry = sheet.entries[Int(position)]
            if let reason = refusal(of: entry, isLeftOut) {
                isLeftOut[Int(position)] = true
                bad.add(sheet.bad(entry, reason))
                continue
            }
            switch stored.change(by: entry, at: Int(position), in: sheet) {
            case .new: added.append(position)
            case .renamed: renamed.append(position)
            case .none: break
            case .moved:
                // A move is a decision with a date, not an import.
                moved.add(sheet.bad(entry, "place \(entry.code) is stored under another parent"))
                continue
            }
            places += 1
        }
        bad.add(moved)
    }

    /// Why a place cannot lie under the parent it names; nil when it can.
    private func refusal(of entry: PlaceSheet.Entry, _ isLeftOut: [Bool]) -> String? {
        guard let parent = entry.parent else { return nil }
        var level = stored.level(of: parent, in: sheet)
        if let position = sheet.position(of: parent), !isLeftOut[position] {
            level = sheet.entries[position].level
        }
        return switch level {
        case nil: "the parent \(parent) is not in these files nor stored before"
        // Dongguan, Zhongshan and Danzhou have no counties: their towns hang under the city.
        case let level? where entry.level == level + 1 || (level, entry.level) == (2, 4): nil
        case let level?: "a place of level \(entry.level) cannot lie in level \(level)"
        }
    }

    /// The stored place of a position or of a parent outside the files.
    func storedID(of code: OfficialCode) -> Place.ID? { stored.place(of: code, in: sheet)?.id }
}
