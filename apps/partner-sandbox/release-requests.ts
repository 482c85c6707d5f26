import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RequestDeps } from './request-deps.ts';
import type { SandboxRequest, TakedownWish } from './sandbox-wire.ts';
import type { AnswerRequest } from './wire.ts';

const SHOWN = 200;

const RequestRow = z.object({
  request_id: z.string(),
  named: z.string(),
  made_at: z.number(),
});
const AnswerRow = z.object({
  id: z.string(),
  request_id: z.string(),
  type: z.string(),
  code: z.string().nullable(),
  reason: z.string(),
});

export type ShopRequest = {
  requestId: string;
  named: string;
  answers: { id: string; type: string; code: string | null; reason: string }[];
};

/** The shop's own requests for releases and takedowns, and Fermata's answers. To be written inside a transaction. */
export function openReleaseRequests({ database, send }: RequestDeps) {
  const insertRequest = database.prepare(
    'insert into request (request_id, named, made_at) values (?, ?, ?) on conflict do nothing',
  );
  const insertAnswer = database.prepare(
    `insert into request_answer (id, request_id, type, code, reason, at) values (?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  const newest = database.prepare(
    'select request_id, named, made_at from request order by made_at desc, request_id limit ?',
  );
  const answersOf = database.prepare(
    'select id, request_id, type, code, reason from request_answer where request_id = ? order by at, rowid',
  );
  const answers = (requestId: string): ShopRequest['answers'] =>
    z
      .array(AnswerRow)
      .parse(answersOf.all(requestId))
      .map(({ id, type, code, reason }) => ({ id, type, code, reason }));

  return {
    /** Sends the webhook, also for a request that was made before. */
    make({ requestId = `req_${randomBytes(8).toString('hex')}`, ...named }: SandboxRequest) {
      const { trackId, versionSha256, releaseId } = named;
      insertRequest.run(requestId, trackId ?? versionSha256 ?? releaseId ?? '', Date.now());
      send({ type: 'release.requested', data: { requestId, ...named } });
      return { requestId };
    },
    /** Requests a takedown of the release with this reference. */
    makeTakedown(reference: string, wish: TakedownWish) {
      const { requestId = `req_${randomBytes(8).toString('hex')}`, reason } = wish;
      insertRequest.run(requestId, reference, Date.now());
      send({ type: 'takedown.requested', data: { requestId, reference, reason } });
      return { requestId };
    },
    /** A repeated answer changes nothing. */
    answer({ id, type, data: { requestId, code, reason } }: AnswerRequest) {
      insertAnswer.run(id, requestId, type, code ?? null, reason, Date.now());
      return { status: 201, body: { id } };
    },
    answers,
    newest: (): ShopRequest[] =>
      z
        .array(RequestRow)
        .parse(newest.all(SHOWN))
        .map(({ request_id: requestId, named }) => ({
          requestId,
          named,
          answers: answers(requestId),
        })),
  };
}
export type ReleaseRequests = ReturnType<typeof openReleaseRequests>;
