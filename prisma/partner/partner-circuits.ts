import type pg from 'pg';
import { z } from 'zod';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import {
  afterCircuitFailure,
  type Circuit,
  type CircuitAdmission,
  type CircuitOutcome,
  type CircuitSettings,
  circuitState,
  CLOSED_CIRCUIT,
} from '@fermata/domain/partner';
import { inTransaction } from '../database/in-transaction.ts';
import { fromColumns } from '../database/row.ts';
import type { EventWriter } from '../events/event-writer.ts';

/**
 * The circuit breaker and the rate limit of each partner, shared by all workers. Kept in the catalogue and not in a
 * library's memory: every worker meets the same limits, a restart changes nothing, and the API shows the state.
 */
export interface PartnerCircuits {
  /** A probe that is never recorded, after a crash, is given to another call after this time. */
  admit(partner: string, probeMs: number): Promise<CircuitAdmission>;
  /** Opening and closing append an event of the partner, if people added it. */
  record(
    partner: string,
    outcome: CircuitOutcome & { readonly wasProbe: boolean },
    settings: CircuitSettings,
  ): Promise<void>;
  /**
   * Reserves the next turn of a partner with this many requests a second. Returns the milliseconds until the turn;
   * null if it would be later than the limit: then none is reserved.
   */
  takeTurn(partner: string, requestsPerSecond: number, maxWaitMs: number): Promise<number | null>;
  find(partners: readonly string[]): Promise<ReadonlyMap<string, Circuit>>;
}

const Milliseconds = z.coerce.number().nullable();
const Row = fromColumns(
  z.object({
    partner: z.string(),
    failures: z.number().int(),
    failingSince: Milliseconds,
    openedAt: Milliseconds,
    probeAt: Milliseconds,
    detail: z.string().nullable(),
    now: z.coerce.number(),
  }),
);

// Raw: the database's clock, as several workers compare with it.
const millisecondsOf = (column: string): string =>
  `floor(extract(epoch FROM ${column}) * 1000)::float8 AS ${column}`;
const timeOf = (parameter: string): string =>
  `to_timestamp(${parameter}::float8 / 1000)::timestamptz(3)`;
const COLUMNS = `
  partner, failures, ${['failing_since', 'opened_at', 'probe_at'].map(millisecondsOf).join(', ')}, detail,
  floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
const FIND = `SELECT ${COLUMNS} FROM public.partner_circuit WHERE partner = ANY($1)`;
const CLAIM_PROBE = `
  UPDATE public.partner_circuit SET probe_at = clock_timestamp() + $2 * interval '1 millisecond'
  WHERE partner = $1 AND probe_at <= clock_timestamp() RETURNING partner`;
const ENSURE = 'INSERT INTO public.partner_circuit (partner) VALUES ($1) ON CONFLICT DO NOTHING';
const LOCK = `SELECT ${COLUMNS} FROM public.partner_circuit WHERE partner = $1 FOR UPDATE`;
const UPDATE = `
  UPDATE public.partner_circuit SET failures = $2, failing_since = ${timeOf('$3')}, opened_at = ${timeOf('$4')},
    probe_at = ${timeOf('$5')}, detail = $6
  WHERE partner = $1`;
const PROJECT = 'SELECT project_id FROM public.partner WHERE partner = $1 AND partner <> ALL($2)';
const TAKE_TURN = `
  INSERT INTO public.partner_circuit (partner, next_turn_at)
  VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
  ON CONFLICT (partner) DO UPDATE
  SET next_turn_at = greatest(partner_circuit.next_turn_at, clock_timestamp()) + $2 * interval '1 millisecond'
  WHERE partner_circuit.next_turn_at <= clock_timestamp() + $3 * interval '1 millisecond'
  RETURNING greatest(0, extract(epoch FROM next_turn_at - clock_timestamp()) * 1000 - $2)::float8 AS wait`;

export function createPartnerCircuits(
  pool: pg.Pool,
  writer: EventWriter,
  configured: readonly string[],
): PartnerCircuits {
  const read = async (
    db: pg.Pool | pg.PoolClient,
    sql: string,
    parameter: unknown,
  ): Promise<z.infer<typeof Row>[]> => {
    const { rows } = await db.query(sql, [parameter]);
    return rows.map((row: unknown) => Row.parse(row));
  };

  return {
    async admit(partner, probeMs) {
      const [row] = await read(pool, FIND, [partner]);
      if (row === undefined) return { then: 'call', failures: 0 };
      const state = circuitState(row, row.now);
      if (state === 'closed') return { then: 'call', failures: row.failures };
      if (state === 'half-open') {
        const { rowCount } = await pool.query(CLAIM_PROBE, [partner, probeMs]);
        if (rowCount === 1) return { then: 'probe' };
      }
      const milliseconds = Math.max(1000, (row.probeAt ?? row.now) - row.now);
      return { then: 'wait', milliseconds, detail: row.detail ?? 'no reason recorded' };
    },

    record: (partner, outcome, settings) =>
      inTransaction(pool, async (client) => {
        await client.query(ENSURE, [partner]);
        const [row] = await read(client, LOCK, partner);
        if (row === undefined) throw new Error(`the circuit of ${partner} has no row`);
        const after = afterOutcome(row, outcome, row.now, settings);
        const { failures, failingSince, openedAt, probeAt, detail } = after;
        await client.query(UPDATE, [partner, failures, failingSince, openedAt, probeAt, detail]);
        if ((row.openedAt === null) === (openedAt === null)) return;
        const { rows } = await client.query<{ project_id: string }>(PROJECT, [
          ...[partner, configured],
        ]);
        if (rows[0] === undefined) return;
        const address = {
          stream: `partner/${partner}`,
          projectId: rows[0].project_id,
          actor: SYSTEM_ACTOR,
        };
        if (openedAt === null)
          await writer.appendRowEvent(client, address, 'partner.circuit-closed', {
            openedAt: new Date(row.openedAt ?? row.now).toISOString(),
          });
        else
          await writer.appendRowEvent(client, address, 'partner.circuit-opened', {
            ...{ failures, detail: detail ?? '' },
            failingSince: new Date(failingSince ?? row.now).toISOString(),
          });
      }),

    async takeTurn(partner, requestsPerSecond, maxWaitMs) {
      const { rows } = await pool.query<{ wait: number }>(TAKE_TURN, [
        ...[partner, 1000 / requestsPerSecond, maxWaitMs],
      ]);
      return rows[0]?.wait ?? null;
    },

    async find(partners) {
      const rows = await read(pool, FIND, partners);
      return new Map(rows.map(({ partner, now: _now, ...circuit }) => [partner, circuit]));
    },
  };
}

function afterOutcome(
  circuit: Circuit,
  outcome: CircuitOutcome & { readonly wasProbe: boolean },
  now: number,
  settings: CircuitSettings,
): Circuit {
  if (outcome.was === 'failed') return afterCircuitFailure(circuit, { ...outcome, now }, settings);
  if (outcome.was === 'answered') return CLOSED_CIRCUIT;
  // The next call may be the probe.
  return outcome.wasProbe ? { ...circuit, probeAt: now } : circuit;
}
