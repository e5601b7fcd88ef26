import App
import Foundation
import Kernel

/// What the doctor sees in the folder of the data.
struct FolderCheck {
    let folder: DataFolder

    /// Below so much room the operator is told, and below a tenth of it must act.
    private static let roomMiB = 2_048
    private static let backupDays: (note: Int, bad: Int) = (2, 31)

    func checks(at now: Instant) -> [Doctor.Check] {
        [keyFile(), disk(), backup(at: now)].compactMap(\.self)
    }

    private func keyFile() -> Doctor.Check? {
        FileRights.check("key file", folder.keyFile, mayBeOfGroup: false)
    }

    private func disk() -> Doctor.Check? {
        let system = try? FileManager.default.attributesOfFileSystem(forPath: folder.url.path)
        guard let free = (system?[.systemFreeSize] as? NSNumber)?.int64Value else { return nil }
        let room = Int(free >> 20)
        let words = "\(room) MiB are free"
        if room >= Self.roomMiB { return .well("disk", words) }
        let told = words + "; make room before it is full"
        return room < Self.roomMiB / 10 ? .bad("disk", told) : .note("disk", told)
    }

    private func backup(at now: Instant) -> Doctor.Check? {
        guard folder.exists else { return nil }
        guard let last = LastBackup(in: folder) else {
            return .note(
                "backup", "linli backup was never run here; copies made otherwise are not known")
        }
        let days = Int(now.seconds(since: last.at) / 86_400)
        let words = "the last one is \(days) day(s) old: \(last.file)"
        if days > Self.backupDays.bad { return .bad("backup", words + "; run linli backup FILE") }
        return days > Self.backupDays.note ? .note("backup", words) : .well("backup", words)
    }
}

/// Who may read a file that others must not.
enum FileRights {
    static func check(_ about: String, _ path: String, mayBeOfGroup: Bool) -> Doctor.Check? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int else { return nil }
        let others = mayBeOfGroup ? 0o007 : 0o077
        guard mode & others != 0 else { return .well(about, "read by its owner alone") }
        return .bad(
            about, "others may read it; run chmod \(mayBeOfGroup ? "640" : "600") \(path)")
    }
}

/// When the last backup was made, and where to: noted by `linli backup` in the folder of the data.
struct LastBackup {
    let at: Instant
    let file: String

    private static func note(in folder: DataFolder) -> URL {
        folder.url.appendingPathComponent("linli.backup")
    }

    /// Nil where none was noted.
    init?(in folder: DataFolder) {
        guard let text = try? String(contentsOf: Self.note(in: folder), encoding: .utf8) else {
            return nil
        }
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count == 2, let at = Int64(lines[0]) else { return nil }
        self.at = Instant(milliseconds: at)
        file = lines[1]
    }

    static func write(_ file: String, at now: Instant, in folder: DataFolder) throws {
        try Data("\(now.milliseconds)\n\(file)\n".utf8).write(to: note(in: folder))
    }
}
