extension Site {
    /// What the desk looks up: the catalogue, the calendar, the record and the procedures.
    static let registerRoutes: [Route] =
        catalogueRoutes + calendarRoutes + recordRoutes + procedureRoutes
}
