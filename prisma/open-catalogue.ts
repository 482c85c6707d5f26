import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { createAmendmentRepository } from './amendment/amendment-repository.ts';
import { applyEvent, PROJECTIONS } from './apply-event.ts';
import { createAssetRepository } from './asset/asset-repository.ts';
import { createRecipeRepository } from './asset/recipe-repository.ts';
import { createAudit } from './audit/audit.ts';
import { createResultCache } from './cache/result-cache.ts';
import { createStepResultRepository } from './cache/step-result-repository.ts';
import type { Catalogue } from './catalogue.ts';
import { createBudgetRepository } from './cost/budget-repository.ts';
import { createCostLedger } from './cost/cost-ledger.ts';
import { Notifications } from './database/notifications.ts';
import { createEventStore } from './events/event-store.ts';
import { createEventWriter } from './events/event-writer.ts';
import { PrismaClient } from './generated/client.ts';
import { createActorRepository } from './identity/actor-repository.ts';
import { createKeyRepository } from './identity/key-repository.ts';
import { createTokenRepository } from './identity/token-repository.ts';
import { createInbox } from './inbox/inbox.ts';
import { createMaterialRepository } from './material/material-repository.ts';
import { readFigures } from './metrics/read-figures.ts';
import { readMigrations } from './migrations-folder.ts';
import { createModelRepository } from './model/model-repository.ts';
import { createOfferAddressRepository } from './offer/offer-address-repository.ts';
import { createOpenReleaseRepository } from './open-track/open-release-repository.ts';
import { createOpenTrackRepository } from './open-track/open-track-repository.ts';
import { createOrderRepository } from './order/order-repository.ts';
import { createPartnerRequestRepository } from './partner-request/partner-request-repository.ts';
import { createPartnerCalls } from './partner/partner-calls.ts';
import { createPartnerCircuits } from './partner/partner-circuits.ts';
import { createPartnerFiles } from './partner/partner-files.ts';
import { createPartnerKeyRepository } from './partner/partner-key-repository.ts';
import { createPartnerPauses } from './partner/partner-pauses.ts';
import { createPartnerPingRepository } from './partner/partner-ping-repository.ts';
import { createPartnerRepository } from './partner/partner-repository.ts';
import { createPreviewRepository } from './preview/preview-repository.ts';
import { createProfileRepository } from './profile/profile-repository.ts';
import { createProjectHoldRepository } from './project-hold/project-hold-repository.ts';
import { createRecallRepository } from './recall/recall-repository.ts';
import { createRedeliveryRepository } from './redelivery/redelivery-repository.ts';
import { createIdentifierRegistry } from './release/identifier-registry.ts';
import { createReleaseAuthority } from './release/release-authority.ts';
import { createReleaseContentRepository } from './release/release-content-repository.ts';
import { createReleaseRepository } from './release/release-repository.ts';
import { createReviewMinimumRepository } from './review/review-minimum-repository.ts';
import { createReviewRepository } from './review/review-repository.ts';
import { createOutbox } from './subscription/outbox.ts';
import { createSubscriptionRepository } from './subscription/subscription-repository.ts';
import { createTitleRegistry } from './track/title-registry.ts';
import { createTrackRepository } from './track/track-repository.ts';
import { createUnfinishedRepository } from './unfinished/unfinished-repository.ts';
import { createUsageProgressRepository } from './usage/usage-progress-repository.ts';
import { createUsageRepository } from './usage/usage-repository.ts';
import { createVersionRepository } from './version/version-repository.ts';
import { createWithdrawalRepository } from './withdrawal/withdrawal-repository.ts';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;

// Raw: Prisma's history is not a model.
const HISTORY_EXISTS = "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS here";
const IS_APPLIED = `
  SELECT 1 FROM public._prisma_migrations
  WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/**
 * Opens the catalogue with the application's role. `configuredPartners`: the names of the partners from the
 * environment, which belong to all projects and hide added ones. Throws as `ping` does.
 */
export async function openCatalogue({
  databaseUrl,
  poolSize = POOL_SIZE,
  configuredPartners = [],
}: {
  databaseUrl: string;
  poolSize?: number;
  configuredPartners?: readonly string[];
}): Promise<Catalogue> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'fermata',
  });
  // The pool replaces a broken idle connection at its next use.
  pool.on('error', () => {});
  // The pool's timeout: Prisma's defaults (2 s to connect, 5 s to run) fail finished steps on a busy machine.
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: CONNECT_TIMEOUT_MS },
  });
  const notifications = new Notifications(databaseUrl);
  const newest = (await readMigrations()).at(-1)?.name;

  const ping = (): Promise<void> => assertApplied(pool, newest);

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

  const events = createEventStore(prisma, pool, notifications, applyEvent);
  const writer = createEventWriter(applyEvent);
  const partners = createPartnerRepository(prisma, pool, writer, configuredPartners);
  return {
    events,
    tracks: createTrackRepository(prisma, pool),
    openTracks: createOpenTrackRepository(prisma, pool),
    openReleases: createOpenReleaseRepository(prisma),
    versions: createVersionRepository(prisma),
    reviews: createReviewRepository(prisma),
    reviewMinimum: createReviewMinimumRepository(prisma),
    profiles: createProfileRepository(prisma),
    projectHolds: createProjectHoldRepository(prisma),
    identifiers: createIdentifierRegistry(prisma, pool),
    titles: createTitleRegistry(pool),
    recipes: createRecipeRepository(prisma),
    assets: createAssetRepository(prisma),
    materials: createMaterialRepository(prisma, pool, writer),
    previews: createPreviewRepository(prisma, pool),
    offerAddresses: createOfferAddressRepository(prisma, partners),
    releases: createReleaseRepository(prisma),
    releaseContents: createReleaseContentRepository(prisma, events),
    amendments: createAmendmentRepository(prisma, events),
    redeliveries: createRedeliveryRepository(prisma, pool, events, writer),
    withdrawals: createWithdrawalRepository(prisma, pool, events, writer),
    recalls: createRecallRepository(prisma, pool, events, writer),
    models: createModelRepository(prisma, events),
    unfinished: createUnfinishedRepository(prisma),
    authority: createReleaseAuthority(prisma),
    inbox: createInbox(prisma, pool, notifications, writer, configuredPartners),
    requests: createPartnerRequestRepository(prisma, pool, writer, partners),
    orders: createOrderRepository(prisma, pool, writer),
    usage: createUsageRepository(prisma, pool, writer),
    usageProgress: createUsageProgressRepository(prisma, pool),
    partners,
    partnerCalls: createPartnerCalls(prisma),
    partnerCircuits: createPartnerCircuits(pool, writer, configuredPartners),
    partnerFiles: createPartnerFiles(prisma, pool),
    partnerKeys: createPartnerKeyRepository(prisma, pool, writer),
    partnerPauses: createPartnerPauses(prisma),
    partnerPings: createPartnerPingRepository(prisma, pool, writer),
    subscriptions: createSubscriptionRepository(prisma, pool, writer),
    outbox: createOutbox(prisma, pool, writer),
    tokens: createTokenRepository(prisma),
    keys: createKeyRepository(prisma),
    actors: createActorRepository(prisma),
    costs: createCostLedger(prisma, pool),
    budgets: createBudgetRepository(pool),
    steps: createStepResultRepository(prisma, pool),
    cache: createResultCache(pool),
    audit: createAudit(prisma, pool, {
      applyEvent,
      tables: PROJECTIONS.map(({ table }) => table),
    }),
    figures: () => readFigures(pool),
    ping,
    close,
  };
}

async function assertApplied(pool: pg.Pool, migration: string | undefined): Promise<void> {
  const { rows } = await pool.query<{ here: boolean }>(HISTORY_EXISTS);
  const applied = rows[0]?.here === true ? (await pool.query(IS_APPLIED, [migration])).rowCount : 0;
  if (applied !== 1)
    throw new Error(`the database lacks migration ${migration}; run the migrations`);
}
