import Actions
import Kernel
import Markup
import Storage

extension Times {
    /// `8:30–18:00`, and `18:00–次日 8:30` where it ends on the day after.
    func duty(_ shift: DutyShift) -> String {
        let sameDay = Day(of: shift.startsAt, in: zone) == Day(of: shift.endsAt, in: zone)
        let end = clock(shift.endsAt)
        return clock(shift.startsAt) + "–"
            + (sameDay ? end : words("rosters.nextDay", ["time": end]))
    }

    /// `12月5日 星期六 8:30–18:00`
    func dutyDay(_ shift: DutyShift) -> String {
        weekday(Day(of: shift.startsAt, in: zone)) + " " + duty(shift)
    }

    /// Who has a shift as everyone may read it: a post and its body, or a body; never a name.
    func publicHolder(_ line: DutyLine) -> String {
        let body = line.body.map { words.name($0.name) } ?? ""
        guard let post = line.post else { return body.isEmpty ? words("rosters.nobody") : body }
        return [body, words("role.\(post.post.role)")].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    /// Who has a shift as colleagues read it: the person, or the body that sends somebody.
    func holder(_ line: DutyLine) -> String {
        line.post?.personName ?? line.body.map { words.name($0.name) } ?? words("rosters.nobody")
    }

    /// The shifts of a month as a table: a line for each day, a column for each shift of a day.
    func dutyTable(
        of roster: Roster, _ lines: [DutyLine], in month: Month, on days: [Day], caption: String,
        cell: (DutyLine) -> HTML
    ) -> HTML {
        var at: [Instant: DutyLine] = [:]
        for line in lines { at[line.shift.startsAt] = line }
        // Shifts that began at another time before the roster was changed.
        let starts = Set(lines.map { minuteOfDay($0.shift.startsAt) })
            .union(roster.spans.map(\.from)).sorted()
        let today = Day(of: now, in: zone)
        let rows = days.map { day -> [HTML] in
            let name = weekday(day)
            let said: HTML =
                day == today ? "<strong>\(name)（\(words("meetings.today"))）</strong>" : "\(name)"
            return [said]
                + starts.map { start in
                    at[day.instant(minuteOfDay: start, in: zone)].map(cell) ?? "–"
                }
        }
        let columns = starts.map { start -> TableColumn in
            let span = roster.spans.first { $0.from == start }
            return TableColumn(
                span?.description ?? lines.first { minuteOfDay($0.shift.startsAt) == start }
                    .map { duty($0.shift) } ?? "")
        }
        return toldTable(
            caption: caption, columns: [TableColumn(words("rosters.column.day"))] + columns,
            rows: rows)
    }

    private func minuteOfDay(_ instant: Instant) -> Int {
        Int(instant.milliseconds(since: Day(of: instant, in: zone).start(in: zone)) / 60_000)
    }
}

extension RosterFile {
    /// The days of the month that have a line: those with a shift, set down or to be.
    func days(by calendar: WorkingCalendar, _ times: Times) -> [Day] {
        let slots = roster.slots(of: month, by: calendar, in: times.zone).map(\.startsAt)
        return Set((slots + lines.map(\.shift.startsAt)).map { Day(of: $0, in: times.zone) })
            .sorted()
    }
}
