import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { eventIdAt, positionOf } from '@fermata/contracts/events';
import type {
  MessageAttemptPage,
  SubscriptionChange,
  SubscriptionRequest,
  SubscriptionView,
  SubscriptionWithSecret,
} from '@fermata/contracts/http';
import { targetIssue } from '@fermata/domain/egress';
import type { AttemptRecord, Catalogue, SubscriptionRecord } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG, SECRETS } from '../infrastructure/injection-tokens.ts';

const ID_BYTES = 12;
const SECRET_BYTES = 32;

/** The subscriptions of a project. Their workflows learn of every change from its event. */
@Injectable()
export class SubscriptionService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events' | 'subscriptions'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(SECRETS) private readonly secrets: SecretBox,
  ) {}

  async create(
    principal: Principal,
    { url, types, name, after }: SubscriptionRequest,
  ): Promise<z.infer<typeof SubscriptionWithSecret>> {
    const { projectId, actor } = principal;
    this.#assertTarget(url);
    const subscriptionId = `sub_${randomBytes(ID_BYTES).toString('hex')}`;
    const secret = newSecret();
    const most = this.config.limits.subscriptionsOfProject;
    const outcome = await this.catalogue.subscriptions.create(
      {
        subscriptionId,
        projectId,
        actor,
        url: new URL(url).href,
        types: [...new Set(types)],
        name: name ?? null,
        secret: this.secrets.seal(secret, subscriptionId),
        after: await this.#positionAfter(after),
      },
      most,
    );
    if (outcome === 'exists') throw urlTaken();
    if (outcome === 'too-many')
      throw refused(`a project has at most ${most} subscriptions; remove one first`);
    return { ...(await this.find(principal, subscriptionId)), secret };
  }

  async list({ projectId }: Principal): Promise<{ items: SubscriptionView[] }> {
    return { items: (await this.catalogue.subscriptions.list(projectId)).map(present) };
  }

  async find({ projectId }: Principal, subscriptionId: string): Promise<SubscriptionView> {
    const record = await this.catalogue.subscriptions.find(projectId, subscriptionId);
    if (record === null) throw unknown(subscriptionId);
    return present(record);
  }

  async change(
    principal: Principal,
    subscriptionId: string,
    { url, types, name, status }: SubscriptionChange,
  ): Promise<SubscriptionView> {
    if (url !== undefined) this.#assertTarget(url);
    const changes = { url: url === undefined ? url : new URL(url).href, types, name, status };
    const outcome = await this.catalogue.subscriptions.change(
      addressOf(principal, subscriptionId),
      changes,
    );
    if (outcome === null) throw unknown(subscriptionId);
    if (outcome === 'exists') throw urlTaken();
    if (outcome === 'ended')
      throw refused(`${subscriptionId} has ended; remove it and add a new subscription`);
    return this.find(principal, subscriptionId);
  }

  async rotateSecret(
    principal: Principal,
    subscriptionId: string,
  ): Promise<z.infer<typeof SubscriptionWithSecret>> {
    const secret = newSecret();
    const rotated = await this.catalogue.subscriptions.rotateSecret(
      addressOf(principal, subscriptionId),
      this.secrets.seal(secret, subscriptionId),
      this.config.limits.secretOverlapSeconds,
    );
    if (rotated === null) throw unknown(subscriptionId);
    return { ...(await this.find(principal, subscriptionId)), secret };
  }

  async remove(principal: Principal, subscriptionId: string): Promise<void> {
    const removed = await this.catalogue.subscriptions.remove(addressOf(principal, subscriptionId));
    if (removed === null) throw unknown(subscriptionId);
  }

  async replay(principal: Principal, subscriptionId: string, eventId: string) {
    const outcome = await this.catalogue.subscriptions.replay(
      addressOf(principal, subscriptionId),
      positionOf(eventId),
    );
    if (outcome === null) throw unknown(subscriptionId);
    if (outcome === 'unknown')
      throw new ProblemException('not-found', `there is no event ${eventId}`);
    if (outcome !== 'queued')
      throw refused(`${subscriptionId} is ${outcome}, so it sends nothing; make it active first`);
    return { subscriptionId, eventId };
  }

  async attempts(
    principal: Principal,
    subscriptionId: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<z.infer<typeof MessageAttemptPage>> {
    await this.find(principal, subscriptionId);
    const page = await this.catalogue.subscriptions.attempts(subscriptionId, query);
    return { ...page, items: page.items.map(presentAttempt) };
  }

  /** A position that is not in the log yet would hide the events up to it. */
  async #positionAfter(after: string | undefined): Promise<number | null> {
    if (after === undefined) return null;
    const position = after === '0' ? 0 : positionOf(after);
    if (position > (await this.catalogue.events.head()))
      throw new ProblemException('invalid-request', `there is no event ${after}`, {
        errors: [{ path: 'body.after', message: 'must be the id of an event' }],
      });
    return position;
  }

  #assertTarget(url: string): void {
    const issue = targetIssue(url, this.config.subscriberHosts);
    if (issue === null) return;
    throw new ProblemException('invalid-request', `body.url: ${issue}`, {
      errors: [{ path: 'body.url', message: issue }],
    });
  }
}

const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

const addressOf = ({ projectId, actor }: Principal, subscriptionId: string) => ({
  projectId,
  actor,
  subscriptionId,
});

const refused = (detail: string): ProblemException =>
  new ProblemException('refused', detail, { reason: 'not-now' });

const urlTaken = (): ProblemException =>
  refused('the project has a subscription for this URL; rotate its secret for a new one');

const unknown = (subscriptionId: string): ProblemException =>
  new ProblemException('not-found', `there is no subscription ${subscriptionId}`);

function present(record: SubscriptionRecord): SubscriptionView {
  const { subscriptionId, url, types, name, status, detail, failingSince } = record;
  const { previousSecretUntil, waiting, createdBy, createdAt } = record;
  const isPreviousValid =
    previousSecretUntil !== null && Date.parse(previousSecretUntil) > Date.now();
  return {
    ...{ subscriptionId, url, types, name, status, detail, failingSince },
    previousSecretUntil: isPreviousValid ? previousSecretUntil : null,
    ...{ waiting, createdBy, createdAt },
  };
}

function presentAttempt(record: AttemptRecord): z.infer<typeof MessageAttemptPage>['items'][0] {
  const { position, type, stream, attempt, replay, outcome } = record;
  const { httpStatus, detail, at, durationMs, nextAttemptAt } = record;
  return {
    eventId: eventIdAt(position),
    ...{ type, subject: stream, attempt, replay, outcome },
    ...{ httpStatus, detail, at, durationMs, nextAttemptAt },
  };
}
