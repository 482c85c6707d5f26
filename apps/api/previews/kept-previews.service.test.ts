import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PreviewSession, PreviewView } from '@fermata/contracts/http';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let harness: ApiHarness;
let owner: pg.Client;
beforeAll(async () => {
  harness = await startApiHarness({ previews: { processes: 2 } });
  await harness.preview?.warm;
  owner = new pg.Client({ connectionString: harness.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await harness.stop();
});

/** The database refuses every preview of the project `default` with this SQLSTATE. */
async function refusePreviews(code: string): Promise<void> {
  await owner.query(
    `CREATE OR REPLACE FUNCTION refuse_preview() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'refused' USING ERRCODE = '${code}';
       END $$`,
  );
  await owner.query(
    `CREATE OR REPLACE TRIGGER refuse_preview BEFORE INSERT ON preview
       FOR EACH ROW WHEN (NEW.project_id = 'default') EXECUTE FUNCTION refuse_preview()`,
  );
}

const preview = async (key: string): Promise<PreviewView> => {
  const seed = randomBytes(3).readUIntBE(0, 3);
  const body = { style: 'lo-fi', seed, deadlineMs: 5000 };
  return PreviewView.parse((await harness.ask('POST', '/v1/previews', { key, body })).body);
};

it.each([
  ['never', '22023'],
  ['not yet', 'XX000'],
])('previews that can %s be kept delay no other project', async (_when, code) => {
  await refusePreviews(code);
  for (let i = 0; i < 10; i++) await preview(KEYS.ada);
  const { sessionId, previewId } = await preview(KEYS.stranger);
  const session = await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, {
    key: KEYS.stranger,
  });
  expect(PreviewSession.parse(session.body).entries).toMatchObject([{ previewId }]);
});
