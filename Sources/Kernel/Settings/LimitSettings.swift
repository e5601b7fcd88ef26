/// How much one address, and everyone in one realm together, may ask of one node in a minute.
///
/// These keep a machine from being worn out; what must not be tried often, such as a password, is
/// counted in the database and is no setting.
package struct LimitSettings: Hashable, Sendable {
    /// Kinds of calls that are counted apart.
    package enum Kind: String, CaseIterable, Sendable {
        /// Pages and files that are read.
        case pages
        /// Forms that are sent.
        case forms
        /// What other systems ask.
        case calls
    }

    package var pages = 1_200
    package var forms = 240
    package var calls = 1_200
    package var realmPages = 60_000
    package var realmForms = 6_000
    package var realmCalls = 30_000

    package init() {}

    /// The most of one address; nil without a limit.
    package func most(of kind: Kind) -> Int? {
        let most =
            switch kind {
            case .pages: pages
            case .forms: forms
            case .calls: calls
            }
        return most == 0 ? nil : most
    }

    /// The most of everyone in one realm; nil without a limit.
    package func realmMost(of kind: Kind) -> Int? {
        let most =
            switch kind {
            case .pages: realmPages
            case .forms: realmForms
            case .calls: realmCalls
            }
        return most == 0 ? nil : most
    }
}
