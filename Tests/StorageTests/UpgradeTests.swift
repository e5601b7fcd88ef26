import SQL
import SQLiteDriver
import Storage
import Testing

/// Rows that an earlier program wrote go on under this one.
@Suite struct UpgradeTests {
    /// A database as the migrations up to one build it, with a street in it.
    private func database(at number: Int) async throws -> SQLiteDatabase {
        let database = try SQLiteDatabase.inMemory()
        let earlier = try Schema.migrations(for: .sqlite).filter { $0.number <= number }
        try await Migrator(earlier).migrate(database, now: 0)
        try await database.write { db in
            try db.script(
                """
                INSERT INTO realms (id, slug, name_zh, profile, profile_version, is_public,
                    founded_at) VALUES (1, 'old', '旧', 'old', 1, 1, 0);
                INSERT INTO places (id, realm_id, path, level, name_zh)
                    VALUES (2, 1, '2.', 'street', '街道');
                """)
        }
        return database
    }

    @Test func keysLastActorAndSearchMarkComeAlong() async throws {
        let database = try await database(at: 7)
        try await database.write { db in
            try db.script(
                """
                INSERT INTO matters (id, realm_id, reference, procedure, procedure_version,
                    profile_version, channel, opened_at, state, stage, title, account, place_id,
                    place_path, category, urgency, ended_at, ending, version, due_at, suspended,
                    late, touched_at)
                VALUES (10, 1, '26-00001-1', 'request', 1, 1, 'web', 0, 'handling', 'handling',
                        '灯', '灯坏了', 2, '2.', 'a.b', 'general', NULL, NULL, 2, 500, 0, 0, 9),
                    (11, 1, '26-00002-2', 'request', 1, 1, 'web', 0, 'solved', 'closed',
                        '灯', '灯坏了', 2, '2.', 'a.b', 'general', 8, 'solved', 3, NULL, 0, 0, 9);
                INSERT INTO data_keys (matter_id, story_key, person_key)
                    VALUES (10, x'0101', x'0202'), (11, x'0303', NULL);
                INSERT INTO records (sequence, id, realm_id, at, person_id, action, subject_kind,
                    subject_id, body, body_digest, digest)
                VALUES (1, 21, 1, 1, NULL, 'report', 'matter', 10, x'00', x'00', x'00'),
                    (2, 22, 1, 2, 77, 'accept', 'matter', 10, x'00', x'00', x'00'),
                    (3, 23, 1, 3, NULL, 'report', 'matter', 11, x'00', x'00', x'00');
                INSERT INTO matter_search (rowid, grams) VALUES (10, '灯坏 坏了'), (11, '');
                """)
        }
        try await Migrator(Schema.migrations(for: .sqlite)).migrate(database, now: 0)
        let rows = try await database.read { db in
            try db.rows(
                """
                SELECT story_key, person_key, toucher_id, due_order FROM matters ORDER BY id
                LIMIT 9
                """
            ) { row in
                "\(try row.blob(0)) \(try row.blobOrNil(1) ?? []) "
                    + "\(try row.intOrNil(2) ?? 0) \(try row.int(3))"
            }
        }
        #expect(rows == ["[1, 1] [2, 2] 77 500", "[3, 3] [] 0 253402300800000"])
        let open = try await database.read { db in
            try db.rows(
                """
                SELECT rowid FROM open_search WHERE open_search MATCH '"灯坏" AND "@1"'
                ORDER BY rowid LIMIT 9
                """
            ) { try $0.int(0) }
        }
        #expect(open == [10])
        let ended = try await database.read { db in
            try db.rows("SELECT grams FROM ended_search LIMIT 9") { try $0.text(0) }
        }
        #expect(ended == ["@1"])
    }

    @Test func aMatterLearnsInWhichTablesItHasSomething() async throws {
        let database = try await database(at: 57)
        let matters = (10...17).map { id in
            let above = id == 15 ? "11, NULL" : id == 16 ? "NULL, 12" : "NULL, NULL"
            return """
                INSERT INTO matters (id, realm_id, reference, procedure, procedure_version,
                    profile_version, channel, opened_at, state, stage, title, account, place_id,
                    place_path, category, urgency, version, suspended, late, touched_at, parent_id,
                    merged_into_id)
                VALUES (\(id), 1, '26-000\(id)-1', 'request', 1, 1, 'web', 0, 'handling',
                    'handling', '灯', '灯坏了', 2, '2.', 'a.b', 'general', 2, 0, 0, 9, \(above));
                """
        }
        try await database.write { db in
            try db.script(matters.joined())
            try db.script(
                """
                INSERT INTO bodies (id, realm_id, kind, name_zh, from_day)
                    VALUES (5, 1, 'community', '居委会', '2026-01-01');
                INSERT INTO people (id, realm_id, name, sign_in) VALUES (7, 1, '甲', 'first');
                INSERT INTO posts (id, realm_id, person_id, role, body_id, place_id)
                    VALUES (8, 1, 7, 'dispatcher', 5, 2);
                INSERT INTO matter_assists (matter_id, body_id) VALUES (10, 5);
                INSERT INTO petitions (matter_id, kind, asked_at) VALUES (10, 'extension', 1);
                INSERT INTO clocks (matter_id, name, amount, unit, started_at, due_at, provisional)
                    VALUES (13, 'finish', 1, 'days', 1, 2, 0), (14, 'finish', 1, 'days', 1, 2, 0);
                INSERT INTO clock_suspensions (matter_id, clock, from_at, until_at, reason)
                    VALUES (13, 'finish', 1, NULL, 'rain');
                INSERT INTO clock_extensions (matter_id, clock, ordinal, amount, unit)
                    VALUES (14, 'finish', 1, 1, 'days');
                INSERT INTO work_lines (id, realm_id, line, subject_kind, subject_id, place_path,
                    day, post_id) VALUES (9, 1, 'party', 'matter', 14, '2.', '2026-01-01', 8);
                """)
        }
        try await Migrator(Schema.migrations(for: .sqlite)).migrate(database, now: 0)
        let parts = try await database.read { db in
            try db.rows("SELECT parts FROM matters ORDER BY id LIMIT 9") { try $0.int(0) }
        }
        #expect(parts == [1 | 2, 16, 32, 4, 8 | 64, 0, 0, 0])
    }

    @Test func monthsAreSummedUpAnewByWhoLed() async throws {
        let database = try await database(at: 55)
        try await database.write { db in
            try db.script(
                """
                INSERT INTO places (id, realm_id, parent_id, path, level, name_zh)
                    VALUES (3, 1, 2, '2.3.', 'community', '社区');
                INSERT INTO bodies (id, realm_id, kind, name_zh, from_day)
                    VALUES (5, 1, 'community', '居委会', '2026-01-01'),
                        (6, 1, 'grid', '网格', '2026-01-01');
                INSERT INTO facts (subject_id, noun, event, sequence, realm_id, kind, day,
                    place_path, body_id, amount)
                VALUES (10, 'request', 'ended', 0, 1, 'light', '2026-03-01', '2.3.', 5, 1),
                    (11, 'request', 'ended', 0, 1, 'light', '2026-03-31', '2.3.', 6, 1),
                    (12, 'request', 'ended', 0, 1, 'light', '2026-03-31', '2.', 6, 1),
                    (13, 'request', 'ended', 0, 1, 'light', '2026-04-01', '2.', NULL, 4);
                INSERT INTO fact_months (realm_id, noun, event, place_id, month, kind, count,
                    amount) VALUES (1, 'request', 'ended', 2, '2026-03', 'light', 3, 3);
                """)
        }
        try await Migrator(Schema.migrations(for: .sqlite)).migrate(database, now: 0)
        let months = try await database.read { db in
            try db.rows(
                """
                SELECT place_id, month, led_by, count, amount FROM fact_months
                ORDER BY place_id, month, led_by LIMIT 9
                """
            ) { row in
                "\(try row.int(0)) \(try row.text(1)) \(try row.text(2)) "
                    + "\(try row.int(3)) \(try row.int(4))"
            }
        }
        #expect(
            months == [
                "2 2026-03 community 1 1", "2 2026-03 grid 2 2", "2 2026-04  1 4",
                "3 2026-03 community 1 1", "3 2026-03 grid 1 1",
            ])
    }
}
