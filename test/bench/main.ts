import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { benchTrack } from './bench-track.ts';

const Arguments = z.tuple([z.literal('track', 'the benchmark must be one of: track')]).rest(z.string());

const parsed = Arguments.safeParse(process.argv.slice(2));
if (!parsed.success) {
  process.stderr.write(`npm run bench -- track [FILE.json]: ${parsed.error.issues.map((issue) => issue.message).join('; ')}\n`);
  process.exit(2);
}
const [, file] = parsed.data;
const report = await benchTrack((line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
if (file) await writeFile(file, JSON.stringify(report, null, 2));
process.exit(0);
