package import Kernel
import Synchronization

/// What becomes known while one request is answered and belongs into its line of the log.
package final class RequestNote: Sendable {
    /// Holds the realm, by its name in addresses.
    private let named = Mutex<String?>(nil)

    package init() {}

    /// The realm that the request is about, once it was found.
    package var realm: String? { named.withLock { $0 } }

    package func note(_ realm: Realm) {
        named.withLock { $0 = realm.slug }
    }
}
