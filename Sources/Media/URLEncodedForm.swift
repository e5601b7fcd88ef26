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
        for pair in Array(text.utf8).split(separator: UInt8(ascii: "&")) {
            let nameEnd = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard fields.count < fieldsMax else { throw .tooManyFields }
            guard let name = decoded(pair[..<nameEnd]),
                let value = decoded(pair[nameEnd...].dropFirst())
            else { throw .malformed }
            fields[name, default: []].append(value)
        }
        return fields
    }

    /// By hand: Foundation's way through NSString took a seventh of all that a page of the desk
    /// costs its event loop.
    private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexDigit, let low = rest.next()?.hexDigit else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8? {
        Character(Unicode.Scalar(self)).hexDigitValue.map(UInt8.init)
    }
}
