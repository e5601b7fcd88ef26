import Foundation
package import Markup

/// A drawn piece of the map. What stands in it stands in words beside it too, so that it is left
/// out for those who listen.
package struct MapDrawing: Sendable {
    /// A boundary, as the path of an SVG.
    package struct Area: Sendable {
        let path: String
        /// How deep in the tree: 0 is the realm itself.
        let depth: Int
        let isChosen: Bool
    }

    /// The line around a grid, with its name where there is room for it.
    package struct Grid: Sendable {
        let path: String
        /// Neighbours differ in it: 0 to 3.
        let tint: Int
        let name: (x: Int, y: Int, words: String)?
    }

    package struct Label: Sendable {
        let x: Int
        let y: Int
        let words: String
        let isWide: Bool
    }

    /// What a mark says by its shape, and its colour beside that.
    package enum Shape: String, Sendable { case round, diamond, octagon, square, dot }

    /// Something to press: a place with what is there, or several places close together.
    package struct Mark: Sendable {
        let x: Int
        let y: Int
        let shape: Shape
        let count: Int
        let bodies: Int
        let link: Link
        let words: String
        let isChosen: Bool
        let isCluster: Bool
    }

    let areas: [Area]
    var grids: [Grid] = []
    let labels: [Label]
    let marks: [Mark]
    /// In units; it is 1,000 wide.
    let height: Int
    /// A round length in units, and in words.
    let scale: (units: Int, words: String)
    /// What a script needs to know of the window: its middle, its height in degrees, how much
    /// shorter a degree of longitude is, and how near it is of how many steps.
    let window: (latitude: String, longitude: String, span: String, shrink: String)
    let zoom: (now: Int, most: Int)
}

package func mapDrawing(_ map: MapDrawing) -> HTML {
    """
    <svg class="map-svg" viewBox="0 0 1000 \(map.height)" aria-hidden="true" focusable="false" \
    data-latitude="\(map.window.latitude)" data-longitude="\(map.window.longitude)" \
    data-span="\(map.window.span)" data-shrink="\(map.window.shrink)" data-zoom="\(map.zoom.now)" \
    data-zoom-max="\(map.zoom.most)" data-height="\(map.height)">\
    <rect class="map-ground" width="1000" height="\(map.height)"/>\
    <g data-map-world>\
    \(HTML.each(map.areas) { area in
        """
        <path class="map-area map-depth-\(min(area.depth, 3))\
        \(HTML.when(area.isChosen, " map-area-chosen"))" d="\(area.path)"/>
        """
    })\(HTML.each(map.grids) { grid in
        "<path class=\"map-grid map-grid-\(grid.tint)\" d=\"\(grid.path)\"/>"
    })\
    \(HTML.each(map.labels) { label in
        """
        <text class="map-label\(HTML.when(label.isWide, " map-label-wide"))" x="\(label.x)" \
        y="\(label.y)">\(label.words)</text>
        """
    })\(HTML.each(map.grids) { grid in
        HTML.when(grid.name) { name in
            """
            <text class="map-label map-grid-label map-grid-\(grid.tint)" x="\(name.x)" \
            y="\(name.y)">\(name.words)</text>
            """
        }
    })\(HTML.each(map.marks, mapMark))</g>\
    <g class="map-scale"><path d="M28 \(map.height - 42)v14h\(map.scale.units)v-14"/>\
    <text x="36" y="\(map.height - 44)">\(map.scale.words)</text></g></svg>
    """
}

private func mapMark(_ mark: MapDrawing.Mark) -> HTML {
    """
    <a class="map-mark map-\(mark.shape.rawValue)\(HTML.when(mark.isChosen, " map-chosen"))\
    \(HTML.when(mark.isCluster, " map-cluster"))" href="\(mark.link)" tabindex="-1" data-map-link \
    transform="translate(\(mark.x) \(mark.y))"><title>\(mark.words)</title>\
    <g class="map-size"><circle class="map-touch" r="58"/>\(HTML.when(
        mark.isCluster, "<circle class=\"map-halo\" r=\"50\"/>"))\(mark.shape.path)\
    \(HTML.when(mark.count > 0, "<text y=\"11\">\(mark.count)</text>"))\
    \(HTML.when(
        mark.bodies > 0,
        """
        <g class="map-bodies" transform="translate(\(mark.count > 0 ? 33 : 0) \
        \(mark.count > 0 ? -30 : 0))"><rect x="-20" y="-20" width="40" height="40" rx="9"/>\
        <path d="M-9 10V-9H3V10M3-1H10V10M-12 10H13"/></g>
        """))</g></a>
    """
}

extension MapDrawing.Shape {
    fileprivate var path: HTML {
        switch self {
        case .round: "<circle class=\"map-body\" r=\"36\"/>"
        case .diamond: "<path class=\"map-body\" d=\"M0-45 45 0 0 45-45 0z\"/>"
        case .octagon:
            "<path class=\"map-body\" d=\"M-16-38h32l22 22v32l-22 22h-32l-22-22v-32z\"/>"
        case .square:
            "<rect class=\"map-body\" x=\"-35\" y=\"-35\" width=\"70\" height=\"70\" rx=\"14\"/>"
        case .dot: "<circle class=\"map-dot\" r=\"9\"/>"
        }
    }
}
