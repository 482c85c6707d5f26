import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import type {
  AuthorizationAnswer,
  DetailedError,
  EntityJson,
} from '@cedar-policy/cedar-wasm/nodejs';
import { formatIssues, PolicyQuestion } from '@fermata/contracts/values';
import type { PolicyDecision, PolicyReason } from '@fermata/contracts/values';
import { readPolicyTexts } from './policy-texts.ts';
import type { PolicyTexts } from './policy-texts.ts';

export interface Policy {
  /** Never throws: an error is a denial with its reason. */
  decide(question: PolicyQuestion): PolicyDecision;
  policySetSha256: string;
}

/** The reason's id if no policy was evaluated: an invalid request or an error of Cedar. */
export const NOT_DECIDABLE = 'policy.not-decidable';

/** Parses and validates the policy set once. Throws an Error for an invalid policy. */
export function openPolicy(texts: PolicyTexts = readPolicyTexts()): Policy {
  const { schema, policySetSha256 } = texts;
  const { byId, messages } = parsePolicies(texts.policies);
  const checked = validate({ schema, policies: { staticPolicies: byId } });
  if (checked.type === 'failure')
    throw new Error(`The policy set cannot be parsed: ${joinMessages(checked.errors)}`);
  const issues = [...checked.validationErrors, ...checked.validationWarnings].map(
    ({ policyId, error }) => `${policyId}: ${error.message}`,
  );
  if (issues.length > 0)
    throw new Error(`The policy set does not fit its schema: ${issues.join('; ')}`);
  for (const answer of [
    preparseSchema(policySetSha256, schema),
    preparsePolicySet(policySetSha256, { staticPolicies: byId }),
  ]) {
    if (answer.type === 'failure')
      throw new Error(`The policy set cannot be parsed: ${joinMessages(answer.errors)}`);
  }

  const deny = (reasons: PolicyReason[]): PolicyDecision => ({
    outcome: 'deny',
    reasons,
    policySetSha256,
  });
  const notDecidable = (detail: string): PolicyDecision =>
    deny([
      {
        policyId: NOT_DECIDABLE,
        text: `The policy could not be evaluated, so nothing is allowed: ${detail}.`,
      },
    ]);

  return {
    policySetSha256,
    decide(given) {
      const parsed = PolicyQuestion.safeParse(given);
      if (!parsed.success) return notDecidable(formatIssues(parsed.error));
      const question = parsed.data;
      const answer = authorize(question, policySetSha256);
      if (answer.type === 'failure') return notDecidable(joinMessages(answer.errors));
      const { decision, diagnostics } = answer.response;
      // Cedar skips a policy with an error, even a forbid, so an error must deny.
      if (diagnostics.errors.length > 0)
        return notDecidable(
          diagnostics.errors
            .map(({ policyId, error }) => `${policyId}: ${error.message}`)
            .join('; '),
        );
      const facts = formatFacts(question);
      const reasons = diagnostics.reason.toSorted().map((policyId) => ({
        policyId,
        text: fillTemplate(messages.get(policyId) ?? policyId, facts),
      }));
      if (decision === 'allow') return { outcome: 'allow', reasons, policySetSha256 };
      return deny(
        reasons.length > 0 ? reasons : [{ policyId: NOT_DECIDABLE, text: 'No policy allows it.' }],
      );
    },
  };
}

function parsePolicies(text: string): {
  byId: Record<string, string>;
  messages: Map<string, string>;
} {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure')
    throw new Error(`The policy set cannot be parsed: ${joinMessages(parts.errors)}`);
  const byId: Record<string, string> = {};
  const messages = new Map<string, string>();
  for (const policy of parts.policies) {
    const read = policyToJson(policy);
    if (read.type === 'failure')
      throw new Error(`A policy cannot be parsed: ${joinMessages(read.errors)}`);
    const { id, message } = read.json.annotations ?? {};
    if (id === undefined || message === undefined)
      throw new Error(`Every policy needs @id and @message: ${policy.slice(0, 80)}`);
    if (messages.has(id)) throw new Error(`Two policies have the id ${id}`);
    byId[id] = policy;
    messages.set(id, message);
  }
  return { byId, messages };
}

function authorize(question: PolicyQuestion, name: string): AuthorizationAnswer {
  const resource = { type: 'Version', id: `${question.trackId}/${question.version}` };
  const version: EntityJson = {
    uid: resource,
    parents: [],
    attrs: {
      use: question.use,
      modelName: question.model.name,
      modelLicence: question.model.licence,
      ...(question.aiDisclosure === undefined ? {} : { aiDisclosure: question.aiDisclosure }),
      durationMicros: micros(question.durationSeconds),
      askedDurationMicros: micros(question.askedDurationSeconds),
      integratedMicroLufs: micros(question.integratedLufs),
      targetMicroLufs: micros(question.targetLufs),
      truePeakMicroDbtp: micros(question.truePeakDbtp),
      ceilingMicroDbtp: micros(question.ceilingDbtp),
      ...(question.licensedTerritories === undefined
        ? {}
        : { licensedTerritories: question.licensedTerritories }),
      ...(question.releaseTerritories === undefined
        ? {}
        : { releaseTerritories: question.releaseTerritories }),
      ...(question.namedPeople === undefined ? {} : { namedPeople: question.namedPeople }),
      ...(question.peopleInTitle === undefined ? {} : { peopleInTitle: question.peopleInTitle }),
    },
  };
  try {
    return statefulIsAuthorized({
      principal: { type: 'Project', id: question.projectId },
      action: { type: 'Action', id: question.action },
      resource,
      context: {},
      preparsedSchemaName: name,
      validateRequest: true,
      preparsedPolicySetId: name,
      entities: [version],
    });
  } catch (error) {
    // The wasm throws for values that it cannot convert, such as an integer beyond 64 bits.
    return {
      type: 'failure',
      warnings: [],
      errors: [
        {
          message: error instanceof Error ? error.message : String(error),
          help: null,
          code: null,
          url: null,
          severity: null,
        },
      ],
    };
  }
}

const micros = (value: number): number => Math.round(value * 1e6);
const joinMessages = (errors: readonly DetailedError[]): string =>
  errors.map(({ message }) => message).join('; ');

function formatFacts({ model, ...rest }: PolicyQuestion): Map<string, string> {
  const format = (value: unknown): string =>
    typeof value === 'number'
      ? String(Number(value.toFixed(4)))
      : Array.isArray(value)
        ? value.join(', ') || 'no territory at all'
        : String(value);
  return new Map(
    Object.entries({ ...rest, modelName: model.name, modelLicence: model.licence }).map(
      ([name, value]) => [name, format(value)],
    ),
  );
}

const fillTemplate = (template: string, facts: Map<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => facts.get(name) ?? placeholder);
