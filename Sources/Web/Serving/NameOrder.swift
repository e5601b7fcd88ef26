import Foundation
import Kernel

extension Words {
    /// The order in which names are listed: numbers in them count as numbers, so that the second
    /// stands before the tenth.
    func stands(_ name: LocalName, before other: LocalName) -> Bool {
        self.name(name).compare(self.name(other), options: .numeric) == .orderedAscending
    }
}
