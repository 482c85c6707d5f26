import type { Command } from 'commander';
import { z } from 'zod';
import { RedeliveryAccepted, type ReleaseView } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parsePartner } from '../partner/parse-partner.ts';
import { showResult } from '../show-result.ts';
import { findRelease } from './find-release.ts';

/** Adds redeliver. */
export function addRedeliverCommand(release: Command): void {
  defineCommand(release, {
    usage: 'redeliver <release>',
    summary:
      'redeliver a release to one partner (a release id, or a track id); ' +
      'without --partner: answer its question',
    options: (command) =>
      command.option(
        '--partner <name>',
        'a partner that asks for a fix, no longer has the release, or has never had it',
      ),
    schema: z.object({ partner: z.string().optional() }),
    async run({ api, output }, { partner: name }, [id]) {
      const client = await api('operations');
      const view = await findRelease(client, id);
      const path = `/v1/releases/${view.releaseId}`;
      const partner = name === undefined ? undefined : parsePartner(name);
      const answer = answerFor(view, partner);
      if (partner === undefined || answer !== null)
        return showResult(output, await client.command(`${path}/answer`, answer ?? WHOLE));
      const accepted = await client.post(`${path}/redeliver`, { partner }, RedeliveryAccepted);
      output.result(
        accepted,
        () =>
          `${accepted.releaseId} goes to ${partner} (attempt ${accepted.attempt}) with metadata version ` +
          `${accepted.metadataVersion}.\nSee its progress: fermata release show ${accepted.releaseId}`,
      );
      return EXIT.ok;
    },
  });
}

const WHOLE = { answer: 'redeliver' } as const;

/** The answer that delivers it to this partner, if a question about it is open. Null: none is. */
function answerFor(
  { question, endedAt, partners }: ReleaseView,
  partner: string | undefined,
): { answer: 'redeliver'; partner?: string } | null {
  if (partner === undefined) return null;
  if (partners.some(({ name, fix }) => name === partner && fix !== undefined))
    return { ...WHOLE, partner };
  const lost = endedAt === null ? (question?.lost ?? []) : [];
  return lost.length === 1 && lost[0]?.partner === partner ? WHOLE : null;
}
