import CSodium

/// libsodium must be initialised once before its first use; a static constant is made once, and
/// safely, whichever thread asks first.
enum Sodium {
    static let isReady = sodium_init() >= 0
}
