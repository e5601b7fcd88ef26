/// Calls C with two arrays of texts, each ended by NULL.
func withCStrings(
    _ first: [String], _ second: [String],
    _ body: (
        UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>
    ) -> OpaquePointer?
) -> OpaquePointer? {
    let texts = (first + second).map { Array($0.utf8CString) }
    let joined = Array(texts.joined())
    return joined.withUnsafeBufferPointer { bytes in
        var pointers: [UnsafePointer<CChar>?] = []
        var place = 0
        for (index, text) in texts.enumerated() {
            if index == first.count { pointers.append(nil) }
            pointers.append(bytes.baseAddress.map { $0 + place })
            place += text.count
        }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { pointers in
            pointers.baseAddress.flatMap { body($0, $0 + first.count + 1) }
        }
    }
}
