import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The meetings on a matter, with the way to call one where its step has people meet.
    func meetingsPanel(_ file: MatterFile) async throws -> HTML {
        guard file.hasMeetings else { return .empty }
        let meetings = try await ask.installation.meetings(on: file.matter)
        let mayCall =
            visit.holding.grants(.convene, at: file.matter.placePath, in: visit.realm.id)
            && !(file.procedure.state(file.matter.state)?.meets.isEmpty ?? true)
        guard mayCall || !meetings.isEmpty else { return .empty }
        let lines = HTML.each(meetings.reversed()) { meeting in
            let summary = times.summary(of: meeting)
            return """
                <li><a href="\(meetingLink(meeting.id))">\(summary.title)</a>\
                <span class="hint">\(summary.kind) · \(summary.when) · \(summary.state)</span></li>
                """
        }
        let call = HTML.when(
            mayCall,
            buttonLink(
                words("meetings.call"), to: .newMeeting(on: file.matter.reference),
                weight: .first, icon: .table))
        return panel(
            words("meetings.title"),
            content: "<ul class=\"meeting-lines\">\(lines)</ul>\(call)")
    }
}
