import Kernel
import Testing
import Web

/// The route table says who may ask: nothing at the desk is open by mistake.
struct RouteAccessTests {
    @Test func onlyPublicPagesAreOpenToEveryone() {
        let open = Set(
            Site.routes.filter { $0.access == .everyone }.map { "\($0.method) \($0.path)" })
        let desk = open.filter { $0.contains("/desk") }
        #expect(desk.isEmpty)
        let writing = open.filter { $0.hasPrefix("POST") }
        #expect(
            writing == [
                "POST /sign-in", "POST /sign-in/recovery",
                // A passkey, in place of the password or after it.
                "POST /sign-in/passkey", "POST /sign-in/passkey/answer", "POST /sign-out",
                "POST /style",
                "POST /:realm/report",
                "POST /:realm/track", "POST /:realm/forget",
                "POST /:realm/track/:reference/:action", "POST /:realm/raise/:procedure",
                "POST /:realm/matters/:reference/:action",
                // A room or a slot, without an account; opened and given back by its receipt.
                "POST /:realm/rooms/:id/bookings", "POST /:realm/sittings/:id/bookings",
                "POST /:realm/bookings", "POST /:realm/bookings/:number/cancellation",
            ])
    }

    @Test func whatAnyoneReadsAtTheSignInIsKnown() {
        let open = Set(
            Site.routes.filter { $0.access == .everyone && $0.path.hasPrefix("/sign-in") }
                .map { "\($0.method) \($0.path)" })
        #expect(
            open == [
                "GET /sign-in", "POST /sign-in", "GET /sign-in/recovery",
                "POST /sign-in/recovery", "POST /sign-in/passkey", "POST /sign-in/passkey/answer",
                "GET /sign-in/openid/:name", "GET /sign-in/openid/:name/back",
                "GET /sign-in/openid/:name/end",
            ])
    }

    @Test func signingInAloneOpensLittle() {
        let signedIn = Set(
            Site.routes.filter { $0.access == .signedIn }.map { "\($0.method) \($0.path)" })
        #expect(
            signedIn == [
                "GET /desk", "POST /desk/post", "GET /sign-in/code", "POST /sign-in/code",
                "GET /sign-in/password", "POST /sign-in/password",
                // A first second factor, where the post needs one.
                "GET /sign-in/authenticator", "POST /sign-in/authenticator",
                "POST /sign-in/authenticator/confirmation",
            ])
    }

    @Test func anyPostOpensOnlyWhatShowsItsOwnAlone() {
        let desk = Set(Site.routes.filter { $0.access == .desk }.map { "\($0.method) \($0.path)" })
        #expect(
            desk == [
                // How one signs in oneself.
                "GET /desk/sign-in", "POST /desk/sign-in/sessions/end",
                "POST /desk/sign-in/warnings/read",
                "POST /desk/sign-in/passkeys", "POST /desk/sign-in/passkeys/answer",
                "POST /desk/sign-in/passkeys/:id/removal",
                "POST /desk/sign-in/authenticator/removal", "POST /desk/sign-in/recovery-codes",
                "GET /desk/inbox", "GET /desk/live", "GET /desk/matters/:reference",
                "GET /desk/matters/:reference/story",
                "POST /desk/matters/:reference/actions/:action",
                "POST /desk/matters/:reference/contact", "GET /desk/matters/:reference/proof",
                "GET /desk/activities", "GET /desk/activities/:id",
                "POST /desk/activities/:id/place", "POST /desk/activities/:id/withdrawal",
                "POST /desk/activities/:id/contest", "GET /desk/service",
                "GET /desk/service/help", "POST /desk/service/help",
                "POST /desk/service/help/withdrawal",
                "POST /desk/service/invitations/:id/refusal",
                "POST /desk/service/certificates", "GET /desk/service/certificates/:code",
                // One's own registrations and handbook; units and call-ups, nobody's secret.
                "GET /desk/registration", "POST /desk/registration",
                "POST /desk/registration/:id/reaffirmation",
                "POST /desk/registration/:id/naming", "POST /desk/registration/:id/closure",
                "POST /desk/registration/:id/withdrawal",
                "POST /desk/registration/:id/refusal", "GET /desk/registration/handbook",
                "POST /desk/registration/handbook", "GET /desk/registration/handbook/summary",
                "GET /desk/units", "GET /desk/units/:id", "POST /desk/units/:id/closure",
                "POST /desk/units/:id/note", "GET /desk/units/:id/letters/:code",
                "GET /desk/call-ups", "GET /desk/call-ups/:id",
                // Which units belong together and who chairs is for every post to know; the actions
                // ask who may change it.
                "GET /desk/alliances", "GET /desk/alliances/:id", "GET /desk/alliances/:id/rota",
                "POST /desk/alliances/:id/rota", "POST /desk/alliances/:id/members",
                "POST /desk/memberships/:id/end", "POST /desk/alliances/:id/swap",
                "POST /desk/alliances/:id/passing", "GET /desk/alliances/:id/meetings/new",
                "POST /desk/alliances/:id/meetings", "GET /desk/diary",
                // Everyone's own calendar.
                "POST /desk/diary/subscription", "POST /desk/diary/subscription/end",
                "GET /desk/pairings", "GET /desk/pairings/:id", "GET /desk/pairings/pledge",
                "POST /desk/pairings/pledge", "POST /desk/pairings/:id/answer",
                "POST /desk/pairings/:id/visits", "POST /desk/pairings/:id/reading",
                "POST /desk/pairings/:id/follow-up", "GET /desk/agreements",
                "GET /desk/agreements/:reference", "GET /desk/funds/:reference",
                "POST /desk/funds/:reference", "GET /desk/funds/:reference/paper",
                "POST /desk/funds/:reference/reversals/:line", "POST /desk/service/thanks/:id",
                // Venues are public; any post may book a room, and give back what it booked.
                "GET /desk/venues", "GET /desk/venues/:id", "GET /desk/rooms/:id",
                "POST /desk/rooms/:id/bookings", "GET /desk/bookings/:number",
                "POST /desk/bookings/:number/cancellation", "GET /desk/sittings",
                "GET /desk/sittings/:id",
                // Who is on duty; names are for colleagues. Whoever has a shift swaps it.
                "GET /desk/rosters", "GET /desk/rosters/:id", "GET /desk/rosters/:id/paper",
                "POST /desk/rosters/:id/swaps", "POST /desk/swaps/:id",
                // How things are done is public, and so is what is known of a place.
                "GET /desk/guides", "GET /desk/guides/:id", "GET /desk/overview",
                "GET /desk/overview/paper",
                // Tables: the actions ask what each holds, and who may take in such a one.
                "GET /desk/imports", "POST /desk/imports", "GET /desk/imports/:id",
                "POST /desk/imports/:id/mapping", "POST /desk/imports/:id/acceptance",
                "POST /desk/imports/:id/withdrawal", "POST /desk/imports/:id/undoing",
                "GET /desk/imports/:id/problems", "GET /desk/imports/:id/progress",
                // Lists as files: each asks for what its page asks for.
                "GET /desk/exports/:list",
                // The keys of one's own programs.
                "GET /desk/keys", "POST /desk/keys", "POST /desk/keys/:key/revocation",
            ])
    }

    @Test func noAddressIsAnsweredTwice() {
        let all = Site.routes.map { "\($0.method) \($0.path)" }
        #expect(Set(all).count == all.count)
    }

    @Test func noRealmCanTakeTheNameOfAPage() {
        let firsts = Set(
            Site.routes.compactMap { $0.path.split(separator: "/").first.map(String.init) }
        )
        .filter { !$0.hasPrefix(":") }
        for first in firsts { #expect(!Realm.isSlug(first), "\(first) must be reserved") }
    }
}
