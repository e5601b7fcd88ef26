import Actions
import HTTPTypes
import Kernel
import Markup
import Profiles
import SQL
import Storage
import TestSupport
import Testing

@testable import Web

/// Surveys, pairs of photographs and streets side by side, as everyone reads them.
@Suite struct SurveyPageTests {
    @Test func everyExampleIsDrawn() {
        for page in [photoPairs(.example), peersPage(.example)] {
            #expect(page.text.contains("<h"))
            #expect(!page.text.contains("Optional(") && !page.text.contains("60, 47"))
        }
    }

    @Test func aSurveyAsksInItsOwnWordsAndShowsNumbersFromFiveAnswersOn() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let day = try await town.rulebook().day(of: town.clock.now).adding(days: 9)
            let survey = try await town.community.opens(
                "survey", "ask",
                [
                    "category": ["survey.surroundings"], "title": ["楼前空地改成什么"],
                    "until": [day.description], "question1": ["要不要装长凳"],
                    "question2": ["要不要多一盏灯"],
                ])
            let path = "/checheng-road/matters/\(survey.reference)"
            let page = try await browser.get(path)
            #expect(page.text.contains("要不要装长凳") && page.text.contains("要不要多一盏灯"))
            #expect(!page.text.contains("第三问的回答"))
            for count in 1...5 {
                let sent = try await browser.post(
                    path + "/answer", [("answer1", "yes"), ("wish", "想要一盏灯")])
                #expect(sent.status == .seeOther)
                let read = try await browser.get(path)
                #expect(read.text.contains("answer-bar") == (count >= 5), "\(count)")
                // What somebody wishes is for the community alone.
                #expect(!read.text.contains("想要一盏灯"))
            }
        }
    }

    @Test func beforeAndAfterStandBesideEachOther() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let (community, secretary) = (try await town.community, try await town.secretary)
            let works = try await town.installation.worksWithPhotographs(
                town, community, secretary)
            let page = try await browser.get("/checheng-road/matters/\(works.reference)")
            #expect(page.text.ranges(of: "photo-pair\"").count == 1)
            #expect(page.text.contains("改造前 ·") && page.text.contains("改造后 ·"))
            #expect(page.text.contains("alt=\"补绿，改造前"))
            // Everyone sees the picture itself, too.
            let start = try #require(page.text.firstRange(of: "/checheng-road/photographs/"))
            let link = page.text[start.lowerBound...].prefix { $0 != "\"" }
            let picture = try await browser.get(String(link))
            #expect(picture.status == .ok)
        }
    }

    @Test func aStreetStandsBesideOthersOfItsLevelAlone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let alone = try await browser.get("/checheng-road/figures/peers")
            #expect(alone.status == .ok && alone.text.contains("这里只有一个街道"))
            let other = try await FoundRealm(
                slug: "other-road", name: LocalName(zh: "另一条街道"),
                source: try ProfileSource(builtIn: "checheng-road"), isPublic: true
            ).run(in: town.installation)
            let page = try await browser.get(
                "/checheng-road/figures/peers?figure=onTimeRate&period=2026")
            #expect(page.text.contains(other.name.zh))
            #expect(!page.text.contains("名次第"))
            // Boston's tree begins with another level.
            #expect(!page.text.contains(town.boston.name.zh))
        }
    }
}

extension Installation {
    /// Works that were finished, each side with a photograph.
    fileprivate func worksWithPhotographs(
        _ town: Town, _ community: Colleague, _ secretary: Colleague
    ) async throws -> Matter {
        let (realm, now) = (town.realm.id, town.clock.now)
        let pictures: [Photograph.ID] = [newID(), newID()]
        try await database.write { db in
            for picture in pictures {
                try Photographs.insert(
                    picture, realm: realm, width: 4, height: 3, image: [1], thumbnail: [1],
                    digest: picture.description, at: now, db)
            }
        }
        let committee = try town.body("yanling-committee").id.description
        let receipt = try await OpenMatter(
            realm: town.realm, procedure: "works", action: "plan", acting: community.acting,
            channel: .counter,
            form: AnswerForm(
                texts: [
                    "category": ["works.green"], "title": ["补绿"], "account": ["补种草皮。"],
                    "place": [try town.place("半山尚小区").id.description],
                    "lead": [committee], "quantity": ["180"], "unit": ["squareMetres"],
                    "budget": ["9000"],
                ], photographs: [pictures[0]])
        ).run(in: self)
        var works = try await town.matter(receipt.id)
        works = try await secretary.does("decide", works, ["basis": ["代表会议通过。"]])
        works = try await community.does("start", works)
        let texts = ["result": ["补种完了。"], "built": ["180"]]
        return try await ActOnMatter(
            realm: town.realm, matter: works.id, action: "finish", acting: community.acting,
            seen: works.version, form: AnswerForm(texts: texts, photographs: [pictures[1]])
        ).run(in: self)
    }
}
