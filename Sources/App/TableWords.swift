package import Actions
import Kernel
import Web

/// What is wrong with a table, as the desk says it, for the command line.
package struct TableWords {
    private let texts: Texts

    package init() throws { texts = try SiteWords().texts }

    package func sentence(_ complaint: ActionError.Complaint) -> String {
        texts.text(complaint.key, in: .en, complaint.gaps)
    }
}
