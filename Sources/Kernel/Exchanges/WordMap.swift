/// From the words of another system's file to ours.
package struct WordMap: Hashable, Sendable {
    /// What becomes of a value that is blank or not listed.
    package enum Otherwise: Hashable, Sendable {
        /// The row is left out and reported.
        case refuse
        /// The fact is left out.
        case none
        case value(String)
    }

    /// How a value begins, and our word for it.
    package struct Beginning: Hashable, Sendable {
        package let beginning: String
        package let word: String

        package init(beginning: String, word: String) {
            self.beginning = beginning
            self.word = word
        }
    }

    /// One column, or several whose values together decide.
    package let columns: [String]
    /// Our word by the file's values, joined by the unit separator U+001F.
    package let exact: [String: String]
    /// Our word by how the value begins, the first that fits.
    package let starts: [Beginning]
    package let blank: Otherwise
    package let other: Otherwise

    package init(
        columns: [String], exact: [String: String], starts: [Beginning], blank: Otherwise,
        other: Otherwise
    ) {
        self.columns = columns
        self.exact = exact
        self.starts = starts
        self.blank = blank
        self.other = other
    }

    /// Says nothing, whatever the file holds.
    package static let silent = WordMap(
        columns: [], exact: [:], starts: [], blank: .none, other: .none)

    /// What the values of `columns`, in that order, mean.
    package func meaning(of values: [String]) -> Otherwise {
        if values.isEmpty || values.contains("") { return blank }
        let joined = values.joined(separator: Self.joint)
        if let word = exact[joined] { return .value(word) }
        return starts.first { joined.hasPrefix($0.beginning) }.map { .value($0.word) } ?? other
    }

    package static let joint = "\u{1F}"

    /// Every word of ours that may come out.
    package var words: Set<String> {
        let fallbacks = [blank, other].compactMap { otherwise in
            if case .value(let word) = otherwise { word } else { nil }
        }
        return Set(exact.values).union(starts.map(\.word)).union(fallbacks)
    }
}
