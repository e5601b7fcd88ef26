extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        self.init(bytes: value.withUTF8Buffer(Array.init))
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(bytes: stringInterpolation.bytes)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ value: String) {
            bytes.appendEscaped(value)
        }

        package mutating func appendInterpolation(_ value: String?) {
            if let value { bytes.appendEscaped(value) }
        }

        package mutating func appendInterpolation(_ html: HTML) {
            bytes.append(contentsOf: html.bytes)
        }

        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            bytes.append(contentsOf: number.description.utf8)
        }

        package mutating func appendInterpolation(_ link: Link) {
            bytes.appendEscaped(link.address)
        }

        /// ` name="value"`, or nothing when the value is absent.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
            bytes.append(contentsOf: "=\"".utf8)
            bytes.appendEscaped(value)
            bytes.append(UInt8(ascii: "\""))
        }

        package mutating func appendInterpolation(attribute name: StaticString, _ link: Link?) {
            appendInterpolation(attribute: name, link?.address)
        }

        /// ` name`, such as ` checked`, when the condition holds.
        package mutating func appendInterpolation(flag name: StaticString, _ holds: Bool) {
            guard holds else { return }
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
        }
    }
}
