import type { z } from 'zod';
import { oneLine } from '@fermata/clients/words';
import type { ReviewView, SignalTicket } from '@fermata/contracts/http';
import { keysFile } from '@fermata/stack';
import { signalHelp } from '../review/signal-help.ts';

/** The three ways to decide: a command, the API, a signal. No key is printed: curl reads it from its file. */
export function approvalInstructions(
  review: ReviewView,
  ticket: z.infer<typeof SignalTicket>,
  {
    sound: audioPath,
    apiUrl,
    dataDir,
    temporalUi,
  }: { sound: string; apiUrl: string; dataDir: string; temporalUi: string | null },
): string {
  const readKey =
    'JSON.parse(require("fs").readFileSync(process.argv[1]))' +
    '.keys.find((k) => k.roles.includes("reviewer")).key';
  const key = `$(node -p '${readKey}' ${shellQuote(keysFile(dataDir))})`;
  return [
    '',
    `“${oneLine(review.title)}” waits for a person. Listen to it:`,
    `  ${audioPath}`,
    '',
    'Then decide in one of these ways.',
    '',
    'In a terminal:',
    `  npx fermata review approve ${review.reviewId}`,
    `  npx fermata review send-back ${review.reviewId} --note "slower, without drums"`,
    `  npx fermata review reject ${review.reviewId} --note "not for us"`,
    '',
    'With the API:',
    `  curl -X POST ${apiUrl}/v1/reviews/${review.reviewId}/approve \\`,
    `    -H "authorization: Bearer ${key}" \\`,
    `    -H 'content-type: application/json' -d '{"versionSha256":"${review.versionSha256}"}'`,
    '',
    'In the Temporal UI:',
    ...signalHelp(ticket, temporalUi)
      .split('\n')
      .map((line) => `  ${line}`),
    `  A new signal: npx fermata review approve ${review.reviewId} --print-signal`,
    '',
  ].join('\n');
}

const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
