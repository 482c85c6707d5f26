-- Writes changes of projections, in their order: [{ "table", "key": {column: value}, "set": {column: value}, "make": boolean }]. With `make` the
-- row is made where it does not exist. Table names are not qualified on purpose: a rebuild lays temporary tables of the same names before these.
CREATE FUNCTION projection_apply(changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  change jsonb;
  cells jsonb;
  columns text;
  keys text;
  matches text;
  copies text;
BEGIN
  FOR change IN SELECT value FROM jsonb_array_elements(changes) LOOP
    cells := (change->'key') || (change->'set');
    SELECT string_agg(format('%I', name), ', ') INTO columns FROM jsonb_object_keys(cells) AS name;
    SELECT string_agg(format('%I', name), ', '), string_agg(format('present.%1$I = given.%1$I', name), ' AND ') INTO keys, matches FROM jsonb_object_keys(change->'key') AS name;
    IF (change->>'make')::boolean THEN
      SELECT string_agg(format('%1$I = EXCLUDED.%1$I', name), ', ') INTO copies FROM jsonb_object_keys(change->'set') AS name;
      EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1) ON CONFLICT (%3$s) DO UPDATE SET %4$s', change->>'table', columns, keys, copies) USING cells;
    ELSE
      SELECT string_agg(format('%1$I = given.%1$I', name), ', ') INTO copies FROM jsonb_object_keys(change->'set') AS name;
      EXECUTE format('UPDATE %1$I AS present SET %2$s FROM jsonb_populate_record(NULL::%1$I, $1) AS given WHERE %3$s', change->>'table', copies, matches) USING cells;
    END IF;
  END LOOP;
END $$;

-- Appends the events of one stream and writes what they change, in one statement; answers their positions in the order of their sequences.
-- The events go in first: their lock lets one transaction at a time reach the projections, and each statement here sees what the one before it left.
CREATE FUNCTION event_append(events jsonb, changes jsonb) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY
    INSERT INTO public.event (project_id, stream, sequence, type, occurred_at, actor, workflow_id, run_id, data, prev_hash, hash)
    SELECT project_id, stream, sequence, type, occurred_at, actor, workflow_id, run_id, data, prev_hash, hash
    FROM jsonb_populate_recordset(NULL::public.event, events)
    RETURNING position;
  PERFORM projection_apply(changes);
END $$;
