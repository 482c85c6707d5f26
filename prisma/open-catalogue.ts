import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { rebuild } from './audit/rebuild.ts';
import { verify } from './audit/verify.ts';
import type { Catalogue } from './catalogue.ts';
import { openAssets } from './content/assets.ts';
import { openBudgets } from './content/budgets.ts';
import { openCache } from './content/cache.ts';
import { openCosts } from './content/costs.ts';
import { openDeliveries } from './content/deliveries.ts';
import { openInbox } from './content/inbox.ts';
import { openActors, openKeys } from './content/keys.ts';
import { openMaterials } from './content/materials.ts';
import { openPreviews } from './content/previews.ts';
import { openRecipes } from './content/recipes.ts';
import { openSteps } from './content/steps.ts';
import { openTokens } from './content/tokens.ts';
import { append, appendNext } from './events/append.ts';
import { head, readAll, readStream } from './events/read.ts';
import { PrismaClient } from './generated/client.ts';
import { readMigrations } from './migrations-folder.ts';
import { Notifications } from './notifications.ts';
import { figures } from './reading/figures.ts';
import { openReviews } from './reading/reviews.ts';
import { openTracks } from './reading/tracks.ts';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** Opens the catalogue with the application's role. Throws when the database does not answer or its schema is not the one this code knows. */
export async function openCatalogue({
  databaseUrl,
  poolSize = POOL_SIZE,
}: {
  databaseUrl: string;
  poolSize?: number;
}): Promise<Catalogue> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'fermata',
  });
  // A connection that breaks while idle is replaced by the pool at its next use.
  pool.on('error', () => {});
  // As patient as the pool: on a machine that is busy 2 s for a connection and 5 s for its work, as is usual, fail steps that are done.
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: CONNECT_TIMEOUT_MS },
  });
  const notifications = new Notifications(databaseUrl);
  const newest = (await readMigrations()).at(-1)?.name;

  async function ping(): Promise<void> {
    const { rows } = await pool.query<{ here: boolean }>(
      "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS here",
    );
    const applied =
      rows[0]?.here === true
        ? (
            await pool.query(
              'SELECT 1 FROM public._prisma_migrations WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL',
              [newest],
            )
          ).rowCount
        : 0;
    if (applied !== 1)
      throw new Error(`the database lacks migration ${newest}; run the migrations`);
  }

  async function close(): Promise<void> {
    await notifications.close();
    await prisma.$disconnect();
    await pool.end();
  }

  try {
    await ping();
  } catch (error) {
    await close();
    throw error;
  }

  return {
    events: {
      append: (events) => append(pool, events),
      appendNext: (event) => appendNext(pool, event),
      readStream: (stream, options) => readStream(pool, stream, options),
      readAll: (options) => readAll(pool, options),
      head: () => head(pool),
      onAppended: (listener) =>
        notifications.on('fermata_event', (payload) => {
          if (payload !== '') return listener(Number(payload));
          // After a lost connection: the head says how far events have gone. If it cannot be asked, the next connection will tell.
          head(pool).then(listener, () => {});
        }),
    },
    tracks: openTracks(prisma, pool),
    reviews: openReviews(prisma),
    recipes: openRecipes(prisma),
    previews: openPreviews(prisma, pool),
    assets: openAssets(prisma),
    materials: openMaterials(prisma, pool),
    deliveries: openDeliveries(prisma),
    inbox: openInbox(prisma, pool, notifications),
    tokens: openTokens(prisma),
    keys: openKeys(prisma),
    actors: openActors(prisma),
    costs: openCosts(prisma, pool),
    steps: openSteps(pool),
    cache: openCache(pool),
    budgets: openBudgets(pool),
    audit: { verify: (options) => verify(pool, options), rebuild: () => rebuild(pool) },
    figures: () => figures(pool),
    ping,
    close,
  };
}
