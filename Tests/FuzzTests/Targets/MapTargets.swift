import Actions
import Kernel

/// What other systems ask of the map, and the boundaries that they give.
let mapTargets: [FuzzTarget] = [
    FuzzTarget("boxes", bytesMax: 200, checkBoxes),
    FuzzTarget("boundaries", checkBoundaries),
]

private func checkBoxes(_ bytes: [UInt8]) throws(Broken) {
    guard let boxes = try? Bounds.boxes(String(decoding: bytes, as: UTF8.self)) else { return }
    try holds((1...2).contains(boxes.count), "a box is one, or two across the 180th meridian")
    for box in boxes {
        let ranges = MapKey.pointRanges(within: box)
        for (north, east) in [(box.south, box.west), (box.north, box.east)] {
            let corner = Position(clampingLatitude: north, longitude: east)
            try holds(box.contains(corner), "the corners of a box belong to it")
            try holds(
                ranges.contains { $0.contains(MapKey.point(corner)) }, "its ranges hold them")
        }
        try holds(
            MapKey.ranges(touching: box).contains { $0.contains(MapKey.extent(box)) },
            "a box touches itself")
    }
}

private func checkBoundaries(_ bytes: [UInt8]) throws(Broken) {
    guard let file = try? BoundaryFile(bytes) else { return }
    for feature in file.features {
        let outline = feature.outline
        try holds(Outline(stored: outline.text) == outline, "an outline is written and read again")
        try holds(outline.bounds.contains(outline.inner), "a name stands within the bounds")
        try holds(outline.touches(outline.bounds), "an outline touches the box around it")
    }
}
