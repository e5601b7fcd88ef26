import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The calendar at the desk, for every post: what stands in it is for everyone to know.
    func diaryReply() async throws -> Reply {
        let month = ask.query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        let diary = try await ask.installation.diary(of: month, in: visit.realm)
        let view = DiaryPage(
            diary, times: times,
            ways: DiaryWays(
                meeting: meetingLink, activity: { .activity($0) }, matter: { .matter($0) },
                alliance: { .alliance($0) }, month: { .diary($0) }))
        let title = words("diary.title")
        return page(
            title, current: .diary(),
            content: """
                \(deskHead(title: title, detail: words("diary.detail")))\(diaryPage(view))
                """)
    }
}

extension Neighbourhood {
    /// The calendar as everyone reads it.
    func diaryReply() async throws -> Reply {
        let today = Day(of: ask.now, in: times.zone)
        let month = ask.query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        let diary = try await installation.diary(of: month, in: realm)
        let view = DiaryPage(
            diary, times: times,
            ways: DiaryWays(
                meeting: { .publicMeeting(self.realm, $0) },
                activity: { .publicActivity(self.realm, $0) },
                matter: { .open(self.realm, $0) }, alliance: nil,
                month: { .publicDiary(self.realm, $0) }))
        return try await page(
            words("diary.title"), at: .meetings,
            content: readingColumn(
                title: words("diary.title"), lead: words("diary.lead"),
                content: diaryPage(view)))
    }
}
