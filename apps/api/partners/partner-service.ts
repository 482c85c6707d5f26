import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type z } from 'zod';
import type {
  AddPartnerRequest,
  PartnerChange,
  PartnerDetails,
  PartnerList,
  PartnerPing,
  PartnerSecretRequest,
  PartnerWithSecret,
} from '@fermata/contracts/http';
import {
  canonicalJson,
  cleanText,
  CREDENTIALS_OF,
  foreignCredentials,
  type OrderTerms,
  type PartnerCredentials,
  type PartnerKind,
  type PartnerStatus,
  type RefusalReason,
} from '@fermata/contracts/values';
import { CLOSED_CIRCUIT, partnerUrlIssue } from '@fermata/domain/partner';
import { reviewTermsIssues } from '@fermata/domain/review';
import { REQUESTER_ROLES, roleIssue } from '@fermata/domain/track';
import { connectionOf, type PartnerConnection, sealedNames } from '@fermata/partners';
import type { Catalogue, PartnerRecord } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, CONFIG, SECRETS } from '../infrastructure/injection-tokens.ts';
import { pingPartner } from './ping-partner.ts';
import { type PartnerFacts, presentAdded, presentConfigured } from './present-partner.ts';

const SECRET_BYTES = 32;
const MAX_DETAIL_LENGTH = 500;

/** The partners of a project: those that its operations added, and the configured ones. */
@Injectable()
export class PartnerService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<
      Catalogue,
      | 'actors'
      | 'events'
      | 'keys'
      | 'partnerCircuits'
      | 'partnerPauses'
      | 'partnerPings'
      | 'partners'
      | 'reviewMinimum'
    >,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(SECRETS) private readonly secrets: SecretBox,
  ) {}

  async add(
    { projectId, actor }: Principal,
    { webhookSecret = newSecret(), ...request }: AddPartnerRequest,
    idempotencyKey: string | undefined,
  ): Promise<z.infer<typeof PartnerWithSecret>> {
    const { partner, kind, url, requestsPerSecond, requirements } = request;
    this.#assertTarget(url, kind);
    if (this.#isConfigured(partner)) throw nameTaken(partner);
    const most = this.config.limits.partnersOfProject;
    const names = sealedNames(partner);
    const added = await this.catalogue.partners.add(
      {
        ...{ partner, projectId, actor, kind, requestsPerSecond, requirements },
        url: new URL(url).href,
        credentials: this.secrets.seal(credentialsText(request), names.credentials),
        webhookSecret: this.secrets.seal(webhookSecret, names.webhookSecret),
        secretCommand: commandHash(actor, request, idempotencyKey),
      },
      most,
    );
    if (added === 'taken') throw nameTaken(partner);
    if (added === 'too-many') throw refused(`a project has at most ${most} partners`);
    return this.#withSecret(added);
  }

  async list({ projectId }: Principal): Promise<z.infer<typeof PartnerList>> {
    const added = await this.catalogue.partners.list(projectId);
    const configured = this.#configuredNames();
    const names = [...configured, ...added.map(({ partner }) => partner)];
    const facts = await this.#factsOf(projectId, names);
    return {
      items: [
        ...configured.map((partner) =>
          presentConfigured(partner, this.config.configuredPartners[partner], facts(partner)),
        ),
        ...added.map((record) => presentAdded(record, facts(record.partner))),
      ],
    };
  }

  async find(principal: Principal, partner: string): Promise<PartnerDetails> {
    if (!this.#isConfigured(partner))
      return this.#present(await this.#findAdded(principal, partner));
    const facts = await this.#factsOf(principal.projectId, [partner]);
    return presentConfigured(partner, this.config.configuredPartners[partner], facts(partner));
  }

  async change(
    principal: Principal,
    partner: string,
    changes: PartnerChange,
  ): Promise<PartnerDetails> {
    const { status } = changes;
    const isStatusOnly = status !== undefined && Object.keys(changes).length === 1;
    if (isStatusOnly && this.#isConfigured(partner))
      return this.#setPause(principal, partner, status);
    const { url, apiKey, s3, sftp, ...rest } = changes;
    const before = await this.#findAdded(principal, partner);
    const { kind } = before;
    if (url !== undefined) this.#assertTarget(url, kind);
    const given = { apiKey, s3, sftp };
    const [foreign] = foreignCredentials(kind, given);
    if (foreign !== undefined)
      throw invalidField(`body.${foreign}`, `does not belong to the kind ${kind}`);
    if (rest.orders) await this.#assertOrders(principal.projectId, rest.orders);
    const text = given[CREDENTIALS_OF[kind]] === undefined ? null : credentialsText(given);
    const isNew = text !== null && text !== this.#credentialsOf(before);
    const changed = await this.catalogue.partners.change(
      { ...principal, partner },
      {
        url: url === undefined ? url : new URL(url).href,
        credentials: isNew ? this.secrets.seal(text, sealedNames(partner).credentials) : undefined,
        ...rest,
      },
    );
    if (changed === null) throw unknown(partner);
    return this.#present(changed);
  }

  async rotateSecret(
    principal: Principal,
    partner: string,
    { webhookSecret = newSecret() }: PartnerSecretRequest,
    idempotencyKey: string | undefined,
  ): Promise<z.infer<typeof PartnerWithSecret>> {
    await this.#findAdded(principal, partner);
    const rotated = await this.catalogue.partners.rotateSecret(
      { ...principal, partner },
      {
        webhookSecret: this.secrets.seal(webhookSecret, sealedNames(partner).webhookSecret),
        secretCommand: commandHash(principal.actor, { rotate: partner }, idempotencyKey),
      },
      this.config.limits.secretOverlapSeconds,
    );
    if (rotated === null) throw unknown(partner);
    return this.#withSecret(rotated);
  }

  async ping(principal: Principal, partner: string): Promise<PartnerPing> {
    const connection = await this.connect(principal, partner);
    const ping = await pingPartner(partner, connection, this.config.limits.partnerPingMs);
    const recorded = { ...ping, detail: cleanText(ping.detail, MAX_DETAIL_LENGTH) };
    await this.catalogue.partnerPings.record(principal, recorded);
    return recorded;
  }

  /** The names that a release of the project may give. */
  async names(projectId: string): Promise<string[]> {
    const added = await this.catalogue.partners.list(projectId);
    return [...this.config.webhookSecrets.keys(), ...added.map(({ partner }) => partner)];
  }

  /** Whether steps of the project at the partner wait. */
  async status(
    { projectId }: Pick<Principal, 'projectId'>,
    partner: string,
  ): Promise<PartnerStatus> {
    if (this.#isConfigured(partner))
      return (await this.catalogue.partnerPauses.find(projectId, partner)).status;
    return (await this.catalogue.partners.find(projectId, partner))?.status ?? 'active';
  }

  /** How the API reaches a partner. */
  async connect(principal: Principal, partner: string): Promise<PartnerConnection> {
    const { configuredPartners } = this.config;
    const configured = Object.hasOwn(configuredPartners, partner) && configuredPartners[partner];
    if (configured) return configured;
    if (this.#isConfigured(partner))
      throw refused(
        `the API does not know the address of ${partner}: set its PARTNER_…_URL and PARTNER_…_API_KEY there, too`,
      );
    const record = await this.#findAdded(principal, partner);
    return connectionOf(record, this.secrets, this.config.partnerHosts);
  }

  /** A configured partner belongs to all projects, so each pauses it for itself. */
  async #setPause(
    principal: Principal,
    partner: string,
    status: PartnerStatus,
  ): Promise<PartnerDetails> {
    if ((await this.status(principal, partner)) !== status)
      await this.catalogue.events.appendNext({
        ...projectEvent(principal),
        type: status === 'paused' ? 'configured-partner.paused' : 'configured-partner.resumed',
        data: { partner },
      });
    return this.find(principal, partner);
  }

  async #findAdded({ projectId }: Principal, partner: string): Promise<PartnerRecord> {
    const record = await this.catalogue.partners.find(projectId, partner);
    if (record !== null) return record;
    if (this.#isConfigured(partner))
      throw refused(
        `${partner} is configured in the environment, for all projects, so it is only paused and resumed here, ` +
          'for this project: change its PARTNER_… variables and restart',
        'not-allowed',
      );
    throw unknown(partner);
  }

  #credentialsOf({ partner, credentials }: PartnerRecord): string | null {
    try {
      return this.secrets.open(credentials, sealedNames(partner).credentials);
    } catch {
      // Sealed with an earlier FERMATA_SECRETS_KEY: any that are given now are new.
      return null;
    }
  }

  async #present(record: PartnerRecord): Promise<PartnerDetails> {
    const { projectId, partner } = record;
    return presentAdded(record, (await this.#factsOf(projectId, [partner]))(partner));
  }

  async #factsOf(
    projectId: string,
    partners: readonly string[],
  ): Promise<(partner: string) => PartnerFacts> {
    const { partnerCircuits, partnerPauses, partnerPings } = this.catalogue;
    const [circuits, pauses, pings] = await Promise.all([
      partnerCircuits.find(partners),
      partnerPauses.list(projectId),
      partnerPings.last(projectId, partners),
    ]);
    return (partner) => ({
      circuit: circuits.get(partner) ?? CLOSED_CIRCUIT,
      pause: pauses.get(partner),
      ping: pings.get(partner),
    });
  }

  async #withSecret(record: PartnerRecord): Promise<z.infer<typeof PartnerWithSecret>> {
    const name = sealedNames(record.partner).webhookSecret;
    return {
      ...(await this.#present(record)),
      webhookSecret: this.secrets.open(record.webhookSecret, name),
    };
  }

  #configuredNames(): string[] {
    const { webhookSecrets, configuredPartners } = this.config;
    return [...new Set([...webhookSecrets.keys(), ...Object.keys(configuredPartners)])].toSorted();
  }

  #isConfigured(partner: string): boolean {
    return this.#configuredNames().includes(partner);
  }

  /** Orders that nobody may request or review would all be refused. */
  async #assertOrders(projectId: string, { requester, review }: OrderTerms): Promise<void> {
    const [roles, { terms: minimum }, reviewers] = await Promise.all([
      this.catalogue.keys.rolesOf(projectId, requester),
      this.catalogue.reviewMinimum.find(projectId),
      this.catalogue.actors.withRole(projectId, 'reviewer'),
    ]);
    if (roleIssue(requester, roles, REQUESTER_ROLES) !== null)
      throw invalidField(
        'body.orders.requester',
        `must be an actor of the project with the role ${REQUESTER_ROLES.join(' or ')}`,
      );
    const [issue] = reviewTermsIssues(review, minimum, requester, reviewers);
    if (issue) throw invalidField(`body.orders.review.${issue.field}`, issue.message);
  }

  #assertTarget(url: string, kind: PartnerKind): void {
    const issue = partnerUrlIssue(url, kind, this.config.partnerHosts);
    if (issue !== null) throw invalidField('body.url', issue);
  }
}

const invalidField = (path: string, message: string): ProblemException =>
  new ProblemException('invalid-request', `${path}: ${message}`, { errors: [{ path, message }] });

/** The same credentials have the same text. */
const credentialsText = ({ apiKey, s3, sftp }: PartnerCredentials): string =>
  JSON.stringify({ apiKey, s3, sftp });

const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** The same actor, content and key give the same hash. Without a key, every command is a new one. */
const commandHash = (actor: string, content: object, idempotencyKey: string | undefined): string =>
  createHash('sha256')
    .update(canonicalJson({ actor, content, key: idempotencyKey ?? randomUUID() }))
    .digest('hex');

const refused = (detail: string, reason: RefusalReason = 'not-now'): ProblemException =>
  new ProblemException('refused', detail, { reason });

const nameTaken = (partner: string): ProblemException =>
  refused(`the name ${partner} is taken; names of partners are unique over all projects`);

const unknown = (partner: string): ProblemException =>
  new ProblemException('not-found', `there is no partner "${partner}"`);
