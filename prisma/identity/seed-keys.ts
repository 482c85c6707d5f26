import pg from 'pg';
import { type Role, sha256Hex } from '@fermata/contracts/values';

export type KeySeed = { actor: string; name: string; roles: Role[]; key: string };

// Raw: the schema's owner has no Prisma client.
const UPSERT_ACTOR = `
  INSERT INTO public.actor (project_id, actor_id, name) VALUES ($1, $2, $3)
  ON CONFLICT (project_id, actor_id) DO UPDATE SET name = EXCLUDED.name`;
const UPSERT_KEY = `
  INSERT INTO public.api_key (key_sha256, project_id, actor_id, roles) VALUES ($1, $2, $3, $4)
  ON CONFLICT (key_sha256) DO UPDATE
    SET project_id = EXCLUDED.project_id, actor_id = EXCLUDED.actor_id, roles = EXCLUDED.roles`;

/**
 * Stores the sha256 of each key, and the names of their actors, as the owner of the schema: the application's role
 * cannot create keys or give roles. Seeding again updates names and roles.
 */
export async function seedKeys(
  ownerUrl: string,
  projectId: string,
  keys: readonly KeySeed[],
): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'fermata seed keys',
  });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const { actor, name, roles, key } of keys) {
      await client.query(UPSERT_ACTOR, [projectId, actor, name]);
      await client.query(UPSERT_KEY, [sha256Hex(key), projectId, actor, roles]);
    }
    await client.query('COMMIT');
  } finally {
    // Rolls back uncommitted changes.
    await client.end();
  }
}
