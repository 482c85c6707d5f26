import pg from 'pg';
import { retry } from '@fermata/contracts/io';

export type AppRole = { name: string; password: string };

/** The application's privileges on each table. Events can never be changed or deleted. */
const PRIVILEGES: Record<string, string> = {
  event: 'SELECT, INSERT',
  // Projections: a rebuild replaces their rows.
  track: 'SELECT, INSERT, UPDATE, DELETE',
  candidate: 'SELECT, INSERT, UPDATE, DELETE',
  version: 'SELECT, INSERT, UPDATE, DELETE',
  review: 'SELECT, INSERT, UPDATE, DELETE',
  decision: 'SELECT, INSERT, UPDATE, DELETE',
  release: 'SELECT, INSERT, UPDATE, DELETE',
  offer: 'SELECT, INSERT, UPDATE, DELETE',
  amendment: 'SELECT, INSERT, UPDATE, DELETE',
  withdrawal: 'SELECT, INSERT, UPDATE, DELETE',
  recall: 'SELECT, INSERT, UPDATE, DELETE',
  budget: 'SELECT, INSERT, UPDATE, DELETE',
  review_minimum: 'SELECT, INSERT, UPDATE, DELETE',
  profile: 'SELECT, INSERT, UPDATE, DELETE',
  project_hold: 'SELECT, INSERT, UPDATE, DELETE',
  partner_pause: 'SELECT, INSERT, UPDATE, DELETE',
  model: 'SELECT, INSERT, UPDATE, DELETE',
  remote_models: 'SELECT, INSERT, UPDATE, DELETE',
  // Content: rows remain.
  recipe: 'SELECT, INSERT',
  asset: 'SELECT, INSERT',
  asset_use: 'SELECT, INSERT',
  identifier: 'SELECT, INSERT',
  title: 'SELECT, INSERT',
  usage: 'SELECT, INSERT',
  // A loop's number of bars can be corrected.
  material: 'SELECT, INSERT, UPDATE (understood)',
  cost: 'SELECT, INSERT',
  cost_total: 'SELECT',
  cost_day: 'SELECT',
  // The cache: results can be computed again. Assets are deleted only by the function asset_forget, which checks uses.
  step_result: 'SELECT, INSERT, UPDATE, DELETE',
  step_claim: 'SELECT, INSERT, UPDATE, DELETE',
  spent_token: 'SELECT, INSERT',
  offer_reference: 'SELECT, INSERT',
  offer_address: 'SELECT, INSERT',
  // Session memory: bounded and expiring.
  preview: 'SELECT, INSERT, UPDATE, DELETE',
  preview_session: 'SELECT, INSERT, UPDATE, DELETE',
  preview_entry: 'SELECT, INSERT, DELETE',
  default_preview: 'SELECT, INSERT',
  // The owner stores keys and names (identity/seed-keys.ts), and erases names.
  actor: 'SELECT',
  api_key: 'SELECT',
  inbox: 'SELECT, INSERT, UPDATE',
  // Until all pages are read.
  usage_progress: 'SELECT, INSERT, UPDATE, DELETE',
  partner_request: 'SELECT, INSERT, UPDATE',
  partner_order: 'SELECT, INSERT, UPDATE',
  partner: 'SELECT, INSERT, UPDATE',
  // These keys give the role `partner` only.
  partner_key: 'SELECT, INSERT, DELETE',
  partner_circuit: 'SELECT, INSERT, UPDATE',
  partner_ping: 'SELECT, INSERT, UPDATE',
  // Deleted only if the partner has certainly not received it.
  partner_call: 'SELECT, INSERT, DELETE',
  partner_file: 'SELECT, INSERT',
  subscription: 'SELECT, INSERT, UPDATE, DELETE',
  subscription_message: 'SELECT, INSERT, UPDATE, DELETE',
  subscription_attempt: 'SELECT, INSERT, DELETE',
  _prisma_migrations: 'SELECT',
};

const SEQUENCES =
  'public.inbox_id_seq, public.offer_address_id_seq, public.preview_entry_id_seq, ' +
  'public.subscription_attempt_id_seq, public.usage_id_seq';

/** Functions that run with the rights of the owner. They check their arguments. */
const FUNCTIONS = 'public.asset_forget(text, text, double precision)';

// Raw: roles and grants are not part of a Prisma schema.
const ROLE = `
  SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS privileged
  FROM pg_roles WHERE rolname = $1`;

/**
 * Roles belong to the whole server and locks to one database, so another database that is set up at the same time may
 * create or change the role in between: it exists already, or is being updated.
 */
const CONCURRENT = ['23505', '42710', 'XX000'];
const MAX_ATTEMPTS = 10;

/** Creates or updates the application's login role with exactly these privileges in this database. */
export async function grantAppRole(client: pg.Client, role: AppRole): Promise<void> {
  const { rows } = await client.query<{ owner: string; database: string }>(
    'SELECT current_user AS owner, current_database() AS database',
  );
  const [here] = rows;
  if (here === undefined || here.owner === role.name)
    throw new Error(
      `the application's role must not be the owner of the schema (${role.name}): ` +
        'it could drop the triggers that keep events unchanged',
    );
  await retry(
    () => grant(client, role, here.database),
    (error, attempt) =>
      error instanceof pg.DatabaseError &&
      CONCURRENT.includes(error.code ?? '') &&
      attempt < MAX_ATTEMPTS
        ? 50 * attempt
        : null,
  );
}

async function grant(client: pg.Client, role: AppRole, database: string): Promise<void> {
  const name = pg.escapeIdentifier(role.name);
  await client.query('BEGIN');
  try {
    const {
      rows: [known],
    } = await client.query<{ privileged: boolean }>(ROLE, [role.name]);
    if (known?.privileged === true)
      throw new Error(
        `the role ${role.name} has too many privileges for an application (superuser, create roles or databases, ` +
          'replicate, bypass row security); use another one',
      );
    await client.query(
      `${known === undefined ? 'CREATE' : 'ALTER'} ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(role.password)}`,
    );
    await client.query(
      `GRANT CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} TO ${name}`,
    );
    await client.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
    for (const [table, privileges] of Object.entries(PRIVILEGES)) {
      await client.query(`REVOKE ALL ON public.${pg.escapeIdentifier(table)} FROM ${name}`);
      await client.query(`GRANT ${privileges} ON public.${pg.escapeIdentifier(table)} TO ${name}`);
    }
    await client.query(`GRANT USAGE ON SEQUENCE ${SEQUENCES} TO ${name}`);
    await client.query(`GRANT EXECUTE ON FUNCTION ${FUNCTIONS} TO ${name}`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
