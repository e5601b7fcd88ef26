import Actions
import Kernel
import Markup

/// The one map: what is where, as a drawing to press and as a list beside it.
struct MapPage {
    struct Part {
        let words: String
        let count: Int
        let light: Light?
    }

    /// A place of the list.
    struct Entry {
        let name: String
        let wider: String?
        let parts: [Part]
        let others: [String]
        let link: Link
        let isChosen: Bool
    }

    /// The place that was pressed.
    struct Chosen {
        struct Row {
            let title: String
            let link: Link
            let badge: HTML
        }

        /// What else is there, of one kind.
        struct Others {
            let title: String
            let items: [(name: String, kind: String, link: Link?)]
        }

        let name: String
        let wider: String?
        let grid: String?
        let rows: [Row]
        /// How many more there are than the rows show.
        let more: String?
        let others: [Others]
        let doors: [NavItem]
        let none: String?
        let close: NavItem
    }

    /// What the lines around grids are: the grids of the window, by code.
    struct Grids {
        struct Item {
            let tint: Int
            let name: String
            let code: String
            let detail: String
            let link: Link
        }

        let title: String
        let lead: String
        let items: [Item]
        let none: String
    }

    struct Layer {
        let words: String
        let link: Link
        let isOn: Bool
        let light: Light?
    }

    let label: String
    let drawing: MapDrawing
    let ways: [(item: NavItem, sign: String, key: String)]
    let layersLabel: String
    let layers: [Layer]
    let layerStates: (on: String, off: String)
    let chosen: Chosen?
    let listTitle: String
    let entries: [Entry]
    let none: (title: String, next: String)
    var grids: Grids?
    let notes: [String]
}

/// The part that is drawn anew when one moves about.
func mapPart(_ page: MapPage) -> HTML {
    """
    <div class="map-stage"><div class="map-frame" data-map-frame>\(mapDrawing(page.drawing))\
    <nav class="map-ways" aria-label="\(page.label)">\(HTML.each(page.ways) { way in
        """
        <a class="map-way" href="\(way.item.link)" data-map-link data-map-key="\(way.key)" \
        title="\(way.item.words)"><span aria-hidden="true">\(way.sign)</span>\
        <span class="visually-hidden">\(way.item.words)</span></a>
        """
    })</nav></div>\
    <nav class="map-layers" aria-label="\(page.layersLabel)"><ul>\
    \(HTML.each(page.layers) { "<li>\(mapLayer($0, page.layerStates))</li>" })</ul></nav></div>
    <div class="map-side">\(HTML.when(page.chosen, chosenPlace))\
    <section aria-labelledby="map-list"><h2 id="map-list">\(page.listTitle)</h2>\
    \(page.entries.isEmpty
        ? emptyState(page.none.title, next: page.none.next)
        : "<ul class=\"map-list\">\(HTML.each(page.entries, mapEntry))</ul>")\
    \(HTML.each(page.notes) { "<p class=\"hint\">\($0)</p>" })</section>\
    \(HTML.when(page.grids, gridLegend))</div>
    """
}

private func mapLayer(_ layer: MapPage.Layer, _ states: (on: String, off: String)) -> HTML {
    """
    <a class="map-layer\(HTML.when(layer.isOn, " is-on"))" href="\(layer.link)" data-map-link \
    data-map-key="layer-\(layer.words)">\
    \(HTML.when(layer.light, lightSign))\
    \(HTML.when(layer.isOn && layer.light == nil, icon(.check)))\(layer.words)\
    <span class="visually-hidden">（\(layer.isOn ? states.on : states.off)）</span></a>
    """
}

private func gridLegend(_ grids: MapPage.Grids) -> HTML {
    """
    <section aria-labelledby="map-grids"><h2 id="map-grids">\(grids.title)</h2>\
    <p class="hint">\(grids.items.isEmpty ? grids.none : grids.lead)</p>\
    <ul class="map-list">\(HTML.each(grids.items) { item in
        """
        <li><a href="\(item.link)" data-map-link data-map-key="grid-\(item.code)">\
        <span class="map-swatch map-grid-\(item.tint)" aria-hidden="true"></span>\
        <strong>\(item.name)</strong> <span>\(item.code)</span></a><p class="map-part">\
        \(item.detail)</p></li>
        """
    })</ul></section>
    """
}

private func mapEntry(_ entry: MapPage.Entry) -> HTML {
    """
    <li\(attribute: "class", entry.isChosen ? "is-chosen" : nil)>\
    <a href="\(entry.link)" data-map-link data-map-key="place-\(entry.name)">\
    <strong>\(entry.name)</strong>\(HTML.when(entry.wider) { " <span>\($0)</span>" })</a>\
    <p>\(HTML.each(entry.parts) { part in
        """
        <span class="map-part">\(HTML.when(part.light, lightSign))\
        \(part.words) <b>\(part.count)</b></span>
        """
    })\(HTML.each(entry.others) { "<span class=\"map-part\">\(icon(.home))\($0)</span>" })</p></li>
    """
}

private func chosenPlace(_ chosen: MapPage.Chosen) -> HTML {
    """
    <section class="panel map-place" aria-labelledby="map-place"><div class="map-place-head">\
    <h2 id="map-place" tabindex="-1">\(chosen.name)</h2>\
    <a class="map-close" href="\(chosen.close.link)" data-map-link>\(chosen.close.words)</a></div>\
    \(HTML.when(chosen.wider) { "<p class=\"map-wider\">\(icon(.pin))\($0)</p>" })\
    \(HTML.when(chosen.grid) { "<p class=\"map-wider\">\(icon(.people))\($0)</p>" })\
    \(HTML.when(
        !chosen.rows.isEmpty,
        """
        <ul class="map-rows">\(HTML.each(chosen.rows) { row in
            "<li><a href=\"\(row.link)\">\(row.title)</a> \(row.badge)</li>"
        })</ul>
        """))\
    \(HTML.when(chosen.more) { "<p class=\"hint\">\($0)</p>" })\
    \(HTML.each(chosen.others.filter { !$0.items.isEmpty }, otherThings))\
    \(HTML.when(chosen.none) { "<p class=\"hint\">\($0)</p>" })\
    \(HTML.when(
        !chosen.doors.isEmpty,
        buttonRow(chosen.doors.map { buttonLink($0.words, to: $0.link, icon: $0.icon) })))\
    </section>
    """
}

private func otherThings(_ others: MapPage.Chosen.Others) -> HTML {
    """
    <h3>\(others.title)</h3><ul class="map-units">\(HTML.each(others.items) { item in
        """
        <li>\(HTML.when(item.link) { "<a href=\"\($0)\">\(item.name)</a>" })\
        \(HTML.when(item.link == nil, "\(item.name)")) <small>\(item.kind)</small></li>
        """
    })</ul>
    """
}

extension MapPage {
    static var example: MapPage {
        MapPage(
            label: "移动地图",
            drawing: MapDrawing(
                areas: [.init(path: "M0 0H9V9z", depth: 1, isChosen: true)],
                labels: [.init(x: 5, y: 5, words: "艳湖社区", isWide: true)],
                marks: [
                    .init(
                        x: 5, y: 5, shape: .octagon, count: 3, bodies: 1, link: Link("x"),
                        words: "艳湖小区：3 件", isChosen: true, isCluster: true)
                ], height: 700, scale: (200, "200 米"), window: ("32.61", "110.78", "0.02", "0.84"),
                zoom: (1, 6)),
            ways: [(NavItem("放大", Link("x")), "+", "in")], layersLabel: "图层",
            layers: [Layer(words: "单位", link: Link("x"), isOn: true, light: .red)],
            layerStates: ("显示", "不显示"),
            chosen: Chosen(
                name: "艳湖小区", wider: "艳湖社区", grid: "网格：第一网格",
                rows: [.init(title: "路灯", link: Link("x"), badge: chip("在办"))], more: "还有 2 件",
                others: [.init(title: "单位", items: [("物业", "物业公司", Link("x"))])],
                doors: [NavItem("反映", Link("x"))], none: nil, close: NavItem("收起", Link("x"))),
            listTitle: "图上有什么",
            entries: [
                Entry(
                    name: "艳湖小区", wider: "艳湖社区",
                    parts: [Part(words: "已超时", count: 3, light: .red)],
                    others: ["2 个单位"], link: Link("x"), isChosen: true)
            ], none: ("没有", "移动地图"), notes: ["还有 3 件没有位置"])
    }
}
