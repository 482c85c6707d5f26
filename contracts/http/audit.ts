import { z } from 'zod';
import { page } from './page.ts';

/** The fields that `contentSha256` covers. */
const HashedEvent = z
  .object({
    projectId: z.string(),
    stream: z.string(),
    sequence: z.number().int(),
    type: z.string(),
    occurredAt: z.string(),
    actor: z.string(),
    workflowId: z.string().nullable(),
    runId: z.string().nullable(),
    data: z.unknown(),
  })
  .meta({ id: 'HashedEvent' });

/**
 * One place of the log, as it is stored: a damaged record can be read, too. `event` is null for an
 * event of another project: its hashes alone link the log.
 */
export const LogEntryView = z
  .object({
    position: z.number().int(),
    contentSha256: z.string(),
    prevHash: z.string(),
    logPrevHash: z.string(),
    hash: z.string(),
    event: HashedEvent.nullable(),
  })
  .meta({ id: 'LogEntry' });
export type LogEntryView = z.infer<typeof LogEntryView>;

export const LogPage = page(LogEntryView).meta({ id: 'LogPage' });

/** `text`: the stored text, so that its sha256 can be compared. */
export const CheckpointView = z
  .object({ number: z.number().int(), text: z.string() })
  .meta({ id: 'StoredCheckpoint' });
export type CheckpointView = z.infer<typeof CheckpointView>;

export const CheckpointPage = page(CheckpointView).meta({ id: 'CheckpointPage' });

/** Ed25519 public keys that sign checkpoints: the present one first. */
export const CheckpointKeysView = z
  .object({
    keys: z.array(
      z.object({
        /** sha256 of the key's DER bytes. */
        keyId: z.string(),
        /** SubjectPublicKeyInfo in DER, base64. */
        publicKey: z.string(),
      }),
    ),
  })
  .meta({ id: 'CheckpointKeys' });
export type CheckpointKeysView = z.infer<typeof CheckpointKeysView>;

export const AuditQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});
