import CExif

/// How a camera was held: which stored pixel belongs where in the upright picture.
///
/// Source: EXIF 2.32, tag 0x0112, values 1...8.
struct Orientation: Equatable {
    /// The upright picture is as wide as the stored one is high.
    let swapsSides: Bool
    let mirrorsColumns: Bool
    let mirrorsRows: Bool

    static let upright = Orientation(tag: 1)

    /// Unknown tags count as upright, as browsers do.
    init(tag: Int) {
        swapsSides = (5...8).contains(tag)
        mirrorsColumns = [2, 3, 7, 8].contains(tag)
        mirrorsRows = [3, 4, 6, 7].contains(tag)
    }

    /// - Parameter exif: a block that begins with `Exif\0\0`; nil or unreadable means upright.
    init(exif: [UInt8]?) {
        self.init(tag: exif.flatMap(Self.tag(in:)) ?? 1)
    }

    /// The stored column and row of an upright pixel, in a stored picture of `width` × `height`.
    func source(column: Int, row: Int, width: Int, height: Int) -> (column: Int, row: Int) {
        let (across, down) = swapsSides ? (row, column) : (column, row)
        return (
            mirrorsColumns ? width - 1 - across : across,
            mirrorsRows ? height - 1 - down : down
        )
    }

    private static func tag(in exif: [UInt8]) -> Int? {
        guard let block = exif_data_new_from_data(exif, UInt32(exif.count)) else { return nil }
        defer { exif_data_unref(block) }
        guard let directory = block.pointee.ifd.0,
            let entry = exif_content_get_entry(directory, EXIF_TAG_ORIENTATION),
            entry.pointee.format == EXIF_FORMAT_SHORT, entry.pointee.size >= 2
        else { return nil }
        return Int(exif_get_short(entry.pointee.data, exif_data_get_byte_order(block)))
    }
}
