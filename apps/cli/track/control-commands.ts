import type { Command } from 'commander';
import { z } from 'zod';
import { WithdrawAccepted } from '@fermata/contracts/http';
import { hasLeftProduction } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { splitList } from '../option-values.ts';
import { showResult } from '../show-result.ts';
import { cancellationOutcome } from './cancellation-outcome.ts';
import { findCandidate, parseCandidate } from './find-candidate.ts';
import { findTrackView, parseTrackId } from './find-track.ts';
import { watchTrack } from './watch-track.ts';

const Reason = z.object({ reason: z.string().optional() });
const withReason = (command: Command): Command =>
  command.option('--reason <text>', 'the reason, for the record');

/** Adds pick, hold, resume, cancel and withdraw. */
export function addControlCommands(track: Command): void {
  defineCommand(track, {
    usage: 'pick <track> <candidate>',
    summary: 'choose the candidate from which the track is made, by its number or id',
    schema: z.object({}),
    async run({ api, output }, _options, [id, candidate]) {
      const trackId = parseTrackId(id);
      const given = parseCandidate(candidate);
      const client = await api('creator');
      const view = await findTrackView(client, trackId);
      const { candidateId } = findCandidate(view, view.version, given);
      return showResult(
        output,
        await client.command(`/v1/tracks/${trackId}/pick`, { candidateId }),
      );
    },
  });
  defineCommand(track, {
    usage: 'hold <track>',
    summary: 'pause the track until it is resumed',
    options: withReason,
    schema: Reason,
    async run({ api, output }, options, [id]) {
      const trackId = parseTrackId(id);
      return showResult(
        output,
        await (await api('creator')).command(`/v1/tracks/${trackId}/hold`, options),
      );
    },
  });
  defineCommand(track, {
    usage: 'resume <track>',
    summary: 'resume a held track',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const trackId = parseTrackId(id);
      return showResult(
        output,
        await (await api('creator')).command(`/v1/tracks/${trackId}/resume`, {}),
      );
    },
  });
  defineCommand(track, {
    usage: 'cancel <track>',
    summary: 'end the track; offers that were begun are withdrawn',
    options: withReason,
    schema: Reason,
    async run({ api, output, signal }, options, [id]) {
      const trackId = parseTrackId(id);
      const client = await api('creator');
      const answer = await client.command(`/v1/tracks/${trackId}/cancel`, options);
      if (answer.outcome === 'refused' || answer.outcomeOpen !== true)
        return showResult(output, answer);
      output.note(`Not decided yet: ${answer.detail}.\nWaiting for the outcome.`);
      const ended = await watchTrack({
        api: client,
        trackId,
        signal,
        until: ({ stage }) => hasLeftProduction(stage),
      });
      const { text, exitCode } = cancellationOutcome(ended);
      output.result(ended, () => text);
      return exitCode;
    },
  });
  defineCommand(track, {
    usage: 'withdraw <track>',
    summary: 'take a published track down, everywhere or at some partners',
    options: (command) =>
      command
        .requiredOption('--reason <text>', 'the reason, for the partners and the record')
        .option(
          '--partner <names>',
          'only at these partners, separated by commas; it stays on sale at others',
        ),
    schema: z.object({ reason: z.string(), partner: z.string().optional() }),
    async run({ api, output }, { reason, partner }, [id]) {
      const trackId = parseTrackId(id);
      const accepted = await (
        await api('creator')
      ).post(
        `/v1/tracks/${trackId}/withdraw`,
        { reason, partners: partner === undefined ? undefined : splitList(partner) },
        WithdrawAccepted,
      );
      output.result(
        accepted,
        () =>
          `The withdrawal ${accepted.withdrawalId} has started.\nFollow it: ` +
          (partner
            ? `fermata track show ${accepted.trackId}`
            : `fermata track watch ${accepted.trackId} --until withdrawn`),
      );
      return EXIT.ok;
    },
  });
}
