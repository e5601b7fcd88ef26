import Kernel
import Synchronization

/// Profiles that were read and found sound, by their files: reading one takes a while, and every
/// realm and command that uses the same asks for it.
enum SoundProfiles {
    private static let kept = Mutex<[ProfileSource: Profile]>([:])
    /// Beyond, all are let go.
    private static let keptMax = 16

    static func of(_ source: ProfileSource) -> Profile? { kept.withLock { $0[source] } }

    static func keep(_ profile: Profile, of source: ProfileSource) {
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[source] = profile
        }
    }
}
