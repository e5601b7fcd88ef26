import CExpat

/// Walks through XML as it arrives: what begins, what ends, and the text between. A document type
/// ends the walk, for entities are how small files grow large.
final class XMLWalk {
    /// The attributes of one element, read where they stand.
    struct Attributes {
        fileprivate let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

        /// Whatever comes before a colon is left aside.
        subscript(name: StaticString) -> String? {
            guard var at = list else { return nil }
            while let key = at.pointee, let value = at.advanced(by: 1).pointee {
                if XMLWalk.isNamed(key, name) { return String(cString: value) }
                at = at.advanced(by: 2)
            }
            return nil
        }
    }

    var begins: (String, Attributes) -> Void = { _, _ in }
    var ends: (String) -> Void = { _ in }
    /// Asked for text only while this is set.
    var takesText = false
    private(set) var text: [UInt8] = []
    var textBytesMax = SheetRow.Limits.cellBytesMax
    private(set) var isTextTooLong = false
    private let parser: OpaquePointer
    private let part: String

    init(part: String) throws(SheetRow.Problem) {
        guard let parser = XML_ParserCreate(nil) else { throw .damaged(part: part) }
        self.parser = parser
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, list in
                guard let name else { return }
                XMLWalk.walk(data)?.begins(XMLWalk.local(name), Attributes(list: list))
            },
            { data, name in
                guard let name else { return }
                XMLWalk.walk(data)?.ends(XMLWalk.local(name))
            })
        XML_SetCharacterDataHandler(parser) { data, text, length in
            guard let walk = XMLWalk.walk(data), let text, walk.takesText else { return }
            walk.take(UnsafeRawBufferPointer(start: text, count: Int(length)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            guard let walk = XMLWalk.walk(data) else { return }
            XML_StopParser(walk.parser, XML_Bool(XML_FALSE))
        }
    }

    deinit { XML_ParserFree(parser) }

    /// The text since it was last taken away.
    func taken() -> String {
        defer { text.removeAll(keepingCapacity: true) }
        return String(decoding: text, as: UTF8.self)
    }

    func take(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(SheetRow.Problem) {
        let status = XML_Parse(
            parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
            Int32(bytes.count), isLast ? 1 : 0)
        guard status == XML_STATUS_OK else { throw .damaged(part: part) }
    }

    private func take(_ bytes: UnsafeRawBufferPointer) {
        guard text.count + bytes.count <= textBytesMax else {
            isTextTooLong = true
            return
        }
        text.append(contentsOf: bytes)
    }

    private static func walk(_ data: UnsafeMutableRawPointer?) -> XMLWalk? {
        data.map { Unmanaged<XMLWalk>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func local(_ name: UnsafePointer<XML_Char>) -> String {
        String(cString: afterColon(name))
    }

    private static func afterColon(
        _ name: UnsafePointer<XML_Char>
    ) -> UnsafePointer<XML_Char> {
        var (at, start) = (name, name)
        while at.pointee != 0 {
            if at.pointee == 0x3A { start = at.advanced(by: 1) }
            at = at.advanced(by: 1)
        }
        return start
    }

    fileprivate static func isNamed(
        _ name: UnsafePointer<XML_Char>, _ wanted: StaticString
    ) -> Bool {
        let start = afterColon(name)
        for index in 0..<wanted.utf8CodeUnitCount
        where UInt8(bitPattern: start[index]) != wanted.utf8Start[index] {
            return false
        }
        return start[wanted.utf8CodeUnitCount] == 0
    }
}

extension ZipFile {
    /// Walks through a part.
    ///
    /// - Returns: whether there is such a part.
    @discardableResult
    func walk(
        _ part: String, _ prepare: (XMLWalk) -> Void
    ) throws(SheetRow.Problem) -> Bool {
        let walk = try XMLWalk(part: part)
        prepare(walk)
        let isThere = try read(part) { (piece) throws(SheetRow.Problem) in
            try walk.take(piece, isLast: false)
        }
        if isThere { try walk.take(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
        return isThere
    }
}
