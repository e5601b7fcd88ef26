-- What a post booked stands in the calendar of whoever holds it.
CREATE INDEX bookings_by_post ON bookings (post_id, starts_at, id) WHERE post_id IS NOT NULL;
