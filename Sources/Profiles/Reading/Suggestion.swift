/// What to write instead of a word that is not known.
enum Suggestion {
    /// The known word that is closest, if it is close enough to be a slip of the hand.
    static func nearest(to found: String, among known: some Collection<String>) -> String? {
        let most = min(2, found.count / 3)
        let length = found.utf8.count
        let ranked = known.filter { abs($0.utf8.count - length) <= most }
            .map { (word: $0, distance: distance(found, $0)) }
        return ranked.filter { $0.distance <= most }.min { $0.distance < $1.distance }?.word
    }

    /// How many letters must be changed, added, dropped or swapped with their neighbour.
    static func distance(_ first: String, _ second: String) -> Int {
        let a = Array(first.lowercased().utf8.prefix(60))
        let b = Array(second.lowercased().utf8.prefix(60))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var least = min(rows[i - 1][j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    least = min(least, rows[i - 2][j - 2] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
