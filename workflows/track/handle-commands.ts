import {
  CancellationScope,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import type { z } from 'zod';
import type { VerifiedDecision } from '@fermata/activities';
import {
  CancelMessage,
  DecisionMessage,
  HoldMessage,
  PickMessage,
  QUERIES,
  ResumeMessage,
  SIGNALS,
  type TrackStatus,
  UndoMessage,
  UPDATES,
} from '@fermata/contracts/temporal';
import { type CommandAnswer, formatIssues } from '@fermata/contracts/values';
import type { Ruling } from '@fermata/domain/review';
import { catalogue } from '../proxies.ts';
import type { TrackRun } from './track-run.ts';

const decideUpdate = defineUpdate<CommandAnswer, [DecisionMessage]>(UPDATES.decide);
const undoUpdate = defineUpdate<CommandAnswer, [UndoMessage]>(UPDATES.undo);
const pickUpdate = defineUpdate<CommandAnswer, [PickMessage]>(UPDATES.pick);
const holdUpdate = defineUpdate<CommandAnswer, [HoldMessage]>(UPDATES.hold);
const resumeUpdate = defineUpdate<CommandAnswer, [ResumeMessage]>(UPDATES.resume);
const cancelUpdate = defineUpdate<CommandAnswer, [CancelMessage]>(UPDATES.cancel);
const decisionSignal = defineSignal<[unknown]>(SIGNALS.decision);
const holdSignal = defineSignal(SIGNALS.hold);
const resumeSignal = defineSignal(SIGNALS.resume);
const statusQuery = defineQuery<TrackStatus>(QUERIES.status);

/** Refuses only what is malformed: it leaves no event, so nothing that a person decided may fall here. */
const messageValidator =
  (schema: z.ZodType, name: string) =>
  (message: unknown): void => {
    const parsed = schema.safeParse(message);
    if (!parsed.success) throw new TypeError(`${name}: ${formatIssues(parsed.error)}`);
  };

/** Wires updates, signals and the query to the run. `cancel` ends the track's own scope. */
export function handleCommands(run: TrackRun, cancel: () => void): void {
  let signals = 0;

  setHandler(statusQuery, () => run.status());

  // A decision that has been handed in is judged and recorded even while the workflow is being cancelled.
  setHandler(
    decideUpdate,
    (message) =>
      CancellationScope.nonCancellable(() =>
        decide(run, message, 'update', currentUpdateInfo()?.id ?? ''),
      ),
    {
      validator: messageValidator(DecisionMessage, 'decide'),
    },
  );
  setHandler(decisionSignal, async (message) => {
    const spender = `signal-${++signals}`;
    await CancellationScope.nonCancellable(async () => {
      const parsed = DecisionMessage.safeParse(message);
      if (parsed.success) await decide(run, parsed.data, 'signal', spender);
      else
        await run.refuse(
          'decide',
          'bad-token',
          'the signal decision needs { "token": "…", "note": "…" } as `fermata review approve ID --print-signal` prints it',
        );
    });
  });
  setHandler(
    undoUpdate,
    (message) =>
      CancellationScope.nonCancellable(() => undo(run, message, currentUpdateInfo()?.id ?? '')),
    { validator: messageValidator(UndoMessage, 'undo') },
  );

  setHandler(
    pickUpdate,
    async ({ candidateId, actor }) => {
      const permission = run.lifecycle.may('pick');
      if (!permission.allowed)
        return run.refuse('pick', 'not-now', permission.detail, undefined, actor);
      if (run.input.pick.by !== 'person')
        return run.refuse('pick', 'not-allowed', 'this track picks by score', undefined, actor);
      if (run.picked)
        return run.refuse(
          'pick',
          'twice',
          `candidate ${run.picked.candidateId} was picked already`,
          undefined,
          actor,
        );
      const unpickable = run.unpickable.find((each) => each.candidateId === candidateId);
      if (unpickable)
        return run.refuse(
          'pick',
          'not-allowed',
          `candidate ${candidateId} cannot be picked: ${unpickable.why}`,
          undefined,
          actor,
        );
      const candidate = run.pickable.find((pickable) => pickable.candidateId === candidateId);
      if (!candidate)
        return run.refuse(
          'pick',
          'unknown',
          `there is no candidate ${candidateId} in this version`,
          undefined,
          actor,
        );
      run.picked = { candidateId, actor };
      // Written by the one who answers: an accepted pick is never lost, whatever comes next.
      const written = run.record(
        'candidate.picked',
        { version: run.lifecycle.version, ...candidate, by: 'person' },
        actor,
      );
      run.noteChange();
      await written;
      return { outcome: 'accepted', detail: `candidate ${candidateId} is picked` };
    },
    { validator: messageValidator(PickMessage, 'pick') },
  );

  setHandler(
    holdUpdate,
    async ({ actor, reason }) => {
      const permission = run.lifecycle.may('hold');
      if (!permission.allowed)
        return run.refuse('hold', 'not-now', permission.detail, undefined, actor);
      run.lifecycle.hold();
      run.round?.hold(Date.now());
      const written = run.record(
        'track.held',
        { ...(reason === undefined ? {} : { reason }) },
        actor,
      );
      run.noteChange();
      await Promise.all([written, signalRelease(run, 'hold')]);
      return {
        outcome: 'accepted',
        detail: 'the track is held: the step under way ends, the next one waits',
      };
    },
    { validator: messageValidator(HoldMessage, 'hold') },
  );

  setHandler(
    resumeUpdate,
    async ({ actor }) => {
      const permission = run.lifecycle.may('resume');
      if (!permission.allowed)
        return run.refuse('resume', 'not-now', permission.detail, undefined, actor);
      run.lifecycle.resume();
      run.round?.resume(Date.now());
      const written = run.record('track.resumed', extendedDeadlines(run), actor);
      run.noteChange();
      await Promise.all([written, signalRelease(run, 'resume')]);
      return { outcome: 'accepted', detail: 'the track goes on' };
    },
    { validator: messageValidator(ResumeMessage, 'resume') },
  );

  setHandler(
    cancelUpdate,
    async ({ actor, reason }) => {
      const permission = run.lifecycle.may('cancel');
      if (!permission.allowed)
        return run.refuse('cancel', 'not-now', permission.detail, undefined, actor);
      run.lifecycle.cancel();
      run.cancelledBy = { actor, reason };
      const written = run.record(
        'track.cancel-requested',
        reason === undefined ? {} : { reason },
        actor,
      );
      run.noteChange();
      cancel();
      await written;
      return {
        outcome: 'accepted',
        detail: 'the track is being cancelled; what was begun at a partner is taken back',
      };
    },
    { validator: messageValidator(CancelMessage, 'cancel') },
  );
}

async function signalRelease(run: TrackRun, signal: 'hold' | 'resume'): Promise<void> {
  // A release that has just ended needs no word.
  await run.release?.signal(signal === 'hold' ? holdSignal : resumeSignal).catch(() => undefined);
}

/** The limits of an open review, moved on by the time for which the track was held. */
function extendedDeadlines({ round }: TrackRun): {
  reviewExpiresAt?: string;
  graceEffectiveAt?: string;
} {
  if (!round || round.closed) return {};
  return {
    reviewExpiresAt: new Date(round.expiresAt).toISOString(),
    ...(round.graceUntil === null
      ? {}
      : { graceEffectiveAt: new Date(round.graceUntil).toISOString() }),
  };
}

/** Verifies a token by the moment it was handed in: a database that is away must make nobody late. */
async function verify(
  run: TrackRun,
  token: string,
  spender: string,
  at: number,
): Promise<VerifiedDecision> {
  run.pendingVerifications += 1;
  try {
    return await catalogue.verifyDecisionToken({
      projectId: run.input.projectId,
      token,
      spender: `${run.workflowId}/${spender}`,
      at: new Date(at).toISOString(),
    });
  } finally {
    run.pendingVerifications -= 1;
  }
}

async function decide(
  run: TrackRun,
  message: DecisionMessage,
  via: 'update' | 'signal',
  spender: string,
): Promise<CommandAnswer> {
  const at = Date.now();
  const verified = await verify(run, message.token, spender, at);
  if (!verified.valid)
    return run.refuse(
      'decide',
      verified.reason,
      verified.detail,
      verified.claims?.decisionId,
      verified.claims?.reviewer,
    );
  const { claims } = verified;
  const ruling: Ruling = run.round
    ? run.round.decide(claims, message.note, at, message.remake)
    : {
        ok: false,
        reason: run.lifecycle.ended ? 'late' : 'not-now',
        detail: `no review is open (stage ${run.lifecycle.stage})`,
      };
  if (!ruling.ok)
    return run.refuse('decide', ruling.reason, ruling.detail, claims.decisionId, claims.reviewer);
  const { action: verdict, decisionId, reviewId, reviewer } = claims;
  if (verdict === 'undo') throw new RangeError('a round never accepts an undo as a decision');
  const { note, remake } = message;
  const recorded = [
    run.record(
      'review.decided',
      {
        reviewId,
        decisionId,
        verdict,
        reviewer,
        via,
        ...(note === undefined ? {} : { note }),
        ...(remake === undefined ? {} : { remake }),
      },
      reviewer,
    ),
  ];
  const effectiveAt =
    ruling.graceUntil === null ? undefined : new Date(ruling.graceUntil).toISOString();
  if (effectiveAt)
    recorded.push(run.record('review.grace-started', { reviewId, verdict, effectiveAt }, reviewer));
  run.noteChange();
  await Promise.all(recorded);
  if (effectiveAt && run.lifecycle.held)
    return {
      outcome: 'accepted',
      detail: `${verdict} takes effect ${run.round?.terms.graceSeconds ?? 0} s after the track is resumed, unless it is undone`,
    };
  return effectiveAt
    ? {
        outcome: 'accepted',
        detail: `${verdict} takes effect at ${effectiveAt} unless it is undone`,
        effectiveAt,
      }
    : { outcome: 'accepted', detail: `${verdict} is counted; more approvals are needed` };
}

async function undo(run: TrackRun, message: UndoMessage, spender: string): Promise<CommandAnswer> {
  const at = Date.now();
  const verified = await verify(run, message.token, spender, at);
  if (!verified.valid)
    return run.refuse(
      'undo',
      verified.reason,
      verified.detail,
      verified.claims?.decisionId,
      verified.claims?.reviewer,
    );
  const { claims } = verified;
  const ruling: Ruling = run.round
    ? run.round.undo(claims, at)
    : {
        ok: false,
        reason: run.lifecycle.ended ? 'late' : 'not-now',
        detail: `no review is open (stage ${run.lifecycle.stage})`,
      };
  if (!ruling.ok)
    return run.refuse('undo', ruling.reason, ruling.detail, claims.decisionId, claims.reviewer);
  const state = ruling.graceUntil === null ? 'open' : 'grace';
  const written = run.record(
    'review.undone',
    { reviewId: claims.reviewId, decisionId: claims.decisionId, reviewer: claims.reviewer, state },
    claims.reviewer,
  );
  run.noteChange();
  await written;
  return {
    outcome: 'accepted',
    detail:
      state === 'open'
        ? 'the decision is undone; the review is open again'
        : `the decision is undone; the verdict ${run.round?.pendingVerdict ?? ''} of others stands`,
  };
}
