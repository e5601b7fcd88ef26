import Foundation

/// A form without files, or a query: `a=1&b=2`, percent-encoded (URL Standard, section 5.1).
package enum URLEncodedForm {
    package enum Problem: Error {
        /// A broken code, or a NUL, which nobody types and no row can hold.
        case malformed
        case tooManyFields
    }

    /// - Parameter fieldsMax: how many different names it may have.
    /// - Returns: the values of each name, in their order.
    package static func fields(
        of text: some StringProtocol, atMost fieldsMax: Int
    ) throws(Problem) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count < fieldsMax else { throw .tooManyFields }
            guard let name = decoded(parts[0]), let value = decoded(parts.dropFirst().first ?? "")
            else { throw .malformed }
            fields[name, default: []].append(value)
        }
        return fields
    }

    private static func decoded(_ text: some StringProtocol) -> String? {
        let decoded = text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
        return decoded.flatMap { $0.utf8.contains(0) ? nil : $0 }
    }
}
