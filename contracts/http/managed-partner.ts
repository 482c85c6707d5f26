import { z } from 'zod';
import { ActorId, PartnerName } from '../values/ids.ts';
import {
  CREDENTIALS_OF,
  foreignCredentials,
  PartnerApiKey,
  S3Credentials,
  SftpCredentials,
} from '../values/partner-credentials.ts';
import { PartnerKind } from '../values/partner-kind.ts';
import { OrderTerms } from '../values/partner-order.ts';
import { PartnerRequirements } from '../values/partner-requirements.ts';
import { PartnerStatus } from '../values/partner-status.ts';

const Url = z.url('must be an address such as https://shop.example/fermata').max(2000);

const WebhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be "whsec_" and the base64 of 24 to 64 bytes');

const RequestsPerSecond = z.number().min(1).max(1000);

/** Ours at the partner; which of them it has depends on its kind. */
const credentials = {
  apiKey: PartnerApiKey.optional(),
  s3: S3Credentials.optional(),
  sftp: SftpCredentials.optional(),
};

/** `apiKey`: of `http-v1`; `s3`: of `drop-s3`; `sftp`: of `drop-sftp`. `webhookSecret`: absent, a new one is made. */
export const AddPartnerRequest = z
  .strictObject({
    partner: PartnerName,
    kind: PartnerKind.default('http-v1'),
    url: Url,
    ...credentials,
    webhookSecret: WebhookSecret.optional(),
    requestsPerSecond: RequestsPerSecond.default(10),
    requirements: PartnerRequirements.default({}),
  })
  .superRefine((request, context) => {
    const { kind } = request;
    const needed = CREDENTIALS_OF[kind];
    if (request[needed] === undefined)
      context.addIssue({
        code: 'custom',
        path: [needed],
        message: `is required for the kind ${kind}`,
      });
    for (const name of foreignCredentials(kind, request))
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `does not belong to the kind ${kind}`,
      });
  })
  .meta({ id: 'AddPartnerRequest' });
export type AddPartnerRequest = z.infer<typeof AddPartnerRequest>;

export const PartnerChange = z
  .strictObject({
    url: Url.optional(),
    ...credentials,
    requestsPerSecond: RequestsPerSecond.optional(),
    /** Replaces all of them. */
    requirements: PartnerRequirements.optional(),
    /** The limits of the partner's orders; null closes its orders. */
    orders: OrderTerms.nullable().optional(),
    status: z.enum(['active', 'paused']).optional(),
  })
  .meta({ id: 'PartnerChange' });
export type PartnerChange = z.infer<typeof PartnerChange>;

export const PartnerSecretRequest = z
  .strictObject({ webhookSecret: WebhookSecret.optional() })
  .meta({ id: 'PartnerSecretRequest' });
export type PartnerSecretRequest = z.infer<typeof PartnerSecretRequest>;

/**
 * `open`: after failures in a row, calls wait. `half-open`: the next call is a probe; an answer closes the circuit.
 * `nextProbeAt`, `failingSince` and `detail` are null without failures.
 */
export const PartnerCircuit = z
  .object({
    state: z.enum(['closed', 'open', 'half-open']),
    failures: z.number().int(),
    failingSince: z.iso.datetime().nullable(),
    nextProbeAt: z.iso.datetime().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'PartnerCircuit' });
export type PartnerCircuit = z.infer<typeof PartnerCircuit>;

/** The last ping by people of the project. `detail`: the partner's answer, or the reason why none came. */
export const LastPing = z
  .object({
    at: z.iso.datetime(),
    by: ActorId,
    reachable: z.boolean(),
    detail: z.string(),
    durationMs: z.number().int(),
  })
  .meta({ id: 'LastPing' });
export type LastPing = z.infer<typeof LastPing>;

export const PartnerDetails = z
  .object({
    partner: PartnerName,
    /** A configured one belongs to all projects and is changed in the environment. */
    source: z.enum(['added', 'configured']),
    kind: PartnerKind,
    /** Null for a configured partner whose address only the workers know. */
    url: z.string().nullable(),
    status: PartnerStatus,
    /** The limit for our requests; null for none. */
    requestsPerSecond: z.number().nullable(),
    /** Checked for each release before anything is sent. */
    requirements: PartnerRequirements,
    /** The limits of the partner's orders; null: it may not order. Only an added partner may. */
    orders: OrderTerms.nullable(),
    circuit: PartnerCircuit,
    /** Null if the project has never pinged it. */
    lastPing: LastPing.nullable(),
    /** Webhooks that the previous secret signed are accepted until then. */
    previousSecretUntil: z.iso.datetime().nullable(),
    /** Null for a configured partner. */
    addedBy: ActorId.nullable(),
    addedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'PartnerDetails' });
export type PartnerDetails = z.infer<typeof PartnerDetails>;

export const PartnerList = z.object({ items: z.array(PartnerDetails) }).meta({ id: 'Partners' });

/** The secret is shown only here. */
export const PartnerWithSecret = PartnerDetails.extend({ webhookSecret: z.string() }).meta({
  id: 'PartnerWithSecret',
});

/** `detail`: the partner's answer, or the reason why none came. */
export const PartnerPing = z
  .object({
    partner: PartnerName,
    reachable: z.boolean(),
    detail: z.string(),
    durationMs: z.number().int(),
  })
  .meta({ id: 'PartnerPing' });
export type PartnerPing = z.infer<typeof PartnerPing>;
