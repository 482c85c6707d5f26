import {
  ApplicationFailure,
  CancellationScope,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  log,
  setHandler,
  TemporalFailure,
} from '@temporalio/workflow';
import type { z } from 'zod';
import {
  CancelMessage,
  DecisionMessage,
  HoldMessage,
  PickMessage,
  QUERIES,
  ResumeMessage,
  SIGNALS,
  StartMessage,
  TOO_MANY_COMMANDS,
  type TrackStatus,
  UndoMessage,
  UPDATES,
} from '@fermata/contracts/temporal';
import { type CommandResult, formatIssues, type SignedCommand } from '@fermata/contracts/values';
import { releaseRequestedSignal } from '../../partner-request/request-signals.ts';
import { partnerAnswerSignal } from '../../partner/partner-answer-signal.ts';
import { receiveSaleMessage } from '../../sale/receive-sale-message.ts';
import { withdrawalEndedSignal } from '../../withdrawal/withdrawal-ended-signal.ts';
import type { TrackRun } from '../track-run.ts';
import { trackStatus } from '../track-status.ts';
import { cancelTrack } from './cancel-track.ts';
import { decide } from './decide.ts';
import { holdTrack } from './hold-track.ts';
import { pickCandidate, pickRefusal } from './pick-candidate.ts';
import { receiveReleaseRequest } from './receive-release-request.ts';
import { refuseCommand } from './refuse-command.ts';
import { requestStart } from './request-start.ts';
import { resumeTrack } from './resume-track.ts';
import { undo } from './undo.ts';
import { verifyCommandToken } from './verify-token.ts';

const decisionSignal = defineSignal<[unknown]>(SIGNALS.decision);
const statusQuery = defineQuery<TrackStatus>(QUERIES.status);

interface UpdateHandler<Message> {
  readonly schema: z.ZodType<Message>;
  readonly handle: (message: Message, updateId: string) => Promise<CommandResult>;
  /**
   * Whether a track that has received too many commands still accepts this one: it has an effect,
   * and only once.
   */
  readonly alwaysTaken?: (message: Message) => boolean;
}

/** Wires updates, signals and the query to the run. `cancel` ends the track's own scope. */
export function handleCommands(run: TrackRun, cancel: () => void): void {
  setHandler(statusQuery, () => trackStatus(run));

  onUpdate(run, UPDATES.decide, {
    schema: DecisionMessage,
    handle: (message, updateId) => decide(run, message, 'update', updateId),
  });
  onUpdate(run, UPDATES.undo, {
    schema: UndoMessage,
    handle: (message, updateId) => undo(run, message, updateId),
  });
  onCommand(run, UPDATES.pick, {
    schema: PickMessage,
    handle: (message, actor) => pickCandidate(run, actor, message),
    alwaysTaken: (message) => pickRefusal(run, message) === null,
  });
  onCommand(run, UPDATES.hold, {
    schema: HoldMessage,
    handle: (message, actor) => holdTrack(run, actor, message),
  });
  onCommand(run, UPDATES.resume, {
    schema: ResumeMessage,
    handle: (_message, actor) => resumeTrack(run, actor),
    alwaysTaken: () => run.lifecycle.may('resume').allowed,
  });
  onCommand(run, UPDATES.cancel, {
    schema: CancelMessage,
    handle: (message, actor) => cancelTrack(run, actor, message, cancel),
    alwaysTaken: () => run.lifecycle.may('cancel').allowed,
  });
  onCommand(run, UPDATES.start, {
    schema: StartMessage,
    handle: (_message, actor) => requestStart(run, actor),
    alwaysTaken: () => run.lifecycle.may('start').allowed && !run.startRequested,
  });

  setHandler(decisionSignal, (message) =>
    CancellationScope.nonCancellable(() => receiveDecision(run, message)),
  );
  setHandler(partnerAnswerSignal, (message) => receiveSaleMessage(run.sale, message));
  setHandler(releaseRequestedSignal, (message) =>
    CancellationScope.nonCancellable(() => receiveReleaseRequest(run, message)),
  );
  setHandler(withdrawalEndedSignal, (message) => run.sale.receiveWithdrawal(message));
}

/** A command that is no decision: its token, and nothing else, names the actor. */
function onCommand<Message extends { token: string }>(
  run: TrackRun,
  command: SignedCommand,
  {
    handle,
    ...handler
  }: Omit<UpdateHandler<Message>, 'handle'> & {
    handle: (message: Message, actor: string) => Promise<CommandResult>;
  },
): void {
  onUpdate(run, command, {
    ...handler,
    handle: async (message, updateId) => {
      const verified = await verifyCommandToken(run, command, message, updateId);
      if (verified.valid) return handle(message, verified.actor);
      const { reason, detail, actor } = verified;
      return refuseCommand(run, { command, reason, detail, actor });
    },
  });
}

/** The command is judged and recorded even while the workflow is being cancelled. */
function onUpdate<Message>(
  run: TrackRun,
  name: string,
  { schema, handle, alwaysTaken = () => false }: UpdateHandler<Message>,
): void {
  setHandler(
    defineUpdate<CommandResult, [Message]>(name),
    (message) => {
      const updateId = currentUpdateInfo()?.id ?? '';
      return CancellationScope.nonCancellable(() =>
        run.commands.answer(updateId, async () => {
          await run.whenAuthorised();
          return handle(message, updateId);
        }),
      );
    },
    {
      // A rejected update leaves no event, so only a malformed command, or one too many, is rejected here.
      validator: (message) => {
        const parsed = schema.safeParse(message);
        if (!parsed.success) throw new TypeError(`${name}: ${formatIssues(parsed.error)}`);
        if (run.commands.full && (run.commands.exhausted || !alwaysTaken(parsed.data)))
          throw ApplicationFailure.nonRetryable(
            'the track has received too many commands; it accepts more in its next review',
            TOO_MANY_COMMANDS,
          );
      },
    },
  );
}

/** A failure would end the workflow. `advance` reports a refused event, so that the track fails on record. */
async function receiveDecision(run: TrackRun, message: unknown): Promise<void> {
  try {
    await run.whenAuthorised();
    await handleDecisionSignal(run, message);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('a decision signal was not handled', { error: error.message });
  }
}

async function handleDecisionSignal(run: TrackRun, message: unknown): Promise<void> {
  const spender = `signal-${run.commands.nextDecisionSignal()}`;
  const parsed = DecisionMessage.safeParse(message);
  if (parsed.success) await decide(run, parsed.data, 'signal', spender);
  else
    await refuseCommand(run, {
      command: 'decide',
      reason: 'bad-token',
      detail:
        'the signal decision needs { "token": "…", "note": "…" } ' +
        'as `fermata review approve ID --print-signal` prints it',
    });
}
