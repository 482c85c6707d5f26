// Writes contracts/events/published-schemas.json, which subscribers may rely on. Refuses a change that would break
// subscribers or stored events.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventSchemas } from '../contracts/events/event-schemas.ts';
import { incompatibleChanges } from '../contracts/events/incompatible-changes.ts';

const file = join(import.meta.dirname, '../contracts/events/published-schemas.json');
const Schemas = z.record(z.string(), z.record(z.string(), z.unknown()));
const next = eventSchemas();
const errors = incompatibleChanges(Schemas.parse(JSON.parse(readFileSync(file, 'utf8'))), next);
if (errors.length === 0) writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`);
else {
  console.error(errors.join('\n'));
  process.exitCode = 1;
}
