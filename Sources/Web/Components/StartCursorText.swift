import Kernel
import Storage

extension StartCursor {
    /// As it stands in an address: the instant and the id.
    var text: String { "\(startsAt.milliseconds).\(id)" }

    /// Reads such a text; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = Identifier<Noun>(parts[1])
        else { return nil }
        self.init(startsAt: Instant(milliseconds: milliseconds), id: id)
    }
}
