import Actions
import HTTPTypes
import Kernel
import Profiles
import Secrets
import TestSupport
import Testing

@testable import Web

/// A profile is edited on its pages: nothing typed is lost, and only a sound one gets a day.
struct ProfilePageTests {
    @Test func aFileIsEditedCheckedComparedAndGivenADay() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let secret = try await EnrolOneTimePassword(person: try await town.admin.person)
                .run(in: town.installation)
            try await browser.signIn("admin")
            let step = OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000)
            _ = try await browser.post("/sign-in/code", [("code", secret.code(step: step))])
            let empty = try await browser.get("/desk/profile")
            #expect(empty.text.contains("抄一份来改"))
            let started = try await browser.post("/desk/profile", [])
            #expect(started.headers[.location] == "/desk/profile")
            let copied = try await browser.get("/desk/profile")
            #expect(copied.text.contains("检查全部通过") && copied.text.contains("没有不同"))
            let file = try await browser.get("/desk/profile/file?path=profile.yml")
            #expect(file.text.contains("bodyKinds:"))
            let source = try #require(
                try await town.installation.profileReview(in: town.realm)?.source.files[
                    "profile.yml"])
            let wrong = try await browser.post(
                "/desk/profile/file",
                [("path", "../profile.yml"), ("text", "我写的")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("我写的"))
            let broken = source.replacing("levels:", with: "levles:")
            _ = try await browser.post(
                "/desk/profile/file", [("path", "profile.yml"), ("text", broken)])
            let unsound = try await browser.get("/desk/profile")
            #expect(unsound.text.contains("模式没有“levles”这个键：是不是“levels”？"))
            #expect(!unsound.text.contains("定下这一天"))
            let changed = source.replacing("readingDays: 1095", with: "readingDays: 800")
            _ = try await browser.post(
                "/desk/profile/file", [("path", "profile.yml"), ("text", changed)])
            let sound = try await browser.get("/desk/profile")
            #expect(sound.text.contains("1095 天 → 800 天"))
            let today = try await town.rulebook().day(of: town.clock.now)
            let day = try await browser.post(
                "/desk/profile/day", [("day", today.adding(days: 3).description)])
            #expect(day.headers[.location] == "/desk/profile")
            let waiting = try await browser.get("/desk/profile")
            #expect(waiting.text.contains("启用；再改一个字就要重新定"))
            try await browser.signIn("secretary")
            let other = try await browser.get("/desk/profile")
            #expect(other.status == .forbidden)
        }
    }
}
