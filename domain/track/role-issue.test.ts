import { expect, test } from 'vitest';
import { roleIssue } from './role-issue.ts';

test('one of the needed roles suffices', () => {
  expect(roleIssue('act_ada', ['reviewer', 'creator'], ['creator', 'operations'])).toBeNull();
});

test('an actor without any of them is refused with the roles it lacks', () => {
  const issue = 'act_ada does not have the role creator or operations now';
  expect(roleIssue('act_ada', ['reviewer'], ['creator', 'operations'])).toBe(issue);
  expect(roleIssue('act_ada', [], ['creator', 'operations'])).toBe(issue);
});
