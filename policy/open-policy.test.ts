import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolicyDecision } from '@fermata/contracts/values';
import type { PolicyQuestion } from '@fermata/contracts/values';
import { NOT_DECIDABLE, openPolicy } from './open-policy.ts';
import { readPolicyTexts } from './policy-texts.ts';

const policy = openPolicy();
const undisclosed: PolicyQuestion = {
  action: 'publish',
  projectId: 'default',
  trackId: 'trk_000000000000000000000001',
  version: 1,
  use: 'commercial',
  model: { name: 'rules', licence: 'Apache-2.0' },
  durationSeconds: 30.02,
  askedDurationSeconds: 30,
  integratedLufs: -14.1,
  targetLufs: -14,
  truePeakDbtp: -1.2,
  ceilingDbtp: -1,
};
const good: PolicyQuestion = { ...undisclosed, aiDisclosure: 'all' };
const ids = (question: PolicyQuestion): string[] =>
  policy.decide(question).reasons.map(({ policyId }) => policyId);

describe('a version in order', () => {
  it('is allowed, with the reason and the digest of the policy set', () => {
    const decision = policy.decide(good);
    expect(PolicyDecision.parse(decision)).toEqual(decision);
    expect(decision).toEqual({
      outcome: 'allow',
      policySetSha256: policy.policySetSha256,
      reasons: [
        {
          policyId: 'publish.allowed',
          text: 'Model licence, AI disclosure, duration and loudness are in order.',
        },
      ],
    });
  });
});

const limits: {
  rule: string;
  allowed: Partial<PolicyQuestion>[];
  denied: Partial<PolicyQuestion>[];
}[] = [
  {
    rule: 'licence.use-not-allowed',
    allowed: [
      { model: { name: 'm', licence: 'MIT' }, use: 'broadcast' },
      { model: { name: 'm', licence: 'CC-BY-NC-4.0' }, use: 'personal' },
    ],
    denied: [
      { model: { name: 'm', licence: 'CC-BY-NC-4.0' } },
      { model: { name: 'm', licence: 'mit' } },
      { model: { name: 'm', licence: '' }, use: 'personal' },
    ],
  },
  {
    rule: 'licence.territory-not-named',
    allowed: [
      { releaseTerritories: ['US'] },
      { licensedTerritories: ['DE', 'FR'], releaseTerritories: ['DE', 'FR'] },
    ],
    denied: [{ licensedTerritories: ['DE'] }, { licensedTerritories: [] }],
  },
  {
    rule: 'licence.territory-not-licensed',
    allowed: [{ licensedTerritories: ['DE', 'FR'], releaseTerritories: ['FR'] }],
    denied: [
      { licensedTerritories: ['DE', 'FR'], releaseTerritories: ['DE', 'US'] },
      { licensedTerritories: [], releaseTerritories: ['DE'] },
    ],
  },
  {
    rule: 'disclosure.untrue',
    allowed: [{ aiDisclosure: 'all' }, { aiDisclosure: 'partly' }],
    denied: [{ aiDisclosure: 'none' }],
  },
  {
    rule: 'duration.not-as-asked',
    allowed: [{ durationSeconds: 30.05 }, { durationSeconds: 29.95 }],
    denied: [{ durationSeconds: 30.050001 }, { durationSeconds: 29.949999 }],
  },
  {
    rule: 'duration.too-short',
    allowed: [
      { durationSeconds: 3, askedDurationSeconds: 3 },
      { durationSeconds: 2.95, askedDurationSeconds: 3 },
    ],
    denied: [{ durationSeconds: 2.949999, askedDurationSeconds: 2.95 }],
  },
  {
    rule: 'people.in-title',
    allowed: [{ namedPeople: ['daft punk'] }],
    denied: [{ namedPeople: ['daft punk'], peopleInTitle: ['daft punk'] }],
  },
  {
    rule: 'loudness.off-target',
    allowed: [
      { integratedLufs: -13.5 },
      { integratedLufs: -14.5 },
      { integratedLufs: -23.4, targetLufs: -23 },
    ],
    denied: [
      { integratedLufs: -13.499999 },
      { integratedLufs: -14.500001 },
      { integratedLufs: -14, targetLufs: -23 },
    ],
  },
  {
    rule: 'loudness.peak-too-high',
    allowed: [{ truePeakDbtp: -1 }, { truePeakDbtp: 0, ceilingDbtp: 0 }],
    denied: [{ truePeakDbtp: -0.999999 }, { truePeakDbtp: -1, ceilingDbtp: -2 }],
  },
];

describe.each(limits)('$rule', ({ rule, allowed, denied }) => {
  it.each(allowed)('allows %o', (change) => {
    expect(policy.decide({ ...good, ...change }).outcome).toBe('allow');
  });
  it.each(denied)('denies %o', (change) => {
    expect(policy.decide({ ...good, ...change }).outcome).toBe('deny');
    expect(ids({ ...good, ...change })).toEqual([rule]);
  });
});

describe('a denial', () => {
  it('stops a track without an AI disclosure', () => {
    expect(policy.decide(undisclosed).outcome).toBe('deny');
    expect(ids(undisclosed)).toEqual(['disclosure.missing']);
  });

  it('names the licensed territories and those of the release', () => {
    const [reason] = policy.decide({
      ...good,
      licensedTerritories: ['DE', 'FR'],
      releaseTerritories: ['FR', 'US'],
    }).reasons;
    expect(reason?.text).toBe(
      'The supplied materials are licensed for DE, FR; the release covers FR, US.',
    );
    expect(policy.decide({ ...good, licensedTerritories: [] }).reasons[0]?.text).toBe(
      'The supplied materials are licensed for no territory at all; the release covers all territories.',
    );
  });

  it('names every broken rule in order, each with one sentence', () => {
    const decision = policy.decide({
      ...undisclosed,
      model: { name: 'm', licence: 'GPL-3.0-only' },
      durationSeconds: 2,
      truePeakDbtp: 0.3,
      integratedLufs: -9.25,
    });
    expect(decision.reasons.map(({ policyId }) => policyId)).toEqual([
      'disclosure.missing',
      'duration.not-as-asked',
      'duration.too-short',
      'licence.use-not-allowed',
      'loudness.off-target',
      'loudness.peak-too-high',
    ]);
    expect(decision.reasons.map(({ text }) => text).slice(3)).toEqual([
      'The licence GPL-3.0-only of the model m does not allow commercial use.',
      'The master has -9.25 LUFS; the target is -14 LUFS (tolerance 0.5).',
      'The true peak of the master is 0.3 dBTP; the ceiling is -1 dBTP.',
    ]);
    for (const { text } of decision.reasons) expect(text).not.toMatch(/[{}]/);
  });

  it.each([
    ['a silent master', { integratedLufs: -Infinity }],
    ['a duration that is not a number', { durationSeconds: NaN }],
    ['a figure beyond 64 bits', { durationSeconds: 1e300 }],
  ])('is the decision for invalid facts: %s', (_what, change) => {
    const decision = policy.decide({ ...good, ...change });
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons.map(({ policyId }) => policyId)).toEqual([NOT_DECIDABLE]);
  });

  it('is the decision if a policy fails, even if another permits', () => {
    const { schema } = readPolicyTexts();
    const overflowing = openPolicy({
      schema,
      policySetSha256: 'overflowing',
      policies:
        '@id("a") @message("Yes.") permit (principal, action, resource);\n@id("b") @message("No.") ' +
        'forbid (principal, action, resource is Version) when { resource.durationMicros * ' +
        '9000000000000 > 0 };',
    });
    const decision = overflowing.decide(good);
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons).toEqual([
      { policyId: NOT_DECIDABLE, text: expect.stringContaining('b: ') },
    ]);
  });

  it('is the decision if no policy permits', () => {
    const silent = openPolicy({
      schema: readPolicyTexts().schema,
      policySetSha256: 'silent',
      policies:
        '@id("b") @message("No.") forbid (principal, action, resource is Version) ' +
        'when { resource.durationMicros < 0 };',
    });
    expect(silent.decide(good).outcome).toBe('deny');
  });
});

describe('any version', () => {
  it('is allowed only if every fact is within its limit', () => {
    const question = fc.record({
      use: fc.constantFrom('personal', 'commercial', 'broadcast'),
      licence: fc.constantFrom('MIT', 'CC-BY-NC-4.0', 'GPL-3.0-only', ''),
      aiDisclosure: fc.constantFrom('all', 'partly', 'none', undefined),
      requested: fc.integer({ min: 2_000, max: 40_000 }),
      off: fc.integer({ min: -70, max: 70 }),
      louder: fc.integer({ min: -700, max: 700 }),
      peakOver: fc.integer({ min: -20, max: 20 }),
    });
    fc.assert(
      fc.property(question, ({ use, licence, aiDisclosure, requested, off, louder, peakOver }) => {
        const satisfied = [
          licence === 'MIT' || (licence === 'CC-BY-NC-4.0' && use === 'personal'),
          aiDisclosure === 'all' || aiDisclosure === 'partly',
          Math.abs(off) <= 50,
          requested + off >= 2_950,
          Math.abs(louder) <= 500,
          peakOver <= 0,
        ];
        const decision = policy.decide({
          ...undisclosed,
          use,
          model: { name: 'm', licence },
          ...(aiDisclosure === undefined ? {} : { aiDisclosure }),
          askedDurationSeconds: requested / 1000,
          durationSeconds: (requested + off) / 1000,
          integratedLufs: -14 + louder / 1000,
          truePeakDbtp: -1 + peakOver / 1000,
        });
        expect(decision.outcome).toBe(satisfied.every(Boolean) ? 'allow' : 'deny');
        const reasons = decision.reasons.map(({ policyId }) => policyId);
        expect(reasons).toHaveLength(
          decision.outcome === 'allow' ? 1 : satisfied.filter((kept) => !kept).length,
        );
        expect(reasons).toEqual(reasons.toSorted());
      }),
      { numRuns: 500 },
    );
  });
});

describe('a policy set', () => {
  it.each([
    ['cannot be parsed', 'permit (principal'],
    [
      'does not fit its schema',
      '@id("a") @message("x") permit (principal, action, resource is Version) when { resource.loudness == 1 };',
    ],
    ['has a policy without a message', '@id("a") permit (principal, action, resource);'],
    [
      'has two policies with one id',
      '@id("a") @message("x") permit (principal, action, resource);\n@id("a") @message("y") permit ' +
        '(principal, action, resource);',
    ],
  ])('that %s is rejected at startup', (_what, policies) => {
    expect(() =>
      openPolicy({ schema: readPolicyTexts().schema, policies, policySetSha256: 'wrong' }),
    ).toThrow();
  });
});
