-- Events get their place and are checked against their chain under one lock, held to the commit: positions have no gap, and no
-- event ever appears behind a reader's cursor.
CREATE FUNCTION event_take_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  expected text;
BEGIN
  PERFORM pg_advisory_xact_lock(70310, 1);
  -- Each statement of this function sees what was committed before the lock was given.
  SELECT coalesce(max(position), 0) + 1 INTO NEW.position FROM public.event;
  IF NEW.sequence = 1 THEN
    expected := repeat('0', 64);
  ELSE
    SELECT hash INTO expected FROM public.event WHERE stream = NEW.stream AND sequence = NEW.sequence - 1;
  END IF;
  IF expected IS DISTINCT FROM NEW.prev_hash THEN
    RAISE EXCEPTION 'event % of stream % does not follow the one before it', NEW.sequence, NEW.stream USING ERRCODE = 'FE001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_take_place BEFORE INSERT ON "event" FOR EACH ROW EXECUTE FUNCTION event_take_place();

CREATE FUNCTION event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only: % of events is refused', lower(TG_OP) USING ERRCODE = 'FE002';
END $$;
CREATE TRIGGER event_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION event_refuse_change();
-- Also in a session that poses as a replica.
ALTER TABLE "event" ENABLE ALWAYS TRIGGER event_refuse_change;

-- Readers that listen hear of new events after the commit.
CREATE FUNCTION event_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('fermata_event', (SELECT max(position)::text FROM appended));
  RETURN NULL;
END $$;
CREATE TRIGGER event_notify AFTER INSERT ON "event" REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION event_notify();

CREATE FUNCTION inbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('fermata_inbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER inbox_notify AFTER INSERT ON "inbox" FOR EACH STATEMENT EXECUTE FUNCTION inbox_notify();
