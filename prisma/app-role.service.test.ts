import { expect, test } from 'vitest';
import { connectTo, freshCatalogue } from './testing/fresh-catalogue.ts';

const COST = `
  INSERT INTO cost (project_id, step_key, track_id, step, cpu_seconds, audio_seconds, price_micros, cache_hit,
    bytes_stored) VALUES ('default', 'key', 'trk_1', 'mix', 1, 1, 1, false, 1)`;

async function asApplication() {
  const { catalogue, database } = await freshCatalogue();
  return {
    catalogue,
    app: await connectTo(database.databaseUrl),
    owner: await connectTo(database.ownerUrl),
  };
}

test('the application can neither create API keys nor change their roles', async () => {
  const { app, owner } = await asApplication();
  await owner.query(
    "INSERT INTO actor VALUES ('default', 'act_ada', 'Ada'); " +
      "INSERT INTO api_key VALUES (repeat('a', 64), 'default', 'act_ada', '{creator}')",
  );
  for (const statement of [
    "INSERT INTO api_key VALUES (repeat('b', 64), 'default', 'act_ada', '{operations}')",
    "UPDATE api_key SET roles = '{operations}'",
    'DELETE FROM api_key',
    'TRUNCATE api_key',
    "INSERT INTO actor VALUES ('default', 'act_eve', 'Eve')",
    "UPDATE partner_key SET project_id = 'other'",
  ])
    await expect(app.query(statement), statement).rejects.toThrow('permission denied');
  expect((await app.query('SELECT roles FROM api_key')).rows).toEqual([{ roles: ['creator'] }]);
});

test('the application cannot use the trigger of the ledger on a table of its own', async () => {
  const { app, owner } = await asApplication();
  await app.query('CREATE TEMPORARY TABLE fake (LIKE public.cost INCLUDING DEFAULTS)');
  const trigger = `CREATE TRIGGER fake AFTER INSERT ON fake REFERENCING NEW TABLE AS recorded
    FOR EACH STATEMENT EXECUTE FUNCTION public.cost_add_up()`;
  await expect(app.query(trigger)).rejects.toThrow(
    /permission denied for function (public\.)?cost_add_up/,
  );
  // Even with the right to execute it, the function knows its table.
  await owner.query('GRANT EXECUTE ON FUNCTION cost_add_up() TO PUBLIC');
  await app.query(trigger);
  await expect(app.query(COST.replace('INTO cost', 'INTO fake'))).rejects.toThrow(
    'cost_add_up adds up the table cost only',
  );
  expect((await owner.query('SELECT * FROM cost_total')).rows).toEqual([]);
  await app.query(COST);
  expect((await owner.query('SELECT price_micros FROM cost_total')).rows).toEqual([
    { price_micros: '1' },
  ]);
});

test('no function that runs with the rights of its owner can be executed by everybody', async () => {
  const { owner } = await asApplication();
  const { rows } = await owner.query(
    `SELECT proname FROM pg_proc
     WHERE prosecdef AND pronamespace = 'public'::regnamespace
       AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0))`,
  );
  expect(rows).toEqual([]);
});

test.each([
  'cpu_seconds',
  'audio_seconds',
  'price_micros',
  'bytes_stored',
  'model_seconds',
  'saved_cpu_seconds',
  'saved_price_micros',
])('an entry of the ledger has no negative %s', async (column) => {
  const { app } = await asApplication();
  const insert = (value: string) =>
    app.query(
      `INSERT INTO cost SELECT (jsonb_populate_record(cost, '{"step_key": "other", "${column}": "${value}"}')).*
       FROM cost LIMIT 1`,
    );
  await app.query(COST);
  await expect(insert('-1')).rejects.toThrow('cost_not_negative_check');
  if (column.endsWith('_seconds'))
    for (const value of ['NaN', 'Infinity', '-Infinity'])
      await expect(insert(value)).rejects.toThrow('cost_not_negative_check');
  await insert('1');
});

test('the application still evicts assets that nothing uses', async () => {
  const { app } = await asApplication();
  await app.query("INSERT INTO asset VALUES ('default', repeat('a', 64), 'audio/flac', 1)");
  await expect(app.query('DELETE FROM asset')).rejects.toThrow('permission denied');
  expect(
    (await app.query("SELECT asset_forget('default', repeat('a', 64), 30) AS gone")).rows,
  ).toEqual([{ gone: true }]);
});
