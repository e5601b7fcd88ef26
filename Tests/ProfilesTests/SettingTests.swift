import Kernel
import Profiles
import Testing

@Suite struct SettingTests {
    private static let places = """
        - key: town
          level: town
          name: 小镇
          en: Small Town
          code: "420302"
          children:
            - { key: first, level: block, name: 一号院 }
        """
    private static let bodies = """
        - { key: office, kind: office, name: 办事处, place: town, phone: 0719-1234567 }
        - key: branch
          kind: office
          name: 服务站
          place: first
          parent: office
          duties: [{ code: 配合-1, text: 配合巡查, stance: cooperates }]
        """
    private static let people = """
        - name: 陈
          signIn: chen
          posts: [{ role: clerk, body: branch, place: first, duty: 窗口 }]
        """
    private static let catalogue = """
        - { place: first, category: street, lead: branch, assists: [office], basis: 职责清单第一条 }
        """
    private static let notices = """
        - { title: { zh: 停水, en: Water off }, text: { zh: 明天停水。 }, from: -1, days: 15 }
        """

    private func setting(_ changes: [String: String] = [:]) throws -> Setting {
        var files = try TestSource.small()
        files["place/places.yml"] = Self.places
        files["place/bodies.yml"] = Self.bodies
        files["place/people.yml"] = Self.people
        files["place/catalogue.yml"] = Self.catalogue
        files["place/notices.yml"] = Self.notices
        files.merge(changes) { $1 }
        let source = ProfileSource(files: files)
        return try source.setting(for: source.load())
    }

    @Test func aSettingHoldsPlacesBodiesPeopleRulesAndNotices() throws {
        let setting = try setting()
        #expect(setting.places.map(\.key) == ["town", "first"])
        #expect(setting.places.map(\.parent) == [nil, "town"])
        #expect(setting.places[0].name == LocalName(zh: "小镇", en: "Small Town"))
        #expect(setting.bodies.map(\.parent) == [nil, "office"])
        #expect(setting.bodies[1].duties.map(\.stance) == [.cooperates])
        #expect(setting.people[0].posts[0].place == "first")
        #expect(setting.catalogue[0].assists == ["office"])
        #expect(setting.notices[0].fromDays == -1)
        #expect(setting.notices[0].title.text(in: .en) == "Water off")
    }

    @Test func aProfileWithoutThoseFilesHasAnEmptySetting() throws {
        let source = ProfileSource(files: try TestSource.small())
        #expect(try source.setting(for: source.load()) == Setting())
    }

    @Test func everyWrongReferenceIsReportedAtOnce() throws {
        let problems = #expect(throws: ProfileProblems.self) {
            try setting([
                "place/places.yml": """
                - { key: town, level: town, name: 小镇 }
                - { key: town, level: blok, name: 二号院 }
                - key: yard
                  level: block
                  name: 院
                  children: [{ key: odd, level: town, name: 镇中镇 }]
                """,
                "place/bodies.yml": """
                - { key: office, kind: ofice, name: 办事处, place: twon }
                - { key: branch, kind: office, name: 站, place: town, parent: ofice }
                - { key: loop, kind: office, name: 圈, place: town, parent: loop }
                """,
                "place/people.yml": """
                - { name: 陈, signIn: chen, posts: [{ role: clerc, body: branch, place: town }] }
                - { name: 李, signIn: chen, posts: [] }
                """,
                "place/catalogue.yml":
                    "- { place: town, category: street.lamp, lead: branc, basis: 清单 }",
                "place/notices.yml":
                    "- { title: { zh: 停水 }, text: { zh: 明天。 }, from: soon, days: 0 }",
            ])
        }
        #expect(
            problems?.list.map(\.description) == [
                "place/bodies.yml:1: “ofice” is not a kind of body: did you mean “office”?",
                "place/bodies.yml:1: “twon” is not a place of places.yml: did you mean “town”?",
                "place/bodies.yml:2: “ofice” is not a body of bodies.yml: did you mean “office”?",
                "place/bodies.yml:3: the body “loop” stands above itself",
                "place/catalogue.yml:1: “street.lamp” is not a category: "
                    + "use one of street.light, street",
                "place/catalogue.yml:1: “branc” is not a body of bodies.yml: "
                    + "did you mean “branch”?",
                "place/notices.yml:1: from of a notice must be a whole number from -3660 to 3660, "
                    + "not “soon”",
                "place/people.yml:1: “clerc” is not a role: did you mean “clerk”?",
                "place/people.yml:2: “chen” is taken by the person in line 1",
                "place/places.yml:2: the key “town” is taken by the place in line 1",
                "place/places.yml:6: a town cannot lie in a block: the levels are town, block",
            ])
    }
}
