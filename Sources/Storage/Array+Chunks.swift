extension Array {
    /// Its elements in runs of one length; only the last may be shorter.
    package func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}

extension Collection {
    /// The elements, the last one repeated up to a length, so that lists of many lengths are asked
    /// about with one statement, which the engine plans once.
    func filled(to length: Int) -> [Element] {
        guard let last = suffix(1).first else { return [] }
        return Array(self) + Array(repeating: last, count: Swift.max(0, length - count))
    }
}
