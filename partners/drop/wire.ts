import { z } from 'zod';
import { FixFields, foreignText, MetadataVersion } from '@fermata/contracts/values';

/** Of our messages; a partner refuses one that it does not know. */
export const SCHEMA_VERSION = '2';

/** The subfolders. Ours are written by us only, the partner's by the partner only. */
export const FOLDERS = {
  messages: 'messages',
  files: 'files',
  answers: 'answers',
  acknowledgements: 'acknowledgements',
  requests: 'requests',
  usage: 'usage',
} as const;

export const MESSAGE_TYPES = ['reserve', 'deliver', 'confirm', 'update', 'takedown'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const ACKNOWLEDGEMENT_MAX_BYTES = 64 * 1024;

export const USAGE_FILE_MAX_BYTES = 1024 * 1024;

/** A partner's file in `usage`. Its reports are read one by one; unknown fields are ignored. */
export const UsageFile = z.object({ reports: z.array(z.unknown()) });

const common = {
  reference: z.string(),
  sequence: z.number().int().positive(),
  at: z.iso.datetime(),
};

/** A partner's file in `acknowledgements`. Unknown fields are ignored. */
export const Acknowledgement = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['received', 'taken-down']), ...common }),
  z.object({
    status: z.enum(['accepted', 'live']),
    url: foreignText(500).optional(),
    ...common,
  }),
  z.object({
    status: z.literal('updated'),
    metadataVersion: MetadataVersion,
    url: foreignText(500).optional(),
    ...common,
  }),
  /** `messageId`: of the update. `metadataVersion`: the one that stays on sale. */
  z.object({
    status: z.literal('update-rejected'),
    messageId: z.string().max(100),
    metadataVersion: MetadataVersion,
    code: foreignText(60),
    reason: foreignText(500),
    url: foreignText(500).optional(),
    ...common,
  }),
  /** The partner expects another delivery. */
  z.object({ status: z.literal('needs-fix'), fields: FixFields, ...common }),
  z.object({
    status: z.literal('rejected'),
    code: foreignText(60),
    reason: foreignText(500),
    ...common,
  }),
]);
export type Acknowledgement = z.infer<typeof Acknowledgement>;
