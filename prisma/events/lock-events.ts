/** One writer of the log at a time, until its transaction ends. */
// Raw: a lock.
export const LOCK_EVENTS = 'SELECT pg_advisory_xact_lock(70310, 1)';
