import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { seedKeys } from './seed-keys.ts';

test('only the hash of a key is stored; names can be erased, events remain', async () => {
  const { catalogue, database } = await freshCatalogue();
  const key = `fmk_${randomBytes(24).toString('hex')}`;
  const seeds = [
    { actor: 'act_ada', name: 'Ada', roles: ['creator' as const], key },
    { actor: 'act_rita', name: 'Rita', roles: ['reviewer' as const], key: `${key}2` },
  ];
  await seedKeys(database.ownerUrl, 'default', seeds);
  await seedKeys(
    database.ownerUrl,
    'default',
    seeds.map((seed) => ({ ...seed, roles: ['creator' as const, 'reviewer' as const] })),
  );
  expect(await catalogue.keys.findByKey(key)).toEqual({
    actor: 'act_ada',
    projectId: 'default',
    roles: ['creator', 'reviewer'],
  });
  expect(await catalogue.keys.findByKey(`${key}x`)).toBeNull();
  expect(await catalogue.keys.rolesOf('default', 'act_ada')).toEqual(['creator', 'reviewer']);
  expect(await catalogue.keys.rolesOf('other', 'act_ada')).toEqual([]);
  const client = await connectTo(database.databaseUrl);
  expect(JSON.stringify((await client.query('SELECT * FROM api_key')).rows)).not.toContain(key);
  const actors = ['act_ada', 'act_rita', 'act_nobody'];
  expect(await catalogue.actors.names('default', actors)).toEqual(
    new Map([
      ['act_ada', 'Ada'],
      ['act_rita', 'Rita'],
    ]),
  );
  expect(await catalogue.actors.withRole('default', 'reviewer')).toEqual([
    { actor: 'act_ada', name: 'Ada' },
    { actor: 'act_rita', name: 'Rita' },
  ]);
  expect(await catalogue.actors.withRole('default', 'operations')).toEqual([]);
  const owner = await connectTo(database.ownerUrl);
  await owner.query("UPDATE public.actor SET name = NULL WHERE actor_id = 'act_rita'");
  expect(await catalogue.actors.names('default', actors)).toEqual(new Map([['act_ada', 'Ada']]));
  expect(await catalogue.actors.names('other', actors)).toEqual(new Map());
});
