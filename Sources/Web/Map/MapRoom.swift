/// What of a drawing is taken: a name that is put into it lies on no mark, on no other name, not on
/// the scale and under no button, on a phone as well, where letters are largest.
struct MapRoom {
    private var taken: [Box]
    private let height: Double

    /// As far from its middle as a mark reaches, in units.
    private static let mark = 44.0
    /// How far letters reach below the line that they stand on.
    private static let below = 8.0
    private static let margin = 8.0

    init(beside marks: [MapDrawing.Mark], in view: MapView) {
        height = view.height
        let corners =
            [Box(left: 0, top: view.height - 84, right: 300, bottom: view.height)]
            + Self.buttons(isWhole: view.asked.zoom == 0)
        taken =
            corners
            + marks.filter { $0.shape != .dot || $0.bodies > 0 }.map { mark in
                Box(
                    left: Double(mark.x) - Self.mark, top: Double(mark.y) - Self.mark,
                    right: Double(mark.x) + Self.mark, bottom: Double(mark.y) + Self.mark)
            }
    }

    /// The upper right corner: one button over the whole; nearer rows of three, and on a phone a
    /// column of three.
    private static func buttons(isWhole: Bool) -> [Box] {
        func corner(_ width: Double, _ height: Double) -> Box {
            Box(left: MapView.side - width, top: 0, right: MapView.side, bottom: height)
        }
        return isWhole ? [corner(140, 140)] : [corner(230, 230), corner(140, 380)]
    }

    /// Takes the first of the spots where a name has room.
    ///
    /// - Parameters:
    ///   - size: how high its letters are, in units.
    ///   - spots: where the middle of its line would stand. It is moved sideways into the drawing.
    /// - Returns: where it stands; nil where every spot is taken or lies outside.
    mutating func put(
        _ words: String, size: Double, at spots: [(x: Double, y: Double)]
    ) -> (x: Int, y: Int)? {
        let half = Self.width(of: words, size: size) / 2
        let inside = half + Self.margin
        for spot in spots {
            let x = min(max(spot.x, inside), MapView.side - inside)
            let box = Box(
                left: x - half, top: spot.y - size, right: x + half, bottom: spot.y + Self.below)
            guard box.top > 0, box.bottom < height, !taken.contains(where: box.touches)
            else { continue }
            taken.append(box)
            return (Int(x), Int(spot.y))
        }
        return nil
    }

    private static func width(of words: String, size: Double) -> Double {
        words.reduce(0) { $0 + ($1.isASCII ? size * 0.56 : size) }
    }

    private struct Box {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double

        func touches(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }
}
