import { readFile } from 'node:fs/promises';
import { afterAll, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  service: z.string(),
  name: z.string(),
  attributes: z.record(z.string(), z.unknown()),
});
type Span = z.infer<typeof Span>;

async function spans(): Promise<Span[]> {
  const lines = (await readFile(testStack.variable('FERMATA_TRACE_FILE'), 'utf8')).split('\n');
  // The last line may be incomplete.
  return lines.slice(0, -1).map((line) => Span.parse(JSON.parse(line)));
}

function ancestors(span: Span, all: ReadonlyMap<string, Span>): string[] {
  const names: string[] = [];
  for (
    let at: Span | undefined = span;
    at;
    at = at.parentSpanId ? all.get(at.parentSpanId) : undefined
  )
    names.push(`${at.service} ${at.name}`);
  return names;
}

it('one trace spans the API, the workflow, its activities and the partner’s webhook', async () => {
  const trackId = await testStack.create({
    brief: { text: 'lo-fi', durationSeconds: 8, seed: 501 },
  });
  await testStack.stage(trackId, 'review');
  await testStack.approve(trackId);
  const paths = await testStack.until(
    'the spans',
    async () => {
      const all = new Map((await spans()).map((span) => [span.spanId, span]));
      const start = [...all.values()].find(
        (span) =>
          span.name.startsWith('StartWorkflow') &&
          JSON.stringify(span.attributes).includes(trackId),
      );
      if (!start) return undefined;
      const trace = [...all.values()].filter((span) => span.traceId === start.traceId);
      const reached = trace.map((span) => ancestors(span, all));
      const has = (...names: string[]): boolean =>
        reached.some((path) => names.every((name) => path.some((step) => step.includes(name))));
      return has('RunActivity:renderStems', 'RunWorkflow:trackWorkflow', 'POST /v1/tracks') &&
        has('RunActivity:confirm', 'RunWorkflow:releaseWorkflow', 'RunWorkflow:trackWorkflow') &&
        has('SignalWorkflow:partnerAnswer', 'webhooks')
        ? reached
        : undefined;
    },
    60,
  );
  expect(paths.length).toBeGreaterThan(10);
});
