import CZip

/// The parts of a packed file, unpacked piece by piece and never more of them than is allowed.
final class ZipFile {
    private let handle: OpaquePointer
    private let copy: UnsafeMutableRawBufferPointer
    /// How many bytes may still be unpacked, all parts together.
    private var bytesLeft: Int

    static let partsMax = 2_000
    private static let pieceBytes = 64 * 1_024

    /// - Throws: `.notAWorkbook` where it is no such file.
    init(_ bytes: [UInt8], unpackedBytesMax: Int) throws(SheetRow.Problem) {
        copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
        copy.copyBytes(from: bytes)
        bytesLeft = unpackedBytesMax
        guard
            let source = zip_source_buffer_create(
                copy.baseAddress, zip_uint64_t(bytes.count), 0, nil)
        else {
            copy.deallocate()
            throw .notAWorkbook
        }
        guard let opened = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            copy.deallocate()
            throw .notAWorkbook
        }
        handle = opened
        guard zip_get_num_entries(opened, 0) <= Self.partsMax else { throw .notAWorkbook }
    }

    deinit {
        // Nothing was changed, so nothing is written.
        zip_discard(handle)
        copy.deallocate()
    }

    /// Hands the bytes of a part to `body`, a piece at a time.
    ///
    /// - Returns: whether there is such a part.
    @discardableResult
    func read(
        _ name: String, _ body: (UnsafeRawBufferPointer) throws(SheetRow.Problem) -> Void
    ) throws(SheetRow.Problem) -> Bool {
        let index = zip_name_locate(handle, name, 0)
        guard index >= 0 else { return false }
        guard let part = zip_fopen_index(handle, zip_uint64_t(index), 0) else {
            throw .damaged(part: name)
        }
        defer { zip_fclose(part) }
        let piece = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.pieceBytes, alignment: 8)
        defer { piece.deallocate() }
        while true {
            let count = zip_fread(part, piece.baseAddress, zip_uint64_t(Self.pieceBytes))
            guard count >= 0 else { throw .damaged(part: name) }
            if count == 0 { return true }
            bytesLeft -= Int(count)
            guard bytesLeft >= 0 else {
                throw .unpacksTooLarge(bytesMax: SheetRow.Limits.unpackedBytesMax)
            }
            try body(UnsafeRawBufferPointer(rebasing: piece[..<Int(count)]))
        }
    }
}
