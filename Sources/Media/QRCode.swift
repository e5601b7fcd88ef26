import CQREncode

/// A square of light and dark modules that a phone reads as text.
///
/// Source: ISO/IEC 18004; error correction M (15 % of the code may be lost).
package struct QRCode: Hashable, Sendable {
    package enum Problem: Error, Hashable {
        case empty
        /// UTF-8 bytes of the text.
        case tooLong(bytes: Int, bytesMax: Int)
        /// A zero byte would end the text early.
        case containsNull
        /// The encoder ran out of memory.
        case cannotEncode
    }

    /// Version 40 at level M.
    package static let bytesMax = 2_331
    /// Light modules around the code that readers need (ISO/IEC 18004, 9.1).
    package static let quietZone = 4

    /// Modules a side, without the quiet zone: 21...177.
    package let size: Int
    private let modules: [Bool]

    /// - Throws: `.empty`, `.tooLong`, `.containsNull` or `.cannotEncode`.
    package init(_ text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.bytesMax else {
            throw .tooLong(bytes: bytes.count, bytesMax: Self.bytesMax)
        }
        guard !bytes.contains(0) else { throw .containsNull }
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            throw .cannotEncode
        }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        // The lowest bit of each byte is the colour; the others are notes of the encoder.
        modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size)
            .map { $0 & 1 == 1 }
    }

    /// Whether the module is dark; everything outside the code is light.
    package subscript(column: Int, row: Int) -> Bool {
        guard (0..<size).contains(column), (0..<size).contains(row) else { return false }
        return modules[row * size + column]
    }

    /// A standalone SVG image: a white ground and one path, sharp at every size.
    ///
    /// - Parameters:
    ///   - moduleSize: pixels a module, at least 1.
    ///   - label: what a screen reader says; nil hides the image from it.
    package func svg(moduleSize: Int = 6, label: String? = nil) -> String {
        let side = size + 2 * Self.quietZone
        let pixels = side * max(1, moduleSize)
        let spoken = label.map { "role=\"img\" aria-label=\"\(Self.escaped($0))\"" }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" \
            width="\(pixels)" height="\(pixels)" shape-rendering="crispEdges" \
            \(spoken ?? "aria-hidden=\"true\"")>\
            <rect width="\(side)" height="\(side)" fill="#fff"/>\
            <path fill="#000" d="\(path)"/></svg>
            """
    }

    /// One closed rectangle for each run of dark modules in a row.
    private var path: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                guard self[column, row] else {
                    column += 1
                    continue
                }
                let start = column
                while self[column, row] { column += 1 }
                let length = column - start
                path += "M\(start + Self.quietZone) \(row + Self.quietZone)"
                path += "h\(length)v1h-\(length)z"
            }
        }
        return path
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        // Scalars, not characters: a combining mark would hide the sign before it.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
