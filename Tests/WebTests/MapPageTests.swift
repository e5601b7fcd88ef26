import Actions
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The one map: what it draws stands in words beside it, and nobody sees more than they may.
struct MapPageTests {
    private static let path = "/checheng-road/map"

    @Test func everyoneSeesPublicMattersAtTheirEstateAndNothingOfAnybody() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let pooled = try await town.order(standing: "pooled")
            let asked = try await town.order(standing: "asked")
            let request = try await town.request(standing: "handling")
            let estate = try town.place("半山尚小区").id
            let page = try await browser.get("\(Self.path)?place=\(estate)")
            #expect(page.status == .ok)
            for shown in ["半山尚小区", "换两个灯泡", "<svg class=\"map-svg\"", "\(pooled.reference)"] {
                #expect(page.text.contains(shown), "\(shown)")
            }
            for hidden in ["\(asked.reference)", "\(request.reference)"] {
                #expect(!page.text.contains(hidden), "\(hidden)")
            }
            BoardPageTests.expectNoSecret(page, "the map")
        }
    }

    @Test func layersZoomAndPartsAreAddresses() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            _ = try await town.order(standing: "pooled")
            let all = try await browser.get("\(Self.path)/part")
            #expect(!all.text.contains("<h1"))
            #expect(all.text.contains("off=units"))
            #expect(all.text.contains("z=1&amp;at="))
            let less = try await browser.get("\(Self.path)/part?off=units,venues,order")
            #expect(!less.text.contains("map-bodies"))
            let far = try await browser.get("\(Self.path)/part?z=4&at=1,1")
            #expect(far.status == .ok && far.text.contains("empty-state"))
            for odd in ["z=-5", "z=999", "z=x&at=y", "at=91,0", "place=x", "off=,,,"] {
                let status = try await browser.get("\(Self.path)?\(odd)").status
                #expect(status == .ok, "\(odd)")
            }
        }
    }

    @Test func gridsAreALayerThatIsAskedForByItsAddress() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let draft = try await DraftGridPlan(
                realm: town.realm, by: .holding(try await town.dispatcher.holding), name: "现行",
                table: """
                    编码,种类,名称,上级,区域,负责组织,户数
                    A0,社区网格,全域网格,,车城路街道,,
                    A1,小区网格,半山尚网格,A0,岩岭社区/半山尚小区,,
                    """
            ).run(in: town.installation)
            try await ApproveGridPlan(
                realm: town.realm, holding: try await town.admin.holding, plan: draft.id,
                seen: draft.version, from: nil
            ).run(in: town.installation)
            let without = try await browser.get("\(Self.path)/part")
            #expect(without.text.contains("grids=1"))
            #expect(!without.text.contains("map-grid-"))
            let with = try await browser.get("\(Self.path)/part?grids=1")
            for shown in ["<path class=\"map-grid map-grid-", "全域网格", "虚线圈出的是现行方案的网格"] {
                #expect(with.text.contains(shown), "\(shown)")
            }
            #expect(!with.text.contains("半山尚网格"))
            // Nearer, what lies in the widest.
            let near = try await browser.get("\(Self.path)/part?grids=1&z=1&at=32.6142,110.7706")
            #expect(near.text.contains("半山尚网格") && !near.text.contains("全域网格"))
            try await browser.signIn("dispatcher")
            let desk = try await browser.get("/desk/map?grids=1&off=units")
            #expect(desk.text.contains("map-grid-") && desk.text.contains("off=units&amp;grids=1"))
        }
    }

    @Test func aLineAroundPointsLeavesNoneOutAndTurnsOneWay() {
        let square = [(0, 0), (10, 0), (10, 10), (0, 10), (5, 5), (5, 0), (0, 0)].map {
            Hull.Point(x: Double($0.0), y: Double($0.1))
        }
        #expect(Hull(around: square).corners.count == 4)
        #expect(!Hull(around: square).corners.contains(Hull.Point(x: 5, y: 5)))
        #expect(Hull(around: Array(square.prefix(2))).corners.count == 2)
        #expect(Hull(around: []).corners.isEmpty)
    }

    @Test func aNameLiesOnNothing() throws {
        let frame = try #require(
            Bounds(around: [
                try Position(latitude: "32.60", longitude: "110.75"),
                try Position(latitude: "32.65", longitude: "110.80"),
            ]))
        let mark = MapDrawing.Mark(
            x: 500, y: 300, shape: .round, count: 3, bodies: 0, link: Link("x"), words: "",
            isChosen: false, isCluster: false)
        let whole = MapView(MapView.Asked(), frame: frame)
        var room = MapRoom(beside: [mark], in: whole)
        func put(_ spots: [(x: Double, y: Double)]) -> [Int]? {
            room.put("岩岭社区", size: 30, at: spots).map { [$0.x, $0.y] }
        }
        #expect(put([(500, 310)]) == nil)
        #expect(put([(500, 310), (500, 400)]) == [500, 400])
        #expect(put([(540, 420)]) == nil)
        // On the scale, under the button, over the edge.
        #expect(put([(150, whole.height - 20)]) == nil)
        #expect(put([(930, 90)]) == nil)
        #expect(put([(500, 20)]) == nil)
        // Moved sideways into the drawing.
        #expect(put([(-200, 300)]) == [68, 300])
        #expect(put([(700, 200)]) == [700, 200])
        var asked = MapView.Asked()
        asked.zoom = 1
        var nearer = MapRoom(beside: [mark], in: MapView(asked, frame: frame))
        let under = nearer.put("岩岭社区", size: 30, at: [(x: 800, y: 200)])
        #expect(under == nil)
    }

    @Test func theDeskSeesWhatItsPostMayRead() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let request = try await town.request(standing: "handling")
            let place = try #require(town.places.first { $0.id == request.place })
            let shown = "/desk/map?place=\(place.id)"
            var dispatcher = browser
            try await dispatcher.signIn("dispatcher")
            let page = try await dispatcher.get(shown)
            #expect(page.text.contains("\(request.reference)"))
            #expect(page.text.contains("时间够"))
            // A partner's own person reads no places.
            try await browser.signIn("liaison")
            let refused = try await browser.get("/desk/map").status
            #expect(refused == .forbidden)
        }
    }

    @Test func aWindowIsWhatItsAddressSays() throws {
        let frame = try Bounds(
            west: 110_740_000, south: 32_600_000, east: 110_820_000, north: 32_640_000)
        let whole = MapView(.init(), frame: frame)
        #expect(whole.window.west < frame.west && whole.window.north > frame.north)
        let middle = Position(clampingLatitude: 32_620_000, longitude: 110_780_000)
        #expect(abs(whole.x(middle) - 500) < 0.1 && abs(whole.y(middle) - whole.height / 2) < 0.1)
        let near = MapView(whole.zoomed(by: 2), frame: frame)
        #expect(abs(near.span * 4 - whole.span) < 1)
        #expect(MapView(near.zoomed(by: -9), frame: frame).asked == .init())
        #expect(MapView(near.zoomed(by: 99), frame: frame).asked.zoom == near.zoomMax)
        let east = MapView(near.moved(east: 0.5, north: 0), frame: frame)
        #expect(abs(east.x(near.middle) - 0) < 1)
        #expect((100...260).contains(Int(whole.scale.units)))
    }

    @Test func everyMarkOfTheExampleHasWords() {
        let drawn = mapPart(.example).text
        #expect(drawn.contains("<title>艳湖小区：3 件</title>"))
        #expect(drawn.contains("aria-hidden=\"true\""))
        #expect(!drawn.contains("Optional("))
    }
}
